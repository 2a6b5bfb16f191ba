#include "scaffold_cpp.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "printable.hpp"

namespace companion {

using jobpoll::json_type;

namespace {

constexpr std::size_t longest_line = 110;

// Three digits, so that a digit after it is none of the escape's.
std::string octal(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    std::string text = "\\";
    for (const int shift : {6, 3, 0})
        text += static_cast<char>('0' + (value >> shift & 7));
    return text;
}

struct written_type {
    json_type type;
    std::string_view name;
};
constexpr written_type type_names[] = {
    {json_type::string, "string"},   {json_type::number, "number"}, {json_type::integer, "integer"},
    {json_type::boolean, "boolean"}, {json_type::object, "object"}, {json_type::array, "array"},
};

constexpr json_type all_but_null =
    json_type::string | json_type::number | json_type::boolean | json_type::object | json_type::array;

// In the order of the enumerations.
constexpr std::string_view role_names[] = {
    "none",        "id",        "status",       "kind",          "name",        "created",
    "started",     "finished",  "heartbeat",    "lease_expires", "total",       "completed",
    "succeeded",   "failed",    "skipped",      "progress",      "error_code",  "error_message",
    "result",      "hint",      "remaining",    "reason",        "reason_code", "expires",
    "retry_after", "time_left", "expected_end", "next_url",      "result_url",  "retryable"};
constexpr std::string_view format_names[] = {
    "none", "uuid", "uuid_not_nil", "date_time", "unix_seconds", "unix_milliseconds", "iso_8601", "decimal"};
constexpr std::string_view test_names[] = {"none",     "present", "absent",  "is_null",  "is_true", "is_set",
                                           "positive", "equals",  "differs", "is_false", "zero"};
constexpr std::string_view unit_names[] = {"none", "fraction", "percent", "ratio"};

constexpr std::string_view taken_names[] = {
    // of C++20
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl",
    "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype",
    "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern",
    "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new",
    "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected", "public",
    "register", "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static",
    "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local", "throw", "true",
    "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile",
    "wchar_t", "while", "xor", "xor_eq",
    // of the library and of the declaration
    "std", "jobpoll", "endpoint", "declaration", "declare", "declare_error_body", "role", "phase", "outcome",
    "format", "nulls", "json_type", "progress_unit", "test", "event", "fold", "main"};

} // namespace

std::string cpp_string(std::string_view text) {
    std::string literal = "\"";
    while (!text.empty()) {
        const character c = first_character(text);
        const bool is_shown = c.is_valid && !is_hidden(c.value);
        for (const char byte : text.substr(0, c.size)) {
            const bool is_trigraph = byte == '?' && literal.back() == '?';
            if (byte == '"' || byte == '\\' || is_trigraph) literal += '\\';
            literal += is_shown ? std::string(1, byte) : octal(byte);
        }
        text.remove_prefix(c.size);
    }
    return literal + '"';
}

std::string cpp_comment(std::size_t indentation, std::string_view text) {
    const std::string start = std::string(indentation, ' ') + "//";
    std::string comment;
    std::string line = start;
    const std::string safe = printable(text);
    const auto end_line = [&comment, &line, &start] {
        // A backslash, or the trigraph of one, would join the next line to the comment.
        if (line.ends_with('\\') || line.ends_with("?\?/")) line += '.';
        comment += line + '\n';
        line = start;
    };
    for (std::size_t begin = 0; begin < safe.size();) {
        const std::size_t end = std::min(safe.find(' ', begin), safe.size());
        const std::size_t size = end - begin;
        if (line.size() + 1 + size > longest_line && line != start) end_line();
        line += ' ' + safe.substr(begin, size);
        begin = end + 1;
    }
    end_line();
    return comment;
}

std::string cpp_types(json_type types) {
    if (contains(types, all_but_null)) return "json_type::any";
    std::string text;
    for (const written_type& row : type_names) {
        if (!contains(types, row.type)) continue;
        if (row.type == json_type::integer && contains(types, json_type::number)) continue;
        text += (text.empty() ? "json_type::" : " | json_type::") + std::string{row.name};
    }
    return text.empty() ? "json_type::any" : text;
}

std::string_view name_of(jobpoll::role value) noexcept {
    return role_names[static_cast<std::size_t>(value)];
}
std::string_view name_of(jobpoll::format value) noexcept {
    return format_names[static_cast<std::size_t>(value)];
}
std::string_view name_of(jobpoll::test value) noexcept {
    return test_names[static_cast<std::size_t>(value)];
}
std::string_view name_of(jobpoll::progress_unit value) noexcept {
    return unit_names[static_cast<std::size_t>(value)];
}

std::string cpp_number(double number) {
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), number).ptr;
    return {std::begin(text), end};
}

bool is_good_name(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (name.empty() || !is_letter(name[0]) || name[0] == '_') return false;
    if (name.find("__") != std::string_view::npos) return false;
    if (!std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || is_digit(c); }))
        return false;
    return std::find(std::begin(taken_names), std::end(taken_names), name) == std::end(taken_names);
}

} // namespace companion
