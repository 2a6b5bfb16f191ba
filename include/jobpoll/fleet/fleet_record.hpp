// jobpoll: one job of a fleet in two cache lines.
#ifndef JOBPOLL_FLEET_FLEET_RECORD_HPP
#define JOBPOLL_FLEET_FLEET_RECORD_HPP

#include <cstdint>

#include <jobpoll/machine/machine.hpp>
#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0::detail {

/// No job, no list, no place in a queue.
inline constexpr std::uint32_t no_slot = 0xffffffffu;

/// A `progress_track` whose times have 32 bits: 49 days.
struct packed_track {
    std::uint32_t start_at;
    std::uint32_t middle_at;
    std::uint32_t moved_at;
    std::int32_t polls;
    std::int16_t start;
    std::int16_t middle;
    std::int16_t last;
    std::int16_t grain;
    std::uint8_t slipped;
    std::uint8_t hurried;
};

/// A `machine_state` in two thirds of the room: the same fields under the same names, times and counts of 32
/// bits. A state that does not fit stays whole, elsewhere.
struct packed_state {
    std::uint64_t activity;
    packed_track progress;
    std::int32_t items_done;
    std::int32_t items_total;
    std::uint32_t attempts;
    std::uint16_t faults;
    std::uint16_t malformed;
    std::uint16_t unknown_statuses;
    std::uint16_t missing;
    std::int16_t status;
    jobpoll::stage stage;
    jobpoll::phase phase;
    jobpoll::outcome outcome;
    reason why;
    bool phase_went_back;
    bool progress_went_back;
    // In the second cache line, with whatever else the queues look at.
    std::uint32_t next_poll;
    std::uint32_t elapsed;
    std::uint32_t decided_at;
    std::uint32_t changed_at;
};
static_assert(sizeof(packed_state) <= 80);

/// Copies field by field between the two forms.
///
/// Shapes: false where a number does not fit; `to` is not to be used then.
template <class From, class To>
[[nodiscard]] constexpr bool copy_state(const From& from, To& to) noexcept {
    bool fits = true;
    for_each_field([&fits](const auto& f, auto& t) { fits = from_number(t, to_number(f)) && fits; }, from,
                   to);
    return fits;
}

/// Where a job of a fleet is.
enum class fleet_place : std::uint8_t {
    nowhere, ///< the slot is free
    waiting, ///< in the wheel: its poll is not due yet
    ready,   ///< in the queue of its group: due, and not asked for yet
    asked,   ///< a request of its own is on the way
    covered, ///< a request for the list is on the way
    finished,
};
template <>
inline constexpr std::int64_t last_enumerator<fleet_place> = static_cast<std::int64_t>(fleet_place::finished);

/// Facts about a job besides its place.
enum fleet_flag : std::uint8_t {
    flag_wide = 1,      ///< its state does not fit and is elsewhere
    flag_single = 2,    ///< the list did not mention it: ask for it alone
    flag_mentioned = 4, ///< by the list at hand, already
};

/// One job in two cache lines, of which the queues need the second alone. `prev` and `next` belong to
/// whatever the job is in; `prev` is its position in a queue.
struct alignas(64) fleet_record {
    packed_state state;
    milliseconds origin;
    std::uint64_t seed;
    std::uint32_t id_text;
    std::uint32_t id_hash;
    std::uint32_t generation;
    std::uint32_t prev;
    std::uint32_t next;
    std::uint32_t group;
    std::uint32_t kind;
    std::uint16_t id_size;
    fleet_place place;
    std::uint8_t flags;
};
static_assert(sizeof(fleet_record) == 128 && offsetof(fleet_record, state.next_poll) == 64);

} // namespace jobpoll::inline v0::detail

#endif
