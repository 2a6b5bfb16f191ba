// jobpoll: how long earlier jobs of a kind took. Plain data of constant size, as text where it is to be kept.
#ifndef JOBPOLL_SCHEDULE_HISTORY_HPP
#define JOBPOLL_SCHEDULE_HISTORY_HPP

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/blind_law.hpp>

namespace jobpoll::inline v0 {

/// How often which durations occurred, in eighths of octaves.
///
/// Shapes: plain data, trivially copyable, 868 bytes. Two histories can be merged; nobody's order matters.
/// Only jobs that really ended belong here: a job that was given up after an hour did not take an hour.
/// Units: durations from 0 to 2^36 ms (two years); what is outside counts as the nearest that is inside.
/// 2^32 - 1 durations are kept and no more.
class history {
public:
    /// Eight bins up to a second, then eight to each octave.
    static constexpr int bins = 8 * 27;

    [[nodiscard]] static constexpr int bin_of(milliseconds duration) noexcept {
        const auto eighths = static_cast<std::uint64_t>(detail::lawful_elapsed(duration)) >> 7;
        const int octave = static_cast<int>(std::bit_width(eighths)) - 4;
        const int bin =
            octave < 0 ? static_cast<int>(eighths) : 8 * octave + static_cast<int>(eighths >> octave);
        return bin < bins ? bin : bins - 1;
    }

    /// Where a bin begins; `begin_of(bins)` is the end of the last.
    [[nodiscard]] static constexpr milliseconds begin_of(int bin) noexcept {
        return milliseconds{bin < 16 ? std::int64_t{bin} << 7 : std::int64_t{8 + bin % 8} << (bin / 8 + 6)};
    }

    /// A job took so long, from the first poll to the reply that said so.
    constexpr void learn(milliseconds duration) noexcept { add(bin_of(duration), 1); }

    /// `count` jobs more of one bin; for whoever has them in another form.
    constexpr void add(int bin, std::uint32_t count) noexcept {
        const std::uint32_t room = std::numeric_limits<std::uint32_t>::max() - size_;
        const std::uint32_t taken = count < room ? count : room;
        counts_[static_cast<std::size_t>(bin)] += taken;
        size_ += taken;
    }

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr std::uint32_t count(int bin) const noexcept {
        return counts_[static_cast<std::size_t>(bin)];
    }

    friend constexpr bool operator==(const history&, const history&) noexcept = default;

private:
    std::array<std::uint32_t, bins> counts_{};
    std::uint32_t size_ = 0;
};
static_assert(std::is_trivially_copyable_v<history> && sizeof(history) <= 1024);

/// What two of them know together.
[[nodiscard]] constexpr history merge(history a, const history& b) noexcept {
    for (int bin = 0; bin < history::bins; ++bin)
        a.add(bin, b.count(bin));
    return a;
}

/// Why the text of a history is refused. The fault is the text's: whoever wrote or kept it has to act.
enum class history_error : std::uint8_t {
    none,
    not_a_history, ///< the text does not begin as one
    newer_version, ///< made by a later version of the library
    damaged,       ///< not what `to_text` writes
    out_of_range,  ///< a bin or a count that no history has
};

[[nodiscard]] constexpr std::string_view to_string(history_error value) noexcept {
    constexpr std::string_view names[] = {"none", "not_a_history", "newer_version", "damaged",
                                          "out_of_range"};
    return detail::enum_name(names, value);
}

namespace detail {

inline constexpr std::string_view history_magic = "jobpoll-history ";
inline constexpr std::uint32_t history_version = 1;

inline void append_number(std::string& text, std::uint32_t value) {
    char digits[12];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// Takes a character off the front; false where there is another.
[[nodiscard]] constexpr bool take_character(std::string_view& text, char expected) noexcept {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

/// Takes a number off the front, digits only and no leading zero.
///
/// Errors: `damaged` where there is none, `out_of_range` where it does not fit.
[[nodiscard]] inline history_error take_number(std::string_view& text, std::uint32_t& value) noexcept {
    const char* first = text.data();
    const auto [end, error] = std::from_chars(first, first + text.size(), value);
    if (error == std::errc::result_out_of_range) return history_error::out_of_range;
    if (error != std::errc{} || (end - first > 1 && *first == '0')) return history_error::damaged;
    text.remove_prefix(static_cast<std::size_t>(end - first));
    return history_error::none;
}

/// Takes ` bin:count` off the front; `last_bin` keeps the order.
[[nodiscard]] inline history_error take_bin(std::string_view& text, history& into, int& last_bin) noexcept {
    std::uint32_t bin = 0;
    std::uint32_t count = 0;
    if (!take_character(text, ' ')) return history_error::damaged;
    if (const history_error e = take_number(text, bin); e != history_error::none) return e;
    if (!take_character(text, ':')) return history_error::damaged;
    if (const history_error e = take_number(text, count); e != history_error::none) return e;
    if (bin >= std::uint32_t{history::bins}) return history_error::out_of_range;
    if (count > std::numeric_limits<std::uint32_t>::max() - into.size()) return history_error::out_of_range;
    if (count == 0 || static_cast<int>(bin) <= last_bin) return history_error::damaged;
    into.add(last_bin = static_cast<int>(bin), count);
    return history_error::none;
}

} // namespace detail

/// The history as one line of printable ASCII: `jobpoll-history 1`, and ` bin:count` for every bin that is
/// not empty, in order.
[[nodiscard]] inline std::string to_text(const history& h) {
    std::string text{detail::history_magic};
    detail::append_number(text, detail::history_version);
    for (int bin = 0; bin < history::bins; ++bin) {
        if (h.count(bin) == 0) continue;
        detail::append_number(text += ' ', static_cast<std::uint32_t>(bin));
        detail::append_number(text += ':', h.count(bin));
    }
    return text;
}

/// Reads what `to_text` wrote, and nothing else.
///
/// Shapes: `into` is changed only where the result is `none`.
/// Errors: as the enumeration says.
[[nodiscard]] inline history_error parse_history(std::string_view text, history& into) noexcept {
    if (!text.starts_with(detail::history_magic)) return history_error::not_a_history;
    text.remove_prefix(detail::history_magic.size());
    std::uint32_t written_by = 0;
    const history_error numbered = detail::take_number(text, written_by);
    if (numbered == history_error::damaged) return history_error::not_a_history;
    if (numbered != history_error::none || written_by > detail::history_version)
        return history_error::newer_version;
    if (written_by != detail::history_version) return history_error::damaged;
    history made;
    for (int last_bin = -1; !text.empty();)
        if (const history_error e = detail::take_bin(text, made, last_bin); e != history_error::none)
            return e;
    into = made;
    return history_error::none;
}

} // namespace jobpoll::inline v0

#endif
