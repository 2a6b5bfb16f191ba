// jobpoll: two histories as one.
#ifndef JOBPOLL_SCHEDULE_HISTORY_MERGE_HPP
#define JOBPOLL_SCHEDULE_HISTORY_MERGE_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/schedule/credit.hpp>
#include <jobpoll/schedule/history_state.hpp>

namespace jobpoll::inline v0::detail {

/// The elements of two lists in turn, the longer one's rest after that.
template <class Element, std::size_t Size>
[[nodiscard]] constexpr std::array<Element, Size>
in_turn(const std::array<Element, Size>& a, std::size_t a_size, const std::array<Element, Size>& b,
        std::size_t b_size) noexcept {
    std::array<Element, Size> both{};
    std::size_t size = 0;
    for (std::size_t i = 0; i < Size; ++i) {
        if (i < a_size && size < Size) both[size++] = a[i];
        if (i < b_size && size < Size) both[size++] = b[i];
    }
    return both;
}

/// Means by the number of jobs, so that they still add up.
template <std::size_t Size>
[[nodiscard]] constexpr std::array<std::uint16_t, Size>
mean(const std::array<std::uint16_t, Size>& a, std::uint64_t a_jobs, const std::array<std::uint16_t, Size>& b,
     std::uint64_t b_jobs) noexcept {
    std::array<std::uint16_t, Size> made{};
    for (std::size_t i = 0; i < Size; ++i)
        made[i] = static_cast<std::uint16_t>((a[i] * a_jobs + b[i] * b_jobs) / (a_jobs + b_jobs));
    return made;
}

[[nodiscard]] constexpr history_state merge(const history_state& a, const history_state& b) noexcept {
    if (b.size == 0 || a.size == 0) {
        history_state only = a.size == 0 ? b : a;
        only.in_flight = a.in_flight + b.in_flight;
        return only;
    }
    history_state both = a;
    both.durations = in_turn(a.durations, a.known().size(), b.durations, b.known().size());
    both.ratios = in_turn(a.ratios, a.ratio_count, b.ratios, b.ratio_count);
    both.ratio_levels = in_turn(a.ratio_levels, a.ratio_count, b.ratio_levels, b.ratio_count);
    both.weights = mean(a.weights, a.size, b.weights, b.size);
    both.ratio_weights = mean(a.ratio_weights, a.size, b.ratio_weights, b.size);
    both.sources = mean(a.sources, a.size, b.sources, b.size);
    both.ratio_count =
        static_cast<std::uint16_t>((std::min<std::size_t>)(most_ratios, a.ratio_count + b.ratio_count));
    both.reports = (std::max)(a.reports, b.reports);
    both.poll_cost = (std::max)(a.poll_cost, b.poll_cost);
    both.credit = (std::min)(a.credit + b.credit, most_credit * both.poll_cost);
    both.size = a.size > 0xffff'ffffu - b.size ? 0xffff'ffffu : a.size + b.size;
    both.in_flight = a.in_flight + b.in_flight;
    both.revision = mix(a.revision ^ mix(b.revision));
    return both;
}

} // namespace jobpoll::inline v0::detail

#endif
