#include "json_writer.hpp"

#include "printable.hpp"

namespace companion {

namespace {

void append_escape(std::string& to, char32_t value) {
    if (value > 0xFFFF) {
        append_escape(to, 0xD800 + ((value - 0x10000) >> 10));
        append_escape(to, 0xDC00 + ((value - 0x10000) & 0x3FF));
        return;
    }
    to += "\\u" + hexadecimal(value, 4);
}

} // namespace

void json_writer::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
}

json_writer& json_writer::open(char bracket) {
    separate();
    text_ += bracket;
    needs_comma_ = false;
    return *this;
}

json_writer& json_writer::close(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
    return *this;
}

json_writer& json_writer::raw(std::string_view json) {
    separate();
    text_ += json;
    return *this;
}

json_writer& json_writer::key(std::string_view name) {
    separate();
    quote(name);
    text_ += ':';
    needs_comma_ = false;
    return *this;
}

json_writer& json_writer::string(std::string_view value) {
    separate();
    quote(value);
    return *this;
}

json_writer& json_writer::string_or_null(std::string_view value) {
    return value.empty() ? null() : string(value);
}

json_writer& json_writer::number(std::int64_t value) {
    return raw(std::to_string(value));
}

json_writer& json_writer::offset(std::uint64_t value) {
    return raw(std::to_string(value));
}

json_writer& json_writer::number_or_null(std::optional<std::int64_t> value) {
    return value ? number(*value) : null();
}

json_writer& json_writer::thousandths(std::optional<std::int16_t> value) {
    if (!value) return null();
    std::string text = std::to_string(*value / 1000);
    if (*value % 1000 != 0) {
        text += '.' + std::to_string(1000 + *value % 1000).substr(1);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return raw(text);
}

void json_writer::quote(std::string_view value) {
    text_ += '"';
    while (!value.empty()) {
        const character c = first_character(value);
        if (!c.is_valid)
            append_escape(text_, 0xFFFD);
        else if (is_hidden(c.value))
            append_escape(text_, c.value);
        else if (c.value == '"' || c.value == '\\')
            (text_ += '\\') += value[0];
        else
            text_ += value.substr(0, c.size);
        value.remove_prefix(c.size);
    }
    text_ += '"';
}

} // namespace companion
