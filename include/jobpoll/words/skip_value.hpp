// jobpoll: the extent of one value in JSON text that is already known to be valid.
#ifndef JOBPOLL_WORDS_SKIP_VALUE_HPP
#define JOBPOLL_WORDS_SKIP_VALUE_HPP

#include <string_view>

namespace jobpoll::inline v0::detail {

/// The next character that is no white space, in text that was parsed.
[[nodiscard]] constexpr const char* skip_white_space(const char* at, const char* end) noexcept {
    while (at != end && static_cast<unsigned char>(*at) <= ' ')
        ++at;
    return at;
}

/// One past the closing quote of the string that starts at `at`.
[[nodiscard]] constexpr const char* skip_string(const char* at, const char* end) noexcept {
    for (++at; at != end && *at != '"'; ++at)
        if (*at == '\\' && at + 1 != end) ++at;
    return at == end ? end : at + 1;
}

/// One past the value that starts at `at`; the text was parsed before, so that only quotes and brackets
/// matter.
[[nodiscard]] constexpr const char* skip_value(const char* at, const char* end) noexcept {
    int depth = 0;
    while (at != end) {
        const char c = *at;
        if (c == '"') {
            at = skip_string(at, end);
            if (depth == 0) return at;
            continue;
        }
        const bool opens = c == '{' || c == '[';
        const bool closes = c == '}' || c == ']';
        if (depth == 0 && (closes || c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) return at;
        depth += (opens ? 1 : 0) - (closes ? 1 : 0);
        ++at;
        if (closes && depth == 0) return at;
    }
    return end;
}

/// The first character of the value whose key ends before `at` (at its closing quote).
[[nodiscard]] constexpr const char* value_after_key(const char* at, const char* end) noexcept {
    while (at != end && *at != ':')
        ++at;
    return at == end ? end : skip_white_space(at + 1, end);
}

} // namespace jobpoll::inline v0::detail

#endif
