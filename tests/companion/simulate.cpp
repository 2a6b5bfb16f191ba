#include "program.hpp"

#include <cmath>

#include <jobpoll/polling/options.hpp>

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void check_refused(const words& arguments, std::string_view says, int code = 64) {
    CAPTURE(arguments);
    const result r = run(arguments);
    CHECK(r.code == code);
    CHECK(r.out.empty());
    CHECK(lines_of(r.err).size() == 1);
    CHECK(has(r.err, says));
}

/// The number that follows a key in a line of JSON.
double number(const std::string& line, const std::string& key) {
    return std::stod(line.substr(line.find("\"" + key + "\":") + key.size() + 3));
}

} // namespace

TEST_CASE("simulate prints every law side by side, and the same each time") {
    const result r = run({"simulate", "lognormal:120:0.8"});
    CHECK(r.code == 0);
    CHECK(r.err.empty());
    for (const std::string_view name : jobpoll::polling_policy_names)
        CHECK(has(r.out, name));
    for (const std::string_view word : {"polls", "mean late", "95 % late", "cost", "least possible"})
        CHECK(has(r.out, word));
    CHECK(run({"simulate", "lognormal:120:0.8"}).out == r.out);
}

TEST_CASE("simulate shows what a history comes to by itself, through a change of the durations") {
    std::vector<double> costs;
    for (const std::string& line : lines_of(run({"simulate", "normal:300:9"}).out))
        for (const std::string_view phase : {"jobs 101 to 200", "then 50, four"})
            if (line.compare(0, phase.size(), phase) == 0)
                for (const std::size_t column : {std::size_t{32}, std::size_t{42}, std::size_t{54}})
                    costs.push_back(std::stod(line.substr(column)));
    REQUIRE(costs.size() == 6);
    CHECK(costs[0] < .4 * costs[1]);
    CHECK(costs[2] > 100);
    CHECK(costs[3] < costs[4]);
    CHECK(costs[5] > -200);
}

TEST_CASE("simulate knows every family that its help names") {
    for (const std::string family : {"lognormal:60:1", "weibull:60:2", "exponential:60", "uniform:10:60",
                                     "pareto:15:2", "loglogistic:45:2", "gamma:30:3", "normal:60:5"})
        CHECK(run({"simulate", family}).code == 0);
    CHECK(has(run({"simulate", "--help"}).out, "gamma:MEDIAN:SHAPE"));
}

TEST_CASE("simulate: cost is polls and lateness together, and no law beats the one that weighs them") {
    const auto lines = lines_of(run({"simulate", "lognormal:120:0.8", "--jsonl"}).out);
    REQUIRE(lines.size() == std::size(jobpoll::polling_policy_names) + 2);
    const double own = number(lines[0], "cost_s");
    for (const std::string& line : lines) {
        CAPTURE(line);
        const double cost = 2 * number(line, "polls") + number(line, "lateness_mean_s");
        CHECK(std::abs(number(line, "cost_s") - cost) < 0.01);
        CHECK(number(line, "lateness_p95_s") >= number(line, "lateness_mean_s"));
        if (!has(line, R"("law":"inspection")")) CHECK(number(line, "cost_s") > own);
    }
}

TEST_CASE("simulate: dearer polls are fewer") {
    double before = 1e9;
    for (const std::string cost : {"0.5", "2", "20"}) {
        const double polls = number(
            lines_of(run({"simulate", "exponential:600", "--jsonl", "--poll-cost", cost}).out)[0], "polls");
        CHECK(polls < before);
        before = polls;
    }
}

TEST_CASE("simulate takes durations from a file, and durations of earlier jobs from another") {
    const std::string jobs = temporary_file("jobs", "10\n500\n45.5\n");
    const result r = run({"simulate", jobs, "--jsonl"});
    CHECK(r.code == 0);
    CHECK(number(lines_of(r.out)[3], "polls") > 10); // fixed, every two seconds
    const std::string earlier = temporary_file("earlier", "3000\n3100\n2900\n");
    const auto other = lines_of(run({"simulate", jobs, "--jsonl", "--history", earlier}).out);
    CHECK(other[0] == lines_of(r.out)[0]);
    CHECK(other[1] != lines_of(r.out)[1]);
}

TEST_CASE("simulate writes a plot, and the same each time") {
    const std::string plot = temporary_file("plot.svg", "");
    const std::string again = temporary_file("again.svg", "");
    CHECK(run({"simulate", "exponential:60", "--svg", plot}).code == 0);
    CHECK(run({"simulate", "exponential:60", "--svg", again}).code == 0);
    const std::string svg = read_file(plot);
    CHECK(svg.starts_with("<svg "));
    CHECK(svg.ends_with("</svg>\n"));
    for (const std::string_view name : jobpoll::polling_policy_names)
        CHECK(has(svg, name));
    CHECK(svg == read_file(again));
    CHECK_FALSE(has(svg, "nan"));
    CHECK_FALSE(has(svg, "inf<"));
}

TEST_CASE("simulate refuses what makes no sense, with one line") {
    check_refused({"simulate"}, "needs a family of durations");
    check_refused({"simulate", "lognormal:120"}, "wrong number of parameters");
    check_refused({"simulate", "lognormal:120:0.8:1"}, "wrong number of parameters");
    check_refused({"simulate", "lognormal:x:0.8"}, "needs numbers");
    check_refused({"simulate", "lognormal:-1:0.8"}, "needs numbers");
    check_refused({"simulate", "lognormal:0:0.8"}, "out of range");
    check_refused({"simulate", "uniform:60:10"}, "ends before it begins");
    check_refused({"simulate", "exponential:20", "30"}, "unexpected word '30'");
    check_refused({"simulate", "exponential:20", "--law", "fixed"}, "unknown option --law");
    check_refused({"simulate", "exponential:20", "--poll-cost", "-1"}, "must not be negative");
    check_refused({"simulate", "exponential:20", "--min-delay", "0"}, "below one millisecond");
    check_refused({"simulate", "exponential:20", "--min-delay", "3", "--max-delay", "2"},
                  "above --max-delay");
    check_refused({"simulate", "exponential:9000000", "--min-delay", "0.001"}, "too many polls");
    check_refused({"simulate", "/nowhere"}, "/nowhere: No such file", 66);
    check_refused({"simulate", temporary_file("none", "\n")}, "no durations", 65);
    check_refused({"simulate", temporary_file("bad", "12\nten\n")}, ":2: 'ten' must be a number of seconds",
                  65);
    CHECK(run({"simulate", "exponential:20", "--svg", "/nowhere/plot.svg"}).code == 74);
}
