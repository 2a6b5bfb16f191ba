// jobpoll: a saved poller: one line of text with version and checksum, bound to its endpoint and job.
#ifndef JOBPOLL_POLLING_SNAPSHOT_HPP
#define JOBPOLL_POLLING_SNAPSHOT_HPP

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <jobpoll/machine/state.hpp>
#include <jobpoll/machine/state_fields.hpp>
#include <jobpoll/polling/saved_line.hpp>

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

template <>
inline constexpr std::int64_t last_enumerator<clock_kind> = static_cast<std::int64_t>(clock_kind::other);

/// Calls `visit` for every field but the state, in the order in which they are saved.
template <class Visitor, class Snapshot>
void for_each_snapshot_field(Visitor&& visit, Snapshot& s) {
    visit(s.endpoint_fingerprint), visit(s.job_id_hash), visit(s.origin), visit(s.seed), visit(s.clock);
    visit(s.had_history), visit(s.lease_expired);
}

} // namespace detail

/// The snapshot as one line of printable ASCII, without a line break.
[[nodiscard]] inline std::string to_text(const snapshot& s) {
    detail::field_writer writer{detail::snapshot_magic};
    detail::for_each_snapshot_field(writer, s);
    detail::write_state(s.state, writer);
    writer.seal();
    return writer.text;
}

/// Reads what `to_text` wrote.
///
/// `into` is changed only where the result is `none`.
/// *Errors*: as the enumeration says; the caller of restore checks endpoint and job.
[[nodiscard]] inline snapshot_error parse_snapshot(std::string_view text, snapshot& into) {
    snapshot made;
    const snapshot_error error = detail::read_sealed(
        text, detail::snapshot_magic, snapshot_error::not_a_snapshot, [&made](detail::field_reader& fields) {
            detail::for_each_snapshot_field(fields, made);
            fields.in_range = detail::read_state(made.state, fields) && fields.in_range;
        });
    if (error == snapshot_error::none) into = made;
    return error;
}

} // namespace jobpoll::inline v0

#endif
