#include <jobpoll/follow.hpp>

#include <stdexcept>
#include <vector>

#include <support/catch.hpp>
#include <support/endpoints.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

/// A clock that goes when the test says.
struct manual_clock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<manual_clock>;
    static constexpr bool is_steady = true;
    static time_point now() { return present; }
    static inline time_point present{};
};

using manual_poller = basic_poller<manual_clock>;
using manual_decision = manual_poller::decision_type;

/// A vendor that answers in turn, and a wait that makes the clock go.
struct vendor {
    std::vector<std::optional<received>> replies;
    std::size_t asked = 0;
    milliseconds hangs{};
    std::vector<manual_decision> waits{};

    std::optional<received> fetch() {
        manual_clock::present += hangs;
        return replies[std::min(asked++, replies.size() - 1)];
    }
    bool wait(const manual_decision& d) {
        waits.push_back(d);
        manual_clock::present =
            std::max(manual_clock::present, std::chrono::time_point_cast<manual_clock::duration>(d.at));
        return true;
    }
};

received body(std::string text) {
    return {.status = 200, .body = std::move(text)};
}

manual_decision run(manual_poller& poller, vendor& v) {
    return follow(
        poller, [&] { return v.fetch(); }, [&](const auto& d) { return v.wait(d); });
}

const std::string running = R"({"id":"7","status":"running"})";
const std::string done = R"({"id":"7","status":"done"})";

} // namespace

TEST_CASE("follow waits, asks and ends with the vendor's word") {
    manual_clock::present = {};
    manual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    vendor v{{body(running), std::nullopt, received{.status = 503}, body(done)}};
    const auto d = run(poller, v);
    CHECK(d.outcome == outcome::succeeded);
    CHECK(v.asked == 4);
    CHECK(v.waits.size() == 4);
    CHECK(d.attempts == 4);
    CHECK(manual_clock::present.time_since_epoch() >= 1s);
}

TEST_CASE("follow decides as the loop that one writes oneself") {
    const std::vector<std::optional<received>> replies = {
        body(running), received{.status = 429, .retry_after = "30"}, std::nullopt, body(running), body(done)};
    manual_clock::present = {};
    manual_poller followed{support::plain_job, "7", {.max_wait = 1h}};
    vendor v{replies};
    const auto by_call = run(followed, v);

    manual_poller looped{support::plain_job, "7", {.max_wait = 1h}};
    manual_clock::time_point now{};
    auto next = looped.start(now);
    for (std::size_t i = 0; next.poll_again(); ++i) {
        now = std::max(now, std::chrono::time_point_cast<manual_clock::duration>(next.at));
        next = replies[i] ? looped.on_reply(replies[i]->view(), now) : looped.on_no_reply(now);
    }
    CHECK(by_call == next);
}

TEST_CASE("a wait that says no ends the polling as abandoned, without another request") {
    manual_clock::present = {};
    manual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    vendor v{{body(running)}};
    int asked_to_wait = 0;
    const auto d = follow(
        poller, [&] { return v.fetch(); }, [&](const manual_decision&) { return ++asked_to_wait < 3; });
    CHECK(d.outcome == outcome::abandoned);
    CHECK(v.asked == 2);
}

TEST_CASE("a wait renews the credentials when it is told to") {
    manual_clock::present = {};
    manual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    bool renewed = false;
    vendor v{{body(running)}};
    const auto d = follow(
        poller,
        [&]() -> std::optional<received> {
            if (v.asked++ < 1) return body(running);
            return renewed ? body(done) : received{.status = 401};
        },
        [&](const manual_decision& next) {
            if (next.why == reason::unauthorized) renewed = true;
            return v.wait(next);
        });
    CHECK(d.outcome == outcome::succeeded);
    CHECK(d.attempts == 3);
}

TEST_CASE("a poller that was restored or reopened is followed from where it is") {
    manual_clock::present = {};
    manual_poller first{support::plain_job, "7", {.max_wait = 1h}};
    vendor refusing{{body(running), received{.status = 401}}};
    CHECK(run(first, refusing).outcome == outcome::unauthorized);
    (void)first.reopen(manual_clock::now());
    vendor willing{{body(done)}};
    CHECK(run(first, willing).outcome == outcome::succeeded);
    CHECK(willing.asked == 1);
}

TEST_CASE("what fetch throws goes through, and the poller can be followed again") {
    manual_clock::present = {};
    manual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    vendor v{{body(done)}};
    CHECK_THROWS_AS(follow(
                        poller, []() -> std::optional<received> { throw std::runtime_error{"no network"}; },
                        [&](const manual_decision& d) { return v.wait(d); }),
                    std::runtime_error);
    CHECK(run(poller, v).outcome == outcome::succeeded);
}

TEST_CASE("follow measures how long a request hung, unless the caller did") {
    const auto second_gap = [](length_of_time took) {
        manual_clock::present = {};
        manual_poller poller{
            support::plain_job, "7", {.max_wait = 100h, .first_poll = 1h, .seed = 3, .long_poll = true}};
        vendor v{{body(running), body(done)}};
        v.hangs = 20s;
        v.replies[0]->took = took;
        (void)run(poller, v);
        return v.waits[1].delay;
    };
    CHECK(second_gap(1ms) - second_gap({}) == 20s - 1ms);
}

TEST_CASE("a received reply is the same reply as views") {
    const received r{.status = 202,
                     .retry_after = "5",
                     .date = "Sun, 22 Nov 2026 12:00:00 GMT",
                     .location = "/jobs/7",
                     .body = "{}",
                     .took = 3s};
    const reply view = r.view();
    CHECK(view.status.code() == 202);
    CHECK(view.retry_after == "5");
    CHECK(view.date == r.date);
    CHECK(view.location == "/jobs/7");
    CHECK(view.body.data() == r.body.data());
    CHECK(view.took.value() == 3s);
}
