// jobpoll: names the reason why a body is not JSON: cut off, a page, compressed, a wrong escape.
#ifndef JOBPOLL_READING_SYNTAX_HPP
#define JOBPOLL_READING_SYNTAX_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/strip.hpp>
#include <jobpoll/words/error.hpp>

namespace jobpoll::inline v0::detail {

/// Where a text stops being JSON.
struct syntax_error {
    jobpoll::rule rule = rule::syntax;
    std::uint64_t offset = 0;
};

/// The text without the white space of JSON (RFC 8259, section 2) around it.
[[nodiscard]] constexpr std::string_view without_white_space(std::string_view text) noexcept {
    return strip<' ', '\t', '\r', '\n'>(text);
}

inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

[[nodiscard]] constexpr std::string_view without_byte_order_mark(std::string_view body) noexcept {
    return body.starts_with(byte_order_mark) ? body.substr(byte_order_mark.size()) : body;
}

/// Whether a body begins with one of some marks.
[[nodiscard]] constexpr bool begins_with_one_of(std::string_view body,
                                                std::initializer_list<std::string_view> marks) noexcept {
    for (const std::string_view mark : marks)
        if (body.starts_with(mark)) return true;
    return false;
}

/// Whether a body begins as gzip, zlib or Zstandard data does, also where a client took the bytes for Latin-1
/// or replaced those that are no UTF-8. No JSON text begins so.
///
/// *Source*: RFC 1952, section 2.3.1 (1F 8B); RFC 1950, section 2.2 (78 and a level); RFC 8878,
/// section 3.1.1.
[[nodiscard]] JOBPOLL_COLD constexpr bool is_compressed(std::string_view body) noexcept {
    return begins_with_one_of(body,
                              {"\x1f", "\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda", "\x78\xc2\x9c",
                               "\x78\xc3\x9a", "\x78\xef\xbf\xbd", "\x28\xb5\x2f\xfd", "\x28\xc2\xb5\x2f"});
}

/// Whether a body is UTF-16 or UTF-32: by its byte order mark, also where a client took that for Latin-1 or
/// replaced it, or by a NUL beside its first character, which is ASCII in any JSON text.
///
/// *Source*: RFC 8259, section 8.1; RFC 4627, section 3, for the pattern of the NULs.
[[nodiscard]] JOBPOLL_COLD constexpr bool is_utf_16(std::string_view body) noexcept {
    if (body.size() < 2) return false;
    return begins_with_one_of(body, {"\xff\xfe", "\xfe\xff", "\xc3\xbf\xc3\xbe", "\xc3\xbe\xc3\xbf",
                                     "\xef\xbf\xbd\xef\xbf\xbd"}) ||
           (body[0] == '\0') != (body[1] == '\0') ||
           (body.size() >= 4 && body[0] == '\0' && body[1] == '\0' && (body[2] != '\0' || body[3] != '\0'));
}

/// What the parser said of the place where it stopped.
struct parser_stop {
    bool incomplete = false;
    bool too_deep = false;
    bool trailing = false;
    bool lone_surrogate = false; ///< at an escape for a surrogate that is not the other half of one before it
};

/// Whether the parser stopped at bytes that are no UTF-8.
[[nodiscard]] constexpr bool is_about_bytes(std::string_view body, std::size_t at) noexcept {
    return at < body.size() && static_cast<unsigned char>(body[at]) >= 0x80;
}

/// Whether the parser stopped because no escape follows one for a leading surrogate. The parser has no error
/// of its own for this case.
[[nodiscard]] constexpr bool is_after_leading_surrogate(std::string_view body, std::size_t at) noexcept {
    const std::size_t end = at > 0 && body[at - 1] == '\\' ? at - 1 : at;
    if (end < 6) return false;
    const std::string_view escape = body.substr(end - 6, 6);
    return escape.substr(0, 2) == "\\u" && (escape[2] | 0x20) == 'd' &&
           std::string_view{"89abAB"}.find(escape[3]) != std::string_view::npos;
}

/// The error at `at`, where the parser stopped.
[[nodiscard]] JOBPOLL_COLD constexpr syntax_error name_syntax_error(std::string_view body, std::size_t at,
                                                                    parser_stop stop) noexcept {
    if (stop.trailing) return {rule::trailing_bytes, at}; // after a whole document
    const std::string_view text = without_white_space(body);
    if (text.empty()) return {rule::empty_body, 0};
    if (is_compressed(body)) return {rule::compressed, 0};
    if (is_utf_16(body)) return {rule::encoding, 0};
    if (text[0] == '<') return {rule::html, static_cast<std::uint64_t>(text.data() - body.data())};
    if (stop.incomplete || at == body.size()) return {rule::truncated, at};
    if (stop.too_deep) return {rule::depth, at};
    const bool unicode =
        stop.lone_surrogate || is_about_bytes(body, at) || is_after_leading_surrogate(body, at);
    return {unicode ? rule::unicode : rule::syntax, at};
}

/// Whether the first characters say that this is no JSON: nothing, the `<` of a page, compressed data,
/// another encoding. No parser is needed for that.
[[nodiscard]] constexpr bool is_refused_at_sight(std::string_view body) noexcept {
    if (body.size() > 1 && (body[0] == '{' || body[0] == '[') && body[1] != '\0') return false;
    const std::string_view text = without_white_space(body);
    return text.empty() || text[0] == '<' || is_compressed(body) || is_utf_16(body);
}

/// Whether a body is a text or a page, and does not begin as the object or array of a reply does.
[[nodiscard]] constexpr bool is_for_people(std::string_view body) noexcept {
    body = without_byte_order_mark(body);
    const std::string_view text = without_white_space(body);
    const bool begins = !text.empty() && (text[0] == '{' || text[0] == '[');
    return !begins && !is_compressed(body) && !is_utf_16(body);
}

/// Whether the first and the last character are the brackets of a document with this root. Where they are
/// not, there is none: it is something else, or it was cut off, or there is text behind its end.
[[nodiscard]] constexpr bool is_enclosed(std::string_view body, json_type root) noexcept {
    const auto is_between = [root](std::string_view text) {
        const bool is_object = root == json_type::object;
        return !text.empty() && text.front() == (is_object ? '{' : '[') &&
               text.back() == (is_object ? '}' : ']');
    };
    return is_between(body) || is_between(without_white_space(body)); // the first, nearly always
}

} // namespace jobpoll::inline v0::detail

#endif
