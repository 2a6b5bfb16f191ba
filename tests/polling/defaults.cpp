// The defaults are the ones that docs/decisions.md names, so that neither changes alone.
#include <jobpoll/polling/options.hpp>

#include <fstream>
#include <string>

#include <jobpoll/jobpoll.hpp>
#include <jobpoll/polling/rules.hpp>
#include <jobpoll/reading/reader.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

/// What docs/decisions.md says in the second column of the row that begins so.
std::string documented(std::string_view row) {
    std::ifstream file{std::string{JOBPOLL_TEST_DATA} + "/../../docs/decisions.md"};
    const std::string begin = "| " + std::string{row} + " | ";
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(begin))
            return line.substr(begin.size(), line.find(" |", begin.size()) - begin.size());
    return "no such row: " + std::string{row};
}

std::string seconds(milliseconds time) {
    return time % 1s == 0ms ? std::to_string(time / 1s) + " s" : std::to_string(time.count()) + " ms";
}

constexpr poll_options nothing_said{.max_wait = 1h};

} // namespace

TEST_CASE("the budgets are the documented ones") {
    constexpr fault_budgets budgets = nothing_said.budgets;
    CHECK(documented("`faults`") == std::to_string(budgets.faults));
    CHECK(documented("`malformed`") == std::to_string(budgets.malformed));
    CHECK(documented("`unknown_statuses`") == std::to_string(budgets.unknown_statuses));
    CHECK(documented("`missing`") == std::to_string(budgets.missing));
    CHECK(documented("`unauthorized`") == std::to_string(budgets.unauthorized));
}

TEST_CASE("options that are not given are the documented ones") {
    CHECK(documented("`policy`") == '`' + std::string{to_string(nothing_said.policy)} + '`');
    CHECK(documented("`poll_cost`") == seconds(nothing_said.poll_cost.value()));
    CHECK(documented("`jitter_per_mille`") == std::to_string(nothing_said.jitter_per_mille));
    CHECK(documented("`strict`") == (nothing_said.strict ? "true" : "false"));
    CHECK(documented("`first_poll`") == "at once");
    CHECK(nothing_said.first_poll.value() == 0ms);
    CHECK(documented("`stall_after`") == "never");
    CHECK(nothing_said.stall_after.value() == 0ms);
    CHECK(documented("`max_attempts`") == "as many as the time allows");
    CHECK(nothing_said.max_attempts == 0);
    CHECK(documented("`seed`") == "made of the job id");
    CHECK_FALSE(nothing_said.seed);
    CHECK(documented("`confirmations`") == std::to_string(nothing_said.confirmations));
    CHECK(documented("`max_queued`") == "no limit");
    CHECK(nothing_said.max_queued.value() == 0ms);
    CHECK(documented("`stall_ignores_heartbeat`") ==
          (nothing_said.stall_ignores_heartbeat ? "true" : "false"));
    CHECK(documented("`long_poll`") == (nothing_said.long_poll ? "true" : "false"));
    CHECK(documented("`reply_timeout`") ==
          std::to_string(nothing_said.reply_timeout.value() / 1min) + " min");
    CHECK_FALSE(nothing_said.patience);
    CHECK(documented("backoff").starts_with(std::to_string(backoff_base / 1s) + " s, doubled to " +
                                            seconds(backoff_cap) + " at most"));
}

TEST_CASE("the limits of an undocumented delay are the ones of docs/decisions.md") {
    const auto limits = [](polling_policy policy) {
        poll_options options = nothing_said;
        options.policy = policy;
        return limits_in(detail::rules_of(support::plain_job, {}, options), phase::running);
    };
    const delay_limits by_cost = limits(polling_policy::inspection);
    const delay_limits others = limits(polling_policy::fixed);
    CHECK(documented("`min_delay`, `max_delay`") ==
          "the documented cadence; where there is none, " + seconds(by_cost.min) + " and " +
              std::to_string(by_cost.max / 1min) + " min for the policy `inspection`, " +
              seconds(others.min) + " and " + seconds(others.max) + " for the others");
    CHECK(by_cost.max % 1min == 0ms);
}

TEST_CASE("a body of 64 MiB is read, and a longer one is not") {
    CHECK(nothing_said.max_body_bytes == 64 * 1024 * 1024);
    CHECK(reader_options{}.max_body_bytes == nothing_said.max_body_bytes);
    CHECK_FALSE(reader_options{}.strict);
}

TEST_CASE("by default a job takes the polls that schedules.md says") {
    const auto polls_of = [](std::chrono::seconds lasts, milliseconds poll_cost) {
        constexpr std::chrono::steady_clock::time_point begin{1h};
        jobpoll::poller p{
            support::plain_job, "7", {.max_wait = 48h, .poll_cost = poll_cost, .jitter_per_mille = 0}};
        jobpoll::decision next = p.start(begin);
        while (next.poll_again())
            next = p.on_reply({.status = 200,
                               .body = next.at - begin < lasts ? R"({"id":"7","status":"running"})"
                                                               : R"({"id":"7","status":"done"})"},
                              next.at);
        CHECK(next.outcome == jobpoll::outcome::succeeded);
        return next.attempts;
    };
    const milliseconds usual = jobpoll::poll_options{.max_wait = 1h}.poll_cost.value();
    CHECK(polls_of(1min, usual) == 14);
    CHECK(polls_of(10min, usual) == 41);
    CHECK(polls_of(1h, usual) == 100);
    CHECK(polls_of(10h, usual) == 312);
    CHECK(polls_of(1min, 4 * usual) == 7);
    CHECK(polls_of(10h, 4 * usual) == 157);
}
