// jobpoll: builds the reader's tree out of a checked declaration, at compile time.
#ifndef JOBPOLL_CONTRACT_SHAPE_BUILDER_HPP
#define JOBPOLL_CONTRACT_SHAPE_BUILDER_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include <jobpoll/contract/shape.hpp>
#include <jobpoll/contract/value_uses.hpp>

namespace jobpoll::inline v0::detail {

/// The pointer without its last segment.
[[nodiscard]] constexpr std::string_view parent_of(std::string_view at) noexcept {
    return at.substr(0, at.rfind('/') == std::string_view::npos ? 0 : at.rfind('/'));
}

/// The last segment of a pointer.
[[nodiscard]] constexpr std::string_view key_of(std::string_view at) noexcept {
    const auto slash = at.rfind('/');
    return slash == std::string_view::npos ? at : at.substr(slash + 1);
}

/// Whether the segment names elements of an array; `0` does where the declaration gives the array an exact
/// length.
[[nodiscard]] constexpr bool is_element(std::string_view key) noexcept {
    return key == "*" || key == "0";
}

/// Whether a reply has any number of jobs.
[[nodiscard]] constexpr bool is_list(const declaration& d) noexcept {
    return !d.job_at.empty() && key_of(d.job_at) == "*";
}

/// The number of entries before the first empty one.
template <class Row, std::size_t Size, class Empty>
[[nodiscard]] constexpr std::size_t count_rows(const Row (&rows)[Size], Empty is_empty) noexcept {
    std::size_t count = 0;
    while (count < Size && !is_empty(rows[count]))
        ++count;
    return count;
}

[[nodiscard]] constexpr std::size_t count_members(const declaration& d) noexcept {
    return count_rows(d.members, [](const member& m) { return m.at.empty(); });
}
[[nodiscard]] constexpr std::size_t count_words(const declaration& d) noexcept {
    return count_rows(d.words, [](const status_word& w) { return w.text.empty(); });
}
[[nodiscard]] constexpr std::size_t count_refinements(const declaration& d) noexcept {
    return count_rows(d.refine,
                      [](const refinement& r) { return r.when[0].is == test::none && r.word == any_word; });
}

/// The row at a pointer, or `no_index`.
[[nodiscard]] constexpr std::uint8_t row_at(const declaration& d, std::string_view at) noexcept {
    for (std::size_t i = 0; i < count_members(d); ++i)
        if (d.members[i].at == at) return static_cast<std::uint8_t>(i);
    return no_index;
}

[[nodiscard]] constexpr std::uint8_t row_with(const declaration& d, role wanted) noexcept {
    for (std::size_t i = 0; i < count_members(d); ++i)
        if (d.members[i].role == wanted) return static_cast<std::uint8_t>(i);
    return no_index;
}

constexpr void add_member(shape& tree, const declaration& d, std::size_t i) {
    const member& row = d.members[i];
    shape_member& made = tree.members[i];
    tree.keys[i] = key_of(row.at);
    made.key = prepare_key(tree.keys[i]);
    made.bit = std::uint64_t{1} << i;
    made.index = static_cast<std::uint8_t>(i);
    made.to_next = static_cast<std::uint8_t>(member_limit - i);
    made.allowed = row.type | (row.null == nulls::documented ? json_type::null : json_type::none);
    made.tolerated = row.tolerated | (row.null == nulls::tolerated ? json_type::null : json_type::none);
    made.role = row.role;
    made.format = row.format;
    made.field = field_of(row.role);
    made.has_range = row.range.minimum > -std::numeric_limits<double>::infinity() ||
                     row.range.maximum < std::numeric_limits<double>::infinity();
    made.has_constant = row.constant.has_value();
    made.keeps_json = row.role == role::result || row.role == role::hint;
}

/// The node that the value of the row at `at` opens; the root for an empty pointer.
constexpr std::uint8_t node_for(shape& tree, const declaration& d, std::string_view at) {
    const std::uint8_t row = row_at(d, at);
    const bool is_root = at.empty();
    if (!is_root && tree.members[row].child != no_index) return tree.members[row].child;
    if (is_root && tree.node_count > 0) return 0;
    shape_node& made = tree.nodes[tree.node_count];
    for (std::uint8_t& slot : made.slots)
        slot = no_index;
    made.opened_by = row;
    made.is_array = overlaps(is_root ? d.root : d.members[row].type, json_type::array);
    made.closed = is_root ? d.closed : d.members[row].closed;
    if (!is_root) tree.members[row].child = tree.node_count;
    return tree.node_count++;
}

constexpr void put_in_its_node(shape& tree, const declaration& d, std::size_t i,
                               std::uint8_t (&last)[node_limit]) {
    const member& row = d.members[i];
    const std::uint8_t at = node_for(tree, d, parent_of(row.at));
    shape_node& node = tree.nodes[at];
    const auto index = static_cast<std::uint8_t>(i);
    if (node.is_array && is_element(tree.keys[i])) {
        node.element = index;
        return;
    }
    node.own |= tree.members[i].bit;
    node.due |= row.required || row.needed ? tree.members[i].bit : 0;
    if (last[at] == no_index)
        node.first = index;
    else
        tree.members[last[at]].to_next = static_cast<std::uint8_t>(index - last[at]);
    last[at] = index;
}

/// How many extra looks the node's keys cost with this multiplier.
[[nodiscard]] constexpr std::size_t place_keys(const shape& tree, const shape_node& node,
                                               std::uint8_t multiplier, std::uint8_t (&slots)[slot_count]) {
    std::size_t extra = 0;
    for (std::uint8_t& slot : slots)
        slot = no_index;
    for (std::size_t i = 0; i < tree.member_count; ++i) {
        if ((node.own >> i & 1) == 0) continue;
        std::size_t slot = key_hash(tree.keys[i], multiplier);
        for (; slots[slot] != no_index; slot = (slot + 1) % slot_count)
            ++extra;
        slots[slot] = static_cast<std::uint8_t>(i);
    }
    return extra;
}

/// The best of a few multipliers: usually a perfect hash, and always a correct one.
constexpr void hash_keys(const shape& tree, shape_node& node) {
    std::size_t best = std::numeric_limits<std::size_t>::max();
    for (int tried = 1; tried < 48 && best != 0; tried += 2) {
        std::uint8_t slots[slot_count]{};
        const std::size_t extra = place_keys(tree, node, static_cast<std::uint8_t>(tried), slots);
        if (extra >= best) continue;
        best = extra;
        node.multiplier = static_cast<std::uint8_t>(tried);
        for (std::size_t s = 0; s < slot_count; ++s)
            node.slots[s] = slots[s];
    }
}

constexpr void build_nodes(shape& tree, const declaration& d) {
    std::uint8_t last[node_limit];
    for (std::uint8_t& l : last)
        l = no_index;
    node_for(tree, d, "");
    for (std::size_t i = 0; i < tree.member_count; ++i)
        put_in_its_node(tree, d, i, last);
    tree.job_node = node_for(tree, d, d.job_at);
    for (std::size_t n = 0; n < tree.node_count; ++n)
        hash_keys(tree, tree.nodes[n]);
}

/// The number of the atom in the tree, added where it is new. Atoms of one member stand together.
[[nodiscard]] constexpr std::size_t atom_number(const shape& tree, std::uint8_t member, test is,
                                                std::string_view word) {
    for (std::size_t i = 0; i < tree.atom_count; ++i)
        if (tree.atoms[i].member == member && tree.atoms[i].is == is && tree.atoms[i].word == word) return i;
    return tree.atom_count;
}

// `absent` is the absence of `present`, so that it needs no event of its own.
[[nodiscard]] constexpr test positive_form(test is) noexcept {
    return is == test::absent ? test::present : is;
}

constexpr void collect_atoms_of(shape& tree, const declaration& d, std::uint8_t index) {
    tree.members[index].first_atom = tree.atom_count;
    for (std::size_t r = 0; r < count_refinements(d); ++r) {
        for (const condition& c : d.refine[r].when) {
            if (c.is == test::none || d.members[index].at != c.at) continue;
            const std::size_t number = atom_number(tree, index, positive_form(c.is), c.word);
            if (number < tree.atom_count) continue;
            tree.atoms[tree.atom_count++] = {index, positive_form(c.is), c.word};
            ++tree.members[index].atom_count;
        }
    }
}

[[nodiscard]] constexpr std::int8_t word_number(const declaration& d, std::string_view word) {
    if (word == any_word) return shape_refinement::any;
    for (std::size_t i = 0; i < count_words(d); ++i)
        if (d.words[i].text == word) return static_cast<std::int8_t>(i);
    return shape_refinement::unlisted;
}

/// Adds refinement `r` to the sets of the words that it is for.
constexpr void add_to_sets(refinement_sets& sets, const declaration& d, std::size_t r) {
    const auto bit = static_cast<std::uint16_t>(1u << r);
    const std::int8_t word = word_number(d, d.refine[r].word);
    const bool any = word == shape_refinement::any;
    for (std::size_t i = 0; i < word_limit; ++i)
        if (any || word == static_cast<std::int8_t>(i)) sets.of_listed[i] |= bit;
    if (any || word == shape_refinement::unlisted) sets.of_unlisted |= bit;
    if (any) sets.of_none |= bit;
}

constexpr void build_refinements(shape& tree, const declaration& d) {
    for (std::size_t i = 0; i < tree.member_count; ++i)
        collect_atoms_of(tree, d, static_cast<std::uint8_t>(i));
    for (std::size_t r = 0; r < count_refinements(d); ++r) {
        shape_refinement& made = tree.refinements[r];
        add_to_sets(tree.refined, d, r);
        for (const condition& c : d.refine[r].when) {
            if (c.is == test::none) continue;
            const auto bit = std::uint32_t{1}
                             << atom_number(tree, row_at(d, c.at), positive_form(c.is), c.word);
            (c.is == test::absent ? made.must_not : made.must) |= bit;
        }
    }
}

/// The tree of a declaration that keeps the rules.
[[nodiscard]] constexpr shape build_shape(const declaration& d) {
    shape tree;
    tree.member_count = static_cast<std::uint8_t>(count_members(d));
    tree.word_count = static_cast<std::uint8_t>(count_words(d));
    for (std::size_t i = 0; i < tree.member_count; ++i)
        add_member(tree, d, i);
    for (std::size_t i = 0; i < tree.word_count; ++i)
        tree.words[i] = prepare_key(d.words[i].text);
    build_nodes(tree, d);
    build_refinements(tree, d);
    settle_uses(tree, d);
    tree.nodes[tree.job_node].is_job = true;
    tree.id_member = row_with(d, role::id);
    tree.status_member = row_with(d, role::status);
    tree.finished_member = row_with(d, role::finished);
    tree.message_member = row_with(d, role::error_message);
    tree.progress_member = row_with(d, role::progress);
    if (d.progress.unit == progress_unit::ratio) {
        tree.progress_part = row_with(d, d.progress.parts[0]);
        for (const role part : d.progress.parts)
            if (part != role::none) tree.ratio_fields[tree.ratio_field_count++] = field_of(part);
    }
    if (d.exact_items != 0) tree.nodes[node_for(tree, d, parent_of(d.job_at))].is_exact = true;
    for (shape_node& node : tree.nodes)
        node.is_plain = !node.is_array && !node.is_job && !node.is_exact;
    tree.discriminator = d.discriminator.empty() ? no_index : row_at(d, d.discriminator);
    tree.has_lease = row_with(d, role::lease_expires) != no_index;
    tree.is_list = is_list(d);
    return tree;
}

} // namespace jobpoll::inline v0::detail

#endif
