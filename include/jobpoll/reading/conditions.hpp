// jobpoll: which conditions hold, and which refinements they satisfy.
#ifndef JOBPOLL_READING_CONDITIONS_HPP
#define JOBPOLL_READING_CONDITIONS_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>

namespace jobpoll::inline v0::detail {

/// What a condition can ask of a value.
struct value_facts {
    json_type type = json_type::none;
    std::string_view text{}; ///< of a string; the JSON text of a number or a boolean
    int sign = no_number;

    static constexpr int no_number = 2;
};

[[nodiscard]] inline bool is_one_of(const shape& tree, const shape_atom& atom,
                                    std::string_view text) noexcept {
    for (std::size_t i = 0; i < atom.text_count; ++i)
        if (tree.texts[atom.first_text + i] == text) return true;
    return false;
}

/// Whether a value satisfies an atom.
[[nodiscard]] inline bool holds(const shape& tree, const shape_atom& atom,
                                const value_facts& value) noexcept {
    const auto is_boolean = [&value](bool wanted) {
        return value.type == json_type::boolean && (value.text.size() == 4) == wanted;
    };
    const auto is_listed = [&] {
        return !overlaps(value.type, json_type::null | json_type::object | json_type::array) &&
               is_one_of(tree, atom, value.text);
    };
    switch (atom.is) {
    case test::present:
        return value.type != json_type::null;
    case test::is_null:
        return value.type == json_type::null;
    case test::is_true:
        return is_boolean(true);
    case test::is_false:
        return is_boolean(false);
    case test::is_set:
        return value.type != json_type::null && !is_boolean(false);
    case test::positive:
        return value.sign == 1;
    case test::zero:
        return value.sign == 0;
    case test::equals:
        return is_listed();
    case test::differs:
        return value.type != json_type::null && !is_listed();
    case test::none:
    case test::absent:
        break;
    }
    return false;
}

/// The conditions of one job: a bit for each atom that holds, and for each group a bit where some element
/// satisfies it and a bit where some element fails it.
class condition_facts {
public:
    /// Another job begins; what is asked of the list itself stays.
    void begin(const shape& tree) noexcept {
        atoms_ &= tree.kept_atoms;
        satisfied_ = failed_ = 0;
    }

    JOBPOLL_NOINLINE void take(const shape& tree, const endpoint_member& row,
                               const value_facts& value) noexcept {
        for (std::size_t i = row.first_atom; i < std::size_t{row.first_atom} + row.atom_count; ++i)
            if (holds(tree, tree.atoms[i], value)) atoms_ |= std::uint64_t{1} << i;
    }

    [[nodiscard]] bool holds_now(shape_condition asked) const noexcept {
        return ((atoms_ >> asked.atom & 1) != 0) != asked.negated;
    }

    /// Ends an element of the array. Returns the groups that it is the first to satisfy, one bit each.
    JOBPOLL_NOINLINE std::uint32_t end_element(const shape& tree, const shape_node& array) noexcept {
        std::uint32_t first = 0;
        for (std::size_t g = 0; g < tree.group_count; ++g) {
            const condition_group& group = tree.groups[g];
            if (&tree.nodes[group.node] != &array) continue;
            const std::uint32_t bit = std::uint32_t{1} << g;
            if (!hold(tree.refinements[group.refinement], group.conditions))
                failed_ |= bit;
            else if ((satisfied_ & bit) == 0)
                first |= bit;
            satisfied_ |= first;
        }
        atoms_ &= ~array.element_atoms;
        return first;
    }

    [[nodiscard]] bool satisfy(const shape_refinement& r) const noexcept {
        if (!hold(r, r.plain)) return false;
        for (std::size_t g = r.first_group; g < std::size_t{r.first_group} + r.group_count; ++g)
            if (!is_satisfied(r.over, std::uint32_t{1} << g)) return false;
        return true;
    }

private:
    /// Whether those of the refinement's conditions hold whose bits are set.
    [[nodiscard]] bool hold(const shape_refinement& r, unsigned conditions) const noexcept {
        for (std::size_t c = 0; conditions >> c != 0; ++c)
            if ((conditions >> c & 1) != 0 && !holds_now(r.when[c])) return false;
        return true;
    }

    [[nodiscard]] bool is_satisfied(over elements, std::uint32_t group) const noexcept {
        const bool some = (satisfied_ & group) != 0;
        if (elements == over::none) return !some;
        return some && (elements == over::any || (failed_ & group) == 0);
    }

    std::uint64_t atoms_ = 0;
    std::uint32_t satisfied_ = 0;
    std::uint32_t failed_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
