// jobpoll: whether a contract fits into the tables of an endpoint. At compile time one that does not is
// refused by the compiler itself.
#ifndef JOBPOLL_READING_CONTRACT_CAPACITY_HPP
#define JOBPOLL_READING_CONTRACT_CAPACITY_HPP

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/refinement_rules.hpp>

namespace jobpoll::inline v0::detail {

/// The texts of `one_of` and of conditions, shared as the compiler of declarations shares them.
class text_counter {
public:
    template <class Texts>
    void add(const Texts& texts, std::size_t count) {
        std::vector<std::string_view> added;
        for (std::size_t i = 0; i < count; ++i)
            added.push_back(texts[i]);
        if (std::search(known_.begin(), known_.end(), added.begin(), added.end()) == known_.end())
            known_.insert(known_.end(), added.begin(), added.end());
    }
    [[nodiscard]] std::size_t count() const noexcept { return known_.size(); }

private:
    std::vector<std::string_view> known_;
};

[[nodiscard]] inline std::size_t count_of_texts(const declaration& d) {
    text_counter texts;
    for (const member& m : d.members)
        texts.add(m.one_of, count_of(m.one_of));
    for (const refinement& r : d.refine)
        for (const condition& c : r.when)
            texts.add(c.word, (std::min)(c.word.size(), word_list::limit));
    texts.add(d.complete.word, (std::min)(d.complete.word.size(), word_list::limit));
    return texts.count();
}

[[nodiscard]] inline std::size_t count_of_ranges(const declaration& d) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<number_range> ranges;
    for (const member& m : d.members) {
        const bool open = !(m.range.minimum > -infinity) && !(m.range.maximum < infinity);
        const bool known = std::any_of(ranges.begin(), ranges.end(), [&](const number_range& r) {
            return !(r.minimum < m.range.minimum) && !(r.minimum > m.range.minimum) &&
                   !(r.maximum < m.range.maximum) && !(r.maximum > m.range.maximum);
        });
        if (!open && !known) ranges.push_back(m.range);
    }
    return ranges.size();
}

/// The objects and arrays that have members, a length or the job; the root included.
[[nodiscard]] inline std::size_t count_of_containers(const declaration& d, const outline& o) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < o.member_count; ++i) {
        bool has_node = d.members[i].items != 0 || i == o.job;
        for (std::size_t k = 0; k < o.member_count; ++k)
            has_node = has_node || o.members[k].parent == i;
        count += has_node ? 1u : 0u;
    }
    return count;
}

/// The arrays inside the job that each refinement has conditions on, all together.
[[nodiscard]] inline std::size_t count_of_groups(const declaration& d, const outline& o) {
    const std::size_t outer = o.is_list ? d.job_at.size() : 0;
    std::size_t count = 0;
    for (const refinement& r : d.refine) {
        std::vector<std::string_view> arrays;
        for (const condition& c : r.when) {
            const std::string_view array = up_to_last_star(c.at);
            if (array.size() > outer && std::find(arrays.begin(), arrays.end(), array) == arrays.end())
                arrays.push_back(array);
        }
        count += arrays.size();
    }
    return count;
}

[[nodiscard]] inline std::size_t count_of_conditions(const declaration& d) noexcept {
    std::size_t count = d.complete.is != test::none ? 1 : 0;
    for (const refinement& r : d.refine)
        count += count_of(r.when);
    return count;
}

/// Which table a contract does not fit into, as a sentence; empty where it fits. `items` is the endpoint in
/// `items_of`, whose tables the list's own rows are added to.
[[nodiscard]] inline std::string too_large_for(const declaration& d, const endpoint* items) {
    const outline o = outline_of(d);
    const shape none{};
    const shape& first = items != nullptr ? items->shape : none;
    struct table {
        std::size_t used;
        std::size_t limit;
        std::string_view of;
    };
    const table tables[] = {
        {std::size_t{first.member_count} + o.member_count, member_limit, "members"},
        {first.node_count + count_of_containers(d, o), node_limit, "objects and arrays"},
        {first.texts.count + count_of_texts(d), text_limit, "words of one_of and conditions"},
        {first.range_count + count_of_ranges(d), range_limit, "ranges"},
        {first.atom_count + count_of_conditions(d), atom_limit, "conditions"},
        {first.group_count + count_of_groups(d, o), refinement_limit, "conditions on arrays"},
    };
    for (const table& one : tables)
        if (one.used > one.limit)
            return std::to_string(one.used) + " " + std::string{one.of} + " in all; there is room for " +
                   std::to_string(one.limit);
    return {};
}

} // namespace jobpoll::inline v0::detail

#endif
