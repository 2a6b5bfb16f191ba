// jobpoll: where the members of a declaration stand, found out once for all rules.
#ifndef JOBPOLL_CONTRACT_OUTLINE_HPP
#define JOBPOLL_CONTRACT_OUTLINE_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/base/same_text.hpp>
#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/pointers.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

/// How many objects and arrays of a declaration may have members, the root included.
inline constexpr std::size_t container_limit = 15;

/// Where one member stands.
struct member_outline {
    std::string_view key{};
    std::uint8_t parent = no_index; ///< the row of the object or array around it; none for the root
    std::uint8_t stars = 0;
    std::uint8_t inner_stars = 0; ///< those that are not of the list's `job_at`
    bool in_job = false;
    bool has_parent = false; ///< the row around it was declared before it, or is the root
    bool is_element = false; ///< it is `*` or `0` of an array
};

struct outline {
    member_outline members[std::size(declaration{}.members)]{};
    std::uint8_t member_count = 0;
    std::uint8_t word_count = 0;
    std::uint8_t refinement_count = 0;
    std::uint8_t status = no_index; ///< the first member with that role
    std::uint8_t job = no_index;    ///< the row of the object that is the job; none for the root
    std::uint8_t job_stars = 0;
    bool is_list = false;
};

[[nodiscard]] constexpr std::uint8_t count_stars(std::string_view at) noexcept {
    std::uint8_t stars = 0;
    for (std::size_t i = 0; i + 1 < at.size(); ++i)
        if (at[i] == '/' && at[i + 1] == '*' && (i + 2 == at.size() || at[i + 2] == '/')) ++stars;
    return stars;
}

/// The row at a pointer among the first `count` rows.
[[nodiscard]] constexpr std::uint8_t find_row(const declaration& d, std::string_view at,
                                              std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i)
        if (is_same(d.members[i].at, at)) return static_cast<std::uint8_t>(i);
    return no_index;
}

constexpr void outline_member(outline& o, const declaration& d, std::size_t i) noexcept {
    const std::string_view at = d.members[i].at;
    const std::string_view around_it = parent_of(at);
    member_outline& made = o.members[i];
    made.key = key_of(at);
    made.parent = around_it.empty() ? no_index : find_row(d, around_it, i);
    made.has_parent = around_it.empty() || made.parent != no_index;
    made.stars = count_stars(at);
    made.in_job = is_within(at, d.job_at);
    made.inner_stars = static_cast<std::uint8_t>(made.in_job ? made.stars - o.job_stars : made.stars);
    const json_type around = made.parent == no_index ? d.root : d.members[made.parent].type;
    made.is_element = overlaps(around, json_type::array);
}

[[nodiscard]] constexpr outline outline_of(const declaration& d) noexcept {
    outline o;
    o.member_count = count_of(d.members);
    o.word_count = count_of(d.words);
    o.refinement_count = count_of(d.refine);
    o.job_stars = count_stars(d.job_at);
    o.is_list = is_same(key_of(d.job_at), "*");
    for (std::size_t i = 0; i < o.member_count; ++i) {
        outline_member(o, d, i);
        if (d.members[i].role == role::status && o.status == no_index)
            o.status = static_cast<std::uint8_t>(i);
        if (is_same(d.members[i].at, d.job_at)) o.job = static_cast<std::uint8_t>(i);
    }
    return o;
}

} // namespace jobpoll::inline v0::detail

#endif
