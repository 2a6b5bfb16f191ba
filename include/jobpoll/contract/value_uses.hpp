// jobpoll: what there is to do with the values of each member, worked out at compile time.
#ifndef JOBPOLL_CONTRACT_VALUE_USES_HPP
#define JOBPOLL_CONTRACT_VALUE_USES_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/contract/shape.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool is_text_role(role r) noexcept {
    return r == role::id || r == role::status || r == role::kind || r == role::name ||
           r == role::error_code || r == role::error_message;
}

/// Whether some refinement compares the member's text.
[[nodiscard]] constexpr bool is_compared(const declaration& d, std::string_view at) noexcept {
    for (const refinement& r : d.refine)
        for (const condition& c : r.when)
            if (c.is == test::equals && c.at == at) return true;
    return false;
}

[[nodiscard]] constexpr bool is_between(role r, role first, role last) noexcept {
    return r >= first && r <= last;
}

/// Which of the job's texts, moments or counts a role fills; they are listed in the order of the roles.
[[nodiscard]] constexpr std::uint8_t field_of(role r) noexcept {
    for (const role first : {role::total, role::created, role::id})
        if (r >= first) return static_cast<std::uint8_t>(static_cast<int>(r) - static_cast<int>(first));
    return 0;
}

[[nodiscard]] constexpr string_use string_use_of(const declaration& d, const member& declared,
                                                 const shape_member& row, bool is_watched) noexcept {
    const bool compared = is_compared(d, declared.at);
    const bool words = !declared.one_of[0].empty();
    const bool read =
        row.format != format::none || words || row.role == role::status || compared || is_text_role(row.role);
    const bool allowed = contains(row.allowed, json_type::string);
    if (!read) return row.keeps_json && allowed && !is_watched ? string_use::json : string_use::type_only;
    const bool field = is_between(row.role, role::id, role::name);
    const bool uuid = row.format == format::uuid || row.format == format::uuid_not_nil;
    if (compared || is_watched || !allowed) return string_use::check;
    if (words && row.format == format::none && (field || row.role == role::none)) return string_use::word;
    if (words) return string_use::check;
    if (row.role == role::status) return string_use::status;
    if (row.format == format::date_time) return string_use::date_time;
    if (uuid) return field || row.role == role::none ? string_use::uuid : string_use::check;
    return field ? string_use::keep : string_use::check;
}

[[nodiscard]] constexpr number_use number_use_of(const declaration& d, const member& declared,
                                                 const shape_member& row) noexcept {
    if (!contains(row.allowed, json_type::integer)) return number_use::check;
    if (is_between(row.role, role::total, role::skipped) && !row.has_range)
        return row.atom_count == 0 ? number_use::count : number_use::watched_count;
    if (row.atom_count != 0) return number_use::check;
    const int all = all_of(d.progress.unit);
    const bool in_range = declared.range.minimum <= 0 && declared.range.maximum >= all;
    return row.role == role::progress && in_range ? number_use::progress : number_use::check;
}

[[nodiscard]] constexpr bool is_element_of_some_node(const shape& tree, std::size_t i) noexcept {
    for (const shape_node& node : tree.nodes)
        if (node.element == i) return true;
    return false;
}

[[nodiscard]] constexpr bool is_asked_of_null(const shape& tree, const shape_member& row) noexcept {
    for (std::size_t i = row.first_atom; i < std::size_t{row.first_atom} + row.atom_count; ++i)
        if (tree.atoms[i].is == test::is_null) return true;
    return false;
}

/// The types of which nothing is asked but that they are allowed.
[[nodiscard]] constexpr json_type idle_types(const shape& tree, const shape_member& row) noexcept {
    json_type idle = is_asked_of_null(tree, row) ? json_type::none : json_type::null;
    if (row.atom_count != 0) return idle & row.allowed;
    if (!row.keeps_json) idle = idle | json_type::object | json_type::array;
    if (!row.keeps_json && !row.has_constant && row.role != role::status) idle = idle | json_type::boolean;
    if (!row.keeps_json && row.use == string_use::type_only) idle = idle | json_type::string;
    if (row.role == role::none && !row.has_range) idle = idle | json_type::number;
    return idle & row.allowed;
}

/// The booleans of which nothing is asked but that they are allowed.
[[nodiscard]] constexpr std::uint8_t idle_booleans(const member& declared, const shape_member& row) noexcept {
    if (contains(row.idle, json_type::boolean)) return 3;
    const bool constant_only = row.has_constant && row.atom_count == 0 && !row.keeps_json &&
                               row.role != role::status && contains(row.allowed, json_type::boolean);
    if (!constant_only) return 0;
    return *declared.constant ? 2 : 1;
}

/// The type that the row's child node continues without a further look. How many elements an array of a
/// documented length has is looked at first.
[[nodiscard]] constexpr json_type opens_at_once(const shape& tree, const declaration& d,
                                                const shape_member& row, bool element) noexcept {
    if (row.child == no_index || (element && d.exact_items != 0)) return json_type::none;
    const json_type kind = tree.nodes[row.child].is_array ? json_type::array : json_type::object;
    return idle_types(tree, row) & kind;
}

/// What there is to do with the values of each row, once its place and its conditions are known. The elements
/// of an array are counted, so that none of them is idle.
constexpr void settle_uses(shape& tree, const declaration& d) {
    for (std::size_t i = 0; i < tree.member_count; ++i) {
        shape_member& row = tree.members[i];
        const bool element = is_element_of_some_node(tree, i);
        row.use = string_use_of(d, d.members[i], row, element || row.atom_count != 0);
        row.idle = element ? json_type::none : idle_types(tree, row);
        row.idle_booleans = element ? std::uint8_t{0} : idle_booleans(d.members[i], row);
        row.opens = opens_at_once(tree, d, row, element);
        row.numbers = element ? number_use::check : number_use_of(d, d.members[i], row);
    }
    tree.members[member_limit].idle = json_type::any;
    tree.members[member_limit].allowed = json_type::any;
    tree.members[member_limit].idle_booleans = 3;
}

} // namespace jobpoll::inline v0::detail

#endif
