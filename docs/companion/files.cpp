#include "files.hpp"

#include <cerrno>
#include <cstring>

#include "numbers.hpp"
#include "printable.hpp"

namespace companion {

namespace {

constexpr std::string_view white_space = " \t\r\n";

failure unreadable(const std::string& file) {
    return {exit_code::no_input, "jobpoll: cannot read " + file + ": " + std::strerror(errno)};
}

std::FILE* open(const std::string& path) {
    return path == "-" ? stdin : std::fopen(path.c_str(), "rb");
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white_space);
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

} // namespace

failure bad_line(const line_place& where, const std::string& what) {
    return {exit_code::bad_input, where.file + ':' + std::to_string(where.line) + ": " + what};
}

input_file::input_file(const std::string& path)
    : place_{path == "-" ? "stdin" : printable(path)}, file_{open(path)} {
    if (!file_) throw unreadable(place_.file);
}

void input_file::closer::operator()(std::FILE* file) const noexcept {
    if (file != stdin) std::fclose(file);
}

void input_file::check_reading() const {
    if (std::ferror(file_.get()) != 0) throw unreadable(place_.file);
}

bool input_file::read_line(std::string& line) {
    line.clear();
    int c = std::getc(file_.get());
    if (c == EOF) {
        check_reading();
        return false;
    }
    for (; c != EOF && c != '\n'; c = std::getc(file_.get()))
        line.push_back(static_cast<char>(c));
    check_reading();
    ++place_.line;
    return true;
}

bool input_file::next_line(std::string& line) {
    while (read_line(line))
        if (line.find_first_not_of(white_space) != std::string::npos) return true;
    return false;
}

std::string input_file::read_all() {
    std::string all;
    char block[16384];
    while (const std::size_t size = std::fread(block, 1, sizeof block, file_.get()))
        all.append(block, size);
    check_reading();
    return all;
}

std::vector<named_job> read_job_ids(const std::string& path) {
    std::vector<named_job> jobs;
    input_file file{path};
    for (std::string line; file.next_line(line);)
        jobs.push_back({std::string{trimmed(line)}, file.place()});
    if (jobs.empty())
        throw failure{exit_code::bad_input, "jobpoll: --job-ids: '" + printable(path, 40) + "' names no job"};
    return jobs;
}

std::vector<jobpoll::milliseconds> read_durations(const std::string& path) {
    input_file file{path};
    std::vector<jobpoll::milliseconds> durations;
    for (std::string line; file.next_line(line);) {
        const std::string_view text = trimmed(line);
        const auto duration = parse_seconds(text);
        if (!duration.error.empty())
            throw bad_line(file.place(), '\'' + printable(text, 40) + "' " + duration.error);
        durations.push_back(duration.value);
    }
    return durations;
}

void put(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0)
        throw failure{exit_code::output_failed,
                      std::string{"jobpoll: cannot write: "} + std::strerror(errno)};
}

void put_line(std::string_view text) {
    put(std::string{text} + '\n');
}

void write_file(const std::string& path, std::string_view text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    const bool opened = file != nullptr;
    const bool written = opened && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const bool closed = opened && std::fclose(file) == 0;
    if (!written || !closed)
        throw failure{exit_code::output_failed, "jobpoll: cannot write " + printable(path)};
}

} // namespace companion
