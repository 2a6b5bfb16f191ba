#include "counts_file.hpp"

#include <charconv>
#include <fstream>

namespace bench {
namespace {

constexpr std::string_view columns = "payload,lane,instructions,conditions";

std::string quoted(std::string_view text) {
    return '"' + std::string{text} + '"'; // no name has a quote in it
}

/// Takes one field off the front of a line.
std::string_view take_field(std::string_view& line) {
    const bool in_quotes = line.starts_with('"');
    if (in_quotes) line.remove_prefix(1);
    const std::size_t end = line.find(in_quotes ? '"' : ',');
    const std::string_view field = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + (in_quotes ? 1 : 0));
    if (line.starts_with(',')) line.remove_prefix(1);
    return field;
}

} // namespace

std::optional<std::int64_t> find(const counts& all, std::string_view payload, std::string_view lane) {
    for (const count& one : all)
        if (one.payload == payload && one.lane == lane) return one.instructions;
    return std::nullopt;
}

std::string to_csv(const counts& all, std::string_view conditions) {
    std::string text = std::string{columns} + '\n';
    for (const count& one : all)
        text += quoted(one.payload) + ',' + quoted(one.lane) + ',' + std::to_string(one.instructions) + ',' +
                quoted(conditions) + '\n';
    return text;
}

std::optional<counts_file> read_counts(const std::string& file) {
    std::ifstream in{file};
    std::string line;
    if (!std::getline(in, line) || line != columns) return std::nullopt;
    counts_file read;
    while (std::getline(in, line)) {
        std::string_view rest = line;
        count one;
        one.payload = take_field(rest);
        one.lane = take_field(rest);
        const std::string_view number = take_field(rest);
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), one.instructions);
        const std::string_view conditions = take_field(rest);
        const bool other = !read.counts.empty() && conditions != read.conditions;
        if (error != std::errc{} || end != number.data() + number.size() || one.instructions <= 0 || other)
            return std::nullopt;
        read.conditions = conditions;
        read.counts.push_back(one);
    }
    if (read.counts.empty()) return std::nullopt;
    return read;
}

} // namespace bench
