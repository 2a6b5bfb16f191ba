// jobpoll: a value of a body as JSON text, and its text where it is a string.
#ifndef JOBPOLL_WORDS_JSON_TEXT_HPP
#define JOBPOLL_WORDS_JSON_TEXT_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/words/skip_value.hpp>

namespace jobpoll::inline v0 {

/// A value of the body as the vendor sent it: JSON text that is neither copied nor read until it is
/// asked for.
///
/// *Lifetime*: a view that lives as long as the body. A string keeps its quotes and escapes; `decode` takes
/// them away.
class json_text {
public:
    constexpr json_text() noexcept = default;
    constexpr json_text(const char* begin, const char* end_of_body) noexcept
        : begin_{begin}, end_{end_of_body} {}

    [[nodiscard]] constexpr bool empty() const noexcept { return begin_ == end_; }

    /// The JSON text of the value; the cost is one look at each of its bytes.
    [[nodiscard]] constexpr std::string_view text() const noexcept {
        if (empty()) return {};
        return {begin_, static_cast<std::size_t>(detail::skip_value(begin_, end_) - begin_)};
    }

private:
    const char* begin_ = nullptr;
    const char* end_ = nullptr;
};

namespace detail {

[[nodiscard]] constexpr std::uint32_t hex_digits(std::string_view text) noexcept {
    std::uint32_t value = 0;
    for (const char c : text)
        value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

/// *Source*: RFC 3629, section 3.
inline void append_utf8(std::string& to, std::uint32_t code) {
    const auto put = [&to](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xc0 | code >> 6);
    } else {
        if (code < 0x10000) {
            put(0xe0 | code >> 12);
        } else {
            put(0xf0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3f));
        }
        put(0x80 | (code >> 6 & 0x3f));
    }
    put(0x80 | (code & 0x3f));
}

/// Appends the character of the escape at the front of `text` and takes the escape off.
///
/// *Source*: RFC 8259, section 7.
inline void take_escape(std::string_view& text, std::string& to) {
    constexpr std::string_view letters = "bfnrt";
    const std::size_t letter = letters.find(text[1]);
    if (text[1] != 'u') {
        to.push_back(letter == std::string_view::npos ? text[1] : "\b\f\n\r\t"[letter]);
        return text.remove_prefix(2);
    }
    std::uint32_t code = hex_digits(text.substr(2, 4));
    text.remove_prefix(6);
    if (code >= 0xd800 && code < 0xdc00) {
        code = 0x10000 + ((code - 0xd800) << 10) + (hex_digits(text.substr(2, 4)) - 0xdc00);
        text.remove_prefix(6);
    }
    append_utf8(to, code);
}

} // namespace detail

/// The text of a JSON string without its quotes and escapes; the JSON text of any other value; empty for
/// none.
///
/// *Source*: RFC 8259, section 7.
[[nodiscard]] inline std::string decode(const json_text& value) {
    std::string_view text = value.text();
    if (text.empty() || text.front() != '"') return std::string{text};
    std::string decoded;
    for (text = text.substr(1, text.size() - 2); !text.empty();) {
        if (text.front() == '\\') {
            detail::take_escape(text, decoded);
            continue;
        }
        decoded += text.substr(0, text.find('\\'));
        text.remove_prefix((std::min)(text.find('\\'), text.size()));
    }
    return decoded;
}

} // namespace jobpoll::inline v0

#endif
