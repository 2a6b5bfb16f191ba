// Other programs, started and ended by a test, and never left behind.
#ifndef JOBPOLL_TESTS_SUPPORT_CHILD_PROCESS_HPP
#define JOBPOLL_TESTS_SUPPORT_CHILD_PROCESS_HPP

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace processes {

/// A directory of its own, removed at the end.
class temporary_directory {
public:
    temporary_directory();
    ~temporary_directory();
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// What a program is started with.
struct command {
    std::string program;
    std::vector<std::string> arguments{};
    std::vector<std::string> environment{}; ///< `NAME=value`, on top of this process's own
    std::string in{"/dev/null"};            ///< files
    std::string out{"/dev/null"};
    std::string err{"/dev/null"};
};

/// A program that is running. The end of this object, or of this process, is its end.
class child_process {
public:
    explicit child_process(const command& started);
    ~child_process();
    child_process(child_process&& other) noexcept;
    child_process& operator=(child_process&& other) noexcept;

    [[nodiscard]] bool is_running();

    /// The exit code; 128 + N where signal N ended it; nothing where it is still running then.
    [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds at_most);

    void send(int signal) const;

    /// Ends it, and waits for the end. Nothing of it runs afterwards.
    void kill();

private:
    int pid_ = -1;
    std::optional<int> code_;
};

/// Asks again and again, until it is true. False where the time is over.
bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds at_most);

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);
std::vector<std::string> lines_of(const std::string& text);

} // namespace processes

#endif
