// jobpoll: the rules that a declaration keeps, each with its sentence.
#ifndef JOBPOLL_CONTRACT_CONTRACT_RULE_HPP
#define JOBPOLL_CONTRACT_CONTRACT_RULE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

// One list for the enumeration, the names and sentences, and the functions whose names a compiler prints.
// clang-format off
#define JOBPOLL_CONTRACT_RULES(RULE) \
    RULE(an_endpoint_has_a_name_with_a_dot, "`name` is `vendor.endpoint`, without spaces") \
    RULE(an_endpoint_names_its_document, "`source` names the vendor's document; the scaffold's \"decide\" is none") \
    RULE(checked_is_a_date, "`checked` is the date of the last comparison, YYYY-MM-DD") \
    RULE(the_root_is_an_object_or_an_array, "`root` is object or array") \
    RULE(only_an_object_is_closed, "`closed` is for objects") \
    RULE(no_row_stands_after_an_empty_row, "the rows of a table end at the first empty one") \
    RULE(a_pointer_starts_with_a_slash_and_has_no_tilde_or_empty_segment, "a pointer starts with a slash; a key with a slash or tilde cannot be declared, an empty one neither") \
    RULE(a_pointer_has_at_most_two_stars, "a pointer has at most two stars") \
    RULE(a_member_is_declared_once, "a pointer is declared once") \
    RULE(a_member_has_a_type, "a member has a type") \
    RULE(the_object_around_a_member_is_declared_before_it, "every object and array on the way to a member is a row before it") \
    RULE(only_arrays_have_elements, "`*` and `0` name elements of an array, and an array has no other members") \
    RULE(an_array_has_rows_for_each_element_or_for_the_first, "an array has a row `*` or a row `0`, not both") \
    RULE(a_declaration_looks_into_at_most_fifteen_objects_and_arrays, "at most fifteen objects and arrays have members, the root included") \
    RULE(an_element_is_not_required, "elements of an array are neither required nor needed") \
    RULE(null_is_allowed_in_one_column, "null stands in `type` or in `null`, not in both") \
    RULE(a_tolerated_type_is_not_allowed_anyway, "`tolerated` adds a type that neither `type` nor `null` allows") \
    RULE(a_format_fits_the_type, "the format does not read this type") \
    RULE(the_null_of_a_contract_is_for_some_member, "`null` of the contract is for members that are neither required nor needed, and there is one") \
    RULE(a_time_format_is_for_times, "`time_format` is a format of times, and some time has no other") \
    RULE(a_list_of_words_is_for_strings_other_than_the_status, "`one_of` is for strings in the member's format, but for numbers and times; the words of the status stand in `words`") \
    RULE(a_word_of_a_list_stands_there_once, "a word of `one_of` stands there once") \
    RULE(a_range_is_for_numbers_and_has_its_minimum_first, "`range` is for numbers; its minimum is not above its maximum, and the member has a value between them") \
    RULE(a_constant_is_for_booleans, "`constant` is for booleans") \
    RULE(a_blank_is_for_strings_and_unix_times, "`blank` is for strings, and for times in seconds or milliseconds") \
    RULE(a_length_is_for_arrays, "`items` is for arrays") \
    RULE(a_fold_is_for_a_status_of_parts, "`fold` is for a status below one `*` inside the job") \
    RULE(only_the_status_may_go_back, "`may_go_back` is for the status") \
    RULE(a_role_reads_the_type_and_format_of_its_member, "the role cannot read this type in this format") \
    RULE(a_role_of_one_value_is_given_once, "the role is given once") \
    RULE(a_role_of_one_value_does_not_stand_below_a_star, "the role has no rule for several values") \
    RULE(the_roles_of_a_list_stand_inside_its_jobs, "jobs of a list are complete before the rest is read") \
    RULE(a_job_of_a_list_has_an_id, "one job among others is found by its id") \
    RULE(a_role_of_an_error_body_explains_the_error, "an error body has the roles of errors, reasons, hint and retry_after") \
    RULE(an_error_body_needs_no_member, "nothing is decided by an error body: its members are required, or not") \
    RULE(an_error_body_has_members_alone, "an error body has members, and no other columns of a job") \
    RULE(the_place_of_the_job_is_declared, "`job_at` is a declared object; only its last segment may be `*`") \
    RULE(there_is_one_status_inside_the_job, "the job has one status, or phase_without_status, or status codes that decide") \
    RULE(a_phase_without_status_is_one_of_a_job_that_goes_on, "`phase_without_status` is a phase of a job that goes on") \
    RULE(a_needed_status_has_no_phase_without_it, "a needed or required status cannot be absent") \
    RULE(a_status_that_may_be_null_has_a_phase_without_it, "a status that may be null needs phase_without_status, or a refinement of any word that decides") \
    RULE(a_status_of_another_type_says_nothing, "a tolerated type of the status needs a refinement of any word that decides") \
    RULE(words_are_for_a_status, "words, open_vocabulary and fold_case are for a status") \
    RULE(fold_case_is_for_a_status_in_strings, "`fold_case` is for a status that is a string, and for words with letters") \
    RULE(open_vocabulary_is_for_a_status_with_other_words, "every value of the status is listed") \
    RULE(a_status_word_is_listed_once, "the word is listed before, or a prefix before it takes it") \
    RULE(a_status_word_is_possible, "no value of the status has this text") \
    RULE(a_prefix_is_for_a_status_in_strings, "`match::prefix` is for a status that is a string") \
    RULE(a_status_word_is_none_of_the_two_signs, "`*` and `?` are signs of refinements") \
    RULE(a_status_word_has_a_phase_or_means_an_event, "a word has a phase, or `means` and neither phase nor outcome") \
    RULE(a_finished_row_has_an_outcome_of_the_vendors_and_no_other_has_one, "`phase::finished` and an outcome of the vendor's go together") \
    RULE(an_event_of_a_row_keeps_polling_or_refuses, "`means` is an event that keeps polling, or not_found, gone, rejected or unauthorized") \
    RULE(some_row_ends_the_job, "no word, refinement or status code ends the job") \
    RULE(a_refinement_names_a_listed_word, "`word` is a listed word, any_word or unlisted_word") \
    RULE(a_refinement_can_be_reached, "a row before it takes everything that it is for, or every value of the status is listed") \
    RULE(a_refinement_has_a_phase_or_means_an_event, "a refinement has a phase, or `means` and neither phase nor outcome") \
    RULE(a_refinement_says_something_new, "the word says the same, and no row behind it is for the word") \
    RULE(a_condition_has_a_place_and_a_test, "a condition has `at` and `is`") \
    RULE(a_condition_tests_a_declared_member, "`at` of a condition is a declared member") \
    RULE(equals_and_differs_have_words_and_no_other_test_has, "`word` is for equals and differs, up to four different texts") \
    RULE(a_test_can_hold, "no value of the member passes the test or has the text, or nothing is decided where one does") \
    RULE(a_test_can_fail, "the member is there, and passes the test, wherever there is a job") \
    RULE(a_condition_on_the_status_is_for_several_words, "the row is for one word, so that its status is known") \
    RULE(the_conditions_of_a_row_can_hold_together, "two conditions on one member exclude each other, or are the same") \
    RULE(a_condition_of_a_list_stands_inside_its_jobs, "a condition of a list's job stands inside the job") \
    RULE(a_condition_is_below_one_array, "conditions do not reach into arrays of arrays") \
    RULE(over_is_for_conditions_on_one_array, "`over` is for conditions of which all starred ones are on the same array") \
    RULE(there_are_at_most_64_conditions, "at most 64 conditions") \
    RULE(a_contract_fits_into_its_tables, "in all, 96 texts in `one_of` and conditions, 16 ranges, 24 arrays of conditions; with `items_of`, 48 members of both contracts and 16 objects and arrays") \
    RULE(progress_is_made_of_declared_roles, "`progress` is made of declared roles") \
    RULE(the_range_of_progress_fits_its_unit, "a fraction goes up to 1 and is no integer, a percentage goes further, and both begin below that") \
    RULE(a_cadence_has_a_shortest_delay_not_above_the_longest, "a shortest delay is above zero and not above the longest") \
    RULE(a_cadence_is_given_once_for_a_phase_that_is_polled, "a phase has one cadence, some row gives it, and a finished job is not polled") \
    RULE(a_quota_has_requests_and_a_period, "a quota has requests and a period") \
    RULE(a_quota_allows_less_than_the_others, "another quota allows no more in no less time") \
    RULE(a_retention_is_not_negative, "`retention` is not negative") \
    RULE(a_place_is_a_name_in_braces, "braces are closed and hold a name") \
    RULE(a_request_has_no_spaces_and_no_line_ends, "`method` is in capitals, `server` begins with a scheme or a place, and neither it nor `path` has spaces or `#`") \
    RULE(a_body_is_for_a_method_that_sends_one, "GET, HEAD and DELETE send no body, and nothing is read of the answer to HEAD, CONNECT and TRACE") \
    RULE(a_request_has_a_method_and_a_path_with_a_place_for_the_id, "the path or the body has a place for the job id, unless it is a list's") \
    RULE(authorization_has_a_place_for_the_secret, "`authorization` has a place for the secret") \
    RULE(a_header_is_a_name_and_a_value, "a header is `Name: value`, and stands there once") \
    RULE(accepted_has_pointers_without_stars, "`id_at` and `url_at` are different pointers without `*`") \
    RULE(a_status_code_is_between_200_and_599_and_listed_once, "a code is between 200 and 599; code and body_code are listed once") \
    RULE(a_status_code_has_a_phase_or_means_another_event, "a code has a phase, or means an event that the general table does not") \
    RULE(a_body_code_can_be_read, "the body of this status has no error code") \
    RULE(a_status_code_of_a_list_means_an_event, "a status code says nothing of one job among others") \
    RULE(an_error_contract_has_a_body_and_a_code_of_an_error, "an error contract has a body and a code of 4xx or 5xx, or 0") \
    RULE(a_discriminator_and_an_alternative_go_together, "`discriminator` is a declared member outside of arrays, and goes with `alternative`") \
    RULE(an_alternative_has_another_discriminator, "two shapes with the same discriminator cannot be told apart") \
    RULE(a_column_names_a_contract_of_its_kind, "`list` names a list, `alternative` and `items_of` a single job, `errors` error bodies") \
    RULE(a_list_has_no_alternative_and_no_list, "a list has neither an alternative nor a list") \
    RULE(without_job_is_for_a_single_job_below_the_root, "`without_job` is for a single job that is not the root, and is no malformed, missing or unlisted reply") \
    RULE(complete_is_for_lists_and_tests_a_member_outside_the_jobs, "`complete` is for lists, and tests a member outside the jobs") \
    RULE(items_of_is_for_lists_without_rows_of_their_own, "`items_of` is for lists that have no rows, words or refinements of their own for the job") \
    RULE(a_list_is_an_array_of_objects, "a list's jobs are objects")
// clang-format on

namespace jobpoll::inline v0 {

/// A rule of declarations. A declaration that breaks one does not compile; a document that breaks some is
/// refused with all of them.
enum class contract_rule : std::uint8_t {
#define JOBPOLL_RULE_NAME(name, meaning) name,
    JOBPOLL_CONTRACT_RULES(JOBPOLL_RULE_NAME)
#undef JOBPOLL_RULE_NAME
};

/// What is known of one rule: its name in every output, and what it asks.
struct contract_rule_description {
    std::string_view name;
    std::string_view meaning;
};

/// In the order of the enumeration.
inline constexpr contract_rule_description contract_rule_table[] = {
#define JOBPOLL_RULE_TEXT(name, meaning) {#name, meaning},
    JOBPOLL_CONTRACT_RULES(JOBPOLL_RULE_TEXT)
#undef JOBPOLL_RULE_TEXT
};

[[nodiscard]] constexpr std::string_view to_string(contract_rule value) noexcept {
    return contract_rule_table[static_cast<std::size_t>(value)].name;
}

[[nodiscard]] constexpr std::string_view meaning_of(contract_rule value) noexcept {
    return contract_rule_table[static_cast<std::size_t>(value)].meaning;
}

} // namespace jobpoll::inline v0

#endif
