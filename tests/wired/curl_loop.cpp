#include "clients.hpp"
#include "support/catch.hpp"

using namespace wired;

namespace {
const client curl_loop{JOBPOLL_CURL_LOOP};
}

TEST_CASE("curl_loop follows a job of every documented endpoint to its end", "[curl_loop]") {
    check_every_story(curl_loop, every_endpoint);
}

TEST_CASE("curl_loop gets over every fault, and says how it ended", "[curl_loop]") {
    check_every_story(curl_loop, every_fault);
}

TEST_CASE("curl_loop reads no longer body than it may", "[curl_loop]") {
    check_long_body(curl_loop);
}

TEST_CASE("curl_loop stops at an empty 401", "[curl_loop]") {
    check_wrong_key(curl_loop);
}

TEST_CASE("curl_loop goes on asking without a listener, until its time is over", "[curl_loop]") {
    check_no_server(curl_loop);
}

TEST_CASE("curl_loop gives a job a little time to appear", "[curl_loop]") {
    check_unknown_job(curl_loop);
}

TEST_CASE("curl_loop asks for the last time at the deadline", "[curl_loop]") {
    check_deadline(curl_loop);
}

TEST_CASE("curl_loop can be interrupted while it waits", "[curl_loop]") {
    check_interrupt_while_waiting(curl_loop);
}

TEST_CASE("curl_loop can be interrupted while it asks", "[curl_loop]") {
    check_interrupt_while_asking(curl_loop);
}

TEST_CASE("curl_loop refuses a command line that makes no sense", "[curl_loop]") {
    check_usage(curl_loop);
}

TEST_CASE("curl_loop gets over a connection that is closed between two polls", "[curl_loop]") {
    const running_server server{{story_path("dropped_later")}};
    results got = follow(curl_loop, server.url(), {{"dropped_later", "gu1.job", "dropped-later", ""}});
    INFO(got.errors);
    CHECK(got.ends["gu1.job dropped-later"].outcome == "succeeded");
    // libcurl asks again by itself where a connection that was kept turns out to be closed: that poll counts
    // once.
    CHECK(server.requests().size() == 3);
}
