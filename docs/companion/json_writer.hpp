// jobpoll, the program: JSON text, member after member; the same bytes on every compiler.
#ifndef JOBPOLL_COMPANION_JSON_WRITER_HPP
#define JOBPOLL_COMPANION_JSON_WRITER_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace companion {

/// Writes one JSON text.
///
/// Calls chain; commas are the writer's business, matching brackets the caller's. Hidden characters
/// are written as `\uXXXX`, a byte that is not UTF-8 as U+FFFD.
class json_writer {
public:
    json_writer& begin_object() { return open('{'); }
    json_writer& end_object() { return close('}'); }
    json_writer& begin_array() { return open('['); }
    json_writer& end_array() { return close(']'); }

    json_writer& key(std::string_view name);
    json_writer& string(std::string_view value);
    json_writer& string_or_null(std::string_view value); ///< null where it is empty
    json_writer& number(std::int64_t value);
    json_writer& offset(std::uint64_t value);
    json_writer& number_or_null(std::optional<std::int64_t> value);
    json_writer& boolean(bool value) { return raw(value ? "true" : "false"); }
    json_writer& null() { return raw("null"); }

    /// A fraction of one, given in thousandths, exactly: 450 is `0.45`; null where there is none.
    json_writer& thousandths(std::optional<std::int16_t> value);

    /// A value that is JSON text already.
    json_writer& raw(std::string_view json);

    // Members, key and value at once.
    json_writer& string(std::string_view name, std::string_view value) { return key(name).string(value); }
    json_writer& string_or_null(std::string_view name, std::string_view value) {
        return key(name).string_or_null(value);
    }
    json_writer& number(std::string_view name, std::int64_t value) { return key(name).number(value); }
    json_writer& number_or_null(std::string_view name, std::optional<std::int64_t> value) {
        return key(name).number_or_null(value);
    }
    json_writer& boolean(std::string_view name, bool value) { return key(name).boolean(value); }
    json_writer& thousandths(std::string_view name, std::optional<std::int16_t> value) {
        return key(name).thousandths(value);
    }
    json_writer& null(std::string_view name) { return key(name).null(); }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    json_writer& open(char bracket);
    json_writer& close(char bracket);
    void separate();
    void quote(std::string_view value);

    std::string text_;
    bool needs_comma_ = false;
};

} // namespace companion

#endif
