// jobpoll: compiles status words, refinements and their conditions.
#ifndef JOBPOLL_CONTRACT_COMPILE_CONDITIONS_HPP
#define JOBPOLL_CONTRACT_COMPILE_CONDITIONS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/compile_members.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

constexpr void compile_words(endpoint& e, const declaration& d) {
    e.shape.word_count = count_of(d.words);
    for (std::size_t i = 0; i < e.shape.word_count; ++i) {
        const status_word& word = d.words[i];
        shape_word& made = e.shape.words[i];
        made.head = head_of(word.text);
        made.text_at = word.text.data();
        made.size = static_cast<std::uint16_t>(word.text.size());
        made.phase = word.phase;
        made.outcome = word.outcome;
        made.means_number = static_cast<std::uint32_t>(word.means) & 31u;
        made.is_prefix = word.match == match::prefix;
        e.shape.has_prefix = e.shape.has_prefix || made.is_prefix;
    }
}

/// The condition, as an atom of its member; `absent` is the opposite of `present`.
[[nodiscard]] constexpr shape_condition compile_condition(endpoint& e, std::uint8_t index,
                                                          const condition& c) {
    shape& tree = e.shape;
    endpoint_member& row = e.members[index];
    const bool negated = c.is == test::absent;
    const test is = negated ? test::present : c.is;
    const std::uint8_t first = c.word.empty() ? std::uint8_t{0} : intern(tree.texts, c.word, c.word.size());
    const auto count = static_cast<std::uint8_t>(c.word.size());
    if (row.atom_count == 0) row.first_atom = tree.atom_count;
    for (std::uint8_t i = row.first_atom; i < row.first_atom + row.atom_count; ++i) {
        const shape_atom& met = tree.atoms[i];
        if (met.is == is && met.first_text == first && met.text_count == count) return {i, negated};
    }
    tree.atoms[tree.atom_count] = {index, is, first, count};
    ++row.atom_count;
    return {tree.atom_count++, negated};
}

/// Which member each condition asks about.
struct condition_rows {
    std::uint8_t of[refinement_limit][3]{};
};

[[nodiscard]] constexpr condition_rows find_condition_rows(const endpoint& e, const declaration& d) {
    condition_rows rows;
    for (std::size_t r = 0; r < e.shape.refinement_count; ++r)
        for (std::size_t c = 0; c < count_of(d.refine[r].when); ++c)
            rows.of[r][c] = static_cast<std::uint8_t>(e.shape.item_count + row_at(d, d.refine[r].when[c].at));
    return rows;
}

/// The atoms of one member stand together.
constexpr void compile_atoms(endpoint& e, const declaration& d, const condition_rows& rows) {
    for (std::uint8_t i = e.shape.item_count; i < e.shape.member_count; ++i)
        for (std::size_t r = 0; r < e.shape.refinement_count; ++r)
            for (std::size_t c = 0; c < 3 && d.refine[r].when[c].is != test::none; ++c)
                if (rows.of[r][c] == i)
                    e.shape.refinements[r].when[c] = compile_condition(e, i, d.refine[r].when[c]);
}

/// Adds a condition to the group of its array, or to those that are in none.
constexpr void group_condition(endpoint& e, const declaration& d, shape_refinement& made, std::size_t r,
                               std::size_t c) {
    const std::string_view at = d.refine[r].when[c].at;
    const auto bit = static_cast<std::uint8_t>(1u << c);
    if (!is_below_inner_star(e, at)) {
        made.plain = static_cast<std::uint8_t>(made.plain | bit);
        return;
    }
    const std::uint8_t array = array_of(e, d, at);
    shape_node& node = e.shape.nodes[array];
    node.is_watched = true;
    node.element_atoms |= std::uint64_t{1} << made.when[c].atom;
    for (std::size_t g = made.first_group; g < std::size_t{made.first_group} + made.group_count; ++g) {
        condition_group& group = e.shape.groups[g];
        if (group.node != array) continue;
        group.conditions = static_cast<std::uint8_t>(group.conditions | bit);
        return;
    }
    e.shape.groups[e.shape.group_count++] = {array, bit, static_cast<std::uint8_t>(r)};
    ++made.group_count;
}

/// Adds refinement `r` to the sets of the words that it is for.
constexpr void add_to_sets(shape& tree, std::uint8_t word, std::size_t r) {
    const std::uint32_t bit = std::uint32_t{1} << r;
    const bool any = word == word_place::any;
    for (std::size_t i = 0; i < tree.word_count; ++i)
        if (any || word == i) tree.words[i].refinements = (tree.words[i].refinements | bit) & 0xffffffu;
    if (any || word == word_place::unlisted) tree.refined_unlisted |= bit;
    if (any) tree.refined_absent |= bit;
}

constexpr void compile_refinements(endpoint& e, const declaration& d) {
    shape& tree = e.shape;
    tree.refinement_count = count_of(d.refine);
    compile_atoms(e, d, find_condition_rows(e, d));
    for (std::size_t r = 0; r < tree.refinement_count; ++r) {
        const refinement& row = d.refine[r];
        shape_refinement& made = tree.refinements[r];
        made.word = word_number(d, row.word);
        made.phase = row.phase;
        made.outcome = row.outcome;
        made.over = row.over;
        made.means = row.means;
        made.first_group = tree.group_count;
        for (std::size_t c = 0; c < count_of(row.when); ++c)
            group_condition(e, d, made, r, c);
        // Written out: g++ 12 stores zeros for the elements of an inner array that only have a default.
        for (std::size_t c = count_of(row.when); c < std::size(made.when); ++c)
            made.when[c] = {no_index, false};
        add_to_sets(tree, made.word, r);
        tree.has_meaning = tree.has_meaning || made.means != no_event;
    }
}

} // namespace jobpoll::inline v0::detail

#endif
