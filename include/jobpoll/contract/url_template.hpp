// jobpoll: places such as `{id}` in URLs and bodies, filled in.
#ifndef JOBPOLL_CONTRACT_URL_TEMPLATE_HPP
#define JOBPOLL_CONTRACT_URL_TEMPLATE_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include <jobpoll/contract/polling_rules.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::string_view hexadecimal_digits = "0123456789ABCDEF";

/// *Source*: RFC 3986, section 2.3.
[[nodiscard]] constexpr bool is_unreserved(char c) noexcept {
    return is_name_character(c) || c == '.' || c == '~';
}

/// *Source*: RFC 3986, section 2.2.
inline constexpr std::string_view reserved_characters = ":/?#[]@!$&'()*+,;=";

/// Percent-encodes what may not stand in a URL, but for the characters of `kept`.
///
/// *Source*: RFC 3986, section 2.1; RFC 6570, section 3.2.3, for `{+name}`.
inline void append_percent_encoded(std::string& to, std::string_view text, std::string_view kept) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(c) || kept.find(c) != std::string_view::npos)
            to.push_back(c);
        else
            to.append({'%', hexadecimal_digits[byte >> 4], hexadecimal_digits[byte & 15]});
    }
}

/// The contents of a JSON string.
///
/// *Source*: RFC 8259, section 7.
inline void append_json_escaped(std::string& to, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            to.append({'\\', c});
        else if (byte < 0x20)
            (to += "\\u00").append({hexadecimal_digits[byte >> 4], hexadecimal_digits[byte & 15]});
        else
            to.push_back(c);
    }
}

/// Whether a text keeps its place as a path segment: no encoding protects `.` and `..`.
///
/// *Source*: RFC 3986, section 5.2.4.
[[nodiscard]] constexpr bool can_be_segment(std::string_view text) noexcept {
    return !text.empty() && text != "." && text != "..";
}

/// Whether every segment of a text that keeps its slashes does.
[[nodiscard]] constexpr bool can_be_segments(std::string_view text) noexcept {
    for (;;) {
        const std::size_t slash = text.find('/');
        if (!can_be_segment(text.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        text.remove_prefix(slash + 1);
    }
}

/// One place of a template, and the text before it.
struct place {
    std::string_view before;
    std::string_view name; ///< empty where there is no place left
    bool keeps_reserved = false;
};

/// Takes the text up to the first place, and the place, off the front of a template.
[[nodiscard]] constexpr place take_place(std::string_view& text) noexcept {
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const std::size_t end = end_of_place(text, at);
        if (end == at) continue;
        const bool keeps = text[at + 1] == '+';
        const std::size_t name = at + (keeps ? 2 : 1);
        const place found{text.substr(0, at), text.substr(name, end - 1 - name), keeps};
        text.remove_prefix(end);
        return found;
    }
    const place rest{text, {}, false};
    text = {};
    return rest;
}

} // namespace jobpoll::inline v0::detail

#endif
