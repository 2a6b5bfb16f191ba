// jobpoll: saved lines of text, and texts of many lines: a word and a version, fields, a checksum.
#ifndef JOBPOLL_POLLING_SAVED_LINE_HPP
#define JOBPOLL_POLLING_SAVED_LINE_HPP

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint32_t snapshot_version = 2;

/// Writes fields with one space before each.
struct field_writer {
    std::string text;

    explicit field_writer(std::string_view word) : text{word} { text += std::to_string(snapshot_version); }

    template <class... Fields>
    void operator()(const Fields&... fields) {
        (write_number(to_number(fields)), ...);
    }
    void write_number(std::int64_t number) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        text.push_back(' ');
        text.append(digits, end);
    }
    /// A text is `=` and its bytes; those that are not printable, and `%`, are `%` and two digits.
    void write_text(std::string_view value) {
        constexpr char digits[] = "0123456789ABCDEF";
        text.append(" =");
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte > ' ' && byte < 0x7f && c != '%')
                text.push_back(c);
            else
                text.append({'%', digits[byte >> 4], digits[byte & 15]});
        }
    }
    void seal() { (*this)(fnv1a(text)); }
};

/// Writes a text of many lines, which `sink(bytes)` takes in pieces. The last line is `z` and the checksum of
/// everything before it.
template <class Sink>
struct sealed_text_writer : field_writer {
    Sink& sink;
    std::uint64_t checksum = fnv1a("");

    sealed_text_writer(std::string_view word, Sink& to) : field_writer{word}, sink{to} {}
    void flush() {
        checksum = fnv1a(text, checksum);
        sink(std::string_view{text});
        text.clear();
    }
    void seal() {
        flush();
        text.push_back('z');
        (*this)(checksum);
        text.push_back('\n');
        flush();
    }
};

/// Takes fields one after the other; `good` becomes false at the first text that is not one, and stays so.
struct field_reader {
    std::string_view rest;
    bool good = true;
    bool in_range = true; ///< every field has a value that is possible

    std::int64_t next() noexcept {
        std::int64_t value = 0;
        if (!good || rest.empty() || rest.front() != ' ') return refuse();
        const char* begin = rest.data() + 1;
        const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), value);
        if (error != std::errc{} || end == begin) return refuse();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    }
    /// Reads fields; a time is a moment, which may be negative.
    template <class... Fields>
    void operator()(Fields&... fields) noexcept {
        (read_field(fields), ...);
    }
    template <class Field>
    void read_field(Field& field) noexcept {
        const bool fits = from_number(field, next());
        in_range = in_range && (fits || std::is_same_v<Field, milliseconds>);
    }
    /// Takes a text where that is what comes next.
    [[nodiscard]] bool take(std::string_view expected) noexcept {
        const bool is_next = good && rest.starts_with(expected);
        if (is_next) rest.remove_prefix(expected.size());
        return is_next;
    }
    [[nodiscard]] std::string read_text() {
        std::string made;
        good = take(" =");
        const std::string_view text = good ? rest.substr(0, rest.find(' ')) : "";
        for (std::size_t i = 0; i < text.size() && good; ++i) {
            auto byte = static_cast<unsigned char>(text[i]);
            if (byte == '%') {
                const char* const digits = text.data() + i + 1;
                good = text.size() - i > 2 && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
                i += 2;
            }
            made.push_back(static_cast<char>(byte));
        }
        if (good) rest.remove_prefix(text.size());
        return made;
    }

private:
    std::int64_t refuse() noexcept {
        good = false;
        return 0;
    }
};

/// Reads the version after a word; what is behind it is in `rest` then. `other` where there is another word.
template <class Error>
[[nodiscard]] Error read_version(std::string_view text, std::string_view word, Error other,
                                 std::string_view& rest) noexcept {
    std::uint32_t version = 0;
    if (!text.starts_with(word)) return other;
    const char* const digits = text.data() + word.size();
    const auto [end, error] = std::from_chars(digits, text.data() + text.size(), version);
    if (error == std::errc::invalid_argument) return other;
    if (error != std::errc{} || version > snapshot_version) return Error::newer_version;
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (version == 0) return Error::damaged;
    return version == snapshot_version ? Error::none : Error::older_version;
}

/// Reads a line that a `field_writer` sealed; `read(fields)` takes what is between version and checksum.
template <class Error, class Reader>
[[nodiscard]] Error read_sealed(std::string_view text, std::string_view word, Error other, Reader&& read) {
    field_reader fields{};
    const Error refused = read_version(text, word, other, fields.rest);
    if (refused != Error::none) return refused;
    read(fields);
    const std::string_view summed = text.substr(0, text.size() - fields.rest.size());
    std::uint64_t checksum = 0;
    fields(checksum);
    const bool at_the_end = fields.rest.find_first_not_of(" -") == std::string_view::npos;
    if (!fields.good) return at_the_end ? Error::truncated : Error::damaged;
    if (!fields.rest.empty() || checksum != fnv1a(summed)) return Error::damaged;
    return fields.in_range ? Error::none : Error::out_of_range;
}

/// Reads version and checksum of what a `sealed_text_writer` wrote; what is between them is in `sealed` then.
template <class Error>
[[nodiscard]] Error read_sealed_text(std::string_view text, std::string_view word, Error other,
                                     std::string_view& sealed) noexcept {
    const Error refused = read_version(text, word, other, sealed);
    if (refused != Error::none) return refused;
    const std::size_t end = text.rfind("\nz");
    if (end == std::string_view::npos || text.back() != '\n') return Error::truncated;
    field_reader last{text.substr(end + 2)};
    std::uint64_t checksum = 0;
    last(checksum);
    if (!last.good || last.rest != "\n" || checksum != fnv1a(text.substr(0, end + 1))) return Error::damaged;
    sealed.remove_suffix(text.size() - end);
    return Error::none;
}

} // namespace jobpoll::inline v0::detail

#endif
