#include "program.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <support/stories.hpp>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace companion_tests {

namespace {

namespace fs = std::filesystem;

struct ends {
    int read = -1;
    int write = -1;
};

ends make_pipe() {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) throw std::runtime_error{"pipe"};
    return {fds[0], fds[1]};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> made;
    for (std::string& text : texts)
        made.push_back(text.data());
    made.push_back(nullptr);
    return made;
}

std::vector<std::string> environment_with(const words& changes) {
    std::vector<std::string> all{changes};
    const auto is_changed = [&changes](std::string_view variable) {
        const std::string_view name = variable.substr(0, variable.find('=') + 1);
        return std::any_of(changes.begin(), changes.end(),
                           [name](const std::string& change) { return change.starts_with(name); });
    };
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (!is_changed(*variable) && !std::string_view{*variable}.starts_with("NO_COLOR="))
            all.emplace_back(*variable);
    return all;
}

pid_t spawn(const words& arguments, int in, int out, int err, const words& environment = {}) {
    std::vector<std::string> texts{JOBPOLL_PROGRAM};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environment_with(environment);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_adddup2(&actions, err, 2);
    pid_t pid = -1;
    const int error = posix_spawn(&pid, JOBPOLL_PROGRAM, &actions, nullptr, pointers(texts).data(),
                                  pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error{"cannot run " JOBPOLL_PROGRAM};
    return pid;
}

int exit_code_of(pid_t pid) {
    int status = 0;
    for (int tries = 0; tries < 1000; ++tries) {
        if (waitpid(pid, &status, WNOHANG) == pid) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        usleep(10'000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return -1;
}

const fs::path& temporary_directory() {
    struct directory {
        fs::path path = fs::temp_directory_path() / ("jobpoll_companion_" + std::to_string(getpid()));
        directory() { fs::create_directories(path); }
        ~directory() { fs::remove_all(path); }
    };
    static const directory made;
    return made.path;
}

int open_file(const std::string& path, int flags) {
    const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error{"cannot open " + path};
    return fd;
}

} // namespace

result run(const words& arguments, std::string_view input) {
    const std::string in_path = temporary_file("in", input);
    const std::string out_path = temporary_file("out", "");
    const std::string err_path = temporary_file("err", "");
    const int in = open_file(in_path, O_RDONLY);
    const int out = open_file(out_path, O_WRONLY);
    const int err = open_file(err_path, O_WRONLY);
    const pid_t pid = spawn(arguments, in, out, err);
    for (const int fd : {in, out, err})
        close(fd);
    result done;
    done.code = exit_code_of(pid);
    done.out = read_file(out_path);
    done.err = read_file(err_path);
    return done;
}

namespace {

/// Runs the program with one of its two outputs on a terminal, the other thrown away.
result run_on_terminal(const words& arguments, bool has_errors_there, const words& environment) {
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
        throw std::runtime_error{"no pseudo-terminal"};
    const int side = open_file(ptsname(terminal), O_RDWR | O_NOCTTY);
    const int nothing = open_file("/dev/null", O_RDWR);
    const pid_t pid = spawn(arguments, nothing, has_errors_there ? nothing : side,
                            has_errors_there ? side : nothing, environment);
    close(side);
    close(nothing);
    result done;
    char block[4096];
    for (ssize_t size = 0; (size = read(terminal, block, sizeof block)) > 0;)
        done.out.append(block, static_cast<std::size_t>(size));
    done.code = exit_code_of(pid);
    close(terminal);
    return done;
}

} // namespace

result run_on_terminal(const words& arguments, const words& environment) {
    return run_on_terminal(arguments, false, environment);
}

std::string run_with_errors_on_terminal(const words& arguments) {
    return run_on_terminal(arguments, true, {}).out;
}

conversation::conversation(const words& arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const ends in = make_pipe();
    const ends out = make_pipe();
    pid_ = spawn(arguments, in.read, out.write, 2);
    close(in.read);
    close(out.write);
    to_ = in.write;
    from_ = out.read;
}

conversation::~conversation() {
    if (pid_ > 0) end();
    close(from_);
}

void conversation::say(const std::string& line) {
    const std::string text = line + '\n';
    if (write(to_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error{"the program does not listen"};
}

std::string conversation::hear() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{5};
    while (heard_.find('\n') == std::string::npos) {
        const auto left = until - std::chrono::steady_clock::now();
        pollfd watched{from_, POLLIN, 0};
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(left).count();
        if (ms <= 0 || ::poll(&watched, 1, static_cast<int>(ms)) <= 0) return {};
        char block[4096];
        const ssize_t size = read(from_, block, sizeof block);
        if (size <= 0) return {};
        heard_.append(block, static_cast<std::size_t>(size));
    }
    const std::string line = heard_.substr(0, heard_.find('\n'));
    heard_.erase(0, line.size() + 1);
    return line;
}

int conversation::end() {
    close(to_);
    const int code = exit_code_of(pid_);
    pid_ = -1;
    return code;
}

std::string temporary_file(const std::string& name, std::string_view content) {
    const std::string path = (temporary_directory() / name).string();
    std::ofstream{path, std::ios::binary | std::ios::trunc} << content;
    return path;
}

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error{"cannot read " + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<story> all_stories() {
    std::vector<story> stories;
    for (const support::told_story& told : support::stories_below(JOBPOLL_TEST_DATA)) {
        std::string text;
        for (const std::string& line : told.lines)
            text += line + '\n';
        const std::string name = told.vendor + '/' + told.name;
        std::string file = name + ".jsonl";
        std::replace(file.begin(), file.end(), '/', '.');
        stories.push_back({temporary_file(file, text), name, told.endpoint, told.job_id});
    }
    return stories;
}

std::string story_path(std::string_view name) {
    for (const story& s : all_stories())
        if (s.name == name) return s.path;
    throw std::runtime_error{"no story is called " + std::string{name}};
}

} // namespace companion_tests
