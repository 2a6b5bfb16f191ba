// Declarations that break one rule each: the compiler names the rule.
#include <jobpoll/endpoint.hpp>

#include "good_and_bad.hpp"

using namespace jobpoll;

/// Keeps every rule.
constexpr declaration good() {
    return declaration{
        .name = "test.job",
        .source = "tests/compile_fail",
        .checked = "2026-11-22",
        .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                    {.at = "/status", .type = json_type::string, .needed = true, .role = role::status}},
        .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
    };
}

template <class Change>
constexpr declaration changed(Change change) {
    declaration d = good();
    change(d);
    return d;
}

// cadence_upside_down fails: a_shortest_delay_is_above_zero_and_not_above_the_longest
constexpr endpoint cadence_upside_down = declare(changed([](declaration& d) {
    GOOD(d.cadence[0] = {phase::running, milliseconds{2}, milliseconds{5}};)
    BAD(d.cadence[0] = {phase::running, milliseconds{5}, milliseconds{2}};)
}));

// closed_array fails: only_an_object_is_closed
constexpr endpoint closed_array = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::object, .closed = true};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::array, .closed = true};)
}));

// constant_of_a_string fails: a_constant_is_for_booleans
constexpr endpoint constant_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::boolean, .constant = true};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .constant = true};)
}));

// document_not_named fails: an_endpoint_names_its_document_and_the_day_it_was_checked
constexpr endpoint document_not_named = declare(changed([](declaration& d) {
    GOOD(d.checked = "2026-11-23";)
    BAD(d.checked = "";)
}));

// equality_without_a_word fails: a_test_for_equality_has_a_word_and_no_other_has_one
constexpr endpoint equality_without_a_word = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = {.when = {{"/id", test::equals, "7"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = {.when = {{"/id", test::equals}}, .phase = phase::blocked};)
}));

// finished_word_without_an_outcome fails: a_finished_word_has_an_outcome_of_the_vendors_and_no_other_has_one
constexpr endpoint finished_word_without_an_outcome = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::finished, outcome::expired};)
    BAD(d.words[2] = {"late", phase::finished};)
}));

// format_of_a_number fails: a_format_or_a_list_of_words_is_for_strings
constexpr endpoint format_of_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .format = format::uuid};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::number, .format = format::uuid};)
}));

// list_with_another_shape fails: a_list_has_no_other_shape
constexpr endpoint list_with_another_shape = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0].at = "/*";
    d.members[0].type = json_type::object;
    d.members[0].role = role::none;
    d.members[1].at = "/*/status";
    BAD(d.told_by = "/*/status";)
}));

// member_declared_twice fails: a_member_is_declared_once
constexpr endpoint member_declared_twice = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/id2", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/id", .type = json_type::any};)
}));

// member_without_a_type fails: a_member_has_a_type
constexpr endpoint member_without_a_type = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/x"};)
}));

// name_without_a_dot fails: an_endpoint_has_a_name_with_a_dot
constexpr endpoint name_without_a_dot = declare(changed([](declaration& d) {
    GOOD(d.name = "test.other";)
    BAD(d.name = "test";)
}));

// object_around_it_missing fails: the_object_around_a_member_is_declared
constexpr endpoint object_around_it_missing = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/o", .type = json_type::object};
         d.members[3] = {.at = "/o/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/o/x", .type = json_type::any};)
}));

// other_shape_not_told fails: another_shape_is_told_by_a_declared_member
constexpr endpoint other_shape_not_told = declare(changed([](declaration& d) {
    GOOD(d.told_by = "/status";)
    BAD(d.told_by = "/nothing";)
}));

// path_without_a_place fails: a_path_has_one_place_for_the_job_id_unless_it_is_a_lists
constexpr endpoint path_without_a_place = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/jobs";)
}));

// pointer_without_a_slash fails: a_pointer_starts_with_a_slash_and_has_no_tilde
constexpr endpoint pointer_without_a_slash = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "x", .type = json_type::any};)
}));

// progress_of_nothing fails: progress_is_made_of_declared_roles
constexpr endpoint progress_of_nothing = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/p", .type = json_type::number, .role = role::progress};
         d.progress = {.unit = progress_unit::percent};)
    BAD(d.progress = {.unit = progress_unit::percent};)
}));

// quota_without_a_period fails: a_quota_has_requests_and_a_period
constexpr endpoint quota_without_a_period = declare(changed([](declaration& d) {
    GOOD(d.quota[0] = {100, milliseconds{60000}};)
    BAD(d.quota[0] = {100, milliseconds{0}};)
}));

// range_of_a_string fails: a_range_is_for_numbers
constexpr endpoint range_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::integer, .range = {0, 1}};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .range = {0, 1}};)
}));

// refinement_by_a_member_not_declared fails: a_refinement_tests_a_declared_member
constexpr endpoint refinement_by_a_member_not_declared = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = {.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = {.when = {{"/error", test::present}}, .phase = phase::blocked};)
}));

// refinement_of_a_word_not_listed fails: a_refinement_names_a_listed_word
constexpr endpoint refinement_of_a_word_not_listed = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = {.word = "done", .when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = {.word = "dnoe", .when = {{"/id", test::present}}, .phase = phase::blocked};)
}));

// role_given_twice fails: a_role_is_given_once
constexpr endpoint role_given_twice = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::error_message};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::id};)
}));

// status_code_that_is_none fails: a_status_code_is_between_100_and_599_and_means_an_answer
constexpr endpoint status_code_that_is_none = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {200, event::gone};)
    BAD(d.status_codes[0] = {200, event::cancelled};)
}));

// status_left_out_of_the_words fails: the_status_has_words_of_which_one_ends_the_job
constexpr endpoint status_left_out_of_the_words = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::running};)
    BAD(d.words[1] = {"late", phase::running};)
}));

// status_not_inside_the_job fails: there_is_one_status_member_inside_the_job
constexpr endpoint status_not_inside_the_job = declare(changed([](declaration& d) {
    GOOD(d.members[0].role = role::none;)
    BAD(d.members[1].role = role::none;)
}));

// status_not_needed fails: the_status_is_needed_unless_its_absence_has_a_phase
constexpr endpoint status_not_needed = declare(changed([](declaration& d) {
    GOOD(d.members[1].needed = false; d.phase_without_status = phase::running;)
    BAD(d.members[1].needed = false;)
}));

// word_listed_twice fails: a_status_word_is_listed_once
constexpr endpoint word_listed_twice = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"DONE", phase::queued};)
    BAD(d.fold_case = true; d.words[2] = {"DONE", phase::queued};)
}));

// word_with_an_outcome_of_ours fails: a_finished_word_has_an_outcome_of_the_vendors_and_no_other_has_one
constexpr endpoint word_with_an_outcome_of_ours = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::finished, outcome::unknown};)
    BAD(d.words[2] = {"late", phase::finished, outcome::timed_out};)
}));
