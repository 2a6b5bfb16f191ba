// jobpoll: time as integers. Milliseconds that saturate instead of overflowing, and no clock.
#ifndef JOBPOLL_BASE_TIME_HPP
#define JOBPOLL_BASE_TIME_HPP

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include <jobpoll/base/arithmetic.hpp>

namespace jobpoll::inline v0 {

/// The one unit of time of the library.
using milliseconds = std::chrono::duration<std::int64_t, std::milli>;

/// A moment on the caller's clock, cut to whole milliseconds.
///
/// *Units*: milliseconds since the epoch of `Clock`. Only the type of the clock is used: `Clock::now` is
/// never called.
template <class Clock>
using time_point_of = std::chrono::time_point<Clock, milliseconds>;

/// `a + b`, held at the ends of the range instead of overflowing.
[[nodiscard]] constexpr milliseconds saturating_add(milliseconds a, milliseconds b) noexcept {
    return milliseconds{detail::add_saturating(a.count(), b.count())};
}

/// `a - b`, held at the ends of the range instead of overflowing.
[[nodiscard]] constexpr milliseconds saturating_subtract(milliseconds a, milliseconds b) noexcept {
    return milliseconds{detail::subtract_saturating(a.count(), b.count())};
}

namespace detail {

// Integer counts go through 128-bit-free arithmetic: divide first where the period is finer than a
// millisecond, multiply with a check where it is coarser.
template <class Rep, class Period>
requires std::is_integral_v<Rep>
[[nodiscard]] constexpr milliseconds to_milliseconds(std::chrono::duration<Rep, Period> d) noexcept {
    using ratio = std::ratio_divide<Period, std::milli>;
    if constexpr (std::is_unsigned_v<Rep>) {
        if (d.count() > static_cast<std::uint64_t>((milliseconds::max)().count()))
            return (milliseconds::max)();
    }
    const auto count = static_cast<std::int64_t>(d.count());
    if (count > (milliseconds::max)().count() / ratio::num) return (milliseconds::max)();
    if (count < (milliseconds::min)().count() / ratio::num) return (milliseconds::min)();
    const std::int64_t scaled = count * ratio::num;
    const std::int64_t quotient = scaled / ratio::den;
    return milliseconds{quotient * ratio::den > scaled ? quotient - 1 : quotient};
}

template <class Rep, class Period>
requires std::is_floating_point_v<Rep>
[[nodiscard]] constexpr milliseconds to_milliseconds(std::chrono::duration<Rep, Period> d) noexcept {
    using ratio = std::ratio_divide<Period, std::milli>;
    // 9.0e18 is below 2^63 in every floating-point type; compared before the product, which could be
    // infinite.
    constexpr Rep unit = static_cast<Rep>(ratio::num) / static_cast<Rep>(ratio::den);
    constexpr Rep limit = static_cast<Rep>(9.0e18) / unit;
    if (!(d.count() == d.count())) return milliseconds{0};
    if (d.count() >= limit) return (milliseconds::max)();
    if (d.count() <= -limit) return (milliseconds::min)();
    const Rep scaled = d.count() * static_cast<Rep>(ratio::num) / static_cast<Rep>(ratio::den);
    const auto whole = static_cast<std::int64_t>(scaled);
    return milliseconds{static_cast<Rep>(whole) > scaled ? whole - 1 : whole};
}

} // namespace detail

/// Any duration in whole milliseconds, rounded down and held at the ends of the range.
template <class Rep, class Period>
[[nodiscard]] constexpr milliseconds to_milliseconds(std::chrono::duration<Rep, Period> d) noexcept {
    return detail::to_milliseconds(d);
}

/// A time that may be absent, in eight bytes.
///
/// The interface is the part of `std::optional` that the library needs. *Units*: milliseconds;
/// `(milliseconds::min)()` stands for no value.
class optional_milliseconds {
public:
    constexpr optional_milliseconds() noexcept = default;
    constexpr optional_milliseconds(std::nullopt_t) noexcept {}
    template <class Rep, class Period>
    constexpr optional_milliseconds(std::chrono::duration<Rep, Period> d) noexcept
        : value_{to_milliseconds(d)} {}
    constexpr optional_milliseconds(const std::optional<milliseconds>& other) noexcept
        : value_{other.value_or((milliseconds::min)())} {}

    [[nodiscard]] constexpr bool has_value() const noexcept { return value_ != (milliseconds::min)(); }
    [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] constexpr milliseconds operator*() const noexcept { return value_; }
    [[nodiscard]] constexpr const milliseconds* operator->() const noexcept { return &value_; }
    [[nodiscard]] constexpr milliseconds value_or(milliseconds other) const noexcept {
        return has_value() ? value_ : other;
    }
    constexpr void reset() noexcept { value_ = (milliseconds::min)(); }

    friend constexpr bool operator==(optional_milliseconds, optional_milliseconds) noexcept = default;

private:
    milliseconds value_ = (milliseconds::min)();
};
static_assert(sizeof(optional_milliseconds) == 8);

/// A limit that is never reached: `.max_wait = jobpoll::for_ever`.
inline constexpr milliseconds for_ever = (milliseconds::max)();

/// A relative limit that the caller has to think about: it has no default, so leaving it out does not
/// compile.
///
/// Takes any duration and saturates; `for_ever` is the one that is never reached.
class timeout {
public:
    template <class Rep, class Period>
    constexpr timeout(std::chrono::duration<Rep, Period> d) noexcept : value_{to_milliseconds(d)} {}

    [[nodiscard]] constexpr milliseconds value() const noexcept { return value_; }

private:
    milliseconds value_;
};

/// A relative length of time in an option that has a default.
///
/// Takes any duration and saturates.
class length_of_time {
public:
    constexpr length_of_time() noexcept = default;
    template <class Rep, class Period>
    constexpr length_of_time(std::chrono::duration<Rep, Period> d) noexcept : value_{to_milliseconds(d)} {}

    [[nodiscard]] constexpr milliseconds value() const noexcept { return value_; }
    friend constexpr bool operator==(length_of_time, length_of_time) noexcept = default;

private:
    milliseconds value_{0};
};

} // namespace jobpoll::inline v0

#endif
