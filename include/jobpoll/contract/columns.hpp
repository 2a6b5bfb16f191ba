// jobpoll: the enumerations that declarations use: role, format, null, match, test.
#ifndef JOBPOLL_CONTRACT_COLUMNS_HPP
#define JOBPOLL_CONTRACT_COLUMNS_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string_view>

#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0 {

/// What a member means to the job.
enum class role : std::uint8_t {
    none,
    id,
    status,
    kind,
    name,
    created,
    started,
    finished,
    heartbeat,
    lease_expires,
    total,
    completed,
    succeeded,
    failed,
    skipped,
    progress,
    error_code,    ///< several members may have it: the first in the declared order that holds a value wins
    error_message, ///< as error_code
    result,
    hint,
    remaining,    ///< how many items are left
    reason,       ///< a text that explains the state; the job's error where the outcome is bad
    reason_code,  ///< as reason
    expires,      ///< until when the result, or the job, can be read
    retry_after,  ///< a delay before the next poll; `format` gives the unit, seconds where there is none
    time_left,    ///< an estimate of the time that is left; the unit as for retry_after
    expected_end, ///< an estimate of the moment of the end
    next_url,     ///< where to ask next
    result_url,
    retryable, ///< a boolean: the same job may be started again
};

/// The documented format of a text.
enum class format : std::uint8_t {
    none,
    uuid,
    uuid_not_nil,      ///< a UUID other than the all-zero one (RFC 9562, section 5.9)
    date_time,         ///< RFC 3339, section 5.6
    unix_seconds,      ///< seconds since 1970-01-01T00:00:00Z: a number, or digits in a string
    unix_milliseconds, ///< the same in milliseconds
    iso_8601,          ///< date_time, also with `+0000`, without a zone (UTC), or a date alone
    decimal,           ///< a number in a string: `50`, `12.5`, `50%`
};

namespace detail {

[[nodiscard]] constexpr bool is_unix_time(format f) noexcept {
    return f == format::unix_seconds || f == format::unix_milliseconds;
}

[[nodiscard]] constexpr bool is_format_of_times(format f) noexcept {
    return f == format::date_time || f == format::iso_8601 || is_unix_time(f);
}

} // namespace detail

/// What the documentation says about null.
enum class nulls : std::uint8_t {
    forbidden,
    documented,
    tolerated, ///< the contract forbids it, and the vendor cannot do without
};

/// How the statuses of a job's parts become the status of the job.
enum class fold : std::uint8_t {
    none,
    all_finished, ///< the job has ended once every part has; docs/write-a-vendor.md has the rules
};

/// The documented range of a number; an end that is left out is open.
struct number_range {
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
};

/// How a listed word is compared with the status.
enum class match : std::uint8_t {
    exact,
    prefix, ///< the status begins with the word: `CANCELLED by 1000`
};

/// The event of a row that has none of its own.
inline constexpr event no_event = event::started;

/// What a condition asks of a member.
enum class test : std::uint8_t {
    none,
    present,  ///< there and not null
    absent,   ///< not there, or null
    is_null,  ///< there and null
    is_true,  ///< the boolean true
    is_set,   ///< there, and neither null nor false
    positive, ///< a number above zero
    equals,   ///< the text `word`, or one of a list of them; a number or boolean is compared as JSON text
    differs,  ///< there, not null, and none of these texts
    is_false, ///< the boolean false
    zero,     ///< the number zero
};

/// One text, or up to four of them: `"done"`, `{"done", "ok"}`.
class word_list {
public:
    static constexpr std::size_t limit = 4;

    constexpr word_list() noexcept = default;
    constexpr word_list(const char* text) noexcept : texts_{text}, size_{1} {}
    constexpr word_list(std::string_view text) noexcept : texts_{text}, size_{text.empty() ? 0u : 1u} {}
    constexpr word_list(std::initializer_list<std::string_view> texts) noexcept {
        for (const std::string_view text : texts)
            push_back(text);
    }

    constexpr void push_back(std::string_view text) noexcept {
        if (size_++ < limit) texts_[size_ - 1] = text;
    }

    /// How many texts were given; more than `limit` breaks a rule of declarations.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr std::string_view operator[](std::size_t i) const noexcept { return texts_[i]; }

private:
    std::string_view texts_[limit]{};
    std::size_t size_ = 0;
};

inline constexpr std::string_view any_word = "*";
inline constexpr std::string_view unlisted_word = "?";

/// Of which elements of an array a refinement's conditions are asked.
enum class over : std::uint8_t {
    any,  ///< some element satisfies all of them
    all,  ///< the array is not empty, and each element does
    none, ///< no element does; the array may be empty or absent
};

/// How progress is reported.
enum class progress_unit : std::uint8_t {
    none,
    fraction, ///< the member with role progress, 0 to 1
    percent,  ///< the member with role progress, 0 to 100
    ratio,    ///< the sum of the members with the roles in `parts`, divided by the one with role `total`
};

} // namespace jobpoll::inline v0

#endif
