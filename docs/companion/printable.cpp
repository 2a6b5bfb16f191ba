#include "printable.hpp"

#include <algorithm>
#include <iterator>

namespace companion {

namespace {

struct character_range {
    char32_t first;
    char32_t last;
};

constexpr character_range hidden_ranges[] = {
    {0x00, 0x1F},       // C0 controls
    {0x7F, 0x9F},       // DEL and the C1 controls
    {0xAD, 0xAD},       // soft hyphen
    {0x61C, 0x61C},     // Arabic letter mark
    {0x180E, 0x180E},   // Mongolian vowel separator
    {0x200B, 0x200F},   // zero width, and marks of direction
    {0x2028, 0x202E},   // line and paragraph separators, embeddings and overrides
    {0x2060, 0x206F},   // word joiner, invisible operators, isolates
    {0xFEFF, 0xFEFF},   // byte order mark
    {0xFFF9, 0xFFFB},   // interlinear annotation
    {0xE0000, 0xE007F}, // tags
};

// What a first byte says: how many bytes follow, and the least value that needs so many.
struct lead {
    unsigned char mask;
    unsigned char bits;
    std::size_t following;
    char32_t least;
};

constexpr lead leads[] = {{0xE0, 0xC0, 1, 0x80}, {0xF0, 0xE0, 2, 0x800}, {0xF8, 0xF0, 3, 0x10000}};

bool is_scalar(char32_t value) {
    return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

std::string escaped(const character& c, unsigned char byte) {
    if (!c.is_valid || c.value < 0x80) return "\\x" + hexadecimal(c.is_valid ? c.value : byte, 2);
    if (c.value > 0xFFFF) return "\\U" + hexadecimal(c.value, 8);
    return "\\u" + hexadecimal(c.value, 4);
}

} // namespace

character first_character(std::string_view text) noexcept {
    const auto byte_at = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte_at(0);
    if (first < 0x80) return {first, 1, true};
    for (const lead& l : leads) {
        if ((first & l.mask) != l.bits) continue;
        if (text.size() <= l.following) return {};
        auto value = static_cast<char32_t>(first & ~l.mask);
        for (std::size_t i = 1; i <= l.following; ++i) {
            if ((byte_at(i) & 0xC0) != 0x80) return {};
            value = value << 6 | static_cast<char32_t>(byte_at(i) & 0x3F);
        }
        if (value < l.least || !is_scalar(value)) return {};
        return {value, l.following + 1, true};
    }
    return {};
}

bool is_hidden(char32_t value) noexcept {
    return std::any_of(std::begin(hidden_ranges), std::end(hidden_ranges),
                       [value](character_range r) { return value >= r.first && value <= r.last; });
}

std::string printable(std::string_view text) {
    return printable(text, std::string_view::npos);
}

std::string printable(std::string_view text, std::size_t at_most) {
    std::string safe;
    for (std::size_t shown = 0; !text.empty(); ++shown) {
        if (shown == at_most) return safe + "...";
        const character c = first_character(text);
        if (c.is_valid && !is_hidden(c.value))
            safe += text.substr(0, c.size);
        else
            safe += escaped(c, static_cast<unsigned char>(text[0]));
        text.remove_prefix(c.size);
    }
    return safe;
}

std::string one_line(std::string_view json) {
    std::string text;
    while (!json.empty()) {
        const std::size_t end = json.find_first_of("\r\n");
        text += json.substr(0, end);
        if (end == std::string_view::npos) break;
        const std::size_t next = json.find_first_not_of(" \t\r\n", end);
        if (next == std::string_view::npos) break;
        json.remove_prefix(next);
        text += ' ';
    }
    return text;
}

std::size_t width(std::string_view text) noexcept {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::string hexadecimal(char32_t value, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 4)
        text[i] = "0123456789abcdef"[value & 15];
    return text;
}

} // namespace companion
