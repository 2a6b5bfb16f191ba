#include "command_line.hpp"

#include <charconv>
#include <cstdlib>

namespace examples {

std::int64_t parse_number(std::string_view text, std::string_view what) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0)
        throw usage_error{std::string{what} + ": expected a whole number that is not negative, found \"" +
                          std::string{text} + '"'};
    return value;
}

settings parse_command_line(int argument_count, char* arguments[],
                            std::map<std::string, std::int64_t>* more) {
    settings made;
    if (const char* key = std::getenv("API_KEY")) made.api_key = key;
    for (int at = 1; at < argument_count; ++at) {
        const std::string_view word = arguments[at];
        if (!word.starts_with("--")) {
            made.words.emplace_back(word);
            continue;
        }
        if (at + 1 == argument_count) throw usage_error{std::string{word} + ": a value is missing"};
        const std::int64_t value = parse_number(arguments[++at], word);
        if (word == "--max-wait")
            made.max_wait = std::chrono::seconds{value};
        else if (word == "--min-delay")
            made.min_delay = std::chrono::milliseconds{value};
        else if (word == "--max-delay")
            made.max_delay = std::chrono::milliseconds{value};
        else if (word == "--timeout")
            made.request_timeout = std::chrono::milliseconds{value};
        else if (word == "--max-body")
            made.max_body = static_cast<std::size_t>(value);
        else if (more != nullptr && more->contains(std::string{word}))
            (*more)[std::string{word}] = value;
        else
            throw usage_error{"no option is called " + std::string{word}};
    }
    return made;
}

jobpoll::poll_options settings::options() const {
    return {.max_wait = max_wait, .min_delay = min_delay, .max_delay = max_delay, .max_body_bytes = max_body};
}

} // namespace examples
