// jobpoll: the rules of how much a contract may have in all: the tables of an endpoint have fixed sizes.
#ifndef JOBPOLL_CONTRACT_TABLE_RULES_HPP
#define JOBPOLL_CONTRACT_TABLE_RULES_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/tables.hpp>

namespace jobpoll::inline v0::detail {

/// The texts of `one_of` and of conditions. A list that is there already takes no room; the compiler of
/// declarations finds more to share, depending on the order.
struct distinct_texts {
    std::string_view texts[text_limit]{};
    std::size_t ends[text_limit]{}; ///< of each list
    std::size_t lists = 0;
    std::size_t count = 0;

    /// Adds a list; false where there is no room for it.
    template <class Texts>
    constexpr bool add(const Texts& list, std::size_t size, std::size_t room) noexcept {
        for (std::size_t l = 0, first = 0; l < lists; first = ends[l++]) {
            std::size_t same = ends[l] - first == size ? 0 : size + 1;
            while (same < size && is_same(texts[first + same], list[same]))
                ++same;
            if (same == size) return true;
        }
        if (count + size > room) return false;
        for (std::size_t i = 0; i < size; ++i)
            texts[count++] = list[i];
        ends[lists++] = count;
        return true;
    }
};

/// How many texts there are with those that are there more than once; most contracts have room for them.
[[nodiscard]] constexpr std::size_t count_all_texts(const declaration& d, const outline& o) noexcept {
    std::size_t count = d.complete.word.size();
    for (std::size_t i = 0; i < o.member_count; ++i)
        if (!d.members[i].one_of[0].empty()) count += count_of(d.members[i].one_of);
    for (std::size_t r = 0; r < o.refinement_count; ++r)
        for (const condition& c : d.refine[r].when)
            count += c.word.size();
    return count;
}

template <class Problems>
constexpr void validate_texts(const declaration& d, const outline& o, std::size_t taken, Problems& problems) {
    using rule = contract_rule;
    if (taken + count_all_texts(d, o) <= text_limit) return;
    const std::size_t room = text_limit - taken;
    distinct_texts known;
    problems.inside("members");
    for (std::size_t i = 0; i < o.member_count; ++i)
        if (!known.add(d.members[i].one_of, count_of(d.members[i].one_of), room))
            return problems.add(rule::a_contract_fits_into_its_tables, i);
    problems.inside("refine");
    for (std::size_t r = 0; r < o.refinement_count; ++r)
        for (const condition& c : d.refine[r].when)
            if (c.word.size() > word_list::limit || !known.add(c.word, c.word.size(), room))
                return problems.add(rule::a_contract_fits_into_its_tables, r);
    problems.inside("complete");
    if (d.complete.word.size() > word_list::limit ||
        !known.add(d.complete.word, d.complete.word.size(), room))
        problems.add(rule::a_contract_fits_into_its_tables, 0);
}

template <class Problems>
constexpr void validate_ranges(const declaration& d, const outline& o, std::size_t taken,
                               Problems& problems) {
    constexpr double open = std::numeric_limits<double>::infinity();
    const number_range* known[range_limit]{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < o.member_count; ++i) {
        const number_range& range = d.members[i].range;
        if (!(range.minimum > -open) && !(range.maximum < open)) continue;
        std::size_t k = 0;
        while (k < count && (known[k]->minimum < range.minimum || known[k]->minimum > range.minimum ||
                             known[k]->maximum < range.maximum || known[k]->maximum > range.maximum))
            ++k;
        if (k < count) continue;
        if (taken + count == range_limit)
            return problems.add(contract_rule::a_contract_fits_into_its_tables, i);
        known[count++] = &range;
    }
}

/// The objects and arrays on the way to the jobs of a list.
[[nodiscard]] constexpr std::size_t count_containers(const declaration& d, const outline& o) noexcept {
    std::size_t count = 1;
    for (std::size_t i = 0; i < o.member_count; ++i) {
        bool has_node = d.members[i].items != 0 || d.members[i].closed;
        for (std::size_t k = i + 1; k < o.member_count; ++k)
            has_node = has_node || o.members[k].parent == i;
        count += has_node ? 1u : 0u;
    }
    return count;
}

/// The tables that only few contracts fill. `items` are those of the endpoint in `items_of`, to which the
/// list's own rows are added; null where there is none.
template <class Problems>
constexpr void validate_capacity(const declaration& d, const outline& o, const shape* items,
                                 Problems& problems) {
    using rule = contract_rule;
    validate_texts(d, o, items == nullptr ? 0 : items->texts.count, problems);
    problems.inside("members");
    validate_ranges(d, o, items == nullptr ? 0 : items->range_count, problems);
    if (items == nullptr) return;
    const std::size_t room = member_limit - items->member_count;
    if (o.member_count > room) problems.add(rule::a_contract_fits_into_its_tables, room);
    if (o.member_count <= room && items->node_count + count_containers(d, o) > node_limit)
        problems.add(rule::a_contract_fits_into_its_tables, o.member_count - std::size_t{1});
    problems.inside("complete");
    if (d.complete.is != test::none && items->atom_count == atom_limit)
        problems.add(rule::there_are_at_most_64_conditions, 0);
}

} // namespace jobpoll::inline v0::detail

#endif
