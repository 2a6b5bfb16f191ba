#include <jobpoll/testing/script.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using namespace support;

TEST_CASE("a script plays a story in virtual time and keeps every decision") {
    script_player player{plain_job, "7", {.max_wait = 1h}};
    const auto& decisions =
        player.play({ok(R"({"id":"7","status":"queued"})"), silence(), http(503),
                     ok(R"({"id":"7","status":"running"})"), ok(R"({"id":"7","status":"done"})"), http(500)});
    REQUIRE(decisions.size() == 6);
    CHECK(decisions.back().outcome == outcome::succeeded);
    CHECK(decisions.back().attempts == 5);
    for (std::size_t i = 1; i < decisions.size(); ++i)
        CHECK(decisions[i].elapsed == decisions[i - 1].at.time_since_epoch());
    CHECK(player.poller().job().vendor_status == "done");
}

TEST_CASE("a line can come at a moment of its own") {
    script_player player{plain_job, {}, {.max_wait = 1h}};
    line late = ok(R"({"status":"running"})");
    late.at = 90min;
    CHECK(player.play(late).outcome == outcome::timed_out);
    CHECK(player.decisions().back().elapsed == 90min);
}

TEST_CASE("a script can be cancelled, and the same script gives the same decisions") {
    const auto run = [] {
        script_player player{plain_job, "7", {.max_wait = 1h, .seed = 5}};
        return player.play(
            {ok(R"({"status":"running"})"), http(429, "", "17"), line{.what = line::kind::cancel}});
    };
    CHECK(run() == run());
    CHECK(run().back().outcome == outcome::abandoned);
}

TEST_CASE("the player keeps the job id that its options only view") {
    auto id = std::make_unique<std::string>("a job id that is longer than a short string");
    script_player player{plain_job, *id, {.max_wait = 1h}};
    id.reset();
    player.play(restart());
    CHECK(player.decisions().back().poll_again());
    CHECK(player.poller().job_id() == "a job id that is longer than a short string");
}

TEST_CASE("one line in braces is one line, and several are several") {
    script_player player{plain_job, "7", {.max_wait = 1h}};
    CHECK(player.play({.status = 404}).why == reason::grace);
    CHECK(player.play({http(404), ok(R"({"id":"7","status":"running"})")}).size() == 4);
    CHECK(player.play(std::vector<line>{silence(), ok(R"({"id":"7","status":"done"})")}).back().outcome ==
          outcome::succeeded);
}

TEST_CASE("a line may have a location, and may have hung") {
    script_player player{plain_job, "7", {.max_wait = 10h, .first_poll = 1h, .seed = 3, .long_poll = true}};
    script_player quick{plain_job, "7", {.max_wait = 10h, .first_poll = 1h, .seed = 3, .long_poll = true}};
    line hung = ok(R"({"id":"7","status":"running"})");
    hung.location = "/jobs/7";
    hung.at = 1h + 20s;
    line at_once = hung;
    hung.took = 20s;
    CHECK(quick.play(at_once).delay - player.play(hung).delay == 20s);
    CHECK(player.poller().next_url() == "/jobs/7");
}
