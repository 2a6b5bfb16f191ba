#include "numbers.hpp"

#include <charconv>
#include <limits>

namespace companion {

namespace {

bool is_all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string sign_or(std::string_view text, std::string otherwise) {
    return text.starts_with('-') ? "must not be negative" : otherwise;
}

} // namespace

parsed<jobpoll::milliseconds> parse_seconds(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string decimals{point == std::string_view::npos ? "0" : text.substr(point + 1)};
    if (!is_all_digits(whole) || !is_all_digits(decimals))
        return {{}, sign_or(text, "must be a number of seconds like 90 or 2.5")};
    decimals.resize(decimals.find_last_not_of('0') + 1);
    if (decimals.size() > 3) return {{}, "is finer than a millisecond"};
    decimals.resize(3, '0');
    const std::string milliseconds = std::string{whole} + decimals;
    std::int64_t count = 0;
    const char* end = milliseconds.data() + milliseconds.size();
    if (std::from_chars(milliseconds.data(), end, count).ec != std::errc{}) return {{}, "is too large"};
    return {jobpoll::milliseconds{count}, {}};
}

parsed<std::uint64_t> parse_whole_number(std::string_view text, std::uint64_t highest) {
    if (!is_all_digits(text)) return {0, sign_or(text, "must be a whole number")};
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || value > highest)
        return {0, "is too large: at most " + std::to_string(highest)};
    return {value, {}};
}

} // namespace companion
