// Declarations that break one rule each: the compiler names the rule and the row.
#include <cstddef>

#include <jobpoll/endpoint.hpp>

#include <jobpoll/contract/error_body.hpp>

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

constexpr std::string_view containers[] = {"/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h",
                                           "/i", "/j", "/k", "/l", "/m", "/n", "/o"};
constexpr std::string_view contents[] = {"/a/x", "/b/x", "/c/x", "/d/x", "/e/x", "/f/x", "/g/x", "/h/x",
                                         "/i/x", "/j/x", "/k/x", "/l/x", "/m/x", "/n/x", "/o/x"};

constexpr endpoint endpoint_with_an_id = declare(good());
constexpr endpoint endpoint_without_an_id =
    declare(changed([](declaration& d) { d.members[0].role = role::name; }));

/// Two shapes of one URL; what is only declared is not looked into.
extern const endpoint one_shape;
constexpr endpoint other_shape = declare(changed([](declaration& d) {
    d.discriminator = "/id";
    d.alternative = &one_shape;
}));

/// A list of jobs.
constexpr declaration good_list() {
    declaration d = good();
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    return d;
}
constexpr endpoint a_list = declare(good_list());

constexpr endpoint error_body_without_a_code = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}}});

/// One row of members more, and one refinement by it.
constexpr void refine_by(declaration& d, const member& row, const condition& when) {
    d.members[2] = row;
    d.refine[0] = refinement{.when = {when}, .phase = phase::blocked};
}
constexpr member uuid_member = {.at = "/x", .type = json_type::string, .format = format::uuid};
constexpr member date_member = {.at = "/x", .type = json_type::string, .format = format::date_time};
constexpr member decimal_member = {.at = "/x", .type = json_type::string, .format = format::decimal};
constexpr member flag_member = {.at = "/x", .type = json_type::boolean};
constexpr member number_member = {.at = "/x", .type = json_type::integer};
constexpr member needed_member = {.at = "/x", .type = json_type::string, .needed = true};
constexpr member required_member = {.at = "/x", .type = json_type::string, .required = true};

// name_without_a_dot fails: an_endpoint_has_a_name_with_a_dot
// name_without_a_dot fails: row 0
constexpr endpoint name_without_a_dot = declare(changed([](declaration& d) {
    GOOD(d.name = "test.other";)
    BAD(d.name = "test";)
}));

// document_not_named fails: an_endpoint_names_its_document
// document_not_named fails: row 0
constexpr endpoint document_not_named = declare(changed([](declaration& d) {
    GOOD(d.source = "a page";)
    BAD(d.source = "";)
}));

// placeholder_of_the_scaffold fails: an_endpoint_names_its_document
// placeholder_of_the_scaffold fails: row 0
constexpr endpoint placeholder_of_the_scaffold = declare(changed([](declaration& d) {
    GOOD(d.source = "a page";)
    BAD(d.source = "decide";)
}));

// day_that_is_none fails: checked_is_a_date
// day_that_is_none fails: row 0
constexpr endpoint day_that_is_none = declare(changed([](declaration& d) {
    GOOD(d.checked = "2024-02-29";)
    BAD(d.checked = "2026-02-29";)
}));

// date_left_out fails: checked_is_a_date
// date_left_out fails: row 0
constexpr endpoint date_left_out = declare(changed([](declaration& d) {
    GOOD(d.checked = "2026-11-22";)
    BAD(d.checked = "";)
}));

// scalar_root fails: the_root_is_an_object_or_an_array
// scalar_root fails: row 0
constexpr endpoint scalar_root =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.root = json_type::string;) }));

// closed_array fails: only_an_object_is_closed
// closed_array fails: row 2
constexpr endpoint closed_array = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::object, .closed = true};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::array, .closed = true};)
}));

// gap_between_members fails: no_row_stands_after_an_empty_row
// gap_between_members fails: row 3
constexpr endpoint gap_between_members = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[3] = {.at = "/x", .type = json_type::any};)
}));

// gap_between_words fails: no_row_stands_after_an_empty_row
// gap_between_words fails: row 4
constexpr endpoint gap_between_words = declare(changed([]([[maybe_unused]] declaration& d) {
    BAD(d.words[4] = {"late", phase::running};)
}));

// gap_between_refinements fails: no_row_stands_after_an_empty_row
// gap_between_refinements fails: row 1
constexpr endpoint gap_between_refinements = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.word = "done", .phase = phase::blocked};)
    BAD(d.refine[1] = refinement{.word = "done", .phase = phase::blocked};)
}));

// gap_between_conditions fails: no_row_stands_after_an_empty_row
// gap_between_conditions fails: row 0
constexpr endpoint gap_between_conditions = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{}, {"/id", test::present}}, .phase = phase::blocked};)
}));

// pointer_without_a_slash fails: a_pointer_starts_with_a_slash
// pointer_without_a_slash fails: row 2
constexpr endpoint pointer_without_a_slash = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "x", .type = json_type::any};)
}));

// pointer_with_an_empty_segment fails: a_pointer_starts_with_a_slash
// pointer_with_an_empty_segment fails: row 2
constexpr endpoint pointer_with_an_empty_segment = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/x/", .type = json_type::any};)
}));

// pointer_with_a_tilde fails: a_pointer_starts_with_a_slash
// pointer_with_a_tilde fails: row 2
constexpr endpoint pointer_with_a_tilde = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/x~1y", .type = json_type::any};)
}));

// three_stars fails: a_pointer_has_at_most_two_stars
// three_stars fails: row 5
constexpr endpoint three_stars = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::array};
    d.members[4] = {.at = "/a/*/*", .type = json_type::array};

    GOOD(d.members[2] = {.at = "/a", .type = json_type::array};
         d.members[3] = {.at = "/a/*", .type = json_type::array};
         d.members[4] = {.at = "/a/*/*", .type = json_type::array};)
    BAD(d.members[5] = {.at = "/a/*/*/*", .type = json_type::any};)
}));

// member_declared_twice fails: a_member_is_declared_once
// member_declared_twice fails: row 2
constexpr endpoint member_declared_twice = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/id2", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/id", .type = json_type::any};)
}));

// member_without_a_type fails: a_member_has_a_type
// member_without_a_type fails: row 2
constexpr endpoint member_without_a_type = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/x"};)
}));

// object_around_it_missing fails: the_object_around_a_member_is_declared_before_it
// object_around_it_missing fails: row 2
constexpr endpoint object_around_it_missing = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/o", .type = json_type::object};
         d.members[3] = {.at = "/o/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/o/x", .type = json_type::any};)
}));

// object_around_it_after_it fails: the_object_around_a_member_is_declared_before_it
// object_around_it_after_it fails: row 2
constexpr endpoint object_around_it_after_it = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/o", .type = json_type::object};
         d.members[3] = {.at = "/o/x", .type = json_type::any};)
    BAD(d.members[2] = {.at = "/o/x", .type = json_type::any};
        d.members[3] = {.at = "/o", .type = json_type::object};)
}));

// member_of_a_string fails: the_object_around_a_member_is_declared_before_it
// member_of_a_string fails: row 2
constexpr endpoint member_of_a_string = declare(changed([]([[maybe_unused]] declaration& d) {
    BAD(d.members[2] = {.at = "/status/x", .type = json_type::any};)
}));

// member_of_an_array fails: only_arrays_have_elements
// member_of_an_array fails: row 3
constexpr endpoint member_of_an_array = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    GOOD(d.members[3] = {.at = "/a/*", .type = json_type::any};)
    BAD(d.members[3] = {.at = "/a/x", .type = json_type::any};)
}));

// star_of_an_object fails: only_arrays_have_elements
// star_of_an_object fails: row 2
constexpr endpoint star_of_an_object = declare(changed(
    []([[maybe_unused]] declaration& d) { BAD(d.members[2] = {.at = "/*", .type = json_type::any};) }));

// each_element_and_the_first fails: an_array_has_rows_for_each_element_or_for_the_first
// each_element_and_the_first fails: row 4
constexpr endpoint each_element_and_the_first = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::any};
    BAD(d.members[4] = {.at = "/a/0", .type = json_type::any};)
}));

// sixteen_containers fails: a_declaration_looks_into_at_most_fifteen_objects_and_arrays
// sixteen_containers fails: row 31
constexpr endpoint sixteen_containers = declare(changed([]([[maybe_unused]] declaration& d) {
    BAD(for (std::size_t i = 0; i < 30; i += 2) {
        d.members[i + 2] = {.at = containers[i / 2], .type = json_type::object};
        d.members[i + 3] = {.at = contents[i / 2], .type = json_type::any};
    })
}));

// required_element fails: an_element_is_not_required
// required_element fails: row 3
constexpr endpoint required_element = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    GOOD(d.members[3] = {.at = "/a/*", .type = json_type::any};)
    BAD(d.members[3] = {.at = "/a/*", .type = json_type::any, .required = true};)
}));

// null_said_twice fails: null_is_allowed_in_one_column
// null_said_twice fails: row 2
constexpr endpoint null_said_twice = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .null = nulls::documented};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string | json_type::null, .null = nulls::documented};)
}));

// tolerated_and_allowed fails: a_tolerated_type_is_not_allowed_anyway
// tolerated_and_allowed fails: row 2
constexpr endpoint tolerated_and_allowed = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .tolerated = json_type::integer};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::number, .tolerated = json_type::integer};)
}));

// format_of_a_number fails: a_format_fits_the_type
// format_of_a_number fails: row 2
constexpr endpoint format_of_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .format = format::uuid};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::number, .format = format::uuid};)
}));

// decimal_of_a_number fails: a_format_fits_the_type
// decimal_of_a_number fails: row 2
constexpr endpoint decimal_of_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .format = format::decimal};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::number, .format = format::decimal};)
}));

// unix_time_of_a_boolean fails: a_format_fits_the_type
// unix_time_of_a_boolean fails: row 2
constexpr endpoint unix_time_of_a_boolean = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {
             .at = "/x", .type = json_type::integer, .role = role::created, .format = format::unix_seconds};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::boolean, .format = format::unix_seconds};)
}));

// words_of_a_number fails: a_list_of_words_is_for_strings_other_than_the_status
// words_of_a_number fails: row 2
constexpr endpoint words_of_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .one_of = {"a", "b"}};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::integer, .one_of = {"1", "2"}};)
}));

// words_of_the_status fails: a_list_of_words_is_for_strings_other_than_the_status
// words_of_the_status fails: row 1
constexpr endpoint words_of_the_status =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.members[1].one_of[0] = "done";) }));

// one_of_the_same fails: a_word_of_a_list_stands_there_once
// one_of_the_same fails: row 2
constexpr endpoint one_of_the_same = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .one_of = {"a", "b"}};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .one_of = {"a", "a"}};)
}));

// range_of_a_string fails: a_range_is_for_numbers
// range_of_a_string fails: row 2
constexpr endpoint range_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::integer, .range = {0, 1}};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .range = {0, 1}};)
}));

// range_upside_down fails: a_range_is_for_numbers
// range_upside_down fails: row 2
constexpr endpoint range_upside_down = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::integer, .range = {0, 1}};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::integer, .range = {1, 0}};)
}));

// constant_of_a_string fails: a_constant_is_for_booleans
// constant_of_a_string fails: row 2
constexpr endpoint constant_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::boolean, .constant = true};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .constant = true};)
}));

// blank_object fails: a_blank_is_for_strings_and_unix_times
// blank_object fails: row 2
constexpr endpoint blank_object = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .blank = nulls::documented};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::object, .blank = nulls::documented};)
}));

// length_of_a_string fails: a_length_is_for_arrays
// length_of_a_string fails: row 2
constexpr endpoint length_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::array, .items = 1};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .items = 1};)
}));

// fold_of_one_status fails: a_fold_is_for_a_status_of_parts
// fold_of_one_status fails: row 1
constexpr endpoint fold_of_one_status =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.members[1].fold = fold::all_finished;) }));

// another_member_goes_back fails: only_the_status_may_go_back
// another_member_goes_back fails: row 0
constexpr endpoint another_member_goes_back = declare(changed([](declaration& d) {
    GOOD(d.members[1].may_go_back = true;)
    BAD(d.members[0].may_go_back = true;)
}));

// time_of_an_integer fails: a_role_reads_the_type_and_format_of_its_member
// time_of_an_integer fails: row 2
constexpr endpoint time_of_an_integer = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {
             .at = "/x", .type = json_type::integer, .role = role::finished, .format = format::unix_seconds};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::integer, .role = role::finished};)
}));

// time_of_a_string_or_a_number fails: a_role_reads_the_type_and_format_of_its_member
// time_of_a_string_or_a_number fails: row 2
constexpr endpoint time_of_a_string_or_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::finished};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string | json_type::integer, .role = role::finished};)
}));

// time_in_the_format_of_an_id fails: a_role_reads_the_type_and_format_of_its_member
// time_in_the_format_of_an_id fails: row 2
constexpr endpoint time_in_the_format_of_an_id = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {
             .at = "/x", .type = json_type::string, .role = role::created, .format = format::iso_8601};)
    BAD(d.members[2] = {
            .at = "/x", .type = json_type::string, .role = role::created, .format = format::uuid};)
}));

// counter_of_a_string fails: a_role_reads_the_type_and_format_of_its_member
// counter_of_a_string fails: row 2
constexpr endpoint counter_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {
             .at = "/x", .type = json_type::string, .role = role::total, .format = format::decimal};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::total};)
}));

// progress_of_a_string fails: a_role_reads_the_type_and_format_of_its_member
// progress_of_a_string fails: row 2
constexpr endpoint progress_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x",
                         .type = json_type::string,
                         .role = role::progress,
                         .format = format::decimal};
         d.progress = {.unit = progress_unit::percent};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::progress};
        d.progress = {.unit = progress_unit::percent};)
}));

// message_of_an_object fails: a_role_reads_the_type_and_format_of_its_member
// message_of_an_object fails: row 2
constexpr endpoint message_of_an_object = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {
             .at = "/x", .type = json_type::object | json_type::string, .role = role::error_message};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::object, .role = role::error_message};)
}));

// id_of_an_object fails: a_role_reads_the_type_and_format_of_its_member
// id_of_an_object fails: row 0
constexpr endpoint id_of_an_object = declare(changed([](declaration& d) {
    GOOD(d.members[0].type = json_type::integer;)
    BAD(d.members[0].type = json_type::object;)
}));

// status_of_an_array fails: a_role_reads_the_type_and_format_of_its_member
// status_of_an_array fails: row 1
constexpr endpoint status_of_an_array =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.members[1].type = json_type::array;) }));

// flag_of_a_string fails: a_role_reads_the_type_and_format_of_its_member
// flag_of_a_string fails: row 2
constexpr endpoint flag_of_a_string = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::boolean, .role = role::retryable};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::retryable};)
}));

// address_of_a_number fails: a_role_reads_the_type_and_format_of_its_member
// address_of_a_number fails: row 2
constexpr endpoint address_of_a_number = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::next_url};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::integer, .role = role::next_url};)
}));

// delay_of_a_text fails: a_role_reads_the_type_and_format_of_its_member
// delay_of_a_text fails: row 2
constexpr endpoint delay_of_a_text = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::integer, .role = role::retry_after};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::retry_after};)
}));

// role_given_twice fails: a_role_of_one_value_is_given_once
// role_given_twice fails: row 2
constexpr endpoint role_given_twice = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::error_message};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .role = role::id};)
}));

// status_of_parts_without_a_fold fails: a_role_of_one_value_does_not_stand_below_a_star
// status_of_parts_without_a_fold fails: row 4
constexpr endpoint status_of_parts_without_a_fold = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/parts", .type = json_type::array};
    d.members[3] = {.at = "/parts/*", .type = json_type::object};
    d.members[1].role = role::none;
    d.members[1].needed = false;
    GOOD(d.members[4] = {.at = "/parts/*/status",
                         .type = json_type::string,
                         .role = role::status,
                         .fold = fold::all_finished};)
    BAD(d.members[4] = {.at = "/parts/*/status", .type = json_type::string, .role = role::status};)
}));

// id_of_parts fails: a_role_of_one_value_does_not_stand_below_a_star
// id_of_parts fails: row 4
constexpr endpoint id_of_parts = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/parts", .type = json_type::array};
    d.members[3] = {.at = "/parts/*", .type = json_type::object};
    d.members[0].role = role::none;
    GOOD(d.members[4] = {.at = "/parts/*/id", .type = json_type::string};)
    BAD(d.members[4] = {.at = "/parts/*/id", .type = json_type::string, .role = role::id};)
}));

// job_not_declared fails: the_place_of_the_job_is_declared
// job_not_declared fails: row 0
constexpr endpoint job_not_declared =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.job_at = "/job";) }));

// job_that_is_a_string fails: the_place_of_the_job_is_declared
// job_that_is_a_string fails: row 0
constexpr endpoint job_that_is_a_string = declare(changed([](declaration& d) {
    d.members[0] = {.at = "/job", .type = json_type::object};
    d.members[1] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.job_at = "/job";
    BAD(d.members[0].type = json_type::string; d.members[1] = {.at = "/status", .type = json_type::string};
        d.members[2] = {.at = "/s", .type = json_type::string, .role = role::status};)
}));

// status_left_out fails: there_is_one_status_inside_the_job
// status_left_out fails: row 0
constexpr endpoint status_left_out = declare(changed([](declaration& d) {
    d.members[1].role = role::none;
    for (status_word& word : d.words)
        word = {};
    d.refine[0] =
        refinement{.when = {{"/id", test::absent}}, .phase = phase::finished, .outcome = outcome::failed};
    GOOD(d.phase_without_status = phase::running;)
}));

// status_not_inside_the_job fails: there_is_one_status_inside_the_job
// status_not_inside_the_job fails: row 2
constexpr endpoint status_not_inside_the_job = declare(changed([](declaration& d) {
    d.members[0] = {.at = "/job", .type = json_type::object};
    d.members[1] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.job_at = "/job";
    BAD(d.members[1] = {.at = "/jobs", .type = json_type::object};
        d.members[2] = {.at = "/jobs/status", .type = json_type::string, .role = role::status};)
}));

// absent_status_of_an_ended_job fails: a_phase_without_status_is_one_of_a_job_that_goes_on
// absent_status_of_an_ended_job fails: row 0
constexpr endpoint absent_status_of_an_ended_job = declare(changed([](declaration& d) {
    d.members[1].needed = false;
    GOOD(d.phase_without_status = phase::queued;)
    BAD(d.phase_without_status = phase::finished;)
}));

// needed_status_that_may_be_absent fails: a_needed_status_has_no_phase_without_it
// needed_status_that_may_be_absent fails: row 1
constexpr endpoint needed_status_that_may_be_absent = declare(changed([](declaration& d) {
    GOOD(d.members[1].needed = false; d.phase_without_status = phase::queued;)
    BAD(d.phase_without_status = phase::queued;)
}));

// words_without_a_status fails: words_are_for_a_status
// words_without_a_status fails: row 0
constexpr endpoint words_without_a_status = declare(changed([]([[maybe_unused]] declaration& d) {
    BAD(d.members[1].role = role::none; d.members[1].needed = false; d.phase_without_status = phase::running;)
}));

// word_listed_twice fails: a_status_word_is_listed_once
// word_listed_twice fails: row 2
constexpr endpoint word_listed_twice = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"DONE", phase::queued};)
    BAD(d.fold_case = true; d.words[2] = {"DONE", phase::queued};)
}));

// word_behind_its_prefix fails: a_status_word_is_listed_once
// word_behind_its_prefix fails: row 3
constexpr endpoint word_behind_its_prefix = declare(changed([](declaration& d) {
    d.words[2] = {"cancelling", phase::cancelling, outcome::none, match::prefix};
    GOOD(d.words[3] = {"cancelled", phase::cancelling, outcome::none, match::prefix};)
    BAD(d.words[3] = {"cancelling now", phase::cancelling, outcome::none, match::prefix};)
}));

// word_of_a_boolean fails: a_status_word_is_possible
// word_of_a_boolean fails: row 0
constexpr endpoint word_of_a_boolean = declare(changed([](declaration& d) {
    d.members[1].type = json_type::boolean;
    GOOD(d.words[0] = {"false", phase::running}; d.words[1] = {"true", phase::finished, outcome::succeeded};)
}));

// word_that_is_a_sign fails: a_status_word_is_none_of_the_two_signs
// word_that_is_a_sign fails: row 2
constexpr endpoint word_that_is_a_sign = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::running};)
    BAD(d.words[2] = {"?", phase::running};)
}));

// word_without_a_phase fails: a_status_word_has_a_phase_or_means_an_event
// word_without_a_phase fails: row 2
constexpr endpoint word_without_a_phase = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {.text = "limited", .means = event::throttled};)
    BAD(d.words[2] = {.text = "limited"};)
}));

// word_with_both fails: a_status_word_has_a_phase_or_means_an_event
// word_with_both fails: row 2
constexpr endpoint word_with_both = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {.text = "limited", .means = event::throttled};)
    BAD(d.words[2] = {.text = "limited", .phase = phase::queued, .means = event::throttled};)
}));

// finished_word_without_an_outcome fails: a_finished_row_has_an_outcome_of_the_vendors_and_no_other_has_one
// finished_word_without_an_outcome fails: row 2
constexpr endpoint finished_word_without_an_outcome = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::finished, outcome::expired};)
    BAD(d.words[2] = {"late", phase::finished};)
}));

// word_with_an_outcome_of_ours fails: a_finished_row_has_an_outcome_of_the_vendors_and_no_other_has_one
// word_with_an_outcome_of_ours fails: row 2
constexpr endpoint word_with_an_outcome_of_ours = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {"late", phase::finished, outcome::unknown};)
    BAD(d.words[2] = {"late", phase::finished, outcome::timed_out};)
}));

// word_that_means_the_end fails: an_event_of_a_row_keeps_polling_or_refuses
// word_that_means_the_end fails: row 2
constexpr endpoint word_that_means_the_end = declare(changed([](declaration& d) {
    GOOD(d.words[2] = {.text = "limited", .means = event::not_found};)
    BAD(d.words[2] = {.text = "limited", .means = event::vendor_terminal};)
}));

// status_left_out_of_the_words fails: some_row_ends_the_job
// status_left_out_of_the_words fails: row 0
constexpr endpoint status_left_out_of_the_words = declare(changed([](declaration& d) {
    GOOD(d.words[1] = {"done", phase::finished, outcome::succeeded};)
    BAD(d.words[1] = {"late", phase::running};)
}));

// refinement_of_a_word_not_listed fails: a_refinement_names_a_listed_word
// refinement_of_a_word_not_listed fails: row 0
constexpr endpoint refinement_of_a_word_not_listed = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.word = "done", .when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.word = "dnoe", .when = {{"/id", test::present}}, .phase = phase::blocked};)
}));

// refinement_behind_one_that_takes_all fails: a_refinement_can_be_reached
// refinement_behind_one_that_takes_all fails: row 1
constexpr endpoint refinement_behind_one_that_takes_all = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};
         d.refine[1] = refinement{.phase = phase::running};)
    BAD(d.refine[0] = refinement{.phase = phase::running};
        d.refine[1] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
}));

// refinement_without_a_phase fails: a_refinement_has_a_phase_or_means_an_event
// refinement_without_a_phase fails: row 0
constexpr endpoint refinement_without_a_phase = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.word = "done", .when = {{"/id", test::present}}, .means = event::gone};)
    BAD(d.refine[0] = refinement{.word = "done", .when = {{"/id", test::present}}};)
}));

// condition_without_a_test fails: a_condition_has_a_place_and_a_test
// condition_without_a_test fails: row 0
constexpr endpoint condition_without_a_test = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id"}}, .phase = phase::blocked};)
}));

// refinement_by_a_member_not_declared fails: a_condition_tests_a_declared_member
// refinement_by_a_member_not_declared fails: row 0
constexpr endpoint refinement_by_a_member_not_declared = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/error", test::present}}, .phase = phase::blocked};)
}));

// equality_without_a_word fails: equals_and_differs_have_words_and_no_other_test_has
// equality_without_a_word fails: row 0
constexpr endpoint equality_without_a_word = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::equals, "7"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id", test::equals}}, .phase = phase::blocked};)
}));

// presence_with_a_word fails: equals_and_differs_have_words_and_no_other_test_has
// presence_with_a_word fails: row 0
constexpr endpoint presence_with_a_word = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id", test::present, "7"}}, .phase = phase::blocked};)
}));

// five_words fails: equals_and_differs_have_words_and_no_other_test_has
// five_words fails: row 0
constexpr endpoint five_words = declare(changed([](declaration& d) {
    GOOD(d.refine[0] =
             refinement{.when = {{"/id", test::equals, {"1", "2", "3", "4"}}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/id", test::equals, {"1", "2", "3", "4", "5"}}}, .phase = phase::blocked};)
}));

// integer_that_equals_a_word fails: a_test_can_hold
// integer_that_equals_a_word fails: row 0
constexpr endpoint integer_that_equals_a_word = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/code", .type = json_type::integer};
    GOOD(d.refine[0] = refinement{.when = {{"/code", test::equals, "0"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/code", test::equals, "zero"}}, .phase = phase::blocked};)
}));

// positive_text fails: a_test_can_hold
// positive_text fails: row 0
constexpr endpoint positive_text = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/code", .type = json_type::integer};
    GOOD(d.refine[0] = refinement{.when = {{"/code", test::positive}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id", test::positive}}, .phase = phase::blocked};)
}));

// true_number fails: a_test_can_hold
// true_number fails: row 0
constexpr endpoint true_number = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/code", .type = json_type::integer};
    GOOD(d.refine[0] = refinement{.when = {{"/code", test::zero}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/code", test::is_true}}, .phase = phase::blocked};)
}));

// null_that_is_not_allowed fails: a_test_can_hold
// null_that_is_not_allowed fails: row 0
constexpr endpoint null_that_is_not_allowed = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/code", .type = json_type::integer};
    GOOD(d.members[2].null = nulls::documented;
         d.refine[0] = refinement{.when = {{"/code", test::is_null}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/code", test::is_null}}, .phase = phase::blocked};)
}));

// word_that_is_not_one_of_them fails: a_test_can_hold
// word_that_is_not_one_of_them fails: row 0
constexpr endpoint word_that_is_not_one_of_them = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/kind", .type = json_type::string, .one_of = {"a", "b"}};
    GOOD(d.refine[0] = refinement{.when = {{"/kind", test::equals, "a"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/kind", test::equals, "c"}}, .phase = phase::blocked};)
}));

// list_refined_by_its_root fails: a_condition_of_a_list_stands_inside_its_jobs
// list_refined_by_its_root fails: row 0
constexpr endpoint list_refined_by_its_root = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    GOOD(d.refine[0] = refinement{.when = {{"/jobs/*/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/more", test::is_true}}, .phase = phase::blocked};)
}));

// role_outside_the_jobs_of_a_list fails: the_roles_of_a_list_stand_inside_its_jobs
// role_outside_the_jobs_of_a_list fails: row 3
constexpr endpoint role_outside_the_jobs_of_a_list = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    BAD(d.members[3].type = json_type::string; d.members[3].role = role::name;)
}));

// array_of_arrays_in_a_condition fails: a_condition_is_below_one_array
// array_of_arrays_in_a_condition fails: row 0
constexpr endpoint array_of_arrays_in_a_condition = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::array};
    d.members[4] = {.at = "/a/*/*", .type = json_type::string};
    GOOD(d.refine[0] = refinement{.when = {{"/a/*", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/a/*/*", test::present}}, .phase = phase::blocked};)
}));

// over_two_arrays fails: over_is_for_conditions_on_one_array
// over_two_arrays fails: row 0
constexpr endpoint over_two_arrays = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::string};
    d.members[4] = {.at = "/b", .type = json_type::array};
    d.members[5] = {.at = "/b/*", .type = json_type::string};
    GOOD(d.refine[0] =
             refinement{.when = {{"/a/*", test::present}}, .phase = phase::blocked, .over = over::all};)
    BAD(d.refine[0] = refinement{.when = {{"/a/*", test::present}, {"/b/*", test::present}},
                                 .phase = phase::blocked,
                                 .over = over::all};)
}));

// over_no_array fails: over_is_for_conditions_on_one_array
// over_no_array fails: row 0
constexpr endpoint over_no_array = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/id", test::present}}, .phase = phase::blocked, .over = over::none};)
}));

// progress_of_nothing fails: progress_is_made_of_declared_roles
// progress_of_nothing fails: row 0
constexpr endpoint progress_of_nothing = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/p", .type = json_type::number, .role = role::progress};
         d.progress = {.unit = progress_unit::percent};)
    BAD(d.progress = {.unit = progress_unit::percent};)
}));

// progress_without_a_unit fails: progress_is_made_of_declared_roles
// progress_without_a_unit fails: row 0
constexpr endpoint progress_without_a_unit = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/p", .type = json_type::number, .role = role::progress};
    GOOD(d.progress = {.unit = progress_unit::percent};)
}));

// ratio_without_a_total fails: progress_is_made_of_declared_roles
// ratio_without_a_total fails: row 0
constexpr endpoint ratio_without_a_total = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/c", .type = json_type::integer, .role = role::completed};
    d.progress = {.unit = progress_unit::ratio, .parts = {role::completed}};
    GOOD(d.members[3] = {.at = "/t", .type = json_type::integer, .role = role::total};)
}));

// cadence_upside_down fails: a_cadence_has_a_shortest_delay_not_above_the_longest
// cadence_upside_down fails: row 0
constexpr endpoint cadence_upside_down = declare(changed([](declaration& d) {
    GOOD(d.cadence[0] = {phase::running, milliseconds{2}, milliseconds{5}};)
    BAD(d.cadence[0] = {phase::running, milliseconds{5}, milliseconds{2}};)
}));

// cadence_of_a_finished_job fails: a_cadence_is_given_once_for_a_phase_that_is_polled
// cadence_of_a_finished_job fails: row 0
constexpr endpoint cadence_of_a_finished_job = declare(changed([](declaration& d) {
    GOOD(d.cadence[0] = {phase::running, milliseconds{2}, milliseconds{5}};)
    BAD(d.cadence[0] = {phase::finished, milliseconds{2}, milliseconds{5}};)
}));

// quota_without_a_period fails: a_quota_has_requests_and_a_period
// quota_without_a_period fails: row 0
constexpr endpoint quota_without_a_period = declare(changed([](declaration& d) {
    GOOD(d.quota[0] = {100, milliseconds{60000}};)
    BAD(d.quota[0] = {100, milliseconds{0}};)
}));

// negative_retention fails: a_retention_is_not_negative
// negative_retention fails: row 0
constexpr endpoint negative_retention = declare(changed([](declaration& d) {
    GOOD(d.retention = milliseconds{1};)
    BAD(d.retention = milliseconds{-1};)
}));

// path_with_an_open_brace fails: a_place_is_a_name_in_braces
// path_with_an_open_brace fails: row 0
constexpr endpoint path_with_an_open_brace = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/jobs/{id";)
}));

// path_without_a_place fails: a_request_has_a_method_and_a_path_with_a_place_for_the_id
// path_without_a_place fails: row 0
constexpr endpoint path_without_a_place = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/jobs";)
}));

// header_without_a_value fails: a_header_is_a_name_and_a_value
// header_without_a_value fails: row 0
constexpr endpoint header_without_a_value = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.headers[0] = "X-Version: 2";)
    BAD(d.request.headers[0] = "X-Version";)
}));

// status_code_that_is_none fails: a_status_code_is_between_200_and_599_and_listed_once
// status_code_that_is_none fails: row 0
constexpr endpoint status_code_that_is_none = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {.code = 423, .means = event::server_error};)
    BAD(d.status_codes[0] = {.code = 1423, .means = event::server_error};)
}));

// status_code_listed_twice fails: a_status_code_is_between_200_and_599_and_listed_once
// status_code_listed_twice fails: row 1
constexpr endpoint status_code_listed_twice = declare(changed([](declaration& d) {
    d.status_codes[0] = {.code = 423, .means = event::server_error};
    GOOD(d.status_codes[1] = {.code = 423, .body_code = "X", .means = event::gone};)
    BAD(d.status_codes[1] = {.code = 423, .means = event::gone};)
}));

// status_code_that_changes_nothing fails: a_status_code_has_a_phase_or_means_another_event
// status_code_that_changes_nothing fails: row 0
constexpr endpoint status_code_that_changes_nothing = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {.code = 202, .phase = phase::running};)
    BAD(d.status_codes[0] = {.code = 202, .means = event::in_progress};)
}));

// status_code_that_means_the_end fails: an_event_of_a_row_keeps_polling_or_refuses
// status_code_that_means_the_end fails: row 0
constexpr endpoint status_code_that_means_the_end = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {.code = 303, .phase = phase::finished, .outcome = outcome::succeeded};)
    BAD(d.status_codes[0] = {.code = 303, .means = event::vendor_terminal};)
}));

// error_contract_of_a_good_reply fails: an_error_contract_has_a_body_and_a_code_of_an_error
// error_contract_of_a_good_reply fails: row 0
constexpr endpoint error_contract_of_a_good_reply = declare(changed([](declaration& d) {
    GOOD(d.errors[0] = {404, &any_error_body};)
    BAD(d.errors[0] = {200, &any_error_body};)
}));

// discriminator_without_an_alternative fails: a_discriminator_and_an_alternative_go_together
// discriminator_without_an_alternative fails: row 0
constexpr endpoint discriminator_without_an_alternative = declare(changed([](declaration& d) {
    GOOD(d.discriminator = "/status"; d.alternative = &other_shape;)
    BAD(d.discriminator = "/status";)
}));

// discriminator_not_declared fails: a_discriminator_and_an_alternative_go_together
// discriminator_not_declared fails: row 0
constexpr endpoint discriminator_not_declared = declare(changed([](declaration& d) {
    d.alternative = &other_shape;
    GOOD(d.discriminator = "/status";)
    BAD(d.discriminator = "/nothing";)
}));

// list_with_an_alternative fails: a_list_has_no_alternative_and_no_list
// list_with_an_alternative fails: row 0
constexpr endpoint list_with_an_alternative = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    BAD(d.discriminator = "/more"; d.alternative = &any_error_body;)
}));

// list_of_lists fails: a_list_has_no_alternative_and_no_list
// list_of_lists fails: row 0
constexpr endpoint list_of_lists = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    BAD(d.list = &any_error_body;)
}));

// without_job_at_the_root fails: without_job_is_for_a_single_job_below_the_root
// without_job_at_the_root fails: row 0
constexpr endpoint without_job_at_the_root =
    declare(changed([]([[maybe_unused]] declaration& d) { BAD(d.without_job = event::not_found;) }));

// complete_of_a_single_job fails: complete_is_for_lists_and_tests_a_member_outside_the_jobs
// complete_of_a_single_job fails: row 0
constexpr endpoint complete_of_a_single_job = declare(changed([]([[maybe_unused]] declaration& d) {
    BAD(d.complete = {"/id", test::present};)
}));

// complete_by_a_member_of_a_job fails: complete_is_for_lists_and_tests_a_member_outside_the_jobs
// complete_by_a_member_of_a_job fails: row 0
constexpr endpoint complete_by_a_member_of_a_job = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    GOOD(d.complete = {"/more", test::is_false};)
    BAD(d.complete = {"/jobs/*/status", test::present};)
}));

// items_of_with_rows fails: items_of_is_for_lists_without_rows_of_their_own
// items_of_with_rows fails: row 0
constexpr endpoint items_of_with_rows = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    BAD(d.items_of = &any_error_body;)
}));

// list_of_strings fails: a_list_is_an_array_of_objects
// list_of_strings fails: row 1
constexpr endpoint list_of_strings = declare(changed([](declaration& d) {
    d.root = json_type::object;
    d.job_at = "/jobs/*";
    d.members[0] = {.at = "/jobs", .type = json_type::array};
    d.members[1] = {.at = "/jobs/*", .type = json_type::object};
    d.members[2] = {.at = "/jobs/*/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/more", .type = json_type::boolean};
    d.members[4] = {.at = "/jobs/*/id", .type = json_type::string, .role = role::id};
    BAD(d.members[1].type = json_type::string; d.members[2] = {.at = "/x", .type = json_type::string};
        d.members[4] = {}; d.phase_without_status = phase::running;)
}));

// name_with_a_space fails: an_endpoint_has_a_name_with_a_dot
// name_with_a_space fails: row 0
constexpr endpoint name_with_a_space = declare(changed([](declaration& d) {
    GOOD(d.name = "test.a.b";)
    BAD(d.name = "test.a b";)
}));

// name_with_two_dots fails: an_endpoint_has_a_name_with_a_dot
// name_with_two_dots fails: row 0
constexpr endpoint name_with_two_dots = declare(changed([](declaration& d) {
    GOOD(d.name = "test.a.b";)
    BAD(d.name = "test..b";)
}));

// null_tolerated_and_documented fails: a_tolerated_type_is_not_allowed_anyway
// null_tolerated_and_documented fails: row 2
constexpr endpoint null_tolerated_and_documented = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string, .tolerated = json_type::null};)
    BAD(d.members[2] = {
            .at = "/x", .type = json_type::string, .null = nulls::documented, .tolerated = json_type::null};)
}));

// list_without_ids fails: a_job_of_a_list_has_an_id
// list_without_ids fails: row 0
constexpr endpoint list_without_ids = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0] = {.at = "/*", .type = json_type::object};
    d.members[1] = {.at = "/*/status", .type = json_type::string, .role = role::status};
    d.members[2] = {.at = "/*/id", .type = json_type::string};
    GOOD(d.members[2].role = role::id;)
    BAD(d.members[2].role = role::name;)
}));

// number_with_a_leading_zero fails: a_status_word_is_possible
// number_with_a_leading_zero fails: row 1
constexpr endpoint number_with_a_leading_zero = declare(changed([](declaration& d) {
    d.members[1].type = json_type::integer;
    d.words[0] = {"0", phase::running};
    GOOD(d.words[1] = {"7", phase::finished, outcome::succeeded};)
    BAD(d.words[1] = {"007", phase::finished, outcome::succeeded};)
}));

// number_out_of_the_range fails: a_status_word_is_possible
// number_out_of_the_range fails: row 1
constexpr endpoint number_out_of_the_range = declare(changed([](declaration& d) {
    d.members[1].type = json_type::integer;
    d.words[0] = {"0", phase::running};
    d.words[1] = {"7", phase::finished, outcome::succeeded};
    GOOD(d.members[1].range = {0, 7};)
    BAD(d.members[1].range = {0, 6};)
}));

// boolean_that_is_constant fails: a_status_word_is_possible
// boolean_that_is_constant fails: row 0
constexpr endpoint boolean_that_is_constant = declare(changed([](declaration& d) {
    d.members[1].type = json_type::boolean;
    d.words[0] = {"false", phase::running};
    d.words[1] = {"true", phase::finished, outcome::succeeded};
    BAD(d.members[1].constant = true;)
}));

// letters_of_a_number_folded fails: fold_case_is_for_a_status_in_strings
// letters_of_a_number_folded fails: row 0
constexpr endpoint letters_of_a_number_folded = declare(changed([](declaration& d) {
    d.members[1].type = json_type::integer;
    d.words[0] = {"0", phase::running};
    d.words[1] = {"7", phase::finished, outcome::succeeded};
    BAD(d.fold_case = true;)
}));

// prefix_of_a_number fails: a_prefix_is_for_a_status_in_strings
// prefix_of_a_number fails: row 1
constexpr endpoint prefix_of_a_number = declare(changed([](declaration& d) {
    d.members[1].type = json_type::integer;
    d.words[0] = {"0", phase::running};
    GOOD(d.words[1] = {"7", phase::finished, outcome::succeeded};)
    BAD(d.words[1] = {"7", phase::finished, outcome::succeeded, match::prefix};)
}));

// unlisted_word_without_a_status fails: a_refinement_names_a_listed_word
// unlisted_word_without_a_status fails: row 0
constexpr endpoint unlisted_word_without_a_status = declare(changed([](declaration& d) {
    d.members[1] = {};
    d.words[0] = d.words[1] = {};
    d.phase_without_status = phase::running;
    GOOD(d.refine[0] = refinement{
             .when = {{"/id", test::present}}, .phase = phase::finished, .outcome = outcome::failed};)
    BAD(d.refine[0] = refinement{.word = unlisted_word,
                                 .when = {{"/id", test::present}},
                                 .phase = phase::finished,
                                 .outcome = outcome::failed};)
}));

// absence_of_what_is_needed fails: a_test_can_hold
// absence_of_what_is_needed fails: row 0
constexpr endpoint absence_of_what_is_needed = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string};
         d.refine[0] = refinement{.when = {{"/x", test::absent}}, .phase = phase::blocked};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::string, .needed = true};
        d.refine[0] = refinement{.when = {{"/x", test::absent}}, .phase = phase::blocked};)
}));

// absence_of_the_status fails: a_test_can_hold
// absence_of_the_status fails: row 0
constexpr endpoint absence_of_the_status = declare(changed([](declaration& d) {
    GOOD(d.phase_without_status = phase::queued; d.members[1].needed = false;
         d.refine[0] = refinement{.when = {{"/status", test::absent}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/status", test::absent}}, .phase = phase::blocked};)
}));

// other_value_of_a_constant fails: a_test_can_hold
// other_value_of_a_constant fails: row 0
constexpr endpoint other_value_of_a_constant = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::boolean, .constant = true};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::is_true}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::is_false}}, .phase = phase::blocked};)
}));

// set_constant_that_is_false fails: a_test_can_hold
// set_constant_that_is_false fails: row 0
constexpr endpoint set_constant_that_is_false = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::boolean, .constant = false};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::is_set}}, .phase = phase::blocked};)
}));

// equal_to_what_is_out_of_the_range fails: a_test_can_hold
// equal_to_what_is_out_of_the_range fails: row 0
constexpr endpoint equal_to_what_is_out_of_the_range = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::number, .range = {-1, 1}};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::equals, "-0.5"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::equals, "-1.5"}}, .phase = phase::blocked};)
}));

// different_from_every_word fails: a_test_can_hold
// different_from_every_word fails: row 0
constexpr endpoint different_from_every_word = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::string, .one_of = {"a", "b"}};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::differs, "a"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::differs, {"b", "a"}}}, .phase = phase::blocked};)
}));

// different_from_both_booleans fails: a_test_can_hold
// different_from_both_booleans fails: row 0
constexpr endpoint different_from_both_booleans = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::boolean};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::differs, "true"}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/x", test::differs, {"true", "false"}}}, .phase = phase::blocked};)
}));

// true_and_false fails: the_conditions_of_a_row_can_hold_together
// true_and_false fails: row 0
constexpr endpoint true_and_false = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::boolean};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::is_true}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/x", test::is_true}, {"/x", test::is_false}}, .phase = phase::blocked};)
}));

// there_and_not_there fails: the_conditions_of_a_row_can_hold_together
// there_and_not_there fails: row 0
constexpr endpoint there_and_not_there = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/id", test::absent}, {"/id", test::present}}, .phase = phase::blocked};)
}));

// above_zero_and_zero fails: the_conditions_of_a_row_can_hold_together
// above_zero_and_zero fails: row 0
constexpr endpoint above_zero_and_zero = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::integer};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::zero}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/x", test::positive}, {"/x", test::zero}}, .phase = phase::blocked};)
}));

// equal_to_two_texts fails: the_conditions_of_a_row_can_hold_together
// equal_to_two_texts fails: row 0
constexpr endpoint equal_to_two_texts = declare(changed([](declaration& d) {
    GOOD(d.refine[0] =
             refinement{.when = {{"/id", test::equals, {"a", "b"}}, {"/id", test::equals, {"b", "c"}}},
                        .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id", test::equals, {"a", "b"}}, {"/id", test::equals, "c"}},
                                 .phase = phase::blocked};)
}));

// equal_and_different fails: the_conditions_of_a_row_can_hold_together
// equal_and_different fails: row 0
constexpr endpoint equal_and_different = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::equals, {"a", "b"}}, {"/id", test::differs, "b"}},
                                  .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/id", test::differs, {"a", "b"}}, {"/id", test::equals, "b"}},
                                 .phase = phase::blocked};)
}));

// condition_given_twice fails: the_conditions_of_a_row_can_hold_together
// condition_given_twice fails: row 0
constexpr endpoint condition_given_twice = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/id", test::present}, {"/id", test::present}}, .phase = phase::blocked};)
}));

// weaker_refinement_first fails: a_refinement_can_be_reached
// weaker_refinement_first fails: row 1
constexpr endpoint weaker_refinement_first = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::any};
    d.refine[0] = refinement{.when = {{"/id", test::present}}, .phase = phase::blocked};
    GOOD(d.refine[0].when[0].word = "a"; d.refine[0].when[0].is = test::equals;)
    d.refine[1] = refinement{
        .word = "done", .when = {{"/x", test::present}, {"/id", test::present}}, .phase = phase::paused};
    BAD(d.refine[1].phase = phase::queued;)
}));

// percentage_up_to_one fails: the_range_of_progress_fits_its_unit
// percentage_up_to_one fails: row 0
constexpr endpoint percentage_up_to_one = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::number, .role = role::progress, .range = {0, 1}};
    GOOD(d.progress = {.unit = progress_unit::fraction};)
    BAD(d.progress = {.unit = progress_unit::percent};)
}));

// fraction_up_to_a_hundred fails: the_range_of_progress_fits_its_unit
// fraction_up_to_a_hundred fails: row 0
constexpr endpoint fraction_up_to_a_hundred = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::number, .role = role::progress, .range = {0, 100}};
    GOOD(d.progress = {.unit = progress_unit::percent};)
    BAD(d.progress = {.unit = progress_unit::fraction};)
}));

// quota_given_twice fails: a_quota_allows_less_than_the_others
// quota_given_twice fails: row 1
constexpr endpoint quota_given_twice = declare(changed([](declaration& d) {
    d.quota[0] = {100, milliseconds{60000}};
    GOOD(d.quota[1] = {900, milliseconds{3600000}};)
    BAD(d.quota[1] = {100, milliseconds{60000}};)
}));

// quota_that_never_binds fails: a_quota_allows_less_than_the_others
// quota_that_never_binds fails: row 0
constexpr endpoint quota_that_never_binds = declare(changed([](declaration& d) {
    d.quota[1] = {900, milliseconds{3600000}};
    GOOD(d.quota[0] = {100, milliseconds{60000}};)
    BAD(d.quota[0] = {1000, milliseconds{60000}};)
}));

// place_with_a_space fails: a_place_is_a_name_in_braces
// place_with_a_space fails: row 0
constexpr endpoint place_with_a_space = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/{tenant_name}/{id}";)
    BAD(d.request.path = "/{tenant name}/{id}";)
}));

// header_with_an_open_brace fails: a_place_is_a_name_in_braces
// header_with_an_open_brace fails: row 0
constexpr endpoint header_with_an_open_brace = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.headers[0] = "X-Tenant: {tenant}";)
    BAD(d.request.headers[0] = "X-Tenant: {tenant";)
}));

// body_with_an_open_brace fails: a_place_is_a_name_in_braces
// body_with_an_open_brace fails: row 0
constexpr endpoint body_with_an_open_brace = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    d.request.method = "POST";
    GOOD(d.request.body = "id={id}";)
    BAD(d.request.body = "id={id";)
}));

// method_in_small_letters fails: a_request_has_no_spaces_and_no_line_ends
// method_in_small_letters fails: row 0
constexpr endpoint method_in_small_letters = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.method = "POST";)
    BAD(d.request.method = "post";)
}));

// path_with_a_space fails: a_request_has_no_spaces_and_no_line_ends
// path_with_a_space fails: row 0
constexpr endpoint path_with_a_space = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/my jobs/{id}";)
}));

// server_without_a_scheme fails: a_request_has_no_spaces_and_no_line_ends
// server_without_a_scheme fails: row 0
constexpr endpoint server_without_a_scheme = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.server = "https://api.example";)
    BAD(d.request.server = "api.example";)
}));

// secret_with_a_line_end fails: a_request_has_no_spaces_and_no_line_ends
// secret_with_a_line_end fails: row 0
constexpr endpoint secret_with_a_line_end = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.authorization = "Bearer {key}";)
    BAD(d.request.authorization = "Bearer {key}\r\nX: y";)
}));

// secret_without_a_path fails: a_request_has_a_method_and_a_path_with_a_place_for_the_id
// secret_without_a_path fails: row 0
constexpr endpoint secret_without_a_path = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/{id}"; d.request.authorization = "Bearer {key}";)
    BAD(d.request.authorization = "Bearer {key}";)
}));

// header_given_twice fails: a_header_is_a_name_and_a_value
// header_given_twice fails: row 1
constexpr endpoint header_given_twice = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    d.request.headers[0] = "X-Version: 2";
    GOOD(d.request.headers[1] = "X-Tenant: a";)
    BAD(d.request.headers[1] = "x-version: 3";)
}));

// header_with_a_line_end fails: a_header_is_a_name_and_a_value
// header_with_a_line_end fails: row 0
constexpr endpoint header_with_a_line_end = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.headers[0] = "X-Version: 2";)
    BAD(d.request.headers[0] = "X-Version: 2\r\nX-Other: 3";)
}));

// header_with_a_space_in_its_name fails: a_header_is_a_name_and_a_value
// header_with_a_space_in_its_name fails: row 0
constexpr endpoint header_with_a_space_in_its_name = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.headers[0] = "X-Version: 2";)
    BAD(d.request.headers[0] = "X Version: 2";)
}));

// secret_in_two_columns fails: a_header_is_a_name_and_a_value
// secret_in_two_columns fails: row 0
constexpr endpoint secret_in_two_columns = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    d.request.authorization = "Bearer {key}";
    GOOD(d.request.headers[0] = "X-Version: 2";)
    BAD(d.request.headers[0] = "authorization: Basic {key}";)
}));

// accepted_without_a_slash fails: accepted_has_pointers_without_stars
// accepted_without_a_slash fails: row 0
constexpr endpoint accepted_without_a_slash = declare(changed([](declaration& d) {
    GOOD(d.accepted = {.id_at = "/id"};)
    BAD(d.accepted = {.id_at = "id"};)
}));

// accepted_of_every_element fails: accepted_has_pointers_without_stars
// accepted_of_every_element fails: row 0
constexpr endpoint accepted_of_every_element = declare(changed([](declaration& d) {
    GOOD(d.accepted = {.url_at = "/jobs/0/url"};)
    BAD(d.accepted = {.url_at = "/jobs/*/url"};)
}));

// phase_of_a_list_of_items fails: items_of_is_for_lists_without_rows_of_their_own
// phase_of_a_list_of_items fails: row 0
constexpr endpoint phase_of_a_list_of_items = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0] = {.at = "/*", .type = json_type::object};
    d.members[1] = {};
    d.words[0] = d.words[1] = {};
    d.items_of = &endpoint_with_an_id;
    BAD(d.phase_without_status = phase::running;)
}));

// error_body_with_a_quota fails: an_error_body_has_members_alone
// error_body_with_a_quota fails: row 0
constexpr endpoint error_body_with_a_quota = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.quota = {{1, milliseconds{1}}}, )});

// error_body_with_a_refinement fails: an_error_body_has_members_alone
// error_body_with_a_refinement fails: row 0
constexpr endpoint error_body_with_a_refinement = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.refine = {{.when = {{"/message", test::present}}, .means = event::throttled}}, )});

// error_body_with_status_codes fails: an_error_body_has_members_alone
// error_body_with_status_codes fails: row 0
constexpr endpoint error_body_with_status_codes = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.status_codes = {{.code = 423, .means = event::server_error}}, )});

// error_body_with_accepted fails: an_error_body_has_members_alone
// error_body_with_accepted fails: row 0
constexpr endpoint error_body_with_accepted = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.accepted = {.location = true}, )});

// error_body_with_a_retention fails: an_error_body_has_members_alone
// error_body_with_a_retention fails: row 0
constexpr endpoint error_body_with_a_retention = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.retention = milliseconds{1}, )});

// text_that_is_no_uuid fails: a_test_can_hold
// text_that_is_no_uuid fails: row 0
constexpr endpoint text_that_is_no_uuid = declare(changed([](declaration& d) {
    GOOD(refine_by(d, uuid_member, {"/x", test::equals, "8f14e45f-ceea-467f-a8f0-0d7a1a4b5c6d"});)
    BAD(refine_by(d, uuid_member, {"/x", test::equals, "none"});)
}));

// text_that_is_no_date fails: a_test_can_hold
// text_that_is_no_date fails: row 0
constexpr endpoint text_that_is_no_date = declare(changed([](declaration& d) {
    GOOD(refine_by(d, date_member, {"/x", test::equals, "0001-01-01T00:00:00Z"});)
    BAD(refine_by(d, date_member, {"/x", test::equals, "never"});)
}));

// text_that_is_no_number fails: a_test_can_hold
// text_that_is_no_number fails: row 0
constexpr endpoint text_that_is_no_number = declare(changed([](declaration& d) {
    GOOD(refine_by(d, decimal_member, {"/x", test::equals, "50%"});)
    BAD(refine_by(d, decimal_member, {"/x", test::equals, "half"});)
}));

// text_that_cannot_differ fails: a_test_can_hold
// text_that_cannot_differ fails: row 0
constexpr endpoint text_that_cannot_differ = declare(changed([](declaration& d) {
    GOOD(refine_by(d, number_member, {"/x", test::differs, "0"});)
    BAD(refine_by(d, number_member, {"/x", test::differs, "zero"});)
}));

// word_twice_in_equals fails: equals_and_differs_have_words_and_no_other_test_has
// word_twice_in_equals fails: row 0
constexpr endpoint word_twice_in_equals = declare(changed([](declaration& d) {
    GOOD(refine_by(d, uuid_member, {"/id", test::equals, {"a", "b"}});)
    BAD(refine_by(d, uuid_member, {"/id", test::equals, {"a", "a"}});)
}));

// blank_that_is_compared fails: a_test_can_hold
// blank_that_is_compared fails: row 0
constexpr endpoint blank_that_is_compared = declare(changed([](declaration& d) {
    GOOD(refine_by(d, {.at = "/x", .type = json_type::string}, {"/x", test::equals, {""}});)
    BAD(refine_by(d, {.at = "/x", .type = json_type::string, .blank = nulls::documented},
                  {"/x", test::equals, {""}});)
}));

// presence_of_what_is_needed fails: a_test_can_fail
// presence_of_what_is_needed fails: row 0
constexpr endpoint presence_of_what_is_needed = declare(changed([](declaration& d) {
    GOOD(refine_by(d, needed_member, {"/x", test::equals, "a"});)
    BAD(refine_by(d, needed_member, {"/x", test::present});)
}));

// presence_of_what_is_required fails: a_test_can_fail
// presence_of_what_is_required fails: row 0
constexpr endpoint presence_of_what_is_required = declare(changed([](declaration& d) {
    GOOD(refine_by(d, {.at = "/x", .type = json_type::string, .required = true, .null = nulls::documented},
                   {"/x", test::present});)
    BAD(refine_by(d, required_member, {"/x", test::present});)
}));

// set_text_that_is_needed fails: a_test_can_fail
// set_text_that_is_needed fails: row 0
constexpr endpoint set_text_that_is_needed = declare(changed([](declaration& d) {
    GOOD(refine_by(d, {.at = "/x", .type = json_type::boolean, .needed = true}, {"/x", test::is_set});)
    BAD(refine_by(d, needed_member, {"/x", test::is_set});)
}));

// absence_of_what_is_required fails: a_test_can_hold
// absence_of_what_is_required fails: row 0
constexpr endpoint absence_of_what_is_required = declare(changed([](declaration& d) {
    GOOD(refine_by(d, uuid_member, {"/x", test::absent});)
    BAD(refine_by(d, required_member, {"/x", test::absent});)
}));

// absence_in_each_element fails: a_test_can_hold
// absence_in_each_element fails: row 0
constexpr endpoint absence_in_each_element = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::object};
    d.members[4] = {.at = "/a/*/x", .type = json_type::string, .required = true};
    GOOD(d.refine[0] = refinement{.when = {{"/a/*/x", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/a/*/x", test::absent}}, .phase = phase::blocked};)
}));

// absence_of_the_job fails: a_test_can_hold
// absence_of_the_job fails: row 0
constexpr endpoint absence_of_the_job = declare(changed([](declaration& d) {
    d.members[0] = {.at = "/job", .type = json_type::object};
    d.members[1] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.job_at = "/job";
    GOOD(d.refine[0] = refinement{.when = {{"/job", test::absent}}, .means = event::not_found};)
    BAD(d.refine[0] = refinement{.when = {{"/job", test::absent}}, .phase = phase::blocked};)
}));

// equal_to_true_and_false fails: the_conditions_of_a_row_can_hold_together
// equal_to_true_and_false fails: row 0
constexpr endpoint equal_to_true_and_false = declare(changed([](declaration& d) {
    d.members[2] = flag_member;
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::equals, "false"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::equals, "true"}, {"/x", test::is_false}},
                                 .phase = phase::blocked};)
}));

// true_and_different_from_true fails: the_conditions_of_a_row_can_hold_together
// true_and_different_from_true fails: row 0
constexpr endpoint true_and_different_from_true = declare(changed([](declaration& d) {
    d.members[2] = flag_member;
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::is_true}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::differs, "true"}, {"/x", test::is_true}},
                                 .phase = phase::blocked};)
}));

// above_zero_and_equal_to_zero fails: the_conditions_of_a_row_can_hold_together
// above_zero_and_equal_to_zero fails: row 0
constexpr endpoint above_zero_and_equal_to_zero = declare(changed([](declaration& d) {
    d.members[2] = number_member;
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::equals, {"0", "1"}}, {"/x", test::positive}},
                                  .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::equals, {"0", "-1"}}, {"/x", test::positive}},
                                 .phase = phase::blocked};)
}));

// condition_on_the_status_of_a_word fails: a_condition_on_the_status_is_for_several_words
// condition_on_the_status_of_a_word fails: row 0
constexpr endpoint condition_on_the_status_of_a_word = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.when = {{"/status", test::equals, "running"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{
            .word = "done", .when = {{"/status", test::equals, "running"}}, .phase = phase::blocked};)
}));

// refinement_that_repeats_its_word fails: a_refinement_says_something_new
// refinement_that_repeats_its_word fails: row 0
constexpr endpoint refinement_that_repeats_its_word = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{.word = "done",
                                  .when = {{"/id", test::present}},
                                  .phase = phase::finished,
                                  .outcome = outcome::failed};)
    BAD(d.refine[0] = refinement{.word = "done",
                                 .when = {{"/id", test::present}},
                                 .phase = phase::finished,
                                 .outcome = outcome::succeeded};)
}));

// unlisted_boolean fails: a_refinement_can_be_reached
// unlisted_boolean fails: row 0
constexpr endpoint unlisted_boolean = declare(changed([](declaration& d) {
    d.members[1].type = json_type::boolean;
    d.words[0] = {"false", phase::running};
    d.words[1] = {"true", phase::finished, outcome::succeeded};
    d.refine[0] = refinement{.word = unlisted_word, .phase = phase::blocked};
    GOOD(d.words[0] = {}; d.words[1] = {}; d.words[0] = {"true", phase::finished, outcome::succeeded};)
}));

// other_words_of_a_boolean fails: open_vocabulary_is_for_a_status_with_other_words
// other_words_of_a_boolean fails: row 0
constexpr endpoint other_words_of_a_boolean = declare(changed([](declaration& d) {
    d.members[1].type = json_type::boolean;
    d.words[0] = {"false", phase::running};
    d.words[1] = {"true", phase::finished, outcome::succeeded};
    d.open_vocabulary = true;
    GOOD(d.words[0] = d.words[1]; d.words[1] = {};)
}));

// letters_of_digits_folded fails: fold_case_is_for_a_status_in_strings
// letters_of_digits_folded fails: row 0
constexpr endpoint letters_of_digits_folded = declare(changed([](declaration& d) {
    d.words[0].text = "1";
    d.words[1].text = "2";
    d.fold_case = true;
    GOOD(d.words[1].text = "two";)
}));

// required_status_that_may_be_absent fails: a_needed_status_has_no_phase_without_it
// required_status_that_may_be_absent fails: row 1
constexpr endpoint required_status_that_may_be_absent = declare(changed([](declaration& d) {
    d.members[1].needed = false;
    d.phase_without_status = phase::queued;
    BAD(d.members[1].required = true;)
}));

// fold_of_parts_of_parts fails: a_fold_is_for_a_status_of_parts
// fold_of_parts_of_parts fails: row 5
constexpr endpoint fold_of_parts_of_parts = declare(changed([](declaration& d) {
    d.members[1] = {.at = "/p", .type = json_type::array};
    d.members[2] = {.at = "/p/*", .type = json_type::object};
    GOOD(d.members[3] = {
             .at = "/p/*/s", .type = json_type::string, .role = role::status, .fold = fold::all_finished};)
    BAD(d.members[3] = {.at = "/p/*/q", .type = json_type::array};
        d.members[4] = {.at = "/p/*/q/*", .type = json_type::object};
        d.members[5] = {
            .at = "/p/*/q/*/s", .type = json_type::string, .role = role::status, .fold = fold::all_finished};)
}));

// words_of_a_time fails: a_list_of_words_is_for_strings_other_than_the_status
// words_of_a_time fails: row 2
constexpr endpoint words_of_a_time = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::string, .one_of = {"2026-01-01", "2027-01-01"}};
    GOOD(d.members[2].format = format::none;)
    BAD(d.members[2].format = format::iso_8601;)
}));

// words_that_are_no_uuids fails: a_list_of_words_is_for_strings_other_than_the_status
// words_that_are_no_uuids fails: row 2
constexpr endpoint words_that_are_no_uuids = declare(changed([](declaration& d) {
    d.members[2] = uuid_member;
    GOOD(d.members[2].one_of[0] = "8f14e45f-ceea-467f-a8f0-0d7a1a4b5c6d";)
    BAD(d.members[2].one_of[0] = "none";)
}));

// blank_number_that_is_no_time fails: a_blank_is_for_strings_and_unix_times
// blank_number_that_is_no_time fails: row 2
constexpr endpoint blank_number_that_is_no_time = declare(changed([](declaration& d) {
    d.members[2] = {
        .at = "/x", .type = json_type::integer, .format = format::unix_seconds, .blank = nulls::documented};
    GOOD(d.members[2].role = role::finished;)
    BAD(d.members[2].role = role::retry_after;)
}));

// range_without_an_integer fails: a_range_is_for_numbers
// range_without_an_integer fails: row 2
constexpr endpoint range_without_an_integer = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::integer, .range = {0.25, 0.75}};
    GOOD(d.members[2].type = json_type::number;)
}));

// range_of_progress_above_all fails: the_range_of_progress_fits_its_unit
// range_of_progress_above_all fails: row 0
constexpr endpoint range_of_progress_above_all = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::number, .role = role::progress};
    d.progress = {.unit = progress_unit::percent};
    GOOD(d.members[2].range = {0, 100};)
    BAD(d.members[2].range = {100, 200};)
}));

// cadence_of_no_row fails: a_cadence_is_given_once_for_a_phase_that_is_polled
// cadence_of_no_row fails: row 0
constexpr endpoint cadence_of_no_row = declare(changed([](declaration& d) {
    d.cadence[0] = {phase::paused, milliseconds{2}, milliseconds{5}};
    GOOD(d.words[0].phase = phase::paused;)
}));

// cadence_without_a_phase fails: a_cadence_is_given_once_for_a_phase_that_is_polled
// cadence_without_a_phase fails: row 0
constexpr endpoint cadence_without_a_phase = declare(changed([](declaration& d) {
    d.cadence[0] = {.min_delay = milliseconds{2}, .max_delay = milliseconds{5}};
    GOOD(d.cadence[0].phase = phase::running;)
}));

// status_code_before_the_reply fails: a_status_code_is_between_200_and_599_and_listed_once
// status_code_before_the_reply fails: row 0
constexpr endpoint status_code_before_the_reply = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {.code = 202, .phase = phase::running};)
    BAD(d.status_codes[0] = {.code = 102, .phase = phase::running};)
}));

// body_code_without_a_body fails: a_body_code_can_be_read
// body_code_without_a_body fails: row 0
constexpr endpoint body_code_without_a_body = declare(changed([](declaration& d) {
    GOOD(d.status_codes[0] = {.code = 200, .body_code = "X", .means = event::throttled};)
    BAD(d.status_codes[0] = {.code = 204, .body_code = "X", .means = event::throttled};)
}));

// body_code_that_is_not_read fails: a_body_code_can_be_read
// body_code_that_is_not_read fails: row 0
constexpr endpoint body_code_that_is_not_read = declare(changed([](declaration& d) {
    d.status_codes[0] = {.code = 400, .body_code = "X", .means = event::throttled};
    GOOD(d.errors[0] = {500, &error_body_without_a_code};)
    BAD(d.errors[0] = {.body = &error_body_without_a_code};)
}));

// job_without_a_job_malformed fails: without_job_is_for_a_single_job_below_the_root
// job_without_a_job_malformed fails: row 0
constexpr endpoint job_without_a_job_malformed = declare(changed([](declaration& d) {
    d.members[0] = {.at = "/job", .type = json_type::object};
    d.members[1] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.job_at = "/job";
    GOOD(d.without_job = event::not_found;)
    BAD(d.without_job = event::malformed;)
}));

// discriminator_of_each_element fails: a_discriminator_and_an_alternative_go_together
// discriminator_of_each_element fails: row 0
constexpr endpoint discriminator_of_each_element = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/a", .type = json_type::array};
    d.members[3] = {.at = "/a/*", .type = json_type::object};
    d.members[4] = {.at = "/a/*/x", .type = json_type::string};
    d.alternative = &other_shape;
    GOOD(d.discriminator = "/a";)
    BAD(d.discriminator = "/a/*/x";)
}));

// alternative_with_the_same_discriminator fails: an_alternative_has_another_discriminator
// alternative_with_the_same_discriminator fails: row 0
constexpr endpoint alternative_with_the_same_discriminator = declare(changed([](declaration& d) {
    d.alternative = &other_shape;
    GOOD(d.discriminator = "/status";)
    BAD(d.discriminator = "/id";)
}));

// alternative_that_is_a_list fails: a_column_names_a_contract_of_its_kind
// alternative_that_is_a_list fails: row 0
constexpr endpoint alternative_that_is_a_list = declare(changed([](declaration& d) {
    d.discriminator = "/status";
    GOOD(d.alternative = &other_shape;)
    BAD(d.alternative = &a_list;)
}));

// list_that_is_none fails: a_column_names_a_contract_of_its_kind
// list_that_is_none fails: row 0
constexpr endpoint list_that_is_none = declare(changed([](declaration& d) {
    GOOD(d.list = &a_list;)
    BAD(d.list = &endpoint_with_an_id;)
}));

// error_body_that_is_a_job fails: a_column_names_a_contract_of_its_kind
// error_body_that_is_a_job fails: row 0
constexpr endpoint error_body_that_is_a_job = declare(changed([](declaration& d) {
    GOOD(d.errors[0] = {404, &error_body_without_a_code};)
    BAD(d.errors[0] = {404, &endpoint_with_an_id};)
}));

// items_of_a_list fails: a_column_names_a_contract_of_its_kind
// items_of_a_list fails: row 0
constexpr endpoint items_of_a_list = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0] = {.at = "/*", .type = json_type::object};
    d.members[1] = {};
    d.words[0] = d.words[1] = {};
    GOOD(d.items_of = &endpoint_with_an_id;)
    BAD(d.items_of = &a_list;)
}));

// items_without_ids fails: a_job_of_a_list_has_an_id
// items_without_ids fails: row 0
constexpr endpoint items_without_ids = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0] = {.at = "/*", .type = json_type::object};
    d.members[1] = {};
    d.words[0] = d.words[1] = {};
    GOOD(d.items_of = &endpoint_with_an_id;)
    BAD(d.items_of = &endpoint_without_an_id;)
}));

// phase_of_a_list_by_its_code fails: a_status_code_of_a_list_means_an_event
// phase_of_a_list_by_its_code fails: row 0
constexpr endpoint phase_of_a_list_by_its_code = declare(changed([](declaration& d) {
    d = good_list();
    GOOD(d.status_codes[0] = {.code = 409, .means = event::throttled};)
    BAD(d.status_codes[0] = {.code = 409, .phase = phase::running};)
}));

// secret_without_a_place fails: authorization_has_a_place_for_the_secret
// secret_without_a_place fails: row 0
constexpr endpoint secret_without_a_place = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    GOOD(d.request.authorization = "Bearer {key}";)
    BAD(d.request.authorization = "Bearer key";)
}));

// place_in_the_server_alone fails: a_request_has_a_method_and_a_path_with_a_place_for_the_id
// place_in_the_server_alone fails: row 0
constexpr endpoint place_in_the_server_alone = declare(changed([](declaration& d) {
    d.request.server = "https://{tenant}.example";
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/jobs";)
}));

// id_behind_a_hash fails: a_request_has_no_spaces_and_no_line_ends
// id_behind_a_hash fails: row 0
constexpr endpoint id_behind_a_hash = declare(changed([](declaration& d) {
    GOOD(d.request.path = "/jobs/{id}";)
    BAD(d.request.path = "/jobs#{id}";)
}));

// id_that_is_the_url fails: accepted_has_pointers_without_stars
// id_that_is_the_url fails: row 0
constexpr endpoint id_that_is_the_url = declare(changed([](declaration& d) {
    GOOD(d.accepted = {.id_at = "/id", .url_at = "/url"};)
    BAD(d.accepted = {.id_at = "/id", .url_at = "/id"};)
}));

// error_body_with_a_method fails: an_error_body_has_members_alone
// error_body_with_a_method fails: row 0
constexpr endpoint error_body_with_a_method = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message", .type = json_type::string, .role = role::error_message}},
                BAD(.request = {.method = "POST"}, )});

// time_format_of_no_time fails: a_time_format_is_for_times
// time_format_of_no_time fails: row 0
constexpr endpoint time_format_of_no_time = declare(changed([](declaration& d) {
    d.time_format = format::unix_seconds;
    GOOD(d.members[2] = {.at = "/x", .type = json_type::integer, .role = role::finished};)
    BAD(d.members[2] = {
            .at = "/x", .type = json_type::string, .role = role::finished, .format = format::iso_8601};)
}));

// time_format_that_is_none fails: a_time_format_is_for_times
// time_format_that_is_none fails: row 0
constexpr endpoint time_format_that_is_none = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::string, .role = role::finished};
    GOOD(d.time_format = format::iso_8601;)
    BAD(d.time_format = format::uuid;)
}));

// role_of_null fails: a_role_reads_the_type_and_format_of_its_member
// role_of_null fails: row 2
constexpr endpoint role_of_null = declare(changed([](declaration& d) {
    GOOD(d.members[2] = {.at = "/x", .type = json_type::string | json_type::null, .role = role::name};)
    BAD(d.members[2] = {.at = "/x", .type = json_type::null, .role = role::name};)
}));

// format_of_null fails: a_format_fits_the_type
// format_of_null fails: row 2
constexpr endpoint format_of_null = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::null};
    BAD(d.members[2].format = format::unix_seconds;)
}));

// range_of_null fails: a_range_is_for_numbers
// range_of_null fails: row 2
constexpr endpoint range_of_null = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::null};
    BAD(d.members[2].range = {0, 1};)
}));

// presence_of_null fails: a_test_can_hold
// presence_of_null fails: row 0
constexpr endpoint presence_of_null = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::null};
    GOOD(d.refine[0] = refinement{.when = {{"/x", test::is_null}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{.when = {{"/x", test::present}}, .phase = phase::blocked};)
}));

// fraction_in_integers fails: the_range_of_progress_fits_its_unit
// fraction_in_integers fails: row 0
constexpr endpoint fraction_in_integers = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::integer, .role = role::progress};
    GOOD(d.progress = {.unit = progress_unit::percent};)
    BAD(d.progress = {.unit = progress_unit::fraction};)
}));

// null_of_required_members fails: the_null_of_a_contract_is_for_some_member
// null_of_required_members fails: row 0
constexpr endpoint null_of_required_members = declare(changed([](declaration& d) {
    d.null = nulls::documented;
    BAD(d.members[0].required = true;)
}));

// errors_in_a_string fails: the_place_of_the_job_is_declared
// errors_in_a_string fails: row 0
constexpr endpoint errors_in_a_string = declare_error_body(declaration{
    .name = "test.error",
    .source = "tests/compile_fail",
    .checked = "2026-11-22",
    .job_at = "/error",
    .members = {{.at = "/error",
                 GOOD(.type = json_type::object | json_type::string, ) BAD(.type = json_type::string, ).role =
                     role::error_message}}});

// null_status_without_a_phase fails: a_status_that_may_be_null_has_a_phase_without_it
// null_status_without_a_phase fails: row 1
constexpr endpoint null_status_without_a_phase = declare(changed([](declaration& d) {
    d.members[1] = {
        .at = "/status", .type = json_type::string, .null = nulls::documented, .role = role::status};
    GOOD(d.phase_without_status = phase::queued;)
}));

// blank_status_that_nothing_decides fails: a_status_that_may_be_null_has_a_phase_without_it
// blank_status_that_nothing_decides fails: row 1
constexpr endpoint blank_status_that_nothing_decides = declare(changed([](declaration& d) {
    d.members[1] = {
        .at = "/status", .type = json_type::string, .role = role::status, .blank = nulls::documented};
    GOOD(d.refine[0] = refinement{.when = {{"/id", test::absent}}, .phase = phase::queued};)
}));

// status_of_a_tolerated_type fails: a_status_of_another_type_says_nothing
// status_of_a_tolerated_type fails: row 1
constexpr endpoint status_of_a_tolerated_type = declare(changed([](declaration& d) {
    d.phase_without_status = phase::queued;
    d.members[1] = {.at = "/status",
                    .type = json_type::string,
                    BAD(.tolerated = json_type::integer, ).role = role::status};
}));

// status_whose_null_is_tolerated fails: a_status_of_another_type_says_nothing
// status_whose_null_is_tolerated fails: row 1
constexpr endpoint status_whose_null_is_tolerated = declare(changed([](declaration& d) {
    d.phase_without_status = phase::queued;
    d.members[1] = {.at = "/status",
                    .type = json_type::string,
                    GOOD(.null = nulls::documented, ) BAD(.null = nulls::tolerated, ).role = role::status};
}));

// text_of_another_prefix fails: a_test_can_hold
// text_of_another_prefix fails: row 0
constexpr endpoint text_of_another_prefix = declare(changed([](declaration& d) {
    d.words[2] = {.text = "wait", .phase = phase::queued, .match = match::prefix};
    GOOD(d.refine[0] = refinement{
             .word = "wait", .when = {{"/status", test::equals, "wait: paid"}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.word = "wait", .when = {{"/status", test::equals, "paid"}}, .phase = phase::blocked};)
}));

// listed_text_that_is_not_listed fails: a_test_can_hold
// listed_text_that_is_not_listed fails: row 0
constexpr endpoint listed_text_that_is_not_listed = declare(changed([](declaration& d) {
    GOOD(d.refine[0] = refinement{
             .word = unlisted_word, .when = {{"/status", test::equals, "late"}}, .phase = phase::blocked};)
    BAD(d.refine[0] = refinement{
            .word = unlisted_word, .when = {{"/status", test::equals, "done"}}, .phase = phase::blocked};)
}));

// body_of_a_get fails: a_body_is_for_a_method_that_sends_one
// body_of_a_get fails: row 0
constexpr endpoint body_of_a_get = declare(changed([](declaration& d) {
    GOOD(d.request = {.method = "POST", .path = "/jobs", .body = R"({"id":"{id}"})"};)
    BAD(d.request = {.path = "/jobs", .body = R"({"id":"{id}"})"};)
}));

// answer_without_a_body fails: a_body_is_for_a_method_that_sends_one
// answer_without_a_body fails: row 0
constexpr endpoint answer_without_a_body = declare(changed([](declaration& d) {
    d.request.path = "/jobs/{id}";
    BAD(d.request.method = "HEAD";)
}));

// retryable_error_body fails: a_role_of_an_error_body_explains_the_error
// retryable_error_body fails: row 0
constexpr endpoint retryable_error_body = declare_error_body(declaration{
    .name = "test.error",
    .source = "tests/compile_fail",
    .checked = "2026-11-22",
    .members = {{.at = "/again", .type = json_type::boolean GOOD() BAD(, .role = role::retryable)}}});

// needed_member_of_an_error_body fails: an_error_body_needs_no_member
// needed_member_of_an_error_body fails: row 0
constexpr endpoint needed_member_of_an_error_body = declare_error_body(
    declaration{.name = "test.error",
                .source = "tests/compile_fail",
                .checked = "2026-11-22",
                .members = {{.at = "/message",
                             .type = json_type::string,
                             GOOD(.required = true, ) BAD(.needed = true, ).role = role::error_message}}});

// time_format_that_no_time_takes fails: a_time_format_is_for_times
// time_format_that_no_time_takes fails: row 0
constexpr endpoint time_format_that_no_time_takes = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::string, .role = role::finished};
    d.time_format = format::iso_8601;
    BAD(d.members[2].format = format::iso_8601;)
}));

// null_that_every_member_has fails: the_null_of_a_contract_is_for_some_member
// null_that_every_member_has fails: row 0
constexpr endpoint null_that_every_member_has = declare(changed([](declaration& d) {
    d.null = nulls::documented;
    BAD(d.members[0].null = nulls::documented;)
}));

/// A job that is refined by a member beside it.
constexpr endpoint refined_from_outside = declare(changed([](declaration& d) {
    d.job_at = "/job";
    d.members[0] = {.at = "/job", .type = json_type::object};
    d.members[1] = {.at = "/job/id", .type = json_type::string, .role = role::id};
    d.members[2] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.members[3] = flag_member;
    d.refine[0] = refinement{.when = {{"/x", test::is_true}}, .phase = phase::blocked};
}));

// items_refined_from_outside fails: a_condition_of_a_list_stands_inside_its_jobs
// items_refined_from_outside fails: row 0
constexpr endpoint items_refined_from_outside =
    declare(declaration{.name = "test.jobs",
                        .source = "tests/compile_fail",
                        .checked = "2026-11-22",
                        .root = json_type::array,
                        .job_at = "/*",
                        .members = {{.at = "/*", .type = json_type::object}},
                        GOOD(.items_of = &endpoint_with_an_id) BAD(.items_of = &refined_from_outside)});

// closed_items fails: items_of_is_for_lists_without_rows_of_their_own
// closed_items fails: row 0
constexpr endpoint closed_items =
    declare(declaration{.name = "test.jobs",
                        .source = "tests/compile_fail",
                        .checked = "2026-11-22",
                        .root = json_type::array,
                        .job_at = "/*",
                        .members = {{.at = "/*", .type = json_type::object BAD(, .closed = true)}},
                        .items_of = &endpoint_with_an_id});

/// Thirteen members with eight words each are 104 texts.
constexpr declaration with_words(std::size_t members) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    declaration d = good();
    for (std::size_t m = 0; m < members; ++m) {
        member& made = d.members[2 + m];
        made.at = containers[m];
        made.type = json_type::string;
        for (std::size_t w = 0; w < 8; ++w)
            made.one_of[w] = letters.substr(m, 1 + w);
    }
    return d;
}

// more_texts_than_there_is_room_for fails: a_contract_fits_into_its_tables
// more_texts_than_there_is_room_for fails: row 14
constexpr endpoint more_texts_than_there_is_room_for = declare(with_words(GOOD(12) BAD(13)));

// more_texts_with_those_of_conditions fails: a_contract_fits_into_its_tables
// more_texts_with_those_of_conditions fails: row 1
constexpr endpoint more_texts_with_those_of_conditions = declare([] {
    declaration d = with_words(11);
    d.refine[0] = refinement{.when = {{"/id", test::equals, {"1", "2", "3", "4"}}}, .phase = phase::blocked};
    d.refine[1] = refinement{.when = {{"/id", test::differs, {"5", "6", "7", "8"}}}, .phase = phase::queued};
    BAD(d.refine[1].when[1] = {"/id", test::equals, "9"};)
    return d;
}());

constexpr declaration with_ranges(int members) {
    constexpr std::string_view names[] = {"/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i",
                                          "/j", "/k", "/l", "/m", "/n", "/o", "/p", "/q"};
    declaration d = good();
    for (int m = 0; m < members; ++m)
        d.members[2 + m] = {.at = names[m], .type = json_type::number, .range = {0, 1. + m}};
    return d;
}

// more_ranges_than_there_is_room_for fails: a_contract_fits_into_its_tables
// more_ranges_than_there_is_room_for fails: row 18
constexpr endpoint more_ranges_than_there_is_room_for = declare(with_ranges(GOOD(16) BAD(17)));

/// Each of the rows has conditions on three arrays.
constexpr declaration with_arrays(std::size_t rows) {
    declaration d = good();
    for (std::size_t a = 0; a < 3; ++a) {
        d.members[2 + a * 2] = {.at = containers[a], .type = json_type::array};
        constexpr std::string_view elements[] = {"/a/*", "/b/*", "/c/*"};
        d.members[3 + a * 2] = {.at = elements[a], .type = json_type::string};
    }
    constexpr std::string_view letters = "abcdefghi";
    for (std::size_t r = 0; r < rows; ++r) {
        const std::string_view one = letters.substr(r, 1);
        d.refine[r] = refinement{
            .when = {{"/a/*", test::equals, one}, {"/b/*", test::equals, one}, {"/c/*", test::equals, one}},
            .phase = phase::blocked};
    }
    return d;
}

// more_arrays_of_conditions_than_there_is_room_for fails: a_contract_fits_into_its_tables
// more_arrays_of_conditions_than_there_is_room_for fails: row 8
constexpr endpoint more_arrays_of_conditions_than_there_is_room_for = declare(with_arrays(GOOD(8) BAD(9)));

// presence_of_what_a_word_stands_in fails: a_test_can_fail
// presence_of_what_a_word_stands_in fails: row 0
constexpr endpoint presence_of_what_a_word_stands_in = declare(changed([](declaration& d) {
    d.members[1] = {.at = "/job", .type = json_type::object};
    d.members[2] = {.at = "/job/status", .type = json_type::string, .role = role::status};
    d.members[3] = {.at = "/note", .type = json_type::object};
    GOOD(d.refine[0] =
             refinement{.word = "running", .when = {{"/note", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.word = "running", .when = {{"/job", test::present}}, .phase = phase::blocked};)
}));

// absence_around_another_condition fails: a_test_can_hold
// absence_around_another_condition fails: row 0
constexpr endpoint absence_around_another_condition = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::object};
    d.members[3] = {.at = "/x/y", .type = json_type::boolean};
    GOOD(d.refine[0] =
             refinement{.when = {{"/x/y", test::is_true}, {"/x", test::present}}, .phase = phase::blocked};)
    BAD(d.refine[0] =
            refinement{.when = {{"/x/y", test::is_true}, {"/x", test::absent}}, .phase = phase::blocked};)
}));

// null_tolerated_of_any_type fails: null_is_allowed_in_one_column
// null_tolerated_of_any_type fails: row 2
constexpr endpoint null_tolerated_of_any_type = declare(changed([](declaration& d) {
    d.members[2] = {.at = "/x", .type = json_type::any};
    BAD(d.members[2].null = nulls::tolerated;)
}));
