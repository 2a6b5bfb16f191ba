#include "history_file.hpp"

#include <string_view>

#include "files.hpp"
#include "numbers.hpp"
#include "printable.hpp"

namespace companion {

namespace {

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

std::vector<jobpoll::milliseconds> read_durations(const std::string& path) {
    input_file file{path};
    std::vector<jobpoll::milliseconds> durations;
    for (std::string line; file.next_line(line);) {
        const std::string_view text = trim(line);
        const auto duration = parse_seconds(text);
        if (!duration.error.empty())
            throw bad_line(file.place(), '\'' + printable(text, 40) + "' " + duration.error);
        durations.push_back(duration.value);
    }
    return durations;
}

} // namespace companion
