// jobpoll: the rules that a declaration keeps, checked at compile time.
#ifndef JOBPOLL_CONTRACT_DECLARATION_RULES_HPP
#define JOBPOLL_CONTRACT_DECLARATION_RULES_HPP

#include <cstddef>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/rows.hpp>
#include <jobpoll/contract/tables.hpp>

/// The rules, as functions that are declared and never defined: calling one at compile time is an error, and
/// the compiler prints its name. (`throw` would do the same and not build with -fno-exceptions.)
namespace jobpoll::broken_rule {

void an_endpoint_has_a_name_with_a_dot();
void an_endpoint_names_its_document_and_the_day_it_was_checked();
void a_pointer_starts_with_a_slash_and_has_no_tilde();
void a_pointer_has_at_most_two_stars();
void a_member_is_declared_once();
void a_member_has_a_type();
void the_object_around_a_member_is_declared();
void only_arrays_have_elements_and_an_element_is_a_star_or_zero_of_an_exact_length();
void a_declaration_looks_into_at_most_nine_objects_and_arrays();
void a_format_or_a_list_of_words_is_for_strings();
void a_range_is_for_numbers();
void a_constant_is_for_booleans();
void only_an_object_is_closed();
void a_role_is_given_once();
void the_place_of_the_job_is_declared();
void there_is_one_status_member_inside_the_job();
void the_status_is_needed_unless_its_absence_has_a_phase();
void the_id_is_a_string_or_an_integer();
void a_status_word_is_listed_once();
void the_status_has_words_of_which_one_ends_the_job();
void a_finished_word_has_an_outcome_of_the_vendors_and_no_other_has_one();
void the_words_of_the_status_stand_in_the_table_of_words();
void a_refinement_names_a_listed_word();
void a_refinement_tests_a_declared_member();
void a_refinement_that_finishes_has_an_outcome_of_the_vendors_and_no_other_has_one();
void a_test_for_equality_has_a_word_and_no_other_has_one();
void there_are_at_most_24_different_conditions();
void progress_is_made_of_declared_roles();
void a_shortest_delay_is_above_zero_and_not_above_the_longest();
void a_quota_has_requests_and_a_period();
void a_path_has_one_place_for_the_job_id_unless_it_is_a_lists();
void a_status_code_is_between_100_and_599_and_means_an_answer();
void another_shape_is_told_by_a_declared_member();
void a_list_has_no_alternative();
} // namespace jobpoll::broken_rule

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool only(json_type type, json_type allowed) noexcept {
    return contains(allowed, type);
}

[[nodiscard]] constexpr std::uint8_t role_count(const declaration& d, role wanted) noexcept {
    std::uint8_t count = 0;
    for (std::size_t i = 0; i < count_members(d); ++i)
        count = static_cast<std::uint8_t>(count + (d.members[i].role == wanted ? 1 : 0));
    return count;
}

/// Whether some row is a member or element of the row at `at`.
[[nodiscard]] constexpr bool is_parent(const declaration& d, std::string_view at) noexcept {
    for (std::size_t i = 0; i < count_members(d); ++i)
        if (parent_of(d.members[i].at) == at) return true;
    return false;
}

constexpr void check_place(const declaration& d, const member& m) {
    if (m.at[0] != '/' || m.at.find('~') != std::string_view::npos)
        broken_rule::a_pointer_starts_with_a_slash_and_has_no_tilde();
    if (m.at.find('*') != m.at.rfind('*') && m.at.find('*', m.at.find('*') + 1) != m.at.rfind('*'))
        broken_rule::a_pointer_has_at_most_two_stars();
    const std::string_view parent = parent_of(m.at);
    const std::uint8_t row = row_at(d, parent);
    if (!parent.empty() && row == no_index) broken_rule::the_object_around_a_member_is_declared();
    const json_type around = parent.empty() ? d.root : d.members[row].type;
    const bool in_array = overlaps(around, json_type::array);
    if (!in_array && !overlaps(around, json_type::object))
        broken_rule::the_object_around_a_member_is_declared();
    const bool good_element = key_of(m.at) == "*" || (key_of(m.at) == "0");
    if (in_array ? !good_element : key_of(m.at) == "*")
        broken_rule::only_arrays_have_elements_and_an_element_is_a_star_or_zero_of_an_exact_length();
}

constexpr void check_value(const member& m) {
    const bool has_range =
        m.range.minimum == m.range.minimum && (m.range.minimum > -1e308 || m.range.maximum < 1e308);
    if (m.type == json_type::none) broken_rule::a_member_has_a_type();
    if ((m.format != format::none || !m.one_of[0].empty()) && !only(m.type, json_type::string))
        broken_rule::a_format_or_a_list_of_words_is_for_strings();
    if (has_range && !only(m.type, json_type::number)) broken_rule::a_range_is_for_numbers();
    if (m.constant && !only(m.type, json_type::boolean)) broken_rule::a_constant_is_for_booleans();
    if (m.closed && !only(m.type, json_type::object)) broken_rule::only_an_object_is_closed();
}

constexpr void check_roles(const declaration& d) {
    for (const role wanted : {role::id, role::status, role::kind, role::name, role::progress}) {
        if (role_count(d, wanted) > 1) broken_rule::a_role_is_given_once();
    }
}

constexpr void check_members(const declaration& d) {
    if (d.name.find('.') == std::string_view::npos) broken_rule::an_endpoint_has_a_name_with_a_dot();
    if (d.source.empty() || d.checked.size() != 10)
        broken_rule::an_endpoint_names_its_document_and_the_day_it_was_checked();
    std::size_t containers = 1;
    for (std::size_t i = 0; i < count_members(d); ++i) {
        const member& m = d.members[i];
        check_place(d, m);
        check_value(m);
        if (row_at(d, m.at) != i) broken_rule::a_member_is_declared_once();
        for (std::size_t k = 0; k < i; ++k)
            if (parent_of(d.members[k].at) == m.at) broken_rule::the_object_around_a_member_is_declared();
        containers += is_parent(d, m.at) ? 1 : 0;
    }
    if (containers >= node_limit) broken_rule::a_declaration_looks_into_at_most_nine_objects_and_arrays();
    if (!d.job_at.empty() && row_at(d, d.job_at) == no_index) broken_rule::the_place_of_the_job_is_declared();
    check_roles(d);
}

constexpr void check_job(const declaration& d) {
    if (d.items_of != nullptr) return;
    const std::uint8_t status = row_with(d, role::status);
    const std::uint8_t id = row_with(d, role::id);
    if (status == no_index && d.phase_without_status) return;
    if (status == no_index || parent_of(d.members[status].at).substr(0, d.job_at.size()) != d.job_at)
        broken_rule::there_is_one_status_member_inside_the_job();
    if (!is_needed(d, d.members[status]) && !d.phase_without_status)
        broken_rule::the_status_is_needed_unless_its_absence_has_a_phase();
    if (!d.members[status].one_of[0].empty())
        broken_rule::the_words_of_the_status_stand_in_the_table_of_words();
    if (id != no_index && !only(d.members[id].type, json_type::string | json_type::integer))
        broken_rule::the_id_is_a_string_or_an_integer();
    if (!d.discriminator.empty() ? row_at(d, d.discriminator) == no_index : d.alternative != nullptr)
        broken_rule::another_shape_is_told_by_a_declared_member();
    // The jobs of a list are handed on while it is read, before another shape could be told.
    if (is_list(d) && !d.discriminator.empty()) broken_rule::a_list_has_no_alternative();
}

[[nodiscard]] constexpr bool phase_fits_outcome(phase p, outcome o) noexcept {
    return p == phase::finished ? ended_by_vendor(o) : o == outcome::none;
}

constexpr void check_words(const declaration& d) {
    bool some_word_ends_it = false;
    for (std::size_t i = 0; i < count_words(d); ++i) {
        const status_word& word = d.words[i];
        some_word_ends_it = some_word_ends_it || word.phase == phase::finished;
        if (!phase_fits_outcome(word.phase, word.outcome))
            broken_rule::a_finished_word_has_an_outcome_of_the_vendors_and_no_other_has_one();
        for (std::size_t k = 0; k < i; ++k)
            if (same_word(d.words[k].text, word.text, d.fold_case))
                broken_rule::a_status_word_is_listed_once();
    }
    if (!some_word_ends_it && d.items_of == nullptr && count_refinements(d) == 0 && d.status_codes[0].code == 0)
        broken_rule::the_status_has_words_of_which_one_ends_the_job();
}

constexpr void check_refinement(const declaration& d, const refinement& r) {
    const bool listed = word_number(d, r.word) != word_place::unlisted;
    if (!listed && r.word != unlisted_word) broken_rule::a_refinement_names_a_listed_word();
    if (!phase_fits_outcome(r.phase, r.outcome))
        broken_rule::a_refinement_that_finishes_has_an_outcome_of_the_vendors_and_no_other_has_one();
    for (const condition& c : r.when) {
        if (c.is == test::none) continue;
        if (row_at(d, c.at) == no_index) broken_rule::a_refinement_tests_a_declared_member();
        if ((c.is == test::equals || c.is == test::differs) == c.word.empty())
            broken_rule::a_test_for_equality_has_a_word_and_no_other_has_one();
    }
}

constexpr void check_refinements(const declaration& d) {
    std::size_t conditions = 0;
    for (std::size_t r = 0; r < count_refinements(d); ++r) {
        check_refinement(d, d.refine[r]);
        for (const condition& c : d.refine[r].when)
            conditions += c.is == test::none ? 0 : 1;
    }
    if (conditions > atom_limit) broken_rule::there_are_at_most_24_different_conditions();
}

constexpr void check_progress(const declaration& d) {
    const progress_unit unit = d.progress.unit;
    const bool ratio = unit == progress_unit::ratio;
    const bool single = unit == progress_unit::fraction || unit == progress_unit::percent;
    if (single != (role_count(d, role::progress) == 1)) broken_rule::progress_is_made_of_declared_roles();
    if (ratio && (role_count(d, role::total) == 0 || d.progress.parts[0] == role::none))
        broken_rule::progress_is_made_of_declared_roles();
    for (const role part : d.progress.parts)
        if (part != role::none &&
            (!ratio || role_count(d, part) == 0 || part < role::completed || part > role::skipped))
            broken_rule::progress_is_made_of_declared_roles();
}

constexpr void check_request(const declaration& d) {
    std::size_t places = 0;
    for (const char c : d.request.path)
        places += c == '{' ? 1 : 0;
    const bool list = is_list(d);
    if (!d.request.path.empty() && (list ? places > 1 : places != 1))
        broken_rule::a_path_has_one_place_for_the_job_id_unless_it_is_a_lists();
}

constexpr void check_polling(const declaration& d) {
    check_progress(d);
    check_request(d);
    for (const cadence_row& row : d.cadence) {
        const bool empty = row.min_delay == milliseconds{0} && row.max_delay == milliseconds{0};
        if (!empty && (row.min_delay <= milliseconds{0} || (row.max_delay != milliseconds{0} && row.max_delay < row.min_delay)))
            broken_rule::a_shortest_delay_is_above_zero_and_not_above_the_longest();
    }
    for (const request_quota& q : d.quota)
        if ((q.requests == 0) != (q.period <= milliseconds{0}))
            broken_rule::a_quota_has_requests_and_a_period();
    for (const status_code_row& s : d.status_codes)
        if (s.code != 0 && (s.code < 100 || s.code > 599 || !(answers_a_poll(s.means) || s.phase != phase::unknown)))
            broken_rule::a_status_code_is_between_100_and_599_and_means_an_answer();
}

} // namespace jobpoll::inline v0::detail

#endif
