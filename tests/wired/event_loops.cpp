// The examples for event loops, qt_timer and libuv_loop: one job each, and the end in words.
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "running_server.hpp"
#include "support/catch.hpp"

using namespace wired;
using namespace std::chrono_literals;

namespace {

/// A program, and what it calls the server: `http://127.0.0.1:1`, or without the scheme.
struct program {
    std::string path;
    bool takes_url = true;
};

class run {
public:
    run(const program& p, const std::string& url, const std::string& job_id, const std::string& key = api_key,
        const std::string& max_wait = "40")
        : process_{{.program = p.path,
                    .arguments = {p.takes_url ? url : url.substr(std::string{"http://"}.size()), "gu1.job",
                                  job_id, "--min-delay", "50", "--max-delay", "100", "--max-wait", max_wait,
                                  "--timeout", "2000"},
                    .environment = {"API_KEY=" + key, "QT_QPA_PLATFORM=offscreen"},
                    .out = directory_.file("out"),
                    .err = directory_.file("err")}} {}

    int exit_code() { return process_.wait(60s).value_or(-1); }
    void interrupt() { process_.send(SIGINT); }
    [[nodiscard]] std::string said() const { return processes::read_file(directory_.file("out")); }
    [[nodiscard]] std::size_t renewals() const {
        return processes::lines_of(processes::read_file(directory_.file("err"))).size() - 1;
    }

private:
    processes::temporary_directory directory_;
    processes::child_process process_;
};

using Catch::Matchers::Contains;

void check_renewal(const program& p) {
    const running_server server{{story_path("renewed")}};
    run r{p, server.url(), "renewed"};
    CHECK(r.exit_code() == 0);
    CHECK_THAT(r.said(), Contains("succeeded after 4 polls"));
    CHECK(r.renewals() == 1);
    const auto requests = server.requests();
    REQUIRE(requests.size() == 4);
    CHECK(requests[1].status == 429);
    CHECK(requests[2].at_ms - requests[1].at_ms >= 1000);
    CHECK(requests[2].status == 401);
    CHECK(requests[3].at_ms - requests[2].at_ms < 1000);
}

void check_refused_key(const program& p) {
    const running_server server{{story_path("stays")}};
    run r{p, server.url(), "stays", "open"};
    CHECK(r.exit_code() == 2);
    CHECK_THAT(r.said(), Contains("unauthorized after 2 polls"));
    CHECK(r.renewals() == 1);
    CHECK(server.requests().size() == 2);
}

void check_faults(const program& p) {
    const running_server server{{story_path("truncated"), story_path("late")}};
    run cut{p, server.url(), "truncated"};
    run late{p, server.url(), "late"};
    for (run* r : {&cut, &late}) {
        CHECK(r->exit_code() == 0);
        CHECK_THAT(r->said(), Contains("succeeded after 3 polls"));
    }
}

void check_absent_server(const program& p) {
    std::string url;
    {
        const running_server server{{story_path("stays")}};
        url = server.url();
    }
    run r{p, url, "stays", api_key, "1"};
    CHECK(r.exit_code() == 2);
    CHECK_THAT(r.said(), Contains("timed_out"));
    CHECK_THAT(r.said(), Contains("no reply"));
}

} // namespace

#ifdef JOBPOLL_QT_TIMER
TEST_CASE("qt_timer waits as it is told, renews its credentials once, and says how the job ended",
          "[qt_timer]") {
    check_renewal({JOBPOLL_QT_TIMER});
    check_refused_key({JOBPOLL_QT_TIMER});
}

TEST_CASE("qt_timer gets over faults, and stops at its time limit", "[qt_timer]") {
    check_faults({JOBPOLL_QT_TIMER});
    check_absent_server({JOBPOLL_QT_TIMER});
}
#endif

#ifdef JOBPOLL_LIBUV_LOOP
TEST_CASE("libuv_loop waits as it is told, renews its credentials once, and says how the job ended",
          "[libuv_loop]") {
    check_renewal({JOBPOLL_LIBUV_LOOP, false});
    check_refused_key({JOBPOLL_LIBUV_LOOP, false});
}

TEST_CASE("libuv_loop gets over faults, and stops at its time limit", "[libuv_loop]") {
    check_faults({JOBPOLL_LIBUV_LOOP, false});
    check_absent_server({JOBPOLL_LIBUV_LOOP, false});
}

TEST_CASE("libuv_loop can be interrupted", "[libuv_loop]") {
    const running_server server{{story_path("stays")}};
    run r{{JOBPOLL_LIBUV_LOOP, false}, server.url(), "stays"};
    REQUIRE(processes::becomes_true([&] { return server.requests().size() >= 2; }, 20s));
    r.interrupt();
    CHECK(r.exit_code() == 2);
    CHECK_THAT(r.said(), Contains("abandoned"));
}
#endif
