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

/// Whether a text is a number as JSON writes it, without an exponent.
[[nodiscard]] constexpr bool is_number_text(std::string_view text, bool integer) noexcept {
    const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
    if (text.size() > first + 1 && text[first] == '0' && text[first + 1] != '.') return false;
    bool point = false;
    bool digit = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool sign = c == '-' && i == 0;
        const bool is_point = c == '.' && !point && !integer && digit;
        digit = c >= '0' && c <= '9';
        if (!digit && !sign && !is_point) return false;
        point = point || is_point;
    }
    return digit;
}

/// The value of a number as `is_number_text` takes it.
[[nodiscard]] constexpr double value_of(std::string_view number) noexcept {
    double value = 0;
    double place = 0; // of the next digit behind the point
    for (const char c : number) {
        if (c == '.') place = 1;
        if (c < '0' || c > '9') continue;
        place /= 10;
        value = place == 0 ? value * 10 + (c - '0') : value + (c - '0') * place;
    }
    return number[0] == '-' ? -value : value;
}

[[nodiscard]] constexpr std::string_view without_percent(std::string_view number) noexcept {
    return !number.empty() && number.back() == '%' ? number.substr(0, number.size() - 1) : number;
}

/// Whether a text begins with a shape, in which `d` is a digit and `h` a hexadecimal one.
[[nodiscard]] constexpr bool has_shape(std::string_view text, std::string_view shape) noexcept {
    if (text.size() < shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = lower(text[i]);
        const bool digit = c >= '0' && c <= '9';
        const bool good = shape[i] == 'd'   ? digit
                          : shape[i] == 'h' ? digit || (c >= 'a' && c <= 'f')
                                            : c == shape[i];
        if (!good) return false;
    }
    return true;
}

/// Whether a text can be in a format; a date is looked at up to its day, or its seconds.
[[nodiscard]] constexpr bool can_be_in_format(format f, std::string_view text) noexcept {
    constexpr std::string_view uuid = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    if (f == format::none) return true;
    if (f == format::uuid || f == format::uuid_not_nil)
        return text.size() == uuid.size() && has_shape(text, uuid);
    if (f == format::date_time) return has_shape(text, "dddd-dd-ddtdd:dd:dd");
    if (f == format::iso_8601) return has_shape(text, "dddd-dd-dd");
    if (f == format::decimal) text = without_percent(text);
    while (text.size() > 1 && text[0] == '0' && text[1] != '.')
        text.remove_prefix(1);
    return is_number_text(text, false);
}

template <class Problems>
constexpr void validate_words_of(const member& m, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const std::size_t count = count_of(m.one_of);
    if (row_after_gap(m.one_of) < std::size(m.one_of))
        problems.add(rule::no_row_stands_after_an_empty_row, i);
    if (count == 0) return;
    // A number or a time is read by its value.
    bool good = types_of(m) == json_type::string && m.role != role::status && m.format != format::decimal &&
                !is_format_of_times(m.format);
    for (std::size_t a = 0; a < count; ++a)
        good = good && (m.format == format::none || can_be_in_format(m.format, m.one_of[a]));
    if (!good) problems.add(rule::a_list_of_words_is_for_strings_other_than_the_status, i);
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (is_same(m.one_of[a], m.one_of[b])) problems.add(rule::a_word_of_a_list_stands_there_once, i);
}

/// The largest whole number that is not above this one; a number of more than 15 digits is whole.
[[nodiscard]] constexpr double whole_below(double number) noexcept {
    if (!(number > -1e15 && number < 1e15)) return number;
    const auto whole = static_cast<double>(static_cast<std::int64_t>(number));
    return whole > number ? whole - 1 : whole;
}

[[nodiscard]] constexpr bool has_good_range(const member& m) noexcept {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (m.range.minimum == -infinity && m.range.maximum == infinity) return true;
    const json_type in_strings = m.format == format::decimal ? json_type::string : json_type::none;
    const json_type types = types_of(m);
    if (types == json_type::none || !contains(json_type::number | in_strings, types) ||
        !(m.range.minimum <= m.range.maximum))
        return false;
    return types != json_type::integer || whole_below(m.range.maximum) >= m.range.minimum;
}

template <class Problems>
constexpr void validate_value(const member& m, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const json_type types = types_of(m);
    const bool has_null = overlaps(m.type, json_type::null);
    if (m.type == json_type::none) return problems.add(rule::a_member_has_a_type, i);
    // `any` has null in it, and saying so once more is no mistake.
    if (has_null && m.null != nulls::forbidden && (m.type != json_type::any || m.null == nulls::tolerated))
        problems.add(rule::null_is_allowed_in_one_column, i);
    const json_type allowed = m.null == nulls::forbidden ? m.type : m.type | json_type::null;
    if (m.tolerated != json_type::none && contains(allowed, m.tolerated))
        problems.add(rule::a_tolerated_type_is_not_allowed_anyway, i);
    const bool is_only_null = types == json_type::none;
    if (!format_fits(m.format, types) || (is_only_null && m.format != format::none))
        problems.add(rule::a_format_fits_the_type, i);
    if (!has_good_range(m)) problems.add(rule::a_range_is_for_numbers_and_has_its_minimum_first, i);
    if (m.constant && types != json_type::boolean) problems.add(rule::a_constant_is_for_booleans, i);
    if (m.closed && types != json_type::object) problems.add(rule::only_an_object_is_closed, i);
    if (m.items != 0 && types != json_type::array) problems.add(rule::a_length_is_for_arrays, i);
    if (m.blank != nulls::forbidden && !overlaps(types, json_type::string) && !is_time_role(m.role))
        problems.add(rule::a_blank_is_for_strings_and_unix_times, i);
    validate_words_of(m, i, problems);
}

template <class Problems>
constexpr void validate_role(const declaration& d, const outline& o, std::size_t i, Problems& problems) {
    using rule = contract_rule;
    const member& m = d.members[i];
    const member_outline& at = o.members[i];
    const role_traits& traits = traits_of(m.role);
    const bool parts = m.role == role::status && at.in_job && at.inner_stars == 1;
    if (m.fold != fold::none && !parts) problems.add(rule::a_fold_is_for_a_status_of_parts, i);
    if (m.may_go_back && m.role != role::status) problems.add(rule::only_the_status_may_go_back, i);
    if (m.role == role::none) return;
    if (!role_fits(m.role, types_of(m), m.format) || types_of(m) == json_type::none)
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
    // What some member had is no longer there.
    if (d.time_format != format::none) problems.add(rule::a_time_format_is_for_times, 0);
    if (d.null != nulls::forbidden) problems.add(rule::the_null_of_a_contract_is_for_some_member, 0);
    std::uint64_t containers = 0;
    std::size_t count = 1;
    validate_no_gap(d.members, problems);
    for (std::size_t i = 0; i < o.member_count; ++i) {
        validate_place(d, o, i, problems);
        validate_value(d.members[i], i, problems);
        validate_role(d, o, i, problems);
        const std::uint8_t parent = o.members[i].parent;
        std::uint64_t bit = parent == no_index ? 0 : std::uint64_t{1} << parent;
        count += (containers | bit) != containers ? 1 : 0;
        containers |= bit;
        bit = d.members[i].items != 0 || d.members[i].closed ? std::uint64_t{1} << i : 0;
        count += (containers | bit) != containers ? 1 : 0;
        containers |= bit;
        if (count == container_limit + 1)
            problems.add(rule::a_declaration_looks_into_at_most_fifteen_objects_and_arrays, i);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
