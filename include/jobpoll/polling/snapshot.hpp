// jobpoll: a saved poller: one line of text with version and checksum, bound to its endpoint and job.
#ifndef JOBPOLL_POLLING_SNAPSHOT_HPP
#define JOBPOLL_POLLING_SNAPSHOT_HPP

#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0 {

/// The kind of clock that the moments of a snapshot are on.
enum class clock_kind : std::uint8_t {
    steady, ///< does not outlive a restart of the machine
    system,
    other,
};

namespace detail {
template <class Clock>
[[nodiscard]] constexpr clock_kind kind_of() noexcept {
    if constexpr (std::is_same_v<Clock, std::chrono::steady_clock>)
        return clock_kind::steady;
    else
        return std::is_same_v<Clock, std::chrono::system_clock> ? clock_kind::system : clock_kind::other;
}
} // namespace detail

/// The saved state of a poller.
///
/// Plain data, trivially copyable; the job's texts are not in it.
/// *Units*: `origin` in milliseconds since the epoch of the poller's clock.
struct snapshot {
    std::uint64_t endpoint_fingerprint = 0; ///< of the contract without its status words
    std::uint64_t job_id_hash = 0;
    milliseconds origin{};
    machine_state state{};
    std::uint64_t seed = 0; ///< of the jitter: without a job id it is made of the first moment
    clock_kind clock = clock_kind::steady;
    bool had_history = false;
    bool lease_expired = false; ///< of the job when it was last seen: it takes the Date of that reply to tell

    friend constexpr bool operator==(const snapshot&, const snapshot&) noexcept = default;
};

/// Why a snapshot is refused.
enum class snapshot_error : std::uint8_t {
    none,
    not_a_snapshot,           ///< the text does not begin as one
    newer_version,            ///< made by a later version of the library
    older_version,            ///< made by an earlier version of the library
    truncated,                ///< ends too early
    damaged,                  ///< the checksum does not match, or a field is not a number
    out_of_range,             ///< a field has a value that is impossible in a poller
    other_endpoint,           ///< made by another endpoint, or by another version of its contract
    other_job,                ///< made for another job id
    other_clock,              ///< made on another kind of clock
    restored_without_history, ///< restored, but without the history that it used: delays will
                              ///< differ
};

/// The name of a snapshot error. The last four are the caller's fault, the others the text's.
[[nodiscard]] constexpr std::string_view to_string(snapshot_error value) noexcept {
    constexpr std::string_view names[] = {"none",
                                          "not_a_snapshot",
                                          "newer_version",
                                          "older_version",
                                          "truncated",
                                          "damaged",
                                          "out_of_range",
                                          "other_endpoint",
                                          "other_job",
                                          "other_clock",
                                          "restored_without_history"};
    return detail::enum_name(names, value);
}

namespace detail {

inline constexpr std::string_view snapshot_magic = "jobpoll-snapshot ";
inline constexpr std::uint32_t snapshot_version = 2;

/// Appends numbers with one space before each.
struct field_writer {
    std::string text;

    void operator()(std::int64_t value) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        text.push_back(' ');
        text.append(digits, end);
    }
};

/// Takes numbers one after the other; `good` becomes false at the first text that is not a number, and stays
/// false.
struct field_reader {
    std::string_view rest;
    bool good = true;

    std::int64_t next() noexcept {
        std::int64_t value = 0;
        if (!good || rest.empty() || rest.front() != ' ') return refuse();
        const char* begin = rest.data() + 1;
        const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), value);
        if (error != std::errc{} || end == begin) return refuse();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    }

private:
    std::int64_t refuse() noexcept {
        good = false;
        return 0;
    }
};

/// The same value as a signed number, bit for bit, so that one kind of field is enough.
[[nodiscard]] constexpr std::int64_t as_signed(std::uint64_t value) noexcept {
    return static_cast<std::int64_t>(value);
}
[[nodiscard]] constexpr std::uint64_t as_unsigned(std::int64_t value) noexcept {
    return static_cast<std::uint64_t>(value);
}

} // namespace detail

/// The snapshot as one line of printable ASCII, without a line break.
[[nodiscard]] inline std::string to_text(const snapshot& s) {
    detail::field_writer writer{std::string{detail::snapshot_magic}};
    writer.text += std::to_string(detail::snapshot_version);
    writer(detail::as_signed(s.endpoint_fingerprint));
    writer(detail::as_signed(s.job_id_hash));
    writer(s.origin.count());
    writer(detail::as_signed(s.seed));
    writer(static_cast<std::int64_t>(s.clock));
    writer(s.had_history ? 1 : 0);
    writer(s.lease_expired ? 1 : 0);
    detail::write_state(s.state, writer);
    writer(detail::as_signed(detail::fnv1a(writer.text)));
    return writer.text;
}

/// Reads what `to_text` wrote.
///
/// `into` is changed only where the result is `none`.
/// *Errors*: as the enumeration says; the caller of restore checks endpoint and job.
[[nodiscard]] inline snapshot_error parse_snapshot(std::string_view text, snapshot& into) {
    using namespace detail;
    if (!text.starts_with(snapshot_magic)) return snapshot_error::not_a_snapshot;
    std::uint32_t version = 0;
    const char* digits = text.data() + snapshot_magic.size();
    const auto [end, error] = std::from_chars(digits, text.data() + text.size(), version);
    if (error != std::errc{}) return snapshot_error::not_a_snapshot;
    if (version > snapshot_version) return snapshot_error::newer_version;
    if (version == 0) return snapshot_error::damaged;
    if (version < snapshot_version) return snapshot_error::older_version;

    field_reader fields{text.substr(static_cast<std::size_t>(end - text.data()))};
    snapshot made;
    made.endpoint_fingerprint = as_unsigned(fields.next());
    made.job_id_hash = as_unsigned(fields.next());
    made.origin = milliseconds{fields.next()};
    made.seed = as_unsigned(fields.next());
    const std::int64_t clock = fields.next();
    bool in_range = from_number(made.had_history, fields.next());
    in_range = from_number(made.lease_expired, fields.next()) && in_range;
    in_range = read_state(made.state, fields) && in_range && clock >= 0 &&
               clock <= static_cast<std::int64_t>(clock_kind::other);
    const std::string_view signed_part = text.substr(0, text.size() - fields.rest.size());
    const std::uint64_t checksum = as_unsigned(fields.next());
    const bool at_the_end = fields.rest.find_first_not_of(" -") == std::string_view::npos;
    if (!fields.good) return at_the_end ? snapshot_error::truncated : snapshot_error::damaged;
    if (!fields.rest.empty() || checksum != fnv1a(signed_part)) return snapshot_error::damaged;
    if (!in_range) return snapshot_error::out_of_range;
    made.clock = static_cast<clock_kind>(clock);
    into = made;
    return snapshot_error::none;
}

} // namespace jobpoll::inline v0

#endif
