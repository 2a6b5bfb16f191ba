#include "clients.hpp"
#include "support/catch.hpp"

using namespace wired;

namespace {
const client httplib_thread{JOBPOLL_HTTPLIB_THREAD};
}

TEST_CASE("httplib_thread follows a job of every documented endpoint to its end", "[httplib_thread]") {
    check_every_story(httplib_thread, every_endpoint);
}

TEST_CASE("httplib_thread gets over every fault, and says how it ended", "[httplib_thread]") {
    check_every_story(httplib_thread, every_fault);
}

TEST_CASE("httplib_thread reads no longer body than it may", "[httplib_thread]") {
    check_long_body(httplib_thread);
}

TEST_CASE("httplib_thread stops at an empty 401", "[httplib_thread]") {
    check_wrong_key(httplib_thread);
}

TEST_CASE("httplib_thread goes on asking without a listener, until its time is over", "[httplib_thread]") {
    check_no_server(httplib_thread);
}

TEST_CASE("httplib_thread gives a job a little time to appear", "[httplib_thread]") {
    check_unknown_job(httplib_thread);
}

TEST_CASE("httplib_thread asks for the last time at the deadline", "[httplib_thread]") {
    check_deadline(httplib_thread);
}

TEST_CASE("httplib_thread can be interrupted while it waits", "[httplib_thread]") {
    check_interrupt_while_waiting(httplib_thread);
}

TEST_CASE("httplib_thread can be interrupted while it asks", "[httplib_thread]") {
    check_interrupt_while_asking(httplib_thread);
}

TEST_CASE("httplib_thread refuses a command line that makes no sense", "[httplib_thread]") {
    check_usage(httplib_thread);
}

TEST_CASE("httplib_thread gets over a connection that is closed between two polls", "[httplib_thread]") {
    const running_server server{{story_path("dropped_later")}};
    results got = follow(httplib_thread, server.url(), {{"dropped_later", "gu1.job", "dropped-later", ""}});
    INFO(got.errors);
    CHECK(got.ends["gu1.job dropped-later"].outcome == "succeeded");
    // libcurl asks again by itself where a connection that was kept turns out to be closed: that poll counts
    // once.
    CHECK(server.requests().size() == 3);
}
