// jobpoll: the machine's state field by field, in the one order in which snapshots have it.
#ifndef JOBPOLL_MACHINE_STATE_FIELDS_HPP
#define JOBPOLL_MACHINE_STATE_FIELDS_HPP

#include <cstdint>
#include <limits>
#include <type_traits>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/machine/state.hpp>

namespace jobpoll::inline v0::detail {

/// Calls `visit(field)` for every field of the state, always in the same order: writing and reading both go
/// through here, and so cannot disagree. With several states it is `visit(field of one, field of another)`.
template <class Visitor, class... States>
JOBPOLL_ALWAYS_INLINE constexpr void for_each_field(Visitor&& visit, States&... s) {
    visit(s.elapsed...);
    visit(s.next_poll...);
    visit(s.decided_at...);
    visit(s.changed_at...);
    visit(s.phase_since...);
    visit(s.ended_after...);
    visit(s.faults_since...);
    visit(s.malformed_since...);
    visit(s.unknown_since...);
    visit(s.activity...);
    visit(s.heartbeat...);
    visit(s.vendor_duration...);
    visit(s.items_done...);
    visit(s.items_total...);
    for_each_field_of_progress(visit, s.progress...);
    visit(s.reported_progress...);
    visit(s.attempts...);
    visit(s.faults...);
    visit(s.malformed...);
    visit(s.unknown_statuses...);
    visit(s.missing...);
    visit(s.unauthorized...);
    visit(s.throttled...);
    visit(s.confirmations...);
    visit(s.status...);
    visit(s.stage...);
    visit(s.ended_in...);
    visit(s.phase...);
    visit(s.outcome...);
    visit(s.said...);
    visit(s.why...);
}

/// A field as a number.
template <class Field>
[[nodiscard]] constexpr std::int64_t to_number(const Field& field) noexcept {
    if constexpr (std::is_same_v<Field, milliseconds>)
        return field.count();
    else if constexpr (std::is_same_v<Field, optional_milliseconds>)
        return (*field).count();
    else
        return static_cast<std::int64_t>(field);
}

/// The last enumerator of each enumeration that a state has.
template <class Enum>
inline constexpr std::int64_t last_enumerator = 0;
template <>
inline constexpr std::int64_t last_enumerator<stage> = static_cast<std::int64_t>(stage::ended);
template <>
inline constexpr std::int64_t last_enumerator<phase> = static_cast<std::int64_t>(phase::finished);
template <>
inline constexpr std::int64_t last_enumerator<outcome> = static_cast<std::int64_t>(outcome::abandoned);
template <>
inline constexpr std::int64_t last_enumerator<reason> = static_cast<std::int64_t>(reason::confirmation);

/// Puts a number into a field; false where the field cannot have it.
template <class Field>
[[nodiscard]] constexpr bool from_number(Field& field, std::int64_t number) noexcept {
    if constexpr (std::is_same_v<Field, milliseconds>) {
        field = milliseconds{number};
        return number >= 0;
    } else if constexpr (std::is_same_v<Field, optional_milliseconds>) {
        field = milliseconds{number};
        return number >= 0 || !field;
    } else if constexpr (std::is_enum_v<Field>) {
        field = static_cast<Field>(number);
        return number >= 0 && number <= last_enumerator<Field>;
    } else if constexpr (std::is_same_v<Field, bool>) {
        field = number != 0;
        return number == 0 || number == 1;
    } else if constexpr (sizeof(Field) == 8) {
        field = static_cast<Field>(number);
        return true;
    } else {
        field = static_cast<Field>(number);
        return number >= std::int64_t{(std::numeric_limits<Field>::min)()} &&
               number <= std::int64_t{(std::numeric_limits<Field>::max)()};
    }
}

/// Writes every field as a number.
template <class Writer>
void write_state(const machine_state& s, Writer& writer) {
    for_each_field([&writer](const auto& field) { writer(to_number(field)); }, s);
}

/// Whether a state is one that a machine can be in, as far as that does not take replaying it.
[[nodiscard]] constexpr bool is_plausible(const machine_state& s) noexcept {
    const bool ended = s.stage == stage::ended;
    return ended == (s.outcome != outcome::none) && s.ended_in != stage::ended &&
           (s.said == outcome::none || ended_by_vendor(s.said)) && s.decided_at <= s.next_poll &&
           s.decided_at <= s.elapsed && s.changed_at <= s.elapsed && s.phase_since <= s.elapsed &&
           s.reported_progress >= -1 && s.reported_progress <= 1'000 && is_plausible(s.progress);
}

/// Reads every field; false where one is out of range.
template <class Reader>
[[nodiscard]] bool read_state(machine_state& s, Reader& reader) {
    bool good = true;
    for_each_field([&](auto& field) { good = from_number(field, reader.next()) && good; }, s);
    return good && is_plausible(s);
}

} // namespace jobpoll::inline v0::detail

#endif
