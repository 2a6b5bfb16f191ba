#include "json_line.hpp"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/parser.hpp>

#include <jobpoll/words/job.hpp>

#include "printable.hpp"

namespace companion {

namespace {

namespace json = boost::json;

// Bodies may be as deep as the library reads (32) and deeper, so that it can say so; the bytes of a raw body
// are the vendor's, UTF-8 or not.
json::parse_options line_options() {
    json::parse_options options;
    options.max_depth = 64;
    options.allow_invalid_utf8 = true;
    return options;
}

json::value parse(std::string_view text, const line_place& place) {
    json::parser parser{{}, line_options()};
    boost::system::error_code error;
    const std::size_t size = parser.write_some(text.data(), text.size(), error);
    if (!error && size == text.size()) return parser.release();
    const std::string what = error ? error.message() : "something follows the JSON value";
    throw bad_line(place, "not JSON at byte " + std::to_string(size + 1) + ": " + what);
}

std::string_view kind_of(const json::value& value) {
    constexpr std::string_view kinds[] = {"null",     "a boolean", "an integer", "an integer",
                                          "a number", "a string",  "an array",   "an object"};
    return kinds[static_cast<std::size_t>(value.kind())];
}

std::string token(std::string_view key) {
    std::string text = "/";
    for (const char c : key)
        text += c == '~' ? std::string{"~0"} : c == '/' ? std::string{"~1"} : std::string(1, c);
    return text;
}

// Steps through the top level of an object that is known to be valid.
class member_walker {
public:
    explicit member_walker(std::string_view text) : text_{text}, next_{text.find('{') + 1} {}

    [[nodiscard]] bool next() {
        next_ = text_.find_first_not_of(" \t\r\n,", next_);
        if (text_[next_] == '}') return false;
        const std::string_view spelling = take_value();
        const json::value decoded =
            json::parse(json::string_view{spelling.data(), spelling.size()}, {}, line_options());
        key.assign(decoded.as_string().data(), decoded.as_string().size());
        next_ = text_.find_first_not_of(" \t\r\n:", next_);
        value = take_value();
        return true;
    }

    std::string key;
    std::string_view value;

private:
    std::string_view take_value() {
        const std::string_view taken =
            jobpoll::json_text{text_.data() + next_, text_.data() + text_.size()}.text();
        next_ += taken.size();
        return taken;
    }

    std::string_view text_;
    std::size_t next_;
};

} // namespace

json_line::json_line(std::string_view text, const line_place& place) : text_{text}, place_{place} {
    json::value value = parse(text, place);
    if (!value.is_object())
        throw bad_line(place, "must be a JSON object, not " + std::string{kind_of(value)});
    members_ = std::move(value.as_object());
}

failure json_line::wrong(std::string_view pointer, const std::string& what) const {
    return bad_line(place_, printable(pointer, 80) + (pointer.empty() ? "" : ": ") + what);
}

void json_line::allow(std::initializer_list<std::string_view> names) const {
    for (const auto& member : members_) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(names.begin(), names.end(), key) == names.end())
            throw wrong(token(key), "unknown member");
    }
}

const json::value* json_line::find(std::string_view name) const {
    return members_.if_contains(json::string_view{name.data(), name.size()});
}

std::int64_t json_line::whole_number(std::string_view name, std::int64_t lowest, std::int64_t highest,
                                     std::int64_t otherwise) const {
    const json::value* value = find(name);
    if (value == nullptr) return otherwise;
    const std::int64_t* number = value->if_int64();
    if (number != nullptr && *number >= lowest && *number <= highest) return *number;
    const bool is_integer = number != nullptr || value->is_uint64();
    throw wrong(token(name), "must be an integer from " + std::to_string(lowest) + " to " +
                                 std::to_string(highest) + ", not " +
                                 (is_integer ? raw_text(name) : std::string{kind_of(*value)}));
}

bool json_line::flag(std::string_view name) const {
    const json::value* value = find(name);
    if (value != nullptr && (!value->is_bool() || !value->as_bool()))
        throw wrong(token(name), "must be true");
    return value != nullptr;
}

std::string json_line::string(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return {};
    if (!value->is_string())
        throw wrong(token(name), "must be a string, not " + std::string{kind_of(*value)});
    return {value->as_string().data(), value->as_string().size()};
}

std::string json_line::raw_text(std::string_view name) const {
    std::string_view last;
    for (member_walker walker{text_}; walker.next();)
        if (walker.key == name) last = walker.value;
    return std::string{last};
}

} // namespace companion
