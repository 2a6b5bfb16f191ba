// jobpoll: a scripted vendor in virtual time: what a poller does with a story, without a network and without
// waiting.
#ifndef JOBPOLL_TESTING_SCRIPT_HPP
#define JOBPOLL_TESTING_SCRIPT_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <jobpoll/poller.hpp>

namespace jobpoll::inline v0::testing {

/// One thing that happens to the poller.
struct line {
    enum class kind { reply, no_reply, cancel, restart };

    kind what = kind::reply;
    int status = 200;
    std::string body{};
    std::string retry_after{};
    std::string date{};
    std::optional<milliseconds> at{}; ///< since the start; exactly when it was asked for where it is left out
    std::string location{};
    length_of_time took{};
};

/// A clock without `now()`: all moments come from the script.
struct virtual_clock {
    using rep = milliseconds::rep;
    using period = milliseconds::period;
    using duration = milliseconds;
    using time_point = std::chrono::time_point<virtual_clock, milliseconds>;
    static constexpr bool is_steady = true;
};

/// Plays lines to a poller, one at a time.
///
/// `decisions` has the decision of the start and then one for each line that was played.
class script_player {
public:
    using poller_type = basic_poller<virtual_clock>;

    script_player(const endpoint& e, std::string_view job_id, const poll_options& options)
        : endpoint_{&e}, job_id_{job_id}, options_{options} {
        poller_.emplace(*endpoint_, job_id_, options_);
        decisions_.push_back(poller_->start(virtual_clock::time_point{}));
    }
    script_player(const script_player&) = delete;
    script_player& operator=(const script_player&) = delete;

    /// Plays one line and hands out the decision that it led to. A restart saves the poller, throws it away
    /// and restores it from the text; its decision is the one that stood.
    const poller_type::decision_type& play(const line& l) {
        const virtual_clock::time_point now{l.at.value_or(poller_->pending().at.time_since_epoch())};
        switch (l.what) {
        case line::kind::reply:
            decisions_.push_back(reply_now(l, now));
            break;
        case line::kind::no_reply:
            decisions_.push_back(poller_->on_no_reply(now));
            break;
        case line::kind::cancel:
            decisions_.push_back(poller_->cancel(now));
            break;
        case line::kind::restart:
            decisions_.push_back(restart(now));
            break;
        }
        return decisions_.back();
    }

    /// Plays line after line until the poller stops.
    const std::vector<poller_type::decision_type>& play(std::initializer_list<line> told) {
        return play_all(told.begin(), told.end());
    }
    // A template, so that `play({.status = 404})` means one line and nothing else.
    template <class Lines>
    requires(!std::is_same_v<Lines, line>) const std::vector<poller_type::decision_type>& play(
        const Lines& told) {
        return play_all(std::begin(told), std::end(told));
    }

    [[nodiscard]] const poller_type& poller() const noexcept { return *poller_; }
    [[nodiscard]] const std::vector<poller_type::decision_type>& decisions() const noexcept {
        return decisions_;
    }

private:
    template <class Iterator, class End>
    const std::vector<poller_type::decision_type>& play_all(Iterator next, End end) {
        for (; next != end && decisions_.back().poll_again(); ++next)
            play(*next);
        return decisions_;
    }

    // The body is a copy that dies with this call: later results of the poller must not depend on it.
    // NOLINTNEXTLINE(performance-unnecessary-value-param)
    poller_type::decision_type reply_now(line l, virtual_clock::time_point now) {
        return poller_->on_reply({.status = l.status,
                                  .retry_after = l.retry_after,
                                  .date = l.date,
                                  .location = l.location,
                                  .body = l.body,
                                  .took = l.took},
                                 now);
    }

    poller_type::decision_type restart(virtual_clock::time_point now) {
        const std::string text = to_text(poller_->save());
        const std::string body{poller_->last_body()};
        poller_.emplace(*endpoint_, job_id_, options_);
        snapshot saved;
        if (parse_snapshot(text, saved) != snapshot_error::none) return {};
        if (poller_->restore(saved, now, body) != snapshot_error::none) return {};
        return poller_->pending();
    }

    const endpoint* endpoint_;
    std::string job_id_;
    poll_options options_;
    std::optional<poller_type> poller_;
    std::vector<poller_type::decision_type> decisions_;
};

} // namespace jobpoll::inline v0::testing

#endif

#endif
