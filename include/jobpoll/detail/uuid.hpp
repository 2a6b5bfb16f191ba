// jobpoll: the text form of a UUID.
#ifndef JOBPOLL_DETAIL_UUID_HPP
#define JOBPOLL_DETAIL_UUID_HPP

#include <cstddef>
#include <string_view>

#include <jobpoll/detail/block.hpp>

namespace jobpoll::inline v0::detail {

#if defined(JOBPOLL_HAS_BLOCKS)
/// Where a hyphen is due in each of the three blocks that cover a UUID: at 0, at 16 and at 20.
inline constexpr block hyphens_at_0 = {0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0};
inline constexpr block hyphens_at_16 = {0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0};
inline constexpr block hyphens_at_20 = {0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

/// -1 for each byte that is a hyphen where one is due and a hexadecimal digit elsewhere.
[[nodiscard]] inline block uuid_bytes(const char* at, block hyphens) noexcept {
    const block text = load_block(at);
    const block lower = text | 0x20;
    const block digit = (text >= '0') & (text <= '9');
    const block letter = (lower >= 'a') & (lower <= 'f');
    return ((digit | letter) & ~hyphens) | ((text == '-') & hyphens);
}

/// Whether 36 bytes are a UUID.
[[nodiscard]] inline bool are_uuid_bytes(const char* at) noexcept {
    return are_all_negative(uuid_bytes(at, hyphens_at_0) & uuid_bytes(at + 16, hyphens_at_16) &
                            uuid_bytes(at + 20, hyphens_at_20));
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
/// Source: RFC 9562, section 4.
[[nodiscard]] inline bool is_uuid(std::string_view text) noexcept {
    return text.size() == 36 && are_uuid_bytes(text.data());
}

/// Whether a UUID is the all-zero one (RFC 9562, section 5.9).
[[nodiscard]] inline bool is_nil_uuid(std::string_view uuid) noexcept {
    return uuid[0] == '0' && uuid == "00000000-0000-0000-0000-000000000000";
}

} // namespace jobpoll::inline v0::detail

#endif
