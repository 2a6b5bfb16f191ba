// jobpoll: what there is to do with the values of each member, worked out when a declaration is compiled.
#ifndef JOBPOLL_CONTRACT_VALUE_USES_HPP
#define JOBPOLL_CONTRACT_VALUE_USES_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/job_fields.hpp>

namespace jobpoll::inline v0::detail {

/// Whether some condition compares the text of the member.
[[nodiscard]] constexpr bool is_compared(const shape& tree, const endpoint_member& row) noexcept {
    for (std::size_t i = row.first_atom; i < std::size_t{row.first_atom} + row.atom_count; ++i)
        if (tree.atoms[i].text_count != 0) return true;
    return false;
}

[[nodiscard]] constexpr bool is_asked_of_null(const shape& tree, const endpoint_member& row) noexcept {
    for (std::size_t i = row.first_atom; i < std::size_t{row.first_atom} + row.atom_count; ++i)
        if (tree.atoms[i].is == test::is_null) return true;
    return false;
}

/// Whether a role fills a text of the job that no other member fills.
[[nodiscard]] constexpr bool fills_one_text(const endpoint_member& row) noexcept {
    return !row.is_ranked && (is_between(row.role, role::id, role::name) || row.role == role::next_url ||
                              row.role == role::result_url);
}

[[nodiscard]] constexpr string_use string_use_of(const shape& tree, const endpoint_member& row,
                                                 bool is_element) noexcept {
    const bool words = row.text_count != 0;
    const bool read = row.format != format::none || words || is_text_role(row.role) ||
                      row.blank != nulls::forbidden || is_compared(tree, row);
    const bool watched = is_element || row.atom_count != 0;
    const bool allowed = contains(row.allowed, json_type::string);
    if (!read)
        return row.keeps_json && allowed && !watched && !row.is_ranked ? string_use::json
                                                                       : string_use::type_only;
    if (watched || !allowed || row.blank != nulls::forbidden || row.is_ranked || row.folds)
        return string_use::row_by_row;
    const bool field = fills_one_text(row) && row.role != role::status;
    const bool one = field || row.role == role::none;
    if (words) return one && row.format == format::none ? string_use::word : string_use::row_by_row;
    if (row.role == role::status) return string_use::status;
    if (row.format == format::date_time)
        return is_time_role(row.role) || row.role == role::none ? string_use::date_time
                                                                : string_use::row_by_row;
    if (row.format == format::uuid || row.format == format::uuid_not_nil)
        return one ? string_use::uuid : string_use::row_by_row;
    return field && row.format == format::none ? string_use::keep : string_use::row_by_row;
}

[[nodiscard]] constexpr number_use number_use_of(const endpoint& e, const endpoint_member& row) noexcept {
    if (!contains(row.allowed, json_type::integer) || row.blank != nulls::forbidden)
        return number_use::row_by_row;
    if (is_count_role(row.role) && row.range == no_index && !row.adds_up)
        return row.atom_count == 0 ? number_use::count : number_use::watched_count;
    if (row.atom_count != 0 || row.role != role::progress) return number_use::row_by_row;
    if (row.range == no_index) return number_use::progress;
    const number_range& range = e.shape.ranges[row.range];
    const bool whole = range.minimum <= 0 && range.maximum >= all_of(e.shape.unit);
    return whole ? number_use::progress : number_use::row_by_row;
}

/// The types of which nothing is asked but that they are allowed.
[[nodiscard]] constexpr json_type idle_types(const shape& tree, const endpoint_member& row) noexcept {
    json_type idle = is_asked_of_null(tree, row) ? json_type::none : json_type::null;
    if (row.atom_count != 0) return idle & row.allowed;
    const bool one = !row.keeps_json && row.role != role::id;
    if (one) idle = idle | json_type::object | json_type::array;
    if (one && !row.has_constant && row.role != role::status && row.role != role::retryable)
        idle = idle | json_type::boolean;
    if (one && row.use == string_use::type_only) idle = idle | json_type::string;
    if (row.role == role::none && row.range == no_index && row.format == format::none &&
        row.blank == nulls::forbidden)
        idle = idle | json_type::number;
    return idle & row.allowed;
}

/// The booleans of which nothing is asked but that they are allowed.
[[nodiscard]] constexpr std::uint8_t idle_booleans(const endpoint_member& row) noexcept {
    if (contains(row.idle, json_type::boolean)) return 3;
    const bool constant_only = row.has_constant && row.atom_count == 0 && row.role == role::none &&
                               contains(row.allowed, json_type::boolean);
    if (!constant_only) return 0;
    return row.constant ? 2 : 1;
}

/// The type that the row's child node continues without a further look.
[[nodiscard]] constexpr json_type opens_at_once(const shape& tree, const endpoint_member& row) noexcept {
    if (row.child == no_index) return json_type::none;
    const json_type kind = tree.nodes[row.child].is_array ? json_type::array : json_type::object;
    return idle_types(tree, row) & kind;
}

/// What there is to do with the values of a row, once its place and its conditions are known. The elements of
/// an array are counted, so that none of them is idle.
constexpr void settle_use(const endpoint& e, endpoint_member& row, bool is_element) {
    row.use = string_use_of(e.shape, row, is_element);
    row.idle = is_element ? json_type::none : idle_types(e.shape, row);
    row.idle_booleans = (is_element ? 0u : idle_booleans(row)) & 3u;
    row.opens = opens_at_once(e.shape, row);
    row.numbers = is_element ? number_use::row_by_row : number_use_of(e, row);
}

} // namespace jobpoll::inline v0::detail

#endif
