// jobpoll: the tokens of JSON Pointers.
#ifndef JOBPOLL_WORDS_JSON_POINTER_HPP
#define JOBPOLL_WORDS_JSON_POINTER_HPP

#include <string>
#include <string_view>

namespace jobpoll::inline v0::detail {

/// Appends a key as a reference token of a JSON Pointer (RFC 6901, section 3).
inline void append_token(std::string& to, std::string_view key) {
    to.push_back('/');
    for (const char c : key) {
        if (c == '~')
            to += "~0";
        else if (c == '/')
            to += "~1";
        else
            to.push_back(c);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
