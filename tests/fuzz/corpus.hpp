// The inputs of a fuzz target in one text file: a line for each, in order of its bytes, so that a change can
// be read.
//
// Printable ASCII stands for itself; a backslash is `\\`, a line feed `\n`, and every other byte `\x` and two
// digits.
#ifndef JOBPOLL_TESTS_FUZZ_CORPUS_HPP
#define JOBPOLL_TESTS_FUZZ_CORPUS_HPP

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error{path.string() + ": cannot be read"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A space at the end is escaped, because editors remove it.
inline std::string packed(std::string_view input) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string line;
    for (std::size_t i = 0; i < input.size(); ++i) {
        const char c = input[i];
        const auto byte = static_cast<unsigned char>(c);
        const bool is_last = i + 1 == input.size();
        if (c == '\n') {
            line += "\\n";
        } else if (c == '\\') {
            line += "\\\\";
        } else if (byte < ' ' || byte > '~' || (c == ' ' && is_last)) {
            line += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        } else {
            line += c;
        }
    }
    return line;
}

/// Throws where the line is not exactly what `packed` writes: there is one spelling of each input.
inline std::string unpacked(std::string_view line) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string input;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::string_view rest = line.substr(i);
        if (rest.front() != '\\') {
            input += rest.front();
        } else if (rest.starts_with("\\n") || rest.starts_with("\\\\")) {
            input += rest[1] == 'n' ? '\n' : '\\';
            i += 1;
        } else if (rest.starts_with("\\x") && rest.size() >= 4 && digit(rest[2]) >= 0 &&
                   digit(rest[3]) >= 0) {
            input += static_cast<char>(digit(rest[2]) * 16 + digit(rest[3]));
            i += 3;
        } else {
            throw std::runtime_error{"expected \\\\, \\n or \\x and two digits, found `" +
                                     std::string{rest.substr(0, 4)} + "`"};
        }
    }
    if (packed(input) != line) throw std::runtime_error{"expected `" + packed(input) + "`"};
    return input;
}

/// The inputs of a packed file; an error names its line.
inline std::vector<std::string> inputs_of(const std::filesystem::path& path) {
    const std::string text = bytes_of(path);
    if (text.empty() || text.back() != '\n')
        throw std::runtime_error{path.string() + ": expected a line end as the last byte"};
    std::vector<std::string> inputs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        try {
            inputs.push_back(unpacked(std::string_view{text}.substr(at, end - at)));
        } catch (const std::runtime_error& error) {
            throw std::runtime_error{path.string() + ":" + std::to_string(inputs.size() + 1) + ": " +
                                     error.what()};
        }
        at = end + 1;
    }
    return inputs;
}

} // namespace fuzz

#endif
