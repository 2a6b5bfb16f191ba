// jobpoll, the program: what the library thinks of recorded replies, without sending anything.
#include <cstdio>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include <jobpoll/version.hpp>

#include "accepted.hpp"
#include "check.hpp"
#include "command_line.hpp"
#include "contract_file.hpp"
#include "demo.hpp"
#include "endpoints_table.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "printable.hpp"
#include "replay.hpp"
#include "scaffold.hpp"
#include "simulate.hpp"
#include "soak.hpp"

namespace companion {

namespace {

exit_code list_endpoints(const settings& s) {
    print_endpoints(s.jsonl);
    return exit_code::good;
}

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr command commands[] = {
    {"demo",
     "",
     "replay recorded replies of every endpoint; the quickest way to see what this is",
     false,
     0,
     {"--help"},
     show_demo},
    {"endpoints",
     "",
     "list the endpoints: name, vendor, source, cadence",
     false,
     0,
     {"--jsonl", "--help"},
     list_endpoints},
    {"check",
     "ENDPOINT [FILE...]",
     "compare bodies with the documented contract: each file is one body, or standard input is;\n"
     "  with --jsonl each line is {\"status\":200,\"headers\":{...},\"body\":\"<raw text>\"}, or "
     "\"payload\": JSON.\n"
     "  Exit code: 0 nothing worse than tolerated, 1 breaches, 2 fatal",
     true,
     any_number,
     {"--contract", "--job-id", "--strict", "--jsonl", "--help"},
     check},
    {"contract",
     "ENDPOINT",
     "print an endpoint's contract as a document, for --contract; docs/contract-documents.md has the grammar",
     true,
     0,
     {"--contract", "--help"},
     print_contract},
    {"replay",
     "ENDPOINT [FILE]",
     "drive a poller over recorded replies in virtual time; each line of the file, or of standard input, is\n"
     "  {\"at_ms\":0,\"status\":200,\"headers\":{\"Retry-After\":\"5\"},\"body\":\"<raw text>\"}, or "
     "\"payload\": JSON,\n"
     "  or {\"no_reply\":true}, {\"cancel\":true}, {\"restart\":true}; without at_ms exactly when it was "
     "asked for,\n"
     "  with took_ms for how long the request hung; headers are Retry-After, Date and Location;\n"
     "  with --job-ids each line answers for many jobs of a list, and every job that it moves has a line;\n"
     "  with --svg also a picture of it: when it polled, what it saw, why it waited as long as it did",
     true,
     1,
     {"--contract", "--job-id", "--job-ids", "--max-wait", "--max-attempts", "--poll-cost", "--min-delay",
      "--max-delay", "--stall-after", "--seed", "--law", "--option", "--history", "--strict", "--svg",
      "--jsonl", "--help"},
     replay},
    {"accepted",
     "ENDPOINT [FILE]",
     "what the reply to the request that creates a job says: job id, URL, Retry-After; the file, or "
     "standard\n"
     "  input, has {\"status\":202,\"headers\":{\"Location\":\"...\"},\"body\":\"<raw text>\"}, or the body "
     "of a 202 "
     "alone.\n"
     "  Exit code: 0 there is a job to poll, 2 there is none",
     true,
     1,
     {"--contract", "--jsonl", "--help"},
     print_accepted},
    {"simulate",
     "FAMILY|FILE",
     "what every law costs for jobs of such durations: polls, how late the end is learned, and both "
     "together;\n"
     "  FAMILY is lognormal:MEDIAN:SIGMA, weibull:MEDIAN:SHAPE, exponential:MEDIAN, uniform:FROM:TO,\n"
     "  pareto:MEDIAN:TAIL, loglogistic:MEDIAN:SHAPE, gamma:MEDIAN:SHAPE or normal:MEAN:DEVIATION, in "
     "seconds;\n"
     "  FILE has durations in seconds, one a line. With --history earlier jobs are those of that file, else "
     "200\n"
     "  of the family, or the file's own. Below the table: a history that learns from its own polls, job "
     "after\n"
     "  job, through a change of the durations, and the credit that it has",
     false,
     1,
     {"--poll-cost", "--min-delay", "--max-delay", "--seed", "--history", "--svg", "--jsonl", "--help"},
     simulate},
    {"scaffold",
     "[FILE...]",
     "print a first declaration of a new endpoint, in C++, made of samples of its replies (each file is "
     "one), of\n"
     "  an OpenAPI document, or of both; where a person has to decide, it says so",
     false,
     any_number,
     {"--openapi", "--path", "--status", "--job", "--conclusion", "--name", "--json", "--help"},
     scaffold},
    {"soak",
     "",
     "a fleet of simulated jobs with faults, in virtual time: throughput, memory, polls, lateness, quota; "
     "with\n"
     "  --contract all jobs are of that service, and their replies are made up",
     false,
     0,
     {"--contract", "--jobs", "--seed", "--poll-cost", "--jsonl", "--help"},
     soak},
};

std::string usage_of(const command& c) {
    std::string text = "jobpoll " + std::string{c.name} + (c.options[1].empty() ? "" : " [OPTION...]");
    if (!c.words.empty()) text += ' ' + std::string{c.words};
    return text + "\n  " + std::string{c.help} + '\n';
}

exit_code print_help() {
    std::string text =
        "jobpoll: you fetch, it decides. Nothing is ever sent: replies are read from files.\n\n";
    for (const command& c : commands)
        text += usage_of(c) + '\n';
    put(text + "jobpoll COMMAND --help lists a command's options; jobpoll --version prints the version.\n");
    return exit_code::good;
}

exit_code print_version() {
    const auto& v = jobpoll::version;
    put_line("jobpoll " + std::to_string(v.major_number) + '.' + std::to_string(v.minor_number) + '.' +
             std::to_string(v.patch_number));
    return exit_code::good;
}

exit_code run(std::span<char* const> words) {
    const std::string_view first = words.empty() ? "" : words[0];
    if (first == "--help" || first == "help") return print_help();
    if (first == "--version") return print_version();
    for (const command& c : commands) {
        if (c.name != first) continue;
        const settings s = parse_arguments(c, words.subspan(1));
        if (!s.help) return c.run(s);
        put(usage_of(c) + '\n' + describe_options(c));
        return exit_code::good;
    }
    const std::string what = words.empty() ? "which command?" : "unknown command '" + printable(first) + "';";
    throw failure{exit_code::usage, "jobpoll: " + what + " try: jobpoll demo, or jobpoll --help"};
}

} // namespace

} // namespace companion

int main(int argument_count, char* arguments[]) {
    const std::span<char* const> words{arguments, static_cast<std::size_t>(argument_count)};
    try {
        return static_cast<int>(companion::run(words.subspan(words.empty() ? 0 : 1)));
    } catch (const companion::failure& f) {
        std::fprintf(stderr, "%s\n", f.what());
        return static_cast<int>(f.code());
    }
}
