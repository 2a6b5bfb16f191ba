// jobpoll: the rules of the rows of members, one at a time and together.
#ifndef JOBPOLL_CONTRACT_MEMBER_RULES_HPP
#define JOBPOLL_CONTRACT_MEMBER_RULES_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/role_table.hpp>

namespace jobpoll::inline v0::detail {

// A rule is told to `problems.add(contract_rule, row)`: at compile time that stops the compilation, at run
// time it is collected. `problems.in(column)` says which column of the declaration the rows are of.

/// The rows of a table stand one after the other.
template <class Row, std::size_t Size, class Problems>
constexpr void validate_no_gap(const Row (&rows)[Size], Problems& problems) {
    const std::size_t gap = row_after_gap(rows);
    if (gap < Size) problems.add(contract_rule::no_row_stands_after_an_empty_row, gap);
}

/// The types of a row without null.
[[nodiscard]] constexpr json_type types_of(const member& m) noexcept {
    return without(m.type, json_type::null);
}

[[nodiscard]] constexpr bool is_good_pointer(std::string_view at) noexcept {
    if (at.empty() || at.front() != '/' || at.back() == '/') return false;
    for (std::size_t i = 0; i < at.size(); ++i)
        if (at[i] == '~' || (at[i] == '/' && i + 1 < at.size() && at[i + 1] == '/')) return false;
    return true;
}

template <class Problems>
constexpr void validate_place(const declaration& d, const outline& o, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const member& m = d.members[i];
    const member_outline& at = o.members[i];
    if (!is_good_pointer(m.at))
        return problems.add(rule::a_pointer_starts_with_a_slash_and_has_no_tilde_or_empty_segment, i);
    if (at.stars > 2) problems.add(rule::a_pointer_has_at_most_two_stars, i);
    if (find_row(d, m.at, i) != no_index) problems.add(rule::a_member_is_declared_once, i);
    const json_type around = at.parent == no_index ? d.root : d.members[at.parent].type;
    const bool in_array = overlaps(around, json_type::array);
    if (!at.has_parent || (!in_array && !overlaps(around, json_type::object)))
        return problems.add(rule::the_object_around_a_member_is_declared_before_it, i);
    const bool star = is_same(at.key, "*");
    if (in_array ? !star && !is_same(at.key, "0") : star) problems.add(rule::only_arrays_have_elements, i);
    if (in_array && (m.required || m.needed)) problems.add(rule::an_element_is_not_required, i);
    for (std::size_t k = 0; in_array && k < i; ++k)
        if (o.members[k].is_element && o.members[k].parent == at.parent && !is_same(o.members[k].key, at.key))
            problems.add(rule::an_array_has_rows_for_each_element_or_for_the_first, i);
}

template <class Problems>
constexpr void validate_words_of(const member& m, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const std::size_t count = count_of(m.one_of);
    if (row_after_gap(m.one_of) < std::size(m.one_of))
        problems.add(rule::no_row_stands_after_an_empty_row, i);
    if (count == 0) return;
    if (types_of(m) != json_type::string || m.role == role::status)
        problems.add(rule::a_list_of_words_is_for_strings_other_than_the_status, i);
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (is_same(m.one_of[a], m.one_of[b])) problems.add(rule::a_word_of_a_list_stands_there_once, i);
}

[[nodiscard]] constexpr bool has_good_range(const member& m) noexcept {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (m.range.minimum == -infinity && m.range.maximum == infinity) return true;
    const json_type in_strings = m.format == format::decimal ? json_type::string : json_type::none;
    return contains(json_type::number | in_strings, types_of(m)) && m.range.minimum <= m.range.maximum;
}

template <class Problems>
constexpr void validate_value(const member& m, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const json_type types = types_of(m);
    const bool has_null = overlaps(m.type, json_type::null);
    if (m.type == json_type::none) return problems.add(rule::a_member_has_a_type, i);
    // `any` has null in it, and saying so once more is no mistake.
    if (has_null && m.type != json_type::any && m.null != nulls::forbidden)
        problems.add(rule::null_is_allowed_in_one_column, i);
    const json_type allowed = m.null == nulls::forbidden ? m.type : m.type | json_type::null;
    if (m.tolerated != json_type::none && contains(allowed, m.tolerated))
        problems.add(rule::a_tolerated_type_is_not_allowed_anyway, i);
    if (!format_fits(m.format, types)) problems.add(rule::a_format_fits_the_type, i);
    if (!has_good_range(m)) problems.add(rule::a_range_is_for_numbers_and_has_its_minimum_first, i);
    if (m.constant && types != json_type::boolean) problems.add(rule::a_constant_is_for_booleans, i);
    if (m.closed && types != json_type::object) problems.add(rule::only_an_object_is_closed, i);
    if (m.items != 0 && types != json_type::array) problems.add(rule::a_length_is_for_arrays, i);
    if (m.blank != nulls::forbidden && !overlaps(types, json_type::string) && !is_unix_time(m.format))
        problems.add(rule::a_blank_is_for_strings_and_unix_times, i);
    validate_words_of(m, i, problems);
}

template <class Problems>
constexpr void validate_role(const declaration& d, const outline& o, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const member& m = d.members[i];
    const member_outline& at = o.members[i];
    const role_traits& traits = traits_of(m.role);
    const bool parts = m.role == role::status && at.in_job && at.inner_stars > 0;
    if (m.fold != fold::none && !parts) problems.add(rule::a_fold_is_for_a_status_of_parts, i);
    if (m.may_go_back && m.role != role::status) problems.add(rule::only_the_status_may_go_back, i);
    if (m.role == role::none) return;
    if (!role_fits(m.role, types_of(m), m.format))
        problems.add(rule::a_role_reads_the_type_and_format_of_its_member, i);
    if (o.is_list && !at.in_job) problems.add(rule::the_roles_of_a_list_stand_inside_its_jobs, i);
    if (!traits.has_one_value) return;
    if (at.inner_stars > 0 && m.fold == fold::none)
        problems.add(rule::a_role_of_one_value_does_not_stand_below_a_star, i);
    for (std::size_t k = 0; k < i; ++k)
        if (d.members[k].role == m.role) problems.add(rule::a_role_of_one_value_is_given_once, i);
}

/// The rules of every row, and of the objects and arrays that the rows make.
template <class Problems>
constexpr void validate_members(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    problems.inside("members");
    std::uint64_t containers = 0;
    std::size_t count = 1;
    validate_no_gap(d.members, problems);
    for (std::size_t i = 0; i < o.member_count; ++i) {
        validate_place(d, o, i, problems);
        validate_value(d.members[i], i, problems);
        validate_role(d, o, i, problems);
        const std::uint8_t parent = o.members[i].parent;
        const std::uint64_t bit = parent == no_index ? 0 : std::uint64_t{1} << parent;
        count += (containers | bit) != containers ? 1 : 0;
        containers |= bit;
        if (count == container_limit + 1)
            problems.add(rule::a_declaration_looks_into_at_most_fifteen_objects_and_arrays, i);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
