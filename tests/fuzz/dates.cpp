// Retry-After and the two kinds of dates, against recognisers of their own and the calendar of the standard
// library.
#include "fuzz.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/http_date.hpp>
#include <jobpoll/reading/retry_after.hpp>

using fuzz::promise;

namespace {

using expected = std::optional<std::int64_t>;

/// The digits that stand where the pattern has the letter, as a number; `text` matches the pattern already.
std::int64_t number(std::string_view text, std::string_view pattern, char letter) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (pattern[i] == letter) value = value * 10 + (text[i] == ' ' ? 0 : text[i] - '0');
    return value;
}

/// Small letters of the pattern stand for digits, `e` for a space, too, and `*` for anything.
bool matches(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool small = pattern[i] >= 'a' && pattern[i] <= 'z';
        if (small && !digit && !(text[i] == ' ' && pattern[i] == 'e')) return false;
        if (!small && pattern[i] != '*' && text[i] != pattern[i]) return false;
    }
    return true;
}

expected moment(std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour,
                std::int64_t minute, std::int64_t second) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{static_cast<int>(year)},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const auto days = sys_days{date}.time_since_epoch();
    return duration_cast<milliseconds>(days).count() + ((hour * 60 + minute) * 60 + second) * 1000;
}

int month_of(std::string_view name) {
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (std::size_t i = 0; i < 12; ++i)
        if (names.substr(3 * i, 3) == name) return static_cast<int>(i) + 1;
    return 0;
}

/// The days of the week, each with a slash on either side.
bool is_listed(std::string_view name, std::string_view list) {
    return list.find('/' + std::string{name} + '/') != std::string_view::npos &&
           name.find('/') == std::string_view::npos;
}
constexpr std::string_view short_days = "/Mon/Tue/Wed/Thu/Fri/Sat/Sun/";
constexpr std::string_view long_days = "/Monday/Tuesday/Wednesday/Thursday/Friday/Saturday/Sunday/";

/// RFC 9110, section 5.6.7, once more.
expected http_date(std::string_view text, std::int64_t reference) {
    constexpr std::string_view fix = "***, dd *** yyyy hh:mm:ss GMT";
    constexpr std::string_view asc = "*** *** ed hh:mm:ss yyyy";
    constexpr std::string_view old = ", dd-***-yy hh:mm:ss GMT";
    const auto at = [](std::string_view t, std::string_view pattern, std::int64_t year,
                       std::string_view month) {
        const std::int64_t tens = number(t, pattern, 'e');
        return moment(year, month_of(month), tens * 10 + number(t, pattern, 'd'), number(t, pattern, 'h'),
                      number(t, pattern, 'm'), number(t, pattern, 's'));
    };
    if (matches(text, fix) && is_listed(text.substr(0, 3), short_days))
        return at(text, fix, number(text, fix, 'y'), text.substr(8, 3));
    if (matches(text, asc) && is_listed(text.substr(0, 3), short_days))
        return at(text, asc, number(text, asc, 'y'), text.substr(4, 3));
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || !is_listed(text.substr(0, comma), long_days)) return std::nullopt;
    const std::string_view rest = text.substr(comma);
    if (!matches(rest, old)) return std::nullopt;
    // The latest year with these digits that is at most 50 years ahead.
    std::int64_t year = reference + 50;
    while (((year % 100) + 100) % 100 != number(rest, old, 'y'))
        --year;
    return year < 0 ? std::nullopt : at(rest, old, year, rest.substr(5, 3));
}

/// RFC 3339, section 5.6, once more; a leap second only at 23:59:60 UTC.
expected date_time(std::string text) {
    constexpr std::string_view head = "yyyy-oo-ddThh:mm:ss";
    if (text.size() < 20) return std::nullopt;
    for (const std::size_t i : {std::size_t{10}, text.size() - 1})
        if (text[i] == 't' || text[i] == 'z') text[i] = static_cast<char>(text[i] - 'a' + 'A');
    const std::string_view date = std::string_view{text}.substr(0, head.size());
    if (!matches(date, head)) return std::nullopt;
    std::string_view rest = std::string_view{text}.substr(head.size());
    std::int64_t fraction = 0;
    if (rest.front() == '.') {
        std::size_t digits = 0;
        while (digits + 1 < rest.size() && rest[digits + 1] >= '0' && rest[digits + 1] <= '9')
            ++digits;
        if (digits == 0) return std::nullopt;
        const std::string padded = std::string{rest.substr(1, digits)} + "00";
        fraction = std::stoll(padded.substr(0, 3));
        rest.remove_prefix(digits + 1);
    }
    std::int64_t offset = 0;
    if (rest != "Z") {
        if (!matches(rest, "+hh:mm") && !matches(rest, "-hh:mm")) return std::nullopt;
        if (number(rest, "+hh:mm", 'h') > 23 || number(rest, "+hh:mm", 'm') > 59) return std::nullopt;
        offset = number(rest, "+hh:mm", 'h') * 60 + number(rest, "+hh:mm", 'm');
        if (rest.front() == '-') offset = -offset;
    }
    const std::int64_t second = number(date, head, 's');
    const expected local = moment(number(date, head, 'y'), number(date, head, 'o'), number(date, head, 'd'),
                                  number(date, head, 'h'), number(date, head, 'm'), second);
    if (!local) return std::nullopt;
    const std::int64_t utc = *local - offset * 60'000;
    if (second == 60 && ((utc % 86'400'000) + 86'400'000) % 86'400'000 != 0) return std::nullopt;
    return utc + fraction;
}

expected count_of(const std::optional<jobpoll::milliseconds>& found) {
    return found ? expected{found->count()} : std::nullopt;
}

/// 1*DIGIT by a sum of 128 bits, which is held long before it overflows.
std::optional<jobpoll::milliseconds> seconds(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size() - 1);
    const std::string_view digits = text.substr(zeros);
    if (digits.size() > 18) return jobpoll::milliseconds::max();
    const long long value = std::stoll(std::string{digits});
    if (value > jobpoll::milliseconds::max().count() / 1000) return jobpoll::milliseconds::max();
    return jobpoll::milliseconds{value * 1000};
}

std::string_view without_space(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void check_retry_after(std::string_view value, std::string_view date) {
    const jobpoll::retry_after_hint hint = jobpoll::parse_retry_after(value, date);
    const std::string_view text = without_space(value);
    if (text.empty()) return promise(hint.is_usable && !hint.wait, "no header is no hint");
    // From ten digits on it is a Unix time or nonsense, and not believed.
    constexpr std::int64_t too_long = 1'000'000'000'000;
    if (const auto plain = seconds(text)) {
        const bool is_believed = plain->count() < too_long;
        promise(hint.is_usable == is_believed, "a delay is usable below a billion seconds");
        return promise(hint.wait == (is_believed ? plain : std::nullopt), "digits are seconds");
    }
    const expected now = http_date(without_space(date), 2026);
    if (!now) return promise(!hint.is_usable && !hint.wait, "without a Date a date says nothing");
    const std::chrono::sys_time<jobpoll::milliseconds> moment{jobpoll::milliseconds{*now}};
    const int year = int{std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(moment)}.year()};
    const expected then = http_date(text, year);
    const std::int64_t late = then ? std::max<std::int64_t>(*then - *now, 0) : too_long;
    const bool is_believed = late < too_long;
    promise(hint.is_usable == is_believed, "a Retry-After is usable exactly where it is a date that is near");
    promise(hint.wait.has_value() == is_believed, "what is usable has a wait");
    if (is_believed) promise(hint.wait->count() == late, "a wait from Date");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const int reference : {1970, 2026, 2075, 2099})
        promise(count_of(jobpoll::detail::parse_http_date(text, reference)) == http_date(text, reference),
                "an HTTP-date is what RFC 9110 says");
    promise(count_of(jobpoll::detail::parse_date_time(text)) == date_time(std::string{text}),
            "a date-time is what RFC 3339 says");
    if (text.size() >= 20) {
        const std::int64_t usual = jobpoll::detail::usual_date_time(text);
        promise(usual == jobpoll::detail::not_usual || expected{usual} == date_time(std::string{text}),
                "the quick way to a date-time agrees with the long one");
    }
    const std::size_t line = text.find('\n');
    const std::string_view date =
        line == std::string_view::npos ? "Sun, 22 Nov 2026 12:00:00 GMT" : text.substr(line + 1);
    check_retry_after(text.substr(0, line), date);
    return 0;
}
