// jobpoll: lines of a fleet at rest and of its journal: a letter, numbers, texts, and a checksum of
// everything up to there.
#ifndef JOBPOLL_FLEET_FLEET_TEXT_HPP
#define JOBPOLL_FLEET_FLEET_TEXT_HPP

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/machine/state_fields.hpp>
#include <jobpoll/polling/snapshot.hpp>

namespace jobpoll::inline v0::detail {

/// Writes lines.
///
/// Shapes: calls chain; one line is begun, filled and ended. A text is `=` and its bytes, those that are not
/// printable or are `%` as `%` and two digits.
class fleet_line_writer {
public:
    std::string text;

    fleet_line_writer& begin(char what) {
        text.push_back(what);
        return *this;
    }
    fleet_line_writer& operator()(std::int64_t value) {
        char digits[24];
        text.push_back(' ');
        text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
        return *this;
    }
    fleet_line_writer& mark(std::uint64_t value) { return (*this)(as_signed(value)); }
    fleet_line_writer& time(milliseconds value) { return (*this)(value.count()); }
    fleet_line_writer& word(std::string_view value) {
        constexpr char digits[] = "0123456789ABCDEF";
        text.append(" =");
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte > ' ' && byte < 0x7f && c != '%')
                text.push_back(c);
            else
                text.append({'%', digits[byte >> 4], digits[byte & 15]});
        }
        return *this;
    }
    void end() { text.push_back('\n'); }
};

/// Takes lines apart; `good` falls for good with the first that is not as asked for.
class fleet_line_reader {
public:
    std::string_view rest; ///< of the line
    bool good = true;

    [[nodiscard]] std::int64_t next() noexcept {
        std::int64_t value = 0;
        if (!good || rest.empty() || rest.front() != ' ') return fail();
        const char* begin = rest.data() + 1;
        const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), value);
        if (error != std::errc{}) return fail();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    }
    [[nodiscard]] std::uint64_t mark() noexcept { return as_unsigned(next()); }
    [[nodiscard]] milliseconds time() noexcept { return milliseconds{next()}; }

    /// A number from 0 to `most`.
    [[nodiscard]] std::int64_t below_or_at(std::int64_t most) noexcept {
        const std::int64_t value = next();
        return value >= 0 && value <= most ? value : fail();
    }
    [[nodiscard]] std::uint32_t number() noexcept {
        return static_cast<std::uint32_t>(below_or_at(std::numeric_limits<std::uint32_t>::max()));
    }
    /// A number below `count`: a position in something that has so many.
    [[nodiscard]] std::uint32_t position(std::size_t count) noexcept {
        const std::uint32_t value = number();
        if (value >= count) static_cast<void>(fail());
        return good ? value : 0;
    }

    /// A text, decoded into `room`.
    [[nodiscard]] std::string_view word(std::string& room) {
        room.clear();
        if (!good || !rest.starts_with(" =")) return static_cast<void>(fail()), std::string_view{};
        std::size_t i = 2;
        for (; i < rest.size() && rest[i] != ' '; ++i) {
            auto byte = static_cast<unsigned char>(rest[i]);
            if (rest[i] == '%') {
                const char* digits = rest.data() + i + 1;
                const bool is_whole = rest.size() - i > 2;
                if (!is_whole || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2)
                    return static_cast<void>(fail()), std::string_view{};
                i += 2;
            }
            room.push_back(static_cast<char>(byte));
        }
        rest.remove_prefix(i);
        return room;
    }

    /// Whether everything was as asked for, and nothing is left.
    [[nodiscard]] bool at_end() const noexcept { return good && rest.empty(); }

private:
    std::int64_t fail() noexcept {
        good = false;
        return 0;
    }
};

/// Takes the next whole line off a text, without its line break; false where there is none.
[[nodiscard]] inline bool take_line(std::string_view& text, std::string_view& line) noexcept {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
}

} // namespace jobpoll::inline v0::detail

#endif
