// jobpoll: drafts that keep every rule, compiled into endpoints.
#ifndef JOBPOLL_READING_CONTRACT_COMPILE_HPP
#define JOBPOLL_READING_CONTRACT_COMPILE_HPP

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/contract_checks.hpp>
#include <jobpoll/reading/contract_drafts.hpp>

namespace jobpoll::inline v0::detail {

/// The endpoints of the drafts, in their order.
///
/// First those that need no other one, then the lists whose elements follow one of them; a reference needs no
/// more of an endpoint than its address, which does not change.
[[nodiscard]] inline std::vector<endpoint> compile_drafts(contract_drafts& drafts,
                                                          std::span<const endpoint* const> known) {
    std::vector<endpoint> made;
    made.reserve(drafts.contracts.size());
    const endpoint* const first = made.data();
    for (const named_reference& one : drafts.references) {
        const std::size_t draft = find_draft(drafts, one.name);
        *one.field = draft < drafts.contracts.size() ? first + draft : find_known(known, one.name);
    }
    for (contract_draft& draft : drafts.contracts) {
        endpoint_reference items_of = std::exchange(draft.rows.items_of, {});
        made.push_back(compile_declaration(draft.rows));
        draft.rows.items_of = items_of;
    }
    for (std::size_t i = 0; i < made.size(); ++i)
        if (drafts.contracts[i].rows.items_of.is_given())
            made[i] = compile_declaration(drafts.contracts[i].rows);
    return made;
}

} // namespace jobpoll::inline v0::detail

#endif
