// jobpoll: one vendor URL's documented contract, checked and compiled.
#ifndef JOBPOLL_CONTRACT_ENDPOINT_HPP
#define JOBPOLL_CONTRACT_ENDPOINT_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/tables.hpp>

namespace jobpoll::inline v0 {

namespace detail {
struct endpoint_compiler;
} // namespace detail

/// A valid declaration, compiled into the tables of the reader.
///
/// `declare` makes one, as an `inline constexpr` variable; `parse_contract` makes one at run time.
/// *Lifetime*: the texts are those of the declaration, and results of reading point into it.
struct endpoint {
    std::string_view name{};
    std::string_view vendor{};
    std::string_view source{};
    std::string_view checked{};
    std::string_view job_at{};
    json_type root = json_type::object;
    bool closed = false;
    bool open_vocabulary = false;
    bool fold_case = false;
    std::uint64_t fingerprint = 0; ///< changes with every fact that could change a decision
    std::uint64_t fingerprint_without_words =
        0; ///< the fingerprint in snapshots, without the words: a new word affects later replies only
    milliseconds retention{};
    cadence_row cadence[4]{};
    request_quota quota[3]{};
    request_form request{};
    accepted_reply accepted{};
    status_code_row status_codes[12]{};
    error_reply errors[4]{};
    const endpoint* alternative = nullptr;
    const endpoint* list = nullptr;
    const endpoint* items_of = nullptr;
    /// The rows; after the last one a row for undeclared members, and one for elements that are only counted.
    endpoint_member members[detail::member_limit + 2]{};
    detail::shape shape{};

    /// The rows that are declared.
    [[nodiscard]] constexpr std::span<const endpoint_member> rows() const noexcept {
        return {members, shape.member_count};
    }

    /// The status words.
    [[nodiscard]] constexpr std::span<const detail::shape_word> words() const noexcept {
        return {shape.words, shape.word_count};
    }

private:
    constexpr endpoint() noexcept = default;
    friend struct detail::endpoint_compiler;
};
static_assert(sizeof(endpoint) <= 8192);

namespace detail {

inline constexpr std::size_t undeclared_row = member_limit;
inline constexpr std::size_t counted_row = member_limit + 1;

/// The range of a member that has one.
[[nodiscard]] constexpr const number_range& range_of(const endpoint& e, const endpoint_member& m) noexcept {
    return e.shape.ranges[m.range];
}

/// The member of `node` with this key, or the row for undeclared members.
[[nodiscard]] inline const endpoint_member& find_member(const endpoint& e, const shape_node& node,
                                                        std::string_view key, bool is_roomy) noexcept {
    const std::uint8_t* const buckets = e.shape.buckets + node.buckets_at;
    for (std::size_t slot = key_hash(key, node.multiplier);; ++slot) {
        const std::uint8_t index = buckets[slot & node.slot_mask];
        if (index == no_index) return e.members[undeclared_row];
        if (is_key(e.members[index], key, is_roomy)) return e.members[index];
    }
}

} // namespace detail

/// What a cadence says where nothing is documented.
inline constexpr cadence_row no_cadence{};

/// The cadence that the vendor documents for a phase.
///
/// The row of the phase itself, else that of running (every phase in which the job is active), else zeros:
/// nothing is documented.
[[nodiscard]] constexpr const cadence_row& documented_cadence(const endpoint& e, phase p) noexcept {
    const auto at = static_cast<std::size_t>(p);
    // A report that was filled by hand may have a phase that there is not.
    const std::uint8_t row = e.shape.cadence_of[at < phase_count ? at : 0];
    return row == detail::no_index ? no_cadence : e.cadence[row];
}

} // namespace jobpoll::inline v0

#endif
