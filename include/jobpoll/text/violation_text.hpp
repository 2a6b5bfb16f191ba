// jobpoll: violations in words for people and programs.
#ifndef JOBPOLL_TEXT_VIOLATION_TEXT_HPP
#define JOBPOLL_TEXT_VIOLATION_TEXT_HPP

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/json_pointer.hpp>

namespace jobpoll::inline v0 {

namespace detail {

inline void append_number(std::string& to, double value) {
    char digits[32];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// As many whole UTF-8 characters as fit into `size` bytes.
[[nodiscard]] constexpr std::string_view first_characters(std::string_view text, std::size_t size) noexcept {
    if (text.size() <= size) return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return text.substr(0, size);
}

/// `string or null`, `integer`, `string or array`.
[[nodiscard]] inline std::string describe_types(json_type types) {
    if (types == json_type::any) return "any value";
    std::string text;
    const bool number = contains(types, json_type::number);
    for (const json_type one : {json_type::boolean, json_type::integer, json_type::string, json_type::array,
                                json_type::object, json_type::null}) {
        if (!contains(types, one)) continue;
        if (!text.empty()) text += " or ";
        text += one == json_type::integer && number ? "number" : to_string(one);
    }
    return text;
}

[[nodiscard]] inline std::string describe_format(format f) {
    switch (f) {
    case format::uuid:
        return "a UUID";
    case format::uuid_not_nil:
        return "a UUID other than the all-zero one";
    case format::date_time:
        return "a date-time (RFC 3339)";
    case format::unix_seconds:
        return "seconds since 1970";
    case format::unix_milliseconds:
        return "milliseconds since 1970";
    case format::iso_8601:
        return "a date or date-time (ISO 8601)";
    case format::decimal:
        return "a number in a string";
    case format::none:
        break;
    }
    return "text";
}

/// The words that the member may have, in quotes.
[[nodiscard]] inline std::string describe_words(const endpoint& e, const endpoint_member& m) {
    std::string text;
    const auto add = [&text](std::string_view word) {
        if (word.empty()) return;
        text += text.empty() ? "one of \"" : ", \"";
        text += word;
        text += '"';
    };
    if (m.role == role::status)
        for (std::size_t i = 0; i < e.shape.word_count; ++i)
            add(e.shape.words[i].text());
    else
        for (std::size_t i = 0; i < m.text_count; ++i)
            add(e.shape.texts[m.first_text + i]);
    return text;
}

} // namespace detail

/// The JSON Pointer of a violation; empty for the document as a whole.
///
/// *Source*: RFC 6901. A missing member has the pointer that it would have.
[[nodiscard]] inline std::string pointer(const violation& v) {
    std::string text;
    std::size_t stars = 0;
    const auto append = [&](std::string_view at) {
        for (const char c : at) {
            if (c == '*')
                text += std::to_string(v.index[stars++]);
            else
                text.push_back(c);
        }
    };
    append(v.around);
    if (v.declared != nullptr) append(v.declared->at);
    if (!v.name.empty() || v.rule == rule::additional_properties) detail::append_token(text, v.name);
    return text;
}

/// What the contract expects where the rule was broken; empty where there is nothing more to say than the
/// rule itself.
///
/// `e` is the endpoint that the reply was read by.
[[nodiscard]] inline std::string expected(const endpoint& e, const violation& v) {
    if (v.rule == rule::root) return detail::describe_types(v.expected_root);
    if (v.declared == nullptr) return {};
    const endpoint_member& m = *v.declared;
    std::string text;
    switch (v.rule) {
    case rule::type:
        return detail::describe_types(m.allowed);
    case rule::enumeration:
    case rule::unknown_status:
        return detail::describe_words(e, m);
    case rule::format:
        return detail::describe_format(m.format);
    case rule::constant:
        return m.constant ? "true" : "false";
    case rule::minimum:
        text = "at least ";
        detail::append_number(text, detail::range_of(e, m).minimum);
        return text;
    case rule::maximum:
        text = "at most ";
        detail::append_number(text, detail::range_of(e, m).maximum);
        return text;
    default:
        return {};
    }
}

/// One sentence: what is wrong, what was expected and what was found; the vendor's text as it came, so escape
/// it before a terminal sees it.
[[nodiscard]] inline std::string describe(const endpoint& e, const violation& v) {
    constexpr std::size_t shown = 80;
    std::string text{rule_table[static_cast<std::size_t>(v.rule)].meaning};
    if (const std::string due = expected(e, v); !due.empty()) text += ": expected " + due;
    if (!v.found.empty()) {
        text += v.rule == rule::shape ? ": " : ", found ";
        const bool of_a_header = v.rule == rule::retry_after || v.rule == rule::date;
        const bool quoted = v.found_type == json_type::string || of_a_header;
        text += quoted ? "\"" : "";
        text += detail::first_characters(v.found, shown);
        text += v.found.size() > shown ? "..." : "";
        text += quoted ? "\"" : "";
    } else if (v.found_type != json_type::none) {
        text += ", found ";
        text += v.found_type == json_type::any ? std::string_view{"a single value"} : to_string(v.found_type);
    }
    return text;
}

} // namespace jobpoll::inline v0

#endif
