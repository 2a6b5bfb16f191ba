#include "scaffold_json.hpp"

#include <algorithm>

#include <boost/json/parser.hpp>

#include "files.hpp"

namespace companion {

namespace json = boost::json;

namespace {

// The place of a byte as an editor has it. A value that ends too early is reported where the text ends.
failure not_json(const std::string& name, std::string_view text, std::size_t at, const std::string& what) {
    const std::string_view before = text.substr(0, at);
    const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    const std::size_t line_start = before.rfind('\n') + 1; // 0 where there is none
    const std::string column = std::to_string(at - line_start + 1);
    return bad_line({name, line}, "not JSON at byte " + column + " of the line: " + what);
}

} // namespace

json_file read_json_file(const std::string& path) {
    input_file file{path};
    const std::string name = file.place().file;
    const std::string text = file.read_all();
    json::parse_options options;
    options.max_depth = 256; // schemas nest twice as deep as what they describe
    json::parser parser{{}, options};
    boost::system::error_code error;
    const std::size_t size = parser.write_some(text.data(), text.size(), error);
    if (!error && size == text.size()) return {name, text, parser.release()};
    std::string what = error ? error.message() : "something follows the JSON value";
    if (text.starts_with("openapi:") || text.find("\nopenapi:") != std::string::npos)
        what += " (this looks like YAML: turn it into JSON first)";
    throw not_json(name, text, size, what);
}

const json::value* member_of(const json::value& value, std::string_view name) {
    const json::object* object = value.if_object();
    return object == nullptr ? nullptr : object->if_contains(json::string_view{name.data(), name.size()});
}

std::string_view string_in(const json::value& value, std::string_view name) {
    const json::value* found = member_of(value, name);
    return found != nullptr && found->is_string() ? text_of(found->get_string()) : std::string_view{};
}

std::string pointer_step(std::string_view key) {
    std::string text = "/";
    for (const char c : key)
        text += c == '~' ? std::string{"~0"} : c == '/' ? std::string{"~1"} : std::string(1, c);
    return text;
}

} // namespace companion
