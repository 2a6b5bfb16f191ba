// jobpoll: compiles the members of a checked declaration into rows and nodes.
#ifndef JOBPOLL_CONTRACT_COMPILE_MEMBERS_HPP
#define JOBPOLL_CONTRACT_COMPILE_MEMBERS_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/job_fields.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

/// The place of `count` texts in the pool, added where they are not there yet.
template <class Texts>
[[nodiscard]] constexpr std::uint8_t intern(text_pool& pool, const Texts& texts, std::size_t count) {
    for (std::size_t first = 0; first + count <= pool.count; ++first) {
        std::size_t same = 0;
        while (same < count && is_same(pool[first + same], texts[same]))
            ++same;
        if (same == count) return static_cast<std::uint8_t>(first);
    }
    const std::uint8_t first = pool.count;
    for (std::size_t i = 0; i < count; ++i) {
        pool.at[pool.count] = texts[i].data();
        pool.sizes[pool.count++] = static_cast<std::uint16_t>(texts[i].size());
    }
    return first;
}

[[nodiscard]] constexpr std::uint8_t intern_range(shape& tree, const number_range& range) {
    const double open = std::numeric_limits<double>::infinity();
    if (!(range.minimum > -open) && !(range.maximum < open)) return no_index;
    for (std::uint8_t i = 0; i < tree.range_count; ++i)
        if (tree.ranges[i].minimum == range.minimum && tree.ranges[i].maximum == range.maximum) return i;
    tree.ranges[tree.range_count] = range;
    return tree.range_count++;
}

constexpr void compile_key(endpoint_member& row) {
    const std::string_view key = key_of(row.at);
    row.key_size = static_cast<std::uint16_t>(key.size());
    row.head = head_of(key);
    row.mask = mask_of(key.size());
}

/// What a role requires of a row, independent of its place.
constexpr void compile_role(endpoint_member& row, role r) {
    row.role = r;
    row.field = field_of(r);
    row.keeps_json = r == role::result || r == role::hint;
    row.is_ranked =
        r == role::error_code || r == role::error_message || r == role::reason || r == role::reason_code;
}

constexpr void compile_member(endpoint& e, const declaration& d, std::size_t i) {
    const member& m = d.members[i];
    endpoint_member& row = e.members[e.shape.item_count + i];
    row.at = m.at;
    compile_key(row);
    row.index = static_cast<std::uint8_t>(e.shape.item_count + i);
    row.bit = std::uint64_t{1} << row.index;
    row.to_next = static_cast<std::uint8_t>(undeclared_row - row.index);
    row.allowed = m.type | (m.null == nulls::documented ? json_type::null : json_type::none);
    row.tolerated = m.tolerated | (m.null == nulls::tolerated ? json_type::null : json_type::none);
    row.has_null = contains(m.type, json_type::null);
    compile_role(row, m.role);
    row.format = format_of(m);
    row.range = intern_range(e.shape, m.range);
    row.text_count = count_of(m.one_of);
    if (row.text_count != 0) row.first_text = intern(e.shape.texts, m.one_of, row.text_count);
    row.null = m.null;
    row.blank = m.blank;
    row.folds = m.fold != fold::none;
    row.may_go_back = m.may_go_back;
    row.required = m.required;
    row.needed = is_needed(d, m);
    row.closed = m.closed;
    row.has_constant = m.constant.has_value();
    row.constant = m.constant.value_or(false);
}

[[nodiscard]] constexpr std::uint8_t add_node(endpoint& e, std::uint8_t opened_by) {
    shape_node& made = e.shape.nodes[e.shape.node_count];
    made.opened_by = opened_by;
    made.first = undeclared_row;
    made.element = counted_row;
    made.closed = opened_by == no_index ? e.closed : bool{e.members[opened_by].closed};
    if (opened_by != no_index) e.members[opened_by].child = e.shape.node_count;
    return e.shape.node_count++;
}

/// Puts a row into the node that its parent opens.
constexpr void place_row(endpoint& e, endpoint_member& row, std::uint8_t parent,
                         std::uint8_t (&last)[node_limit]) {
    std::uint8_t at = parent == no_index ? e.shape.root_node : e.members[parent].child;
    if (at == no_index) at = add_node(e, parent);
    shape_node& node = e.shape.nodes[at];
    const json_type around = parent == no_index ? e.root : e.members[parent].allowed;
    if (is_element(key_of(row)) && overlaps(around, json_type::array)) {
        node.is_array = true;
        node.first_only = key_of(row)[0] == '0';
        node.has_star = !node.first_only;
        node.is_watched = node.first_only;
        node.element = row.index;
        return;
    }
    node.own |= row.bit;
    if (row.required || row.needed) node.due |= row.bit;
    if (last[at] == no_index)
        node.first = row.index;
    else
        e.members[last[at]].to_next = static_cast<std::uint8_t>(row.index - last[at]);
    last[at] = row.index;
}

/// How many extra looks the node's keys cost with this multiplier.
[[nodiscard]] constexpr std::size_t place_keys(endpoint& e, const shape_node& node, std::uint8_t multiplier) {
    std::uint8_t* const buckets = e.shape.buckets + node.buckets_at;
    std::size_t extra = 0;
    for (std::size_t s = 0; s <= node.slot_mask; ++s)
        buckets[s] = no_index;
    for (std::uint8_t i = node.first; i < undeclared_row;
         i = static_cast<std::uint8_t>(i + e.members[i].to_next)) {
        std::size_t slot = key_hash(key_of(e.members[i]), multiplier) & node.slot_mask;
        for (; buckets[slot] != no_index; slot = (slot + 1) & node.slot_mask)
            ++extra;
        buckets[slot] = i;
    }
    return extra;
}

/// A table of at least twice the keys; the best of a few multipliers is usually a perfect hash.
constexpr void hash_keys(endpoint& e, shape_node& node) {
    std::size_t keys = 0;
    for (std::uint8_t i = node.first; i < undeclared_row;
         i = static_cast<std::uint8_t>(i + e.members[i].to_next))
        ++keys;
    std::size_t size = 1;
    while (size < keys * 2)
        size *= 2;
    node.buckets_at = e.shape.slots_used;
    node.slot_mask = static_cast<std::uint8_t>(size - 1);
    e.shape.slots_used = static_cast<std::uint8_t>(e.shape.slots_used + size);
    std::size_t best = place_keys(e, node, 1);
    for (std::uint8_t tried = 3; tried < 32 && best != 0; tried = static_cast<std::uint8_t>(tried + 2)) {
        const std::size_t extra = place_keys(e, node, tried);
        if (extra >= best) continue;
        best = extra;
        node.multiplier = tried;
    }
    static_cast<void>(place_keys(e, node, node.multiplier));
}

/// The nodes of the declared rows; a job of another endpoint has its own already.
constexpr void compile_nodes(endpoint& e, const declaration& d) {
    std::uint8_t last[node_limit]{};
    for (std::uint8_t& l : last)
        l = no_index;
    const std::uint8_t first_node = e.shape.node_count;
    const std::uint8_t first_row = e.shape.item_count;
    const auto row_number = [&](std::string_view at) {
        const std::uint8_t row = at.empty() ? no_index : row_at(d, at);
        return row == no_index ? no_index : static_cast<std::uint8_t>(first_row + row);
    };
    e.shape.root_node = add_node(e, no_index);
    e.shape.nodes[e.shape.root_node].is_array = e.root == json_type::array;
    for (std::size_t i = first_row; i < e.shape.member_count; ++i)
        place_row(e, e.members[i], row_number(parent_of(e.members[i].at)), last);
    for (std::size_t i = 0; i + first_row < e.shape.member_count; ++i) {
        const endpoint_member& row = e.members[first_row + i];
        if (d.members[i].items == 0 && !d.members[i].closed) continue;
        shape_node& node = e.shape.nodes[row.child == no_index ? add_node(e, row.index) : row.child];
        node.is_array = d.members[i].items != 0;
        node.items = d.members[i].items;
    }
    for (std::uint8_t n = first_node; n < e.shape.node_count; ++n)
        hash_keys(e, e.shape.nodes[n]);
}

/// Whether a pointer leads to an element of an array inside one job.
[[nodiscard]] constexpr bool is_below_inner_star(const endpoint& e, std::string_view at) noexcept {
    const std::size_t outer = e.shape.is_list ? e.job_at.size() : 0;
    return up_to_last_star(at).size() > outer;
}

/// The array whose elements a pointer leads to.
[[nodiscard]] constexpr std::uint8_t array_of(const endpoint& e, const declaration& d,
                                              std::string_view at) noexcept {
    const std::string_view array = parent_of(up_to_last_star(at));
    if (array.empty()) return e.shape.root_node;
    return e.members[e.shape.item_count + row_at(d, array)].child;
}

/// Roles of which several members, or elements, may have a value.
[[nodiscard]] constexpr bool may_repeat(role r) noexcept {
    return r == role::error_code || r == role::error_message || r == role::reason || r == role::reason_code ||
           r == role::result || is_time_role(r);
}

constexpr void mark_repeated(endpoint& e, const declaration& d) {
    std::uint8_t count[static_cast<std::size_t>(role::retryable) + 1]{};
    for (const endpoint_member& row : e.rows())
        ++count[static_cast<std::size_t>(row.role)];
    for (std::size_t i = e.shape.item_count; i < e.shape.member_count; ++i) {
        endpoint_member& row = e.members[i];
        const bool repeated = count[static_cast<std::size_t>(row.role)] > 1;
        const bool below = is_below_inner_star(e, row.at);
        row.is_ranked = row.is_ranked || (may_repeat(row.role) && (repeated || below));
        row.adds_up = is_count_role(row.role) && (repeated || below);
        if (!below) continue;
        shape_node& array = e.shape.nodes[array_of(e, d, row.at)];
        array.folds = array.folds || row.folds;
        array.is_watched = array.is_watched || row.folds;
    }
}

/// A refinement may choose among the elements of an array that it has conditions on.
constexpr void mark_captured(endpoint& e, const declaration& d) {
    for (std::size_t i = e.shape.item_count; i < e.shape.member_count; ++i) {
        endpoint_member& row = e.members[i];
        if (!row.is_ranked || !is_below_inner_star(e, row.at)) continue;
        shape_node& array = e.shape.nodes[array_of(e, d, row.at)];
        row.is_captured = array.element_atoms != 0;
        array.captures = array.captures || row.is_captured;
        e.shape.captures = e.shape.captures || row.is_captured;
    }
}

} // namespace jobpoll::inline v0::detail

#endif
