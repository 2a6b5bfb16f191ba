// jobpoll: what a history says of jobs to come, and when to look next at one of them.
#ifndef JOBPOLL_SCHEDULE_FORECAST_HPP
#define JOBPOLL_SCHEDULE_FORECAST_HPP

#include <cstddef>
#include <optional>
#include <vector>

#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/forecast_tables.hpp>
#include <jobpoll/schedule/history.hpp>
#include <jobpoll/schedule/informed_delay.hpp>
#include <jobpoll/schedule/outlook.hpp>

namespace jobpoll::inline v0 {

/// What a history says of jobs to come.
///
/// Plain data of at most 16 KB, one for each history and poll cost: a poller with a history has one, a fleet
/// one for each profile with a history. `follow` brings it up to date. Its functions are behind pointers: a
/// program without a history does not contain them.
class forecast : public detail::forecast_tables {
public:
    /// Takes what the history holds now. The tables are made only where it, or the poll cost, changed: 0.2
    /// ms.
    constexpr void follow(const history& past, milliseconds poll_cost) noexcept {
        follow_(*this, past.state(), poll_cost);
    }
    /// The cheapest wait that is allowed; nothing where nothing is known of a job that goes on for so long.
    [[nodiscard]] constexpr std::optional<detail::informed_wait> wait(const outlook& o) const noexcept {
        return wait_(*this, o);
    }

private:
    static constexpr void follow_state(detail::forecast_tables& tables, const detail::history_state& h,
                                       milliseconds poll_cost) noexcept {
        tables.follow(h, poll_cost);
    }

    void (*follow_)(detail::forecast_tables&, const detail::history_state&,
                    milliseconds) noexcept = follow_state;
    std::optional<detail::informed_wait> (*wait_)(const detail::forecast_tables&,
                                                  const outlook&) noexcept = detail::informed_wait_of;
};
static_assert(sizeof(forecast) <= 16'384);

/// A pointer to a history, or null.
///
/// Made of a history, it brings the functions that read it; a program that makes none of one does not
/// contain them.
class history_pointer {
public:
    constexpr history_pointer(std::nullptr_t = nullptr) noexcept {}
    constexpr history_pointer(const history* past) noexcept : past_{past}, make_{make} {}

    constexpr operator const history*() const noexcept { return past_; }
    constexpr const history* operator->() const noexcept { return past_; }

    /// The forecast that is to follow the history; none without one. A vector, because the header of
    /// std::unique_ptr costs every program a tenth of a second more.
    [[nodiscard]] std::vector<forecast> make_forecast() const {
        return past_ != nullptr ? make_() : std::vector<forecast>{};
    }

private:
    static std::vector<forecast> make() { return std::vector<forecast>(1); }

    const history* past_ = nullptr;
    std::vector<forecast> (*make_)() = nullptr;
};

} // namespace jobpoll::inline v0

#endif
