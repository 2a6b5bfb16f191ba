#include "child_process.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace processes {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> made;
    for (std::string& text : texts)
        made.push_back(text.data());
    made.push_back(nullptr);
    return made;
}

int open_file(const std::string& path, int flags) {
    const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error{"cannot open " + path};
    return fd;
}

constexpr int to_write = O_WRONLY | O_CREAT | O_APPEND;

} // namespace

temporary_directory::temporary_directory() {
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("jobpoll_" + std::to_string(getpid()) + '_' + std::to_string(++count));
    std::filesystem::create_directories(path_);
}

temporary_directory::~temporary_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

child_process::child_process(const command& started) {
    std::vector<std::string> words{started.program};
    words.insert(words.end(), started.arguments.begin(), started.arguments.end());
    std::vector<std::string> variables{started.environment};
    for (char** variable = environ; *variable != nullptr; ++variable)
        variables.emplace_back(*variable);
    // All memory is taken before the fork: afterwards only what is safe in a signal handler is called.
    const std::vector<char*> argument_pointers = pointers(words);
    const std::vector<char*> variable_pointers = pointers(variables);
    const int files[] = {open_file(started.in, O_RDONLY), open_file(started.out, to_write),
                         open_file(started.err, to_write)};
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
        for (int fd = 0; fd < 3; ++fd)
            dup2(files[fd], fd);
        execve(argument_pointers[0], argument_pointers.data(), variable_pointers.data());
        _exit(127);
    }
    for (const int fd : files)
        close(fd);
    if (pid_ < 0) throw std::runtime_error{"cannot start " + started.program};
}

child_process::child_process(child_process&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)}, code_{other.code_} {}

child_process& child_process::operator=(child_process&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(code_, other.code_);
    return *this;
}

child_process::~child_process() {
    kill();
}

bool child_process::is_running() {
    return !wait(std::chrono::milliseconds{0});
}

std::optional<int> child_process::wait(std::chrono::milliseconds at_most) {
    const auto is_over = [this] {
        int status = 0;
        if (!code_ && pid_ > 0 && waitpid(pid_, &status, WNOHANG) == pid_)
            code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return code_.has_value();
    };
    becomes_true(is_over, at_most);
    return code_;
}

void child_process::send(int signal) const {
    if (!code_ && pid_ > 0) ::kill(pid_, signal);
}

void child_process::kill() {
    if (code_ || pid_ <= 0) return;
    send(SIGKILL);
    int status = 0;
    waitpid(pid_, &status, 0);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds at_most) {
    const auto until = std::chrono::steady_clock::now() + at_most;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

} // namespace processes
