// jobpoll: why a body is not JSON, in a word that helps.
#ifndef JOBPOLL_DETAIL_SYNTAX_HPP
#define JOBPOLL_DETAIL_SYNTAX_HPP

#include <cstddef>
#include <string_view>

#include <jobpoll/read.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::string_view json_white_space = " \t\r\n";

/// What the parser said of the place where it stopped.
struct parser_stop {
    bool incomplete = false;
    bool too_deep = false;
    bool trailing = false;
};

/// Whether the parser stopped at bytes that are no UTF-8, or at an escape that stands for half a character.
[[nodiscard]] constexpr bool is_about_unicode(std::string_view body, std::size_t at) noexcept {
    if (at < body.size() && static_cast<unsigned char>(body[at]) >= 0x80) return true;
    const std::size_t from = at < 12 ? 0 : at - 12;
    const std::string_view before = body.substr(from, at - from);
    const std::size_t escape = before.rfind("\\u");
    return escape != std::string_view::npos && escape + 3 < before.size() &&
           (before[escape + 2] | 0x20) == 'd' && before[escape + 3] >= '8' &&
           before.find('"', escape) == std::string_view::npos;
}

/// The error at `at`, where the parser stopped.
[[nodiscard]] constexpr syntax_error name_syntax_error(std::string_view body, std::size_t at,
                                                       parser_stop stop) noexcept {
    const std::size_t first = body.find_first_not_of(json_white_space);
    if (first == std::string_view::npos) return {rule::empty_body, 0};
    if (body.substr(0, 3) == "\xef\xbb\xbf") return {rule::byte_order_mark, 0};
    if (body[first] == '<') return {rule::html, first};
    if (stop.trailing) return {rule::trailing_bytes, at};
    if (stop.incomplete) return {rule::truncated, at};
    if (stop.too_deep) return {rule::depth, at};
    return {is_about_unicode(body, at) ? rule::unicode : rule::syntax, at};
}

} // namespace jobpoll::inline v0::detail

#endif
