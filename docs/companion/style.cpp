#include "style.hpp"

#include <cstdlib>
#include <unistd.h>

#include "printable.hpp"

namespace companion {

namespace {

constexpr std::string_view codes[] = {"", "1", "2", "31", "32", "33", "36"};

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

} // namespace

std::string style::paint(colour c, std::string_view text) const {
    const std::string_view code = codes[static_cast<std::size_t>(c)];
    if (!has_colours_ || code.empty() || text.empty()) return std::string{text};
    return "\x1b[" + std::string{code} + 'm' + std::string{text} + "\x1b[0m";
}

style style_of_output() {
    const char* terminal = std::getenv("TERM");
    const bool is_dumb = terminal == nullptr || std::string_view{terminal} == "dumb";
    return style{isatty(STDOUT_FILENO) == 1 && !is_dumb && !is_set("NO_COLOR")};
}

colour colour_of(jobpoll::outcome outcome) noexcept {
    if (outcome == jobpoll::outcome::succeeded) return colour::green;
    if (outcome == jobpoll::outcome::succeeded_with_failures) return colour::yellow;
    return outcome == jobpoll::outcome::none ? colour::plain : colour::red;
}

colour colour_of(jobpoll::severity weight) noexcept {
    if (weight == jobpoll::severity::tolerated) return colour::dim;
    return weight == jobpoll::severity::fatal ? colour::red : colour::yellow;
}

std::string padded(std::string text, std::size_t columns) {
    const std::size_t used = width(text);
    if (used < columns) text.append(columns - used, ' ');
    return text;
}

std::string progress_bar(int thousandths) {
    constexpr int cells = 8;
    if (thousandths < 0) return std::string(cells + 5, ' ');
    std::string bar;
    for (int i = 0; i < cells; ++i)
        bar += thousandths * cells >= (i + 1) * 1000 ? "\u2588" : "\u2591";
    const std::string percent = std::to_string(thousandths / 10) + '%';
    return bar + std::string(5 - percent.size(), ' ') + percent;
}

} // namespace companion
