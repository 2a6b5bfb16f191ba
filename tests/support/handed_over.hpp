// A parser of valid JSON that hands every key and every string to a handler in the pieces that a test asks
// for.
#ifndef JOBPOLL_TESTS_SUPPORT_HANDED_OVER_HPP
#define JOBPOLL_TESTS_SUPPORT_HANDED_OVER_HPP

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// One character of a string, or one escape.
struct character {
    std::string text;    ///< decoded
    const char* written; ///< where it stands in the body
    bool is_escape;
};

/// One piece of a string: a part of the body, or of a buffer that dies after the call.
struct piece {
    std::string text;
    const char* in_body = nullptr; ///< where the body has the same text
};

/// How a string is cut: all but the last piece are parts. `end` is where its closing quote stands.
using cutting = std::vector<piece> (*)(const std::vector<character>& characters, const char* end);

/// The text of a code point in UTF-8.
inline std::string utf8_of(std::uint32_t point) {
    const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
    const auto next = [&](int shift) { return byte(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xc0 | point >> 6), next(0)};
    if (point < 0x10000) return {byte(0xe0 | point >> 12), next(6), next(0)};
    return {byte(0xf0 | point >> 18), next(12), next(6), next(0)};
}

/// Hands one document over, as boost::json::basic_parser does.
template <class Handler>
class handed_over {
public:
    handed_over(std::string_view body, cutting cut, Handler& handler)
        : at_{body.data()}, end_{body.data() + body.size()}, cut_{cut}, handler_{&handler} {
        handler_->on_document_begin(no_error_);
        value();
        handler_->on_document_end(no_error_);
    }

private:
    void value() {
        skip_space();
        switch (*at_) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return string();
        case 't':
        case 'f':
            handler_->on_bool(*at_ == 't', no_error_);
            at_ += *at_ == 't' ? 4 : 5;
            return;
        case 'n':
            handler_->on_null(no_error_);
            at_ += 4;
            return;
        default:
            return number();
        }
    }

    void object() {
        std::size_t count = 0;
        handler_->on_object_begin(no_error_);
        ++at_;
        for (skip_space(); *at_ != '}'; ++count) {
            key();
            skip_space();
            ++at_; // the colon
            value();
            skip_comma();
        }
        ++at_;
        handler_->on_object_end(count, no_error_);
    }

    void array() {
        std::size_t count = 0;
        handler_->on_array_begin(no_error_);
        ++at_;
        for (skip_space(); *at_ != ']'; ++count) {
            value();
            skip_comma();
        }
        ++at_;
        handler_->on_array_end(count, no_error_);
    }

    void key() {
        hand_over([this](auto... a) { handler_->on_key_part(a..., no_error_); },
                  [this](auto... a) { handler_->on_key(a..., no_error_); });
    }

    void string() {
        hand_over([this](auto... a) { handler_->on_string_part(a..., no_error_); },
                  [this](auto... a) { handler_->on_string(a..., no_error_); });
    }

    template <class Part, class Last>
    void hand_over(Part part, Last last) {
        const std::vector<character> characters = read_string();
        const std::vector<piece> pieces = cut_(characters, at_);
        ++at_;
        std::size_t size = 0;
        for (const piece& p : pieces) {
            // Of its own for each call, so that a view which is kept for longer reads freed memory.
            const std::vector<char> buffer(p.text.begin(), p.text.end());
            const char* const where = p.in_body != nullptr ? p.in_body : buffer.data();
            size += p.text.size();
            if (&p == &pieces.back())
                last(std::string_view{where, p.text.size()}, size);
            else
                part(std::string_view{where, p.text.size()}, size);
        }
    }

    /// The characters of the string at hand; it ends at the closing quote.
    std::vector<character> read_string() {
        std::vector<character> characters;
        for (++at_; *at_ != '"';) {
            const char* const from = at_;
            std::string text = *at_ == '\\' ? escape() : std::string{*at_++};
            characters.push_back({std::move(text), from, *from == '\\'});
        }
        return characters;
    }

    std::string escape() {
        const std::string_view names = "\"\\/bfnrtu";
        const std::string_view values = "\"\\/\b\f\n\r\t";
        const std::size_t which = names.find(at_[1]);
        at_ += 2;
        if (which < values.size()) return {values[which]};
        std::uint32_t point = four_digits();
        if (point >= 0xd800 && point < 0xdc00) {
            at_ += 2;
            point = 0x10000 + ((point - 0xd800) << 10) + (four_digits() - 0xdc00);
        }
        return utf8_of(point);
    }

    std::uint32_t four_digits() {
        std::uint32_t value = 0;
        std::from_chars(at_, at_ + 4, value, 16);
        at_ += 4;
        return value;
    }

    void number() {
        const char* const from = at_;
        while (at_ != end_ && std::string_view{"+-.eE0123456789"}.find(*at_) != std::string_view::npos)
            ++at_;
        const std::string_view text{from, static_cast<std::size_t>(at_ - from)};
        std::int64_t integer = 0;
        std::uint64_t positive = 0;
        if (is_all(from, integer))
            handler_->on_int64(integer, text, no_error_);
        else if (is_all(from, positive))
            handler_->on_uint64(positive, text, no_error_);
        else
            handler_->on_double(std::strtod(std::string{text}.c_str(), nullptr), text, no_error_);
    }

    /// Whether all of the number's text is an integer of this type.
    template <class Integer>
    bool is_all(const char* from, Integer& value) const {
        const auto [end, error] = std::from_chars(from, at_, value);
        return error == std::errc{} && end == at_;
    }

    void skip_space() {
        while (at_ != end_ && std::string_view{" \t\r\n"}.find(*at_) != std::string_view::npos)
            ++at_;
    }

    void skip_comma() {
        skip_space();
        if (*at_ == ',') ++at_;
        skip_space();
    }

    const char* at_;
    const char* end_;
    cutting cut_;
    Handler* handler_;
    int no_error_ = 0;
};

} // namespace support

#endif
