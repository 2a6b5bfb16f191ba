// jobpoll: what the table of transitions guarantees, proven by the compiler.
#ifndef JOBPOLL_MACHINE_TABLE_PROOFS_HPP
#define JOBPOLL_MACHINE_TABLE_PROOFS_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/machine/transitions.hpp>

namespace jobpoll::inline v0::detail::table_proofs {

template <class Predicate>
consteval bool every_row(Predicate holds) {
    for (const transition& row : transitions)
        if (!holds(row)) return false;
    return true;
}

consteval int rows_for(stage from, event on) {
    int rows = 0;
    for (const transition& row : transitions)
        rows += row.from.has(from) && row.on == on ? 1 : 0;
    return rows;
}

consteval bool every_event_has_one_row_while_polling() {
    for (const stage from : {stage::unseen, stage::seen})
        for (std::size_t e = 0; e < event_count; ++e)
            if (rows_for(from, static_cast<event>(e)) != (static_cast<event>(e) == event::started ? 0 : 1))
                return false;
    return true;
}

consteval bool unseen_and_seen_differ_in_404_alone() {
    return every_row([](const transition& row) {
        return row.from.has(stage::unseen) == row.from.has(stage::seen) || row.on == event::not_found;
    });
}

consteval bool every_outcome_of_ours_can_happen() {
    for (auto o = static_cast<std::uint8_t>(outcome::timed_out);
         o <= static_cast<std::uint8_t>(outcome::abandoned); ++o)
        if (every_row([o](const transition& row) { return row.ends != static_cast<outcome>(o); }))
            return false;
    return true;
}

/// Whether the polling can end with this row.
constexpr bool can_end(const transition& row) {
    return row.to == stage::ended || (row.counts != budget::none && row.counts != budget::throttled);
}

static_assert(every_event_has_one_row_while_polling());
static_assert(unseen_and_seen_differ_in_404_alone());
static_assert(every_outcome_of_ours_can_happen());
static_assert(every_row([](const transition& row) { return !row.from.has(stage::ended); }),
              "the end is final");
static_assert(every_row([](const transition& row) {
                  return !row.to || (*row.to >= stage::unseen &&
                                     !(*row.to == stage::unseen && row.from.has(stage::seen)));
              }),
              "no row leads to an earlier stage");
static_assert(every_row([](const transition& row) {
                  return (row.to == stage::ended) == (row.next == pace::none);
              }),
              "a row that goes on says when to poll, and no row to the end does");
static_assert(every_row([](const transition& row) {
                  const bool by_vendor = row.on == event::vendor_terminal;
                  return (row.ends != outcome::none) == (can_end(row) && !by_vendor) &&
                         (row.why != reason::none) == can_end(row);
              }),
              "every end of ours has an outcome and a reason, and the vendor's end has the vendor's outcome");
static_assert(every_row([](const transition& row) {
                  return row.next != pace::backoff || can_end(row) || row.on == event::throttled;
              }),
              "only 429 may back off until the deadline");
static_assert(every_row([](const transition& row) {
                  return row.to != stage::ended || row.counts == budget::none;
              }),
              "an end is counted in no budget");
static_assert(every_row([](const transition& row) { return !ended_by_vendor(row.ends); }),
              "no row claims that the vendor ended the job");

} // namespace jobpoll::inline v0::detail::table_proofs

#endif
