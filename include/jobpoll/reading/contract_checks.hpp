// jobpoll: the drafts of a document against the rules of declarations, and the contracts that they name.
#ifndef JOBPOLL_READING_CONTRACT_CHECKS_HPP
#define JOBPOLL_READING_CONTRACT_CHECKS_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <jobpoll/contract/declaration_rules.hpp>
#include <jobpoll/contract/defaults.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/role_table.hpp>
#include <jobpoll/contract/rule_columns.hpp>
#include <jobpoll/reading/contract_drafts.hpp>
#include <jobpoll/reading/contract_values.hpp>
#include <jobpoll/words/json_pointer.hpp>

namespace jobpoll::inline v0::detail {

/// Collects the broken rules of one contract. A row that is ill written is not told a second time.
class rule_collector {
public:
    rule_collector(contract_drafts& to, std::size_t contract) : to_{to}, contract_{contract} {}

    void inside(std::string_view column) noexcept { in_ = column; }

    void add(contract_rule broken, std::size_t row) {
        // What makes a row empty is told already, and good rows move up.
        if (broken == contract_rule::no_row_stands_after_an_empty_row) return;
        const rule_place place = place_of(broken, in_);
        if (place.has_rows) row = to_.contracts[contract_].row_in_document(place.column, row);
        if (place.has_rows ? to_.is_ill_written(contract_, place.column, row)
                           : to_.is_ill_written(contract_, place.column))
            return;
        std::string pointer = to_.pointer_to(contract_);
        if (!place.column.empty()) append_token(pointer, place.column);
        if (place.has_rows && place.column != to_.contracts[contract_].without_array)
            append_token(pointer, std::to_string(row));
        to_.add({{.what = document_problem::broken_rule,
                  .pointer = std::move(pointer),
                  .row = place.has_rows ? row : 0,
                  .sentence = std::string{meaning_of(broken)},
                  .rule = broken},
                 contract_,
                 place.column});
    }

private:
    contract_drafts& to_;
    std::size_t contract_;
    std::string_view in_{};
};

/// Whether a contract says something of a job, which one of an error body does not.
[[nodiscard]] inline bool speaks_of_a_job(const declaration& d) noexcept {
    for (const member& m : d.members)
        if (!traits_of(m.role).explains_error) return true;
    return count_of(d.words) != 0 || count_of(d.refine) != 0 || count_of(d.status_codes) != 0 ||
           d.phase_without_status.has_value() || d.items_of.is_given() || d.list.is_given() ||
           !d.request.path.empty();
}

[[nodiscard]] inline bool explains_errors(const declaration& d) noexcept {
    for (const member& m : d.members)
        if (m.role != role::none && traits_of(m.role).explains_error) return true;
    return false;
}

/// Whether another contract of the document names this one in `errors`.
[[nodiscard]] inline bool is_named_in_errors(const contract_drafts& drafts, std::string_view name) noexcept {
    for (const named_reference& known : drafts.references)
        if (known.column == "errors" && known.name == name) return true;
    return false;
}

[[nodiscard]] inline bool is_error_body(const contract_drafts& drafts, const declaration& d) noexcept {
    return !speaks_of_a_job(d) && (explains_errors(d) || is_named_in_errors(drafts, d.name));
}

/// The number of the contract with this name; the number of contracts where there is none.
[[nodiscard]] inline std::size_t find_draft(const contract_drafts& drafts, std::string_view name) noexcept {
    std::size_t i = 0;
    while (i < drafts.contracts.size() && drafts.contracts[i].rows.name != name)
        ++i;
    return i;
}

/// Among the endpoints that are known, and those that they name.
[[nodiscard]] inline const endpoint* find_known(std::span<const endpoint* const> known,
                                                std::string_view name) noexcept {
    const auto is_it = [name](const endpoint* one) { return one != nullptr && one->name == name; };
    for (const endpoint* const one : known)
        if (is_it(one)) return one;
    for (const endpoint* const one : known) {
        if (one == nullptr) continue;
        const endpoint* const named[] = {one->alternative, one->list, one->items_of};
        for (const endpoint* const next : named)
            if (is_it(next)) return next;
        for (const error_reply& row : one->errors)
            if (is_it(row.body)) return row.body;
    }
    return nullptr;
}

/// What the rules ask of the contract with this name: one of the document, or a known one.
[[nodiscard]] inline std::optional<named_contract>
look_into(const contract_drafts& drafts, std::span<const endpoint* const> known, std::string_view name) {
    const std::size_t draft = name.empty() ? drafts.contracts.size() : find_draft(drafts, name);
    if (draft == drafts.contracts.size()) {
        const endpoint* const found = find_known(known, name);
        return found != nullptr ? std::optional{look_into(*found)} : std::nullopt;
    }
    const declaration& d = drafts.contracts[draft].rows;
    named_contract made{is_list(d), is_error_body(drafts, d)};
    take_roles(made, d.members, d.job_at);
    for (const refinement& r : d.refine)
        for (const condition& c : r.when)
            made.looks_outside = made.looks_outside || (!c.at.empty() && !is_within(c.at, d.job_at));
    made.discriminator = d.discriminator;
    return made;
}

/// Why a contract cannot be what a column names it for; empty where it can.
[[nodiscard]] inline std::string_view why_it_does_not_fit(const named_reference& one, const declaration& by,
                                                          const named_contract& to) noexcept {
    if (one.column == "list") return to.is_list ? "" : " is the contract of no list";
    if (one.column == "errors") return to.is_error_body ? "" : " is not the contract of an error body";
    if (to.is_list) return " is the contract of a list, where one of a job is due";
    if (one.column == "items_of") {
        if (to.is_error_body) return " has no rows of its own for a job";
        if (!to.has_id) return " has no id by which a job of the list is found";
        return to.looks_outside ? " has conditions on members outside of its job" : "";
    }
    if (to.is_error_body) return " is the contract of an error body";
    return to.discriminator == by.discriminator ? " has the same discriminator" : "";
}

/// What is wrong with a reference; empty where nothing is.
[[nodiscard]] inline std::string problem_of_reference(const contract_drafts& drafts,
                                                      std::span<const endpoint* const> known,
                                                      const named_reference& one) {
    const std::optional<named_contract> named = look_into(drafts, known, one.name);
    if (!named)
        return shown(one.name) + " is no contract, neither of this document nor of those that are known";
    if (find_draft(drafts, one.name) == one.contract && one.column != "errors")
        return shown(one.name) + " is this contract itself";
    const std::string_view why = why_it_does_not_fit(one, drafts.contracts[one.contract].rows, *named);
    return why.empty() ? std::string{} : shown(one.name) + std::string{why};
}

/// Two contracts of one name, names that no contract has, and contracts that cannot be what they are named
/// for.
inline void validate_names(contract_drafts& drafts, std::span<const endpoint* const> known) {
    for (std::size_t i = 0; i < drafts.contracts.size(); ++i) {
        const std::string_view name = drafts.contracts[i].rows.name;
        if (name.empty() || find_draft(drafts, name) == i) continue;
        drafts.add({{.what = document_problem::duplicate_contract,
                     .pointer = drafts.pointer_to(i) + "/name",
                     .sentence = "another contract of the document is called " + shown(name)},
                    i,
                    "name"});
    }
    for (const named_reference& one : drafts.references) {
        std::string sentence = problem_of_reference(drafts, known, one);
        if (sentence.empty()) continue;
        drafts.add({{.what = document_problem::unknown_contract,
                     .pointer = one.pointer,
                     .row = one.row,
                     .sentence = std::move(sentence)},
                    one.contract,
                    one.column});
    }
}

/// Every rule of every contract.
inline void validate_drafts(contract_drafts& drafts, std::span<const endpoint* const> known) {
    for (std::size_t i = 0; i < drafts.contracts.size(); ++i) {
        const declaration d = with_defaults(drafts.contracts[i].rows);
        rule_collector problems{drafts, i};
        if (is_error_body(drafts, d))
            validate_error_declaration(d, problems);
        else
            validate_declaration(d, problems);
        // References are kept by the addresses of the columns as they were read.
        const auto look_at = [&](const endpoint_reference& to) {
            std::optional<named_contract> named;
            for (const named_reference& one : drafts.references)
                if (one.field == &to && !named) named = look_into(drafts, known, one.name);
            return named;
        };
        validate_body_codes(drafts.contracts[i].rows, look_at, problems);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
