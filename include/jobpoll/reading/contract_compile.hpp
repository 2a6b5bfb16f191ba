// jobpoll: drafts that keep every rule, compiled into endpoints.
#ifndef JOBPOLL_READING_CONTRACT_COMPILE_HPP
#define JOBPOLL_READING_CONTRACT_COMPILE_HPP

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <jobpoll/contract/declare.hpp>
#include <jobpoll/contract/defaults.hpp>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/contract/table_rules.hpp>
#include <jobpoll/reading/contract_checks.hpp>
#include <jobpoll/reading/contract_drafts.hpp>

namespace jobpoll::inline v0::detail {

/// Points the references of the drafts at endpoints: those of the document, which begin at `first`, or known
/// ones.
inline void resolve_references(contract_drafts& drafts, const endpoint* first,
                               std::span<const endpoint* const> known) noexcept {
    for (const named_reference& one : drafts.references) {
        const std::size_t draft = find_draft(drafts, one.name);
        *one.field = draft < drafts.contracts.size() ? first + draft : find_known(known, one.name);
    }
}

/// One draft as an endpoint; a problem where it does not fit.
inline void compile_draft(contract_drafts& drafts, std::size_t i, endpoint& made) {
    const declaration whole = with_defaults(drafts.contracts[i].rows);
    const endpoint* const items = whole.items_of;
    if (items != nullptr) {
        const std::size_t known = drafts.problems.size();
        rule_collector problems{drafts, i};
        validate_capacity(whole, outline_of(whole), &items->shape, problems);
        if (drafts.problems.size() != known) return;
    }
    made = endpoint_compiler::compile(whole, is_error_body(drafts, whole) ? contract_kind::error_body
                                                                          : contract_kind::job);
}

/// The endpoints of the drafts, in their order: first those that need no other one, then the lists whose
/// elements follow one of them. Of any other reference the address is enough, which does not change.
[[nodiscard]] inline std::vector<endpoint> compile_drafts(contract_drafts& drafts,
                                                          std::span<const endpoint* const> known) {
    std::vector<endpoint> made(drafts.contracts.size(), any_error_body);
    resolve_references(drafts, made.data(), known);
    for (const bool follows : {false, true})
        for (std::size_t i = 0; i < made.size(); ++i)
            if (drafts.contracts[i].rows.items_of.is_given() == follows) compile_draft(drafts, i, made[i]);
    return made;
}

} // namespace jobpoll::inline v0::detail

#endif
