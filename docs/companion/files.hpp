// jobpoll, the program: bytes in, bytes out.
#ifndef JOBPOLL_COMPANION_FILES_HPP
#define JOBPOLL_COMPANION_FILES_HPP

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/base/time.hpp>

#include "failure.hpp"

namespace companion {

/// Where a line comes from: file and line number.
struct line_place {
    std::string file;
    std::size_t line = 0;
};

/// The failure of one line of input: `file:line: what is wrong`.
[[nodiscard]] failure bad_line(const line_place& where, const std::string& what);

/// A file, or standard input (`-`), read line by line as the lines come, or whole.
///
/// *Errors*: a failure that names the file and the reason.
class input_file {
public:
    explicit input_file(const std::string& path);

    /// The next line without its line break; false at the end. Lines of white space alone are passed over.
    [[nodiscard]] bool next_line(std::string& line);

    /// Everything that is left.
    [[nodiscard]] std::string read_all();

    /// Where the line is that was read last.
    [[nodiscard]] const line_place& place() const noexcept { return place_; }

private:
    struct closer {
        void operator()(std::FILE* file) const noexcept;
    };

    [[nodiscard]] bool read_line(std::string& line);
    void check_reading() const;

    line_place place_;
    std::unique_ptr<std::FILE, closer> file_;
};

/// A job id, and where it stands.
struct named_job {
    std::string id;
    line_place place;
};

/// The ids of a file, one a line, without the blanks around them.
///
/// *Errors*: a failure where the file cannot be read, or names no job.
[[nodiscard]] std::vector<named_job> read_job_ids(const std::string& path);

/// The durations of a file in seconds, one a line.
///
/// *Errors*: a failure that names file and line.
[[nodiscard]] std::vector<jobpoll::milliseconds> read_durations(const std::string& path);

/// Writes to standard output and flushes, so that a program at the other end of a pipe gets the answer.
void put(std::string_view text);
/// As `put`, with a line break.
void put_line(std::string_view text);

/// Writes a whole file. *Errors*: a failure that names it.
void write_file(const std::string& path, std::string_view text);

} // namespace companion

#endif
