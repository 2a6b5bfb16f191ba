// jobpoll: the text form of a UUID.
#ifndef JOBPOLL_READING_UUID_HPP
#define JOBPOLL_READING_UUID_HPP

#include <cstddef>
#include <string_view>

#include <jobpoll/reading/block.hpp>

namespace jobpoll::inline v0::detail {

#if defined(JOBPOLL_HAS_BLOCKS)
// What may stand in each of the three blocks that cover a UUID: at 0, at 16 and at 20. No letter is from `.`
// to
// `-`, so that only the hyphen fits where one is due.
inline constexpr block_range digits_at_0{"00000000-0000-00", "99999999-9999-99"};
inline constexpr block_range letters_at_0{"aaaaaaaa.aaaa.aa", "ffffffff-ffff-ff"};
inline constexpr block_range digits_at_16{"00-0000-00000000", "99-9999-99999999"};
inline constexpr block_range letters_at_16{"aa.aaaa.aaaaaaaa", "ff-ffff-ffffffff"};
inline constexpr block_range digits_at_20{"000-000000000000", "999-999999999999"};
inline constexpr block_range letters_at_20{"aaa.aaaaaaaaaaaa", "fff-ffffffffffff"};

/// -1 for each of sixteen bytes that is one of a UUID's.
[[nodiscard]] inline block uuid_bytes(const char* at, const block_range& digits,
                                      const block_range& letters) noexcept {
    const block text = load_block(at);
    return are_in_range(text, digits) | are_in_range(text | 0x20, letters);
}

/// Whether 36 bytes are a UUID.
[[nodiscard]] inline bool are_uuid_bytes(const char* at) noexcept {
    return are_all_true(uuid_bytes(at, digits_at_0, letters_at_0) &
                        uuid_bytes(at + 16, digits_at_16, letters_at_16) &
                        uuid_bytes(at + 20, digits_at_20, letters_at_20));
}
#else
[[nodiscard]] inline bool are_uuid_bytes(const char* at) noexcept {
    for (std::size_t i = 0; i < 36; ++i) {
        const char lower = static_cast<char>(at[i] | 0x20);
        const bool hex = (at[i] >= '0' && at[i] <= '9') || (lower >= 'a' && lower <= 'f');
        const bool hyphen_due = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen_due ? at[i] != '-' : !hex) return false;
    }
    return true;
}
#endif

/// Whether the text is a UUID: 8-4-4-4-12 hexadecimal digits, in either case.
///
/// *Source*: RFC 9562, section 4.
[[nodiscard]] inline bool is_uuid(std::string_view text) noexcept {
    return text.size() == 36 && are_uuid_bytes(text.data());
}

/// Whether a UUID is the all-zero one (RFC 9562, section 5.9).
[[nodiscard]] inline bool is_nil_uuid(std::string_view uuid) noexcept {
    return uuid[0] == '0' && uuid == "00000000-0000-0000-0000-000000000000";
}

} // namespace jobpoll::inline v0::detail

#endif
