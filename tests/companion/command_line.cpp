#include "program.hpp"

#include <jobpoll/polling/options.hpp>
#include <jobpoll/version.hpp>

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

struct mistake {
    words arguments;
    std::string says; ///< what the line has to contain
};

/// One line on standard error, nothing on standard output.
void check_refused(const mistake& m, int code, std::string_view input = {}) {
    CAPTURE(m.arguments, m.says);
    const result r = run(m.arguments, input);
    CAPTURE(r.err);
    CHECK(r.code == code);
    CHECK(r.out.empty());
    CHECK(lines_of(r.err).size() == 1);
    CHECK(r.err.find(m.says) != std::string::npos);
}

} // namespace

TEST_CASE("a command line that makes no sense is answered with one line and 64") {
    const std::vector<mistake> mistakes = {
        {{}, "which command?"},
        {{"poll"}, "unknown command 'poll'"},
        {{"--jsonl"}, "unknown command"},
        {{"endpoints", "gu1.job"}, "unexpected word 'gu1.job'"},
        {{"endpoints", "--strict"}, "unknown option --strict"},
        {{"check"}, "needs an endpoint"},
        {{"replay"}, "needs an endpoint"},
        {{"replay", "gu1.jobs"},
         "known: userpilot.job, userpilot.job_list, reply_io.job, reply_io.job_list, retailgrid.job, "
         "gu1.job, "
         "gu1.job_with_failures"},
        {{"check", "gu1.job", "--max-wait", "5"}, "unknown option --max-wait"},
        {{"replay", "gu1.job", "a", "b"}, "unexpected word 'b'"},
        {{"replay", "gu1.job", "--job-id"}, "--job-id needs a value"},
        {{"replay", "gu1.job", "--strict=yes"}, "--strict takes no value"},
        {{"replay", "gu1.job", "--seed", "1", "--seed", "2"}, "--seed is given twice"},
        {{"replay", "gu1.job", "--max-wait", "-1"}, "--max-wait: '-1' must not be negative"},
        {{"replay", "gu1.job", "--max-wait", "5x"}, "--max-wait: '5x' must be a number of seconds"},
        {{"replay", "gu1.job", "--max-wait", ""}, "must be a number of seconds"},
        {{"replay", "gu1.job", "--max-wait", "."}, "must be a number of seconds"},
        {{"replay", "gu1.job", "--max-wait", "1e3"}, "must be a number of seconds"},
        {{"replay", "gu1.job", "--poll-cost=0.0005"}, "is finer than a millisecond"},
        {{"replay", "gu1.job", "--poll-cost", "9223372036854775.808"}, "is too large"},
        {{"replay", "gu1.job", "--max-attempts", "4294967296"}, "is too large: at most 4294967295"},
        {{"replay", "gu1.job", "--max-attempts", "+3"}, "must be a whole number"},
        {{"replay", "gu1.job", "--max-attempts", "-3"}, "must not be negative"},
        {{"replay", "gu1.job", "--seed", "18446744073709551616"}, "is too large"},
        {{"replay", "gu1.job", "--seed", "1.0"}, "must be a whole number"},
        {{"replay", "gu1.job", "--min-delay", "0"}, "--min-delay is below one millisecond"},
        {{"replay", "gu1.job", "--max-delay", "0"}, "--max-delay is below one millisecond"},
        {{"replay", "gu1.job", "--min-delay", "5", "--max-delay", "4.999"},
         "--min-delay is above --max-delay"},
        {{"replay", "userpilot.job_list"}, "a list endpoint needs the --job-id"},
    };
    for (const mistake& m : mistakes)
        check_refused(m, 64);
}

TEST_CASE("an unknown law is answered with the names of all") {
    const result r = run({"replay", "gu1.job", "--law", "linear"});
    CHECK(r.code == 64);
    for (const std::string_view name : jobpoll::polling_policy_names)
        CHECK(r.err.find(name) != std::string::npos);
}

TEST_CASE("every law that the library has can be named") {
    for (const std::string_view name : jobpoll::polling_policy_names)
        CHECK(run({"replay", "gu1.job", "--law", std::string{name}}).code == 0);
}

TEST_CASE("a file that cannot be read is named with the reason, and ends the run with 66") {
    check_refused({{"check", "gu1.job", "/nowhere/at/all"}, "/nowhere/at/all: No such file"}, 66);
    check_refused({{"check", "gu1.job", "/"}, "cannot read /: Is a directory"}, 66);
    check_refused({{"replay", "gu1.job", "/nowhere"}, "/nowhere: No such file"}, 66);
    check_refused({{"replay", "gu1.job", "--history", "/nowhere"}, "/nowhere: No such file"}, 66);
    const std::string good = JOBPOLL_TEST_DATA "/gu1/job.json";
    check_refused({{"check", "gu1.job", good, "/nowhere"}, "/nowhere"}, 66);
}

TEST_CASE("durations of earlier jobs are checked line by line") {
    const std::string good = temporary_file("history", "12\n 3.5 \r\n\n0.001\n");
    CHECK(run({"replay", "gu1.job", "--history", good}).code == 0);
    const std::string bad = temporary_file("bad_history", "12\n\n12 s\n");
    check_refused({{"replay", "gu1.job", "--history", bad}, bad + ":3: '12 s' must be a number of seconds"},
                  65);
    const std::string negative = temporary_file("negative_history", "-4\n");
    check_refused({{"replay", "gu1.job", "--history", negative}, negative + ":1: '-4' must not be negative"},
                  65);
}

TEST_CASE("output that cannot be written is a failure") {
    const std::string command = JOBPOLL_PROGRAM " endpoints >/dev/full 2>/dev/null";
    CHECK(WEXITSTATUS(std::system(command.c_str())) == 74);
}

TEST_CASE("help and version are on standard output") {
    for (const words& asked : std::vector<words>{{"--help"},
                                                 {"help"},
                                                 {"demo", "--help"},
                                                 {"check", "--help"},
                                                 {"replay", "--help"},
                                                 {"endpoints", "--help"}}) {
        CAPTURE(asked);
        const result r = run(asked);
        CHECK(r.code == 0);
        CHECK(r.err.empty());
        CHECK(r.out.find("jobpoll") != std::string::npos);
    }
    const result all = run({"--help"});
    for (const std::string_view command : {"demo", "endpoints", "check", "replay"})
        CHECK(all.out.find("jobpoll " + std::string{command}) != std::string::npos);
    const result replay = run({"replay", "--help"});
    for (const std::string_view option :
         {"--job-id", "--max-wait", "--max-attempts", "--poll-cost", "--min-delay", "--max-delay",
          "--stall-after", "--seed", "--law", "--history", "--strict", "--jsonl"})
        CHECK(replay.out.find(option) != std::string::npos);
    const auto& v = jobpoll::version;
    CHECK(run({"--version"}).out == "jobpoll " + std::to_string(v.major_number) + '.' +
                                        std::to_string(v.minor_number) + '.' +
                                        std::to_string(v.patch_number) + '\n');
}

TEST_CASE("options may stand before and after the endpoint, with a space or an equals sign") {
    const std::string file = story_path("gu1/job.success");
    const result one = run({"replay", "--seed", "7", "gu1.job", "--jsonl", "--max-wait", "60", file});
    const result two = run({"replay", "gu1.job", "--max-wait=60", "--seed=7", "--jsonl", "--", file});
    const result from_input =
        run({"replay", "gu1.job", "--max-wait=60.000", "--seed=7", "--jsonl", "-"}, read_file(file));
    CHECK(one.code == 0);
    CHECK(one.out == two.out);
    CHECK(one.out == from_input.out);
    CHECK(one.out != run({"replay", "gu1.job", "--max-wait=60", "--seed=8", "--jsonl", file}).out);
}

TEST_CASE("one line for each endpoint: name, vendor, source, cadence") {
    const result people = run({"endpoints"});
    CHECK(people.code == 0);
    const auto lines = lines_of(people.out);
    REQUIRE(lines.size() == 20);
    CHECK(lines[0].starts_with("userpilot.job "));
    CHECK(lines[4].find("Retailgrid Public API v1, Get job status") != std::string::npos);
    CHECK(lines[4].find("running every 5s to 10s, queued every 30s to 1m00s") != std::string::npos);
    const auto json = lines_of(run({"endpoints", "--jsonl"}).out);
    REQUIRE(json.size() == 20);
    CHECK(
        json[5].starts_with(R"({"name":"gu1.job","vendor":"gu1","source":"gu1 API, Get batch job status")"));
    CHECK(json[5].find(
              R"("cadence":[{"phase":"running","min_delay_ms":2000,"max_delay_ms":5000}],"quota":[])") !=
          std::string::npos);
}
