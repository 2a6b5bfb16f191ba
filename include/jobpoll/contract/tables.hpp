// jobpoll: the compiled form of a declaration: one row a member, one node an object or array, one bit a
// condition.
#ifndef JOBPOLL_CONTRACT_TABLES_HPP
#define JOBPOLL_CONTRACT_TABLES_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/key_words.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0 {

namespace detail {

inline constexpr std::size_t member_limit = 48;
inline constexpr std::size_t word_limit = 48;
inline constexpr std::size_t refinement_limit = 24;
inline constexpr std::size_t node_limit = 16;
inline constexpr std::size_t slot_limit = 208;
inline constexpr std::size_t atom_limit = 64;
inline constexpr std::size_t text_limit = 96;
inline constexpr std::size_t range_limit = 16;

/// What the reader does with a string of a member, decided once per row. All but `type_only` and `check` are
/// for rows that ask nothing else of a string.
enum class string_use : std::uint8_t {
    type_only, ///< its text is not read
    json,      ///< its text is not read, but its JSON text goes to the job
    keep,      ///< its text goes to the job
    uuid,      ///< it is checked, and its text goes to the job
    date_time, ///< it is checked, and its moment goes to the job
    status,
    word,       ///< it is one of the listed words, and its text goes to the job
    row_by_row, ///< several of these, or conditions: row by row
};

/// The same for a number.
enum class number_use : std::uint8_t {
    row_by_row,
    count,         ///< an integer goes to the job, and no more is asked of it
    watched_count, ///< the same, and a refinement looks at it
    progress,      ///< it goes to the job, and its range is that of progress
};

/// What progress is where all is done, in the unit of its member.
[[nodiscard]] constexpr int all_of(progress_unit unit) noexcept {
    return unit == progress_unit::fraction ? 1 : 100;
}

} // namespace detail

/// One member of a contract, compiled: the columns of its row, and what the reader needs while a body goes
/// by.
///
/// `at` is the pointer of the row; below the job of another endpoint (`items_of`) it is relative to the
/// element.
struct alignas(64) endpoint_member {
    std::string_view at{};
    std::uint64_t head = 0; ///< the first eight bytes of the key
    std::uint64_t mask = 0; ///< which of them count
    std::uint64_t bit = 0;  ///< its own one in the sets of members
    std::uint16_t key_size = 0xffff;
    json_type allowed = json_type::none;
    json_type tolerated = json_type::none;
    json_type idle = json_type::none;  ///< types of which nothing is asked but that they are allowed
    json_type opens = json_type::none; ///< what goes on in `child` at once
    jobpoll::role role = jobpoll::role::none;
    jobpoll::format format = jobpoll::format::none;
    detail::string_use use = detail::string_use::type_only;
    detail::number_use numbers = detail::number_use::row_by_row;
    std::uint8_t index = detail::no_index; ///< its own number
    std::uint8_t field = 0;                ///< which text, moment or count of the job it fills
    std::uint8_t child = detail::no_index; ///< the node that its object or array opens
    std::uint8_t to_next = 0;              ///< how far on the member is that the document lists after it
    std::uint8_t first_atom = 0;
    std::uint8_t atom_count = 0;
    std::uint8_t range = detail::no_index;
    std::uint8_t first_text = 0; ///< of `one_of`
    std::uint8_t text_count = 0;
    std::uint8_t idle_booleans : 2 = 0; ///< as `idle`, of false (bit 0) and true (bit 1)
    nulls null : 2 = nulls::forbidden;
    nulls blank : 2 = nulls::forbidden;
    bool folds : 1 = false; ///< `fold::all_finished`
    bool may_go_back : 1 = false;
    bool required : 1 = false;
    bool needed : 1 = false;
    bool closed : 1 = false;
    bool has_constant : 1 = false;
    bool constant : 1 = false;
    bool keeps_json : 1 = false;   ///< its JSON text goes to the job
    bool has_null : 1 = false;     ///< null is one of its declared types
    bool of_items : 1 = false;     ///< a row of the endpoint in `items_of`
    bool is_ranked : 1 = false;    ///< several values may fill the same field of the job
    bool adds_up : 1 = false;      ///< several counts add up in the same field of the job
    bool is_captured : 1 = false;  ///< a refinement may choose the element whose value counts
    bool leads_to_job : 1 = false; ///< the place of the job, or an object or array around it
};
static_assert(sizeof(endpoint_member) == 64, "one cache line");

namespace detail {

/// One object or array that the contract describes.
struct shape_node {
    std::uint64_t own = 0;             ///< the members of this object, one bit each
    std::uint64_t due = 0;             ///< those of them that are required or needed
    std::uint64_t element_atoms = 0;   ///< the conditions that are asked of each element
    std::uint32_t items = 0;           ///< the documented length of an array
    std::uint8_t opened_by = no_index; ///< the member whose value it is; none for the root
    std::uint8_t first = no_index;     ///< the member that the document lists first
    std::uint8_t element = no_index;   ///< an array's row for its elements
    std::uint8_t buckets_at = 0;       ///< open addressing by `key_hash`; `no_index` ends a chain
    std::uint8_t slot_mask = 0;
    std::uint8_t multiplier = 1;
    bool is_array : 1 = false;
    bool closed : 1 = false;
    bool is_job : 1 = false;
    bool is_plain : 1 = false;     ///< an object with nothing to do but, perhaps, to be closed
    bool first_only : 1 = false;   ///< the element's row is `0`
    bool has_star : 1 = false;     ///< the element's row is `*`
    bool is_watched : 1 = false;   ///< something is done at the end of each element
    bool folds : 1 = false;        ///< the elements have the statuses that are folded
    bool captures : 1 = false;     ///< the elements have values of which a refinement may choose
    bool leads_to_job : 1 = false; ///< the job, or an object or array around it
};

/// One test of one member. `absent` is the opposite of `present`, and has none.
struct shape_atom {
    std::uint8_t member = no_index;
    test is = test::none;
    std::uint8_t first_text = 0;
    std::uint8_t text_count = 0;
};

/// A condition: the number of an atom, and whether the atom must not hold.
struct shape_condition {
    std::uint8_t atom = no_index;
    bool negated = false;

    friend constexpr bool operator==(const shape_condition&, const shape_condition&) noexcept = default;
};

/// The conditions of one refinement that one and the same element has to satisfy.
struct condition_group {
    std::uint8_t node = no_index; ///< the array
    std::uint8_t conditions = 0;  ///< which ones of the refinement, one bit each
    std::uint8_t refinement = 0;
};

struct shape_refinement {
    shape_condition when[3]{};
    std::uint8_t word = word_place::any;
    std::uint8_t plain = 0; ///< which conditions are in no group, one bit each
    std::uint8_t first_group = 0;
    std::uint8_t group_count = 0;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    jobpoll::over over = over::any;
    event means = no_event;
};

/// One status word. Its refinements are one bit each.
struct shape_word {
    std::uint64_t head = 0;
    const char* text_at = nullptr;
    std::uint16_t size = 0;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    // All of one type: the rule of Windows begins a new unit for a bit-field of another size.
    std::uint32_t refinements : 24 = 0;
    std::uint32_t means_number : 5 = 0;
    std::uint32_t is_prefix : 1 = 0;

    [[nodiscard]] constexpr std::string_view text() const noexcept { return {text_at, size}; }
    [[nodiscard]] constexpr event means() const noexcept {
        const std::uint32_t number = means_number;
        return static_cast<event>(number);
    }
};

/// Texts of `one_of` and of conditions.
struct text_pool {
    const char* at[text_limit]{};
    std::uint16_t sizes[text_limit]{};
    std::uint8_t count = 0;

    [[nodiscard]] constexpr std::string_view operator[](std::size_t i) const noexcept {
        return {at[i], sizes[i]};
    }
};

/// The tables that a reader walks.
struct shape {
    shape_node nodes[node_limit]{};
    shape_word words[word_limit]{};
    shape_atom atoms[atom_limit]{};
    shape_refinement refinements[refinement_limit]{};
    condition_group groups[refinement_limit]{};
    text_pool texts{};
    number_range ranges[range_limit]{};
    std::uint8_t buckets[slot_limit]{};
    std::uint32_t refined_unlisted = 0; ///< the refinements of a word that is not listed, one bit each
    std::uint32_t refined_absent = 0;   ///< those where there is none
    std::uint64_t kept_atoms = 0;       ///< the conditions of the list itself, not of one of its jobs
    std::uint8_t member_count = 0;
    std::uint8_t item_count = 0; ///< how many of them are of the endpoint in `items_of`: the first ones
    std::uint8_t node_count = 0;
    std::uint8_t atom_count = 0;
    std::uint8_t word_count = 0;
    std::uint8_t refinement_count = 0;
    std::uint8_t group_count = 0;
    std::uint8_t range_count = 0;
    std::uint8_t slots_used = 0;
    std::uint8_t root_node = 0;
    std::uint8_t job_node = 0;
    std::uint8_t id_member = no_index;
    std::uint8_t status_member = no_index;
    std::uint8_t finished_member = no_index;
    std::uint8_t message_member = no_index;
    std::uint8_t progress_member = no_index;
    std::uint8_t progress_part = no_index; ///< the first member that a ratio is made of
    std::uint8_t discriminator = no_index;
    shape_condition complete{};
    role progress_parts[4]{};
    progress_unit unit = progress_unit::none;
    event without_job = no_event;
    phase unsaid_phase = phase::unknown; ///< `phase_without_status`
    bool has_unsaid_phase : 1 = false;
    bool is_list : 1 = false;
    bool has_lease : 1 = false;
    bool has_prefix : 1 = false;  ///< some word is a prefix
    bool has_reason : 1 = false;  ///< a reason may become the job's error
    bool has_meaning : 1 = false; ///< some refinement means an event, also where there is no job
    bool defers : 1 = false;      ///< whether the job is missed is known at the end of the body
    bool folds : 1 = false;       ///< the status is folded
    bool captures : 1 = false;    ///< some refinement may choose the element whose values count
};

/// The first slot to look at for a key: its length and three of its bytes.
[[nodiscard]] constexpr std::size_t key_hash(std::string_view key, std::uint8_t multiplier) noexcept {
    const std::size_t size = key.size();
    if (size == 0) return 0;
    const auto byte = [at = key.data()](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(at[i]));
    };
    const std::size_t sum = size + byte(0) * 3 + byte(size / 2) * 7 + byte(size - 1);
    return sum * multiplier >> 3;
}

/// The key of a member: the end of its pointer.
[[nodiscard]] constexpr std::string_view key_of(const endpoint_member& m) noexcept {
    return {m.at.data() + (m.at.size() - m.key_size), m.key_size};
}

/// Whether the ends of `text` are those of the member's key, which is all of a key of up to 16 bytes; eight
/// bytes can be read at it.
[[nodiscard]] inline bool has_key_ends(const endpoint_member& m, std::string_view text) noexcept {
    if (text.size() != m.key_size || ((load_word(text.data()) ^ m.head) & m.mask) != 0) return false;
    return text.size() <= 8 || tail_of(text) == tail_of(m.at);
}

/// Whether `text` is the member's key; eight bytes can be read at it where it is `roomy`.
[[nodiscard]] inline bool is_key(const endpoint_member& m, std::string_view text, bool roomy) noexcept {
    if (!roomy || text.size() > 16) return text.size() == m.key_size && text == key_of(m);
    return has_key_ends(m, text);
}

} // namespace detail

} // namespace jobpoll::inline v0

#endif
