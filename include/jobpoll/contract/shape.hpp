// jobpoll: a declaration's members as a tree that the reader walks: one node an object or array, one bit a
// member.
#ifndef JOBPOLL_CONTRACT_SHAPE_HPP
#define JOBPOLL_CONTRACT_SHAPE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/key_words.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint8_t no_index = 0xff;
inline constexpr std::size_t member_limit = 40;
inline constexpr std::size_t node_limit = 10;
inline constexpr std::size_t atom_limit = 24;
inline constexpr std::size_t slot_count = 64;

/// What there is to do with a string of a member, so that one look decides. All but `type_only` and `check`
/// are for rows that ask no more of a string than this.
enum class string_use : std::uint8_t {
    type_only, ///< nobody reads its text
    json,      ///< nobody does, but its JSON text goes to the job
    keep,      ///< its text goes to the job
    uuid,      ///< it is checked, and its text goes to the job
    date_time, ///< it is checked, and its moment goes to the job
    status,
    word,  ///< it is one of the listed words, and its text goes to the job
    check, ///< several of these, or conditions: row by row
};

/// The same for a number.
enum class number_use : std::uint8_t {
    check,
    count,         ///< an integer goes to the job, and no more is asked of it
    watched_count, ///< the same, and a refinement looks at it
    progress,      ///< it goes to the job, and its range is that of progress
};

/// What progress is where all is done, in the unit of its member.
[[nodiscard]] constexpr int all_of(progress_unit unit) noexcept {
    return unit == progress_unit::fraction ? 1 : 100;
}

/// What the reader needs of one member while a body goes by: one cache line.
///
/// Shapes: `idle` are the types of which nothing is asked but that they are allowed, `idle_booleans` the
/// same of false (bit 0) and true (bit 1), `opens` what goes on in `child` without further ado: so that most
/// values are done with one look.
struct alignas(64) shape_member {
    key_words key;
    std::uint64_t bit = 0; ///< its own one in the sets of members
    json_type idle = json_type::none;
    json_type allowed = json_type::none;
    json_type tolerated = json_type::none;
    json_type opens = json_type::none;
    std::uint8_t idle_booleans = 0;
    jobpoll::role role = jobpoll::role::none;
    jobpoll::format format = jobpoll::format::none;
    string_use use = string_use::type_only;
    number_use numbers = number_use::check;
    std::uint8_t index = no_index; ///< its own number
    std::uint8_t field = 0;        ///< which text, moment or count of the job it fills
    std::uint8_t child = no_index; ///< the node that its object or array opens
    std::uint8_t to_next = 0;      ///< how far on the member is that the document lists after it
    std::uint8_t first_atom = 0;
    std::uint8_t atom_count = 0;
    bool has_range = false;
    bool has_constant = false;
    bool keeps_json = false; ///< its JSON text goes to the job
};

/// One object or array that the contract describes.
struct shape_node {
    std::uint64_t own = 0;             ///< the members of this object, one bit each
    std::uint64_t due = 0;             ///< those of them that are required or needed
    std::uint8_t opened_by = no_index; ///< the member whose value it is; none for the root
    std::uint8_t first = member_limit; ///< the member that the document lists first
    std::uint8_t element = no_index;   ///< an array's row for its elements
    bool is_array = false;
    bool closed = false;
    bool is_job = false;
    bool is_exact = false; ///< an array that has a documented length
    bool is_plain = false; ///< none of these but, perhaps, closed
    std::uint8_t multiplier = 1;
    std::uint8_t slots[slot_count]{}; ///< open addressing by `key_hash`; `no_index` ends a chain
};

/// One test of one member that some refinement asks for.
struct shape_atom {
    std::uint8_t member = no_index;
    test is = test::none;
    std::string_view word;
};

/// A refinement as masks over the atoms.
struct shape_refinement {
    std::uint32_t must = 0;
    std::uint32_t must_not = 0;

    // What the word of a refinement is where it is not the number of a listed one.
    static constexpr std::int8_t any = -1;
    static constexpr std::int8_t unlisted = -2;
};

inline constexpr std::size_t word_limit = 24;

/// Which refinements are for a status word, one bit each: for every listed one, for one that is not listed,
/// and where there is none.
struct refinement_sets {
    std::uint16_t of_listed[word_limit]{};
    std::uint16_t of_unlisted = 0;
    std::uint16_t of_none = 0;
};

/// A declaration as the reader wants it.
struct shape {
    shape_member members[member_limit + 1]{};  ///< the last one is none: no key is its, and it asks nothing
    std::string_view keys[member_limit + 1]{}; ///< of the members, where comparing their ends is not enough
    shape_node nodes[node_limit]{};
    shape_atom atoms[atom_limit]{};
    shape_refinement refinements[16]{};
    refinement_sets refined{};
    key_words words[word_limit]{}; ///< the status words
    std::uint8_t member_count = 0;
    std::uint8_t node_count = 0;
    std::uint8_t atom_count = 0;
    std::uint8_t word_count = 0;
    std::uint8_t job_node = 0;
    std::uint8_t id_member = no_index;
    std::uint8_t status_member = no_index;
    std::uint8_t finished_member = no_index;
    std::uint8_t message_member = no_index;
    std::uint8_t progress_member = no_index;
    std::uint8_t progress_part = no_index; ///< the first member that a ratio is made of
    std::uint8_t ratio_fields[4]{};        ///< the counts of the job that a ratio is made of
    std::uint8_t ratio_field_count = 0;
    std::uint8_t discriminator = no_index;
    bool is_list = false;
    bool has_lease = false;
};

/// The first slot to look at for a key: its length and three of its bytes.
[[nodiscard]] constexpr std::size_t key_hash(std::string_view key, std::uint8_t multiplier) noexcept {
    const auto byte = [key](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(key[i]));
    };
    const std::size_t size = key.size();
    if (size == 0) return 0;
    const std::size_t sum = size + byte(0) * 3 + byte(size / 2) * 7 + byte(size - 1);
    return (sum * multiplier >> 3) % slot_count;
}

/// The member of `node` with this key, or the one that is none.
[[nodiscard]] inline const shape_member& find_member(const shape& tree, const shape_node& node,
                                                     std::string_view key, bool is_roomy) noexcept {
    std::size_t slot = key_hash(key, node.multiplier);
    while (node.slots[slot] != no_index) {
        const shape_member& met = tree.members[node.slots[slot]];
        if (is_key(met.key, tree.keys[met.index], key, is_roomy)) return met;
        slot = (slot + 1) % slot_count;
    }
    return tree.members[member_limit];
}

} // namespace jobpoll::inline v0::detail

#endif
