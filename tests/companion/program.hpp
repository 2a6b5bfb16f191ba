// Runs the program as a person or another program does.
#ifndef JOBPOLL_TESTS_COMPANION_PROGRAM_HPP
#define JOBPOLL_TESTS_COMPANION_PROGRAM_HPP

#include <string>
#include <string_view>
#include <vector>

#include <support/child_process.hpp>

namespace companion_tests {

struct result {
    int code = -1;
    std::string out;
    std::string err;
};

using words = std::vector<std::string>;

/// Runs the program to its end with this standard input; ends it after ten seconds.
result run(const words& arguments, std::string_view input = {});

/// Runs it with standard output on a terminal; `out` is what the terminal got. `NAME=value` words change the
/// environment.
result run_on_terminal(const words& arguments, const words& environment = {});

/// Runs it with standard error on a terminal; what the terminal got.
std::string run_with_errors_on_terminal(const words& arguments);

/// A program that is running, spoken to line by line.
class conversation {
public:
    explicit conversation(const words& arguments);
    ~conversation();
    conversation(const conversation&) = delete;
    conversation& operator=(const conversation&) = delete;

    void say(const std::string& line);

    /// The next line; empty when none came in five seconds.
    std::string hear();

    /// Closes its standard input and hands out the exit code.
    int end();

private:
    int pid_ = -1;
    int to_ = -1;
    int from_ = -1;
    std::string heard_;
};

/// A file of its own in a directory that is removed at the end of the tests.
std::string temporary_file(const std::string& name, std::string_view content);

std::string read_file(const std::string& path);
using processes::lines_of;

/// A story of tests/data, in a file of its own.
struct story {
    std::string path;
    std::string name; ///< `gu1/job.success`
    std::string endpoint;
    std::string job_id;
};
std::vector<story> all_stories();

/// The path of one of them.
std::string story_path(std::string_view name);

} // namespace companion_tests

#endif
