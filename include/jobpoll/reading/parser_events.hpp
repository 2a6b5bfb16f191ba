// jobpoll: the part of a parser's handler that is the same in all of them.
#ifndef JOBPOLL_READING_PARSER_EVENTS_HPP
#define JOBPOLL_READING_PARSER_EVENTS_HPP

#include <cstddef>
#include <string_view>

namespace jobpoll::inline v0::detail {

/// What the parser asks of a handler and no handler uses: limits of its own, the ends of the document,
/// comments, the pieces of numbers.
///
/// The parser's own types are template parameters, so that this file needs no Boost.
struct parser_events {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    bool on_document_begin(auto&) noexcept { return true; }
    bool on_document_end(auto&) noexcept { return true; }
    bool on_comment_part(std::string_view, auto&) noexcept { return true; }
    bool on_comment(std::string_view, auto&) noexcept { return true; }
    bool on_number_part(std::string_view, auto&) noexcept { return true; }
};

} // namespace jobpoll::inline v0::detail

#endif
