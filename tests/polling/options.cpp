#include <jobpoll/polling/options.hpp>

#include <string>

#include <jobpoll/vendors/userpilot.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::moment;
using support::virtual_poller;

TEST_CASE("options that make no sense end the polling at the start, with a sentence") {
    const auto check = [](const endpoint& e, const poll_options& options, std::string_view sentence) {
        virtual_poller poller{e, {}, options};
        CHECK(poller.invalid_option() == sentence);
        const auto d = poller.start(moment(0ms));
        CHECK_FALSE(d.poll_again());
        CHECK(d.why == reason::invalid_options);
        CHECK(d.outcome == outcome::rejected);
        CHECK(d.attempts == 0);
        CHECK(poller.on_reply({.status = 200, .body = R"({"status":"done"})"}, moment(1s)) == d);
        CHECK(poller.on_no_reply(moment(2s)) == d);
        virtual_poller unstarted{e, {}, options};
        CHECK_FALSE(unstarted.on_no_reply(moment(0ms)).poll_again());
    };
    const endpoint& e = support::plain_job;
    check(e, {.max_wait = -1ms}, "max_wait is negative");
    check(e, {.max_wait = 1h, .poll_cost = -1s}, "poll_cost is negative");
    check(e, {.max_wait = 1h, .first_poll = -1s}, "first_poll is negative");
    check(e, {.max_wait = 1h, .stall_after = -1s}, "stall_after is negative");
    check(e, {.max_wait = 1h, .min_delay = 0s}, "min_delay is below one millisecond");
    check(e, {.max_wait = 1h, .min_delay = 999us}, "min_delay is below one millisecond");
    check(e, {.max_wait = 1h, .max_delay = 0s}, "max_delay is below one millisecond");
    check(e, {.max_wait = 1h, .min_delay = 10s, .max_delay = 9s}, "min_delay is above max_delay");
    check(e, {.max_wait = 1h, .jitter_per_mille = 1001}, "jitter_per_mille is above 1000");
    check(vendors::userpilot::job_list, {.max_wait = 1h}, "a list endpoint needs the job_id to look for");
}

TEST_CASE("options at the edge of sense are taken") {
    for (const poll_options& options :
         {poll_options{.max_wait = 0s}, poll_options{.max_wait = std::chrono::hours::max()},
          poll_options{.max_wait = 1h, .min_delay = 1ms, .max_delay = 1ms},
          poll_options{.max_wait = 1h, .poll_cost = 0s, .jitter_per_mille = 0},
          poll_options{.max_wait = 1h, .jitter_per_mille = 1000},
          poll_options{.max_wait = 1h, .min_delay = 10min},
          poll_options{.max_wait = 1h, .max_delay = 500ms}}) {
        virtual_poller poller{support::plain_job, {}, options};
        CHECK(poller.invalid_option().empty());
        CHECK(poller.start(moment(0ms)).poll_again());
    }
}

TEST_CASE("every law is spelled as in the code") {
    for (std::size_t i = 0; i < std::size(polling_policy_names); ++i)
        CHECK(to_string(static_cast<polling_policy>(i)) == polling_policy_names[i]);
    CHECK(to_string(polling_policy::smithy) == "smithy");
    CHECK(to_string(polling_policy::exponential_decorrelated_jitter) == "exponential_decorrelated_jitter");
}

TEST_CASE("a job id seeds the jitter, so that a herd of jobs does not poll in step") {
    std::string body = R"({"status":"running"})";
    std::vector<milliseconds> delays;
    for (const std::string_view id : {"a", "b", "c", "a"}) {
        virtual_poller poller{support::plain_job, id, {.max_wait = 1h}};
        (void)poller.start(moment(0ms));
        delays.push_back(poller.on_reply({.status = 200, .body = body}, moment(10min)).delay);
    }
    CHECK(delays[0] != delays[1]);
    CHECK(delays[1] != delays[2]);
    CHECK(delays[0] == delays[3]);
}
