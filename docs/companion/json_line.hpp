// jobpoll, the program: one line of input as a JSON object.
#ifndef JOBPOLL_COMPANION_JSON_LINE_HPP
#define JOBPOLL_COMPANION_JSON_LINE_HPP

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "files.hpp"

namespace companion {

/// One object of a file of JSON lines.
///
/// *Lifetime*: keeps a view of the line. *Errors*: each is a failure that names the line and the JSON
/// Pointer.
class json_line {
public:
    json_line(std::string_view text, const line_place& place);

    /// Refuses every member that is not listed.
    void allow(std::initializer_list<std::string_view> names) const;

    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] const boost::json::value* find(std::string_view name) const;

    /// A whole number in the range, or `otherwise` where there is no such member.
    [[nodiscard]] std::int64_t whole_number(std::string_view name, std::int64_t lowest, std::int64_t highest,
                                            std::int64_t otherwise) const;
    /// Whether the member is there; it has to be `true` then.
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::string string(std::string_view name) const;

    /// The member as it is spelled in the line: the same bytes, so that nothing is lost on the way.
    [[nodiscard]] std::string raw_text(std::string_view name) const;

    /// The failure of this line; `pointer` is empty for the line as a whole.
    [[nodiscard]] failure wrong(std::string_view pointer, const std::string& what) const;

private:
    std::string_view text_;
    line_place place_;
    boost::json::object members_;
};

} // namespace companion

#endif
