// jobpoll: a history as one line of text, and back.
#ifndef JOBPOLL_SCHEDULE_HISTORY_TEXT_HPP
#define JOBPOLL_SCHEDULE_HISTORY_TEXT_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/schedule/history.hpp>

namespace jobpoll::inline v0 {

/// Why the text of a history is refused. The fault is in the text or its storage.
enum class history_error : std::uint8_t {
    none,
    not_a_history, ///< the text does not begin as one
    newer_version, ///< made by a later version of the library
    damaged,       ///< not what `to_text` writes
    out_of_range,  ///< a number that no history has
};

[[nodiscard]] constexpr std::string_view to_string(history_error value) noexcept {
    constexpr std::string_view names[] = {"none", "not_a_history", "newer_version", "damaged",
                                          "out_of_range"};
    return detail::enum_name(names, value);
}

namespace detail {

inline constexpr std::string_view history_magic = "jobpoll-history ";
inline constexpr std::uint32_t history_version = 2;

/// Takes numbers off the front of a text; the first error stays.
class number_reader {
public:
    explicit number_reader(std::string_view text) noexcept : text_{text} {}

    [[nodiscard]] history_error error() const noexcept { return error_; }
    [[nodiscard]] bool at_end() const noexcept { return text_.empty(); }

    void refuse(history_error why) noexcept {
        if (error_ == history_error::none) error_ = why;
    }

    void take(char expected) noexcept {
        if (text_.empty() || text_.front() != expected) return refuse(history_error::damaged);
        text_.remove_prefix(1);
    }

    /// A whole number in [lowest, highest]: digits without leading zeros, and a minus where it is below zero.
    [[nodiscard]] std::int64_t take_number(std::int64_t lowest, std::int64_t highest) noexcept {
        std::int64_t value = 0;
        const char* const first = text_.data();
        const auto [end, code] = std::from_chars(first, first + text_.size(), value);
        const auto length = static_cast<std::size_t>(end - first);
        if (code == std::errc::invalid_argument || (text_.front() == '0' && length > 1) ||
            text_.starts_with(lowest < 0 ? "-0" : "-")) {
            refuse(history_error::damaged);
            return lowest;
        }
        text_.remove_prefix(length);
        if (code == std::errc{} && value >= lowest && value <= highest) return value;
        refuse(history_error::out_of_range);
        return lowest;
    }

    template <class Number>
    void take_after(char separator, Number& into, std::int64_t lowest = 0,
                    std::int64_t highest = std::int64_t{(std::numeric_limits<Number>::max)()}) noexcept {
        take(separator);
        if (error_ == history_error::none) into = static_cast<Number>(take_number(lowest, highest));
    }

private:
    std::string_view text_;
    history_error error_ = history_error::none;
};

/// Appends numbers to a text.
struct number_writer {
    std::string& text;

    template <class Number>
    void take_after(char separator, const Number& value, std::int64_t = 0, std::int64_t = 0) {
        char digits[24];
        text += separator;
        text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
};

/// Writing and reading both go through here, and so cannot disagree.
template <class Walker, class State>
void walk_history(Walker& walk, State& h) {
    const std::int64_t most = most_credit * longest_poll_cost;
    walk.take_after(' ', h.size);
    walk.take_after(' ', h.credit, -most, most);
    walk.take_after(' ', h.poll_cost, 1, longest_poll_cost);
    walk.take_after(' ', h.reports, 0, 16);
    for (auto& weight : h.weights)
        walk.take_after(' ', weight);
    for (auto& weight : h.ratio_weights)
        walk.take_after(' ', weight);
    for (auto& weight : h.sources)
        walk.take_after(' ', weight);
    for (std::size_t i = 0; i < h.known().size(); ++i) {
        walk.take_after(' ', h.durations[i].after, 0, largest_log - 1);
        walk.take_after(':', h.durations[i].by, h.durations[i].after + 1, largest_log);
    }
    walk.take_after(' ', h.ratio_count, 0, most_ratios);
    for (std::size_t i = 0; i < h.ratio_count; ++i) {
        walk.take_after(' ', h.ratio_levels[i], 0, levels - 1);
        walk.take_after(':', h.ratios[i].after, 0, largest_log - 1);
        walk.take_after(':', h.ratios[i].by, h.ratios[i].after + 1, largest_log);
    }
}

/// The bins of the first version: eight up to a second, then eight to each octave.
inline constexpr std::uint32_t bins_of_first_version = 216;
[[nodiscard]] constexpr std::int64_t begin_of_bin(std::int64_t bin) noexcept {
    return bin < 16 ? bin << 7 : (8 + bin % 8) << (bin / 8 + 6);
}

/// What the first version counted, as jobs of which each bin's end is known. Their order is lost: equal parts
/// of all come in turn, so that short windows see them as the long one does.
inline void read_first_version(number_reader& read, history_state& h) noexcept {
    std::array<std::uint32_t, bins_of_first_version> counts{};
    std::uint64_t total = 0;
    for (std::int64_t last = -1; !read.at_end() && read.error() == history_error::none;) {
        std::uint32_t bin = 0;
        std::uint32_t count = 0;
        read.take_after(' ', bin, 0, bins_of_first_version - 1);
        read.take_after(':', count);
        if (read.error() != history_error::none) return;
        if (count == 0 || std::int64_t{bin} <= last) return read.refuse(history_error::damaged);
        total += counts[bin] = count;
        last = bin;
    }
    if (total > 0xffff'ffff) return read.refuse(history_error::out_of_range);
    const std::uint64_t kept = (std::min<std::uint64_t>)(total, most_intervals);
    const uninformed_schedule uninformed{milliseconds{h.poll_cost}, {default_min_delay, default_max_delay}};
    for (std::uint64_t i = 0; i < kept; ++i) {
        const std::uint64_t turn = kept == most_intervals ? i * 37 % kept : i; // 37 is prime to 128
        std::uint64_t left = (2 * turn + 1) * total / (2 * kept);
        std::int64_t bin = 0;
        for (; left >= counts[static_cast<std::size_t>(bin)]; ++bin)
            left -= counts[static_cast<std::size_t>(bin)];
        const std::int64_t end = begin_of_bin(bin + 1);
        learn(h, {.after = begin_of_bin(bin), .by = end, .seen = end}, uninformed);
    }
    h.size = static_cast<std::uint32_t>(total);
}

} // namespace detail

/// The history as one line of printable ASCII, at most 4 KB: `jobpoll-history 2` and numbers.
[[nodiscard]] inline std::string to_text(const history& past) {
    std::string text{detail::history_magic};
    text += '2';
    detail::number_writer writer{text};
    detail::walk_history(writer, past.state());
    return text;
}

/// Reads what `to_text` wrote, that of the first version too, and nothing else.
///
/// `into` is changed only where the result is `none`. Jobs in flight are not kept.
/// *Errors*: as the enumeration says.
[[nodiscard]] inline history_error parse_history(std::string_view text, history& into) noexcept {
    if (!text.starts_with(detail::history_magic)) return history_error::not_a_history;
    detail::number_reader read{text.substr(detail::history_magic.size())};
    const std::int64_t written = read.take_number(0, (std::numeric_limits<std::int64_t>::max)());
    if (read.error() == history_error::damaged) return history_error::not_a_history;
    if (read.error() != history_error::none || written > detail::history_version)
        return history_error::newer_version;
    if (written == 0) return history_error::damaged;
    detail::history_state made;
    if (written == 1)
        detail::read_first_version(read, made);
    else
        detail::walk_history(read, made);
    if (!read.at_end()) read.refuse(history_error::damaged);
    if (read.error() != history_error::none) return read.error();
    made.revision = detail::fnv1a(text);
    into = history{made};
    return history_error::none;
}

} // namespace jobpoll::inline v0

#endif
