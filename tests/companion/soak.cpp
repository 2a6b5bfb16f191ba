#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

long number(const std::string& line, const std::string& key) {
    const std::size_t at = line.find("\"" + key + "\":");
    REQUIRE(at != std::string::npos);
    return std::stol(line.substr(at + key.size() + 3));
}

std::string without_real_time(const std::string& line) {
    std::string text;
    for (const std::string key : {"jobs", "ended_otherwise", "virtual_ms", "decisions", "requests",
                                  "list_requests", "failed_requests", "lateness_p99_ms", "wait_p99_ms"})
        text += key + '=' + std::to_string(number(line, key)) + ' ';
    return text;
}

} // namespace

TEST_CASE("a soak brings every job to the end that its vendor says, within the quota") {
    const result r = run({"soak", "--jobs", "3000", "--jsonl"});
    CHECK(r.code == 0);
    CHECK(r.err.empty());
    REQUIRE(lines_of(r.out).size() == 1);
    const std::string line = lines_of(r.out)[0];
    CHECK(number(line, "jobs") == 3000);
    CHECK(number(line, "ended_otherwise") == 0);
    CHECK(number(line, "decisions") > 3000);
    CHECK(number(line, "decisions_per_second") > 0);
    CHECK(number(line, "list_requests") > 0);
    CHECK(number(line, "list_requests") < number(line, "requests"));
    const double failed = static_cast<double>(number(line, "failed_requests"));
    CHECK(failed == Approx(static_cast<double>(number(line, "requests")) / 20).epsilon(0.2));
    CHECK(number(line, "lateness_median_ms") > 0);
    CHECK(number(line, "lateness_median_ms") < number(line, "lateness_p99_ms"));
    CHECK(number(line, "wait_median_ms") <= number(line, "wait_p99_ms"));
    CHECK(number(line, "wait_p99_ms") <= number(line, "longest_wait_ms"));
    CHECK(number(line, "most_in_a_minute") > 0);
    CHECK(number(line, "most_in_a_minute") <= 100);
    CHECK(number(line, "most_in_an_hour") <= 3000);
    CHECK(number(line, "peak_memory_kib") > 0);
}

TEST_CASE("a soak is the same each time, and another one with another seed") {
    const std::string first = without_real_time(run({"soak", "--jobs", "500", "--jsonl"}).out);
    CHECK(without_real_time(run({"soak", "--jobs", "500", "--jsonl"}).out) == first);
    CHECK(without_real_time(run({"soak", "--jobs", "500", "--seed", "2", "--jsonl"}).out) != first);
}

TEST_CASE("dearer polls are fewer in a soak, too") {
    const auto requests = [](const std::string& cost) {
        return number(run({"soak", "--jobs", "500", "--poll-cost", cost, "--jsonl"}).out, "requests");
    };
    CHECK(requests("20") < requests("2"));
}

TEST_CASE("people get a table, and a progress bar where standard error is a terminal alone") {
    const result r = run({"soak", "--jobs", "1000"});
    CHECK(r.err.empty());
    for (const std::string_view word :
         {"decisions", "for lists", "lateness", "without a turn", "busiest minute", "of 3000 (", "memory"})
        CHECK(has(r.out, word));
    CHECK_FALSE(has(r.out, "####"));
    const std::string bar = run_with_errors_on_terminal({"soak", "--jobs", "1000"});
    CHECK(has(bar, "\r[........................................] 0 of 1000 jobs"));
    CHECK(has(bar, "\r[########################################] 1000 of 1000 jobs\r\n"));
}

TEST_CASE("a soak refuses what makes no sense, with one line") {
    for (const auto& [arguments, says] :
         {std::pair{words{"soak", "--jobs", "0"}, "must be above 0"},
          std::pair{words{"soak", "--jobs", "many"}, "--jobs: 'many'"},
          std::pair{words{"soak", "--jobs", "10000001"}, "--jobs: '10000001'"},
          std::pair{words{"soak", "extra"}, "unexpected word 'extra'"},
          std::pair{words{"soak", "--law", "fixed"}, "unknown option --law"}}) {
        const result r = run(arguments);
        CAPTURE(r.err);
        CHECK(r.code == 64);
        CHECK(r.out.empty());
        CHECK(lines_of(r.err).size() == 1);
        CHECK(has(r.err, says));
    }
}
