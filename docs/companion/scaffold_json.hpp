// jobpoll, the program: a whole file as a JSON value, for `jobpoll scaffold`.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_JSON_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_JSON_HPP

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace companion {

/// A file that is one JSON value.
struct json_file {
    std::string name; ///< as it may be shown
    std::string text;
    boost::json::value value;
};

/// Reads a file, or standard input (`-`). *Errors*: a failure that names the file, the line and the byte.
[[nodiscard]] json_file read_json_file(const std::string& path);

[[nodiscard]] inline std::string_view text_of(const boost::json::string& s) noexcept {
    return {s.data(), s.size()};
}
[[nodiscard]] inline std::string_view text_of(boost::json::string_view s) noexcept {
    return {s.data(), s.size()};
}

/// The member of an object; null where there is none, or where the value is no object.
[[nodiscard]] const boost::json::value* member_of(const boost::json::value& value, std::string_view name);

/// The text of a member; empty where it is none.
[[nodiscard]] std::string_view string_in(const boost::json::value& value, std::string_view name);

/// A key as a step of a JSON Pointer (RFC 6901, section 3).
[[nodiscard]] std::string pointer_step(std::string_view key);

} // namespace companion

#endif
