// jobpoll: the column that is reported as the place of each broken rule.
#ifndef JOBPOLL_CONTRACT_RULE_COLUMNS_HPP
#define JOBPOLL_CONTRACT_RULE_COLUMNS_HPP

#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>

namespace jobpoll::inline v0::detail {

/// A column of a declaration, and whether it is a table of which one row breaks the rule.
struct rule_place {
    std::string_view column; ///< empty: the contract as a whole
    bool has_rows = false;
};

/// Where a rule is broken; `in` is the table whose rows are looked at.
[[nodiscard]] constexpr rule_place place_of(contract_rule broken, std::string_view where) noexcept {
    using rule = contract_rule;
    switch (broken) {
    case rule::an_endpoint_has_a_name_with_a_dot:
        return {"name"};
    case rule::an_endpoint_names_its_document:
        return {"source"};
    case rule::checked_is_a_date:
        return {"checked"};
    case rule::the_root_is_an_object_or_an_array:
        return {"root"};
    case rule::the_place_of_the_job_is_declared:
        return {"job_at"};
    case rule::the_null_of_a_contract_is_for_some_member:
        return {"null"};
    case rule::a_time_format_is_for_times:
        return {"time_format"};
    case rule::a_list_is_an_array_of_objects:
    case rule::a_needed_status_has_no_phase_without_it:
    case rule::a_role_of_an_error_body_explains_the_error:
        return {"members", true};
    case rule::there_is_one_status_inside_the_job:
    case rule::a_job_of_a_list_has_an_id:
        return {"members"};
    case rule::a_phase_without_status_is_one_of_a_job_that_goes_on:
        return {"phase_without_status"};
    case rule::open_vocabulary_is_for_a_status_with_other_words:
        return {"open_vocabulary"};
    case rule::fold_case_is_for_a_status_in_strings:
        return {"fold_case"};
    case rule::words_are_for_a_status:
    case rule::some_row_ends_the_job:
        return {"words"};
    case rule::progress_is_made_of_declared_roles:
    case rule::the_range_of_progress_fits_its_unit:
        return {"progress"};
    case rule::a_retention_is_not_negative:
        return {"retention"};
    case rule::a_place_is_a_name_in_braces:
    case rule::a_body_is_for_a_method_that_sends_one:
    case rule::a_request_has_no_spaces_and_no_line_ends:
    case rule::a_request_has_a_method_and_a_path_with_a_place_for_the_id:
    case rule::authorization_has_a_place_for_the_secret:
    case rule::a_header_is_a_name_and_a_value:
        return {"request"};
    case rule::accepted_has_pointers_without_stars:
        return {"accepted"};
    case rule::an_error_body_has_members_alone:
        return {};
    case rule::a_discriminator_and_an_alternative_go_together:
        return {"discriminator"};
    case rule::an_alternative_has_another_discriminator:
        return {"alternative"};
    case rule::a_list_has_no_alternative_and_no_list:
        return {"list"};
    case rule::without_job_is_for_a_single_job_below_the_root:
        return {"without_job"};
    case rule::complete_is_for_lists_and_tests_a_member_outside_the_jobs:
        return {"complete"};
    case rule::items_of_is_for_lists_without_rows_of_their_own:
        return {"items_of"};
    default:
        return {where, !where.empty() && where != "complete"};
    }
}

} // namespace jobpoll::inline v0::detail

#endif
