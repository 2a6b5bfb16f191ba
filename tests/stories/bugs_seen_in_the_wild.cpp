// A test for each bug that other pollers have had: the list is section 10 of the design, none left out.
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/reading/retry_after.hpp>

#include <support/bodies.hpp>
#include <support/body_reader.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using namespace support;

namespace {

constexpr std::string_view noon = "Sun, 22 Nov 2026 12:00:00 GMT";

std::string running() {
    return R"({"id":"7","status":"running"})";
}
std::string done() {
    return R"({"id":"7","status":"done"})";
}

virtual_decision after_hint(std::string hint, std::string date = {}, int status = 429) {
    script_player player{plain_job, "7", {.max_wait = std::chrono::hours::max(), .seed = 3}};
    return player.play(http(status, {}, std::move(hint), std::move(date)));
}

} // namespace

TEST_CASE("bug: an HTTP-date in Retry-After is read as a number") {
    const auto d = after_hint("Sun, 22 Nov 2026 12:05:00 GMT", std::string{noon});
    CHECK(d.why == reason::retry_after);
    CHECK((d.delay >= 5min && d.delay <= 5min + 30s));
    CHECK(after_hint("22 Nov 2026").why == reason::backoff);
}

TEST_CASE("bug: Retry-After -3, +3, 1.5 and 1000abc are accepted") {
    for (const char* hint : {"-3", "+3", "1.5", "1000abc"}) {
        const auto d = after_hint(hint);
        CHECK(d.why == reason::backoff);
        CHECK(d == after_hint(""));
    }
}

TEST_CASE("bug: a Retry-After date in the past makes a negative sleep") {
    const auto d = after_hint("Sun, 22 Nov 2026 11:00:00 GMT", std::string{noon});
    CHECK(d.delay > 0ms);
    CHECK(d == after_hint("0"));
}

TEST_CASE("bug: Retry-After 0 is taken for none") {
    CHECK(parse_retry_after("0", "").wait == 0ms);
    CHECK_FALSE(parse_retry_after("", "").wait.has_value());
}

TEST_CASE("bug: Retry-After 9999999999 overflows, or a poller that believes it never polls again") {
    for (const char* hint : {"9999999999", "1767225660", "99999999999999999999"})
        CHECK(after_hint(hint).why == reason::backoff);
    script_player player{plain_job, {}, {.max_wait = 1h}};
    const auto d = player.play(http(503, {}, "999999999"));
    CHECK(d.poll_again());
    CHECK(d.at == moment(1h));
    CHECK(d.why == reason::retry_after_past_deadline);
}

TEST_CASE("bug: the hint of the first reply is ignored") {
    script_player player{plain_job, {}, {.max_wait = 1h}};
    CHECK(player.play(http(200, running(), "300")).delay >= 300s);
    CHECK(player.decisions().back().why == reason::retry_after);
}

TEST_CASE("bug: the hint of the first reply is kept for ever") {
    script_player player{plain_job, {}, {.max_wait = 1h}};
    player.play(http(429, {}, "300"));
    CHECK(player.play(ok(running())).delay < 200s);
    CHECK(player.decisions().back().why != reason::retry_after);
}

TEST_CASE("bug: the asctime and RFC 850 forms of a date are not understood") {
    for (const char* hint : {"Sun Nov 22 12:05:00 2026", "Sunday, 22-Nov-26 12:05:00 GMT"})
        CHECK(after_hint(hint, std::string{noon}) ==
              after_hint("Sun, 22 Nov 2026 12:05:00 GMT", std::string{noon}));
}

TEST_CASE("bug: jitter pushes past the cap, or vanishes at it") {
    milliseconds low = 1h;
    milliseconds high = 0ms;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        virtual_poller poller{plain_job, {}, {.max_wait = 1000h, .max_delay = 60s, .seed = seed}};
        (void)poller.start(moment(0ms));
        const auto d = poller.on_reply({.status = 200, .body = running()}, moment(500h));
        low = std::min(low, d.delay);
        high = std::max(high, d.delay);
    }
    CHECK(high <= 60s);
    CHECK(high - low >= 3s);
}

TEST_CASE("bug: 2^n overflows at attempt 1000000") {
    for (const polling_policy policy : {polling_policy::smithy, polling_policy::exponential_full_jitter,
                                        polling_policy::exponential_equal_jitter}) {
        outlook o;
        o.policy = policy;
        o.limits = {2s, 120s};
        o.attempt = 1'000'000;
        CHECK((plan_next_look(o).delay >= 2s && plan_next_look(o).delay <= 120s));
    }
    CHECK(detail::backoff_delay(1'000'000, 2s, 1, 1) <= backoff_cap);
}

TEST_CASE("bug: the shortest delay equal to the longest breaks the arithmetic") {
    for (std::size_t law = 0; law < std::size(polling_policy_names); ++law) {
        script_player player{
            plain_job,
            {},
            {.max_wait = 1h, .policy = static_cast<polling_policy>(law), .min_delay = 7s, .max_delay = 7s}};
        for (int i = 0; i < 20; ++i)
            CHECK(player.play(ok(running())).delay == 7s);
    }
}

TEST_CASE("bug: a shortest delay above the longest is swapped, or crashes") {
    virtual_poller poller{plain_job, {}, {.max_wait = 1h, .min_delay = 8s, .max_delay = 7s}};
    CHECK(poller.start(moment(0ms)).why == reason::invalid_options);
    CHECK(poller.invalid_option() == "min_delay is above max_delay");
}

TEST_CASE("bug: a shortest delay below a second becomes zero and a hot loop") {
    for (std::size_t law = 0; law < std::size(polling_policy_names); ++law) {
        script_player player{plain_job,
                             {},
                             {.max_wait = 1h,
                              .policy = static_cast<polling_policy>(law),
                              .min_delay = 250ms,
                              .max_delay = 900ms}};
        for (int i = 0; i < 100; ++i) {
            const auto d = player.play(ok(running()));
            CHECK((d.delay >= 250ms && d.delay <= 900ms));
        }
    }
}

TEST_CASE("bug: the waiter leaves early, by the shortest delay, without a last poll") {
    for (std::size_t law = 0; law < std::size(polling_policy_names); ++law) {
        script_player player{plain_job, {}, {.max_wait = 100s, .policy = static_cast<polling_policy>(law)}};
        const auto d = until_stop(player, ok(running()));
        CAPTURE(std::string{polling_policy_names[law]});
        CHECK(d.outcome == outcome::timed_out);
        CHECK(d.elapsed == 100s);
    }
}

TEST_CASE("bug: a hot loop at the end of the time") {
    for (std::size_t law = 0; law < std::size(polling_policy_names); ++law)
        for (const milliseconds wait : {100s, 101s, 103s, 107s}) {
            script_player player{
                plain_job, {}, {.max_wait = wait, .policy = static_cast<polling_policy>(law)}};
            until_stop(player, ok(running()));
            const auto& all = player.decisions();
            for (std::size_t i = 1; i + 1 < all.size(); ++i)
                CHECK(all[i].delay >= default_min_delay);
        }
}

TEST_CASE("bug: there is no poll at the deadline, so that a job that ended in time is timed out") {
    script_player player{plain_job, {}, {.max_wait = 50s}};
    while (player.decisions().back().at < moment(50s))
        player.play(ok(running()));
    CHECK(player.decisions().back().why == reason::deadline);
    CHECK(player.play(ok(done())).outcome == outcome::succeeded);
    CHECK(player.decisions().back().elapsed == 50s);
}

TEST_CASE("bug: Canceled and Cancelled are mixed up") {
    body_reader r;
    CHECK(r.read(vendors::reply_io::job, R"({"status":"Cancelled"})").job.outcome == outcome::cancelled);
    CHECK(r.read(vendors::reply_io::job, R"({"status":"Canceled"})").event == event::unknown_status);
    CHECK(to_string(outcome::cancelled) == "cancelled");
}

TEST_CASE("bug: a forgotten terminal word polls for ever") {
    script_player player{plain_job, "7", {.max_wait = std::chrono::hours::max()}};
    const auto d = until_stop(player, ok(R"({"id":"7","status":"aborted"})"));
    CHECK(d.outcome == outcome::unrecognized);
    CHECK(player.poller().job().vendor_status == "aborted");
}

TEST_CASE("bug: an unknown word is taken for the end") {
    script_player player{plain_job, {}, {.max_wait = 1h}};
    CHECK(player.play(ok(R"({"status":"archiving"})")).poll_again());
    CHECK(player.play(ok(running())).poll_again());
    CHECK(player.play(ok(done())).outcome == outcome::succeeded);
}

TEST_CASE("bug: a status that is null, 3 or [\"x\"] crashes, or is read as text") {
    for (const char* status : {"null", "3", "[\"x\"]", "{}", "true", "{\"status\":\"done\"}", "[\"done\"]"}) {
        CHECK(problems_of(plain_job, R"({"status":)" + std::string{status} + "}") == "fatal type /status");
        CHECK(event_of(plain_job, R"({"status":)" + std::string{status} + "}") == event::malformed);
    }
}

TEST_CASE("bug: all of an empty list is success") {
    for (const sample& s : samples()) {
        if (!s.endpoint.shape.is_list) continue;
        const std::string empty =
            s.endpoint.root == json_type::array ? "[]" : R"({"items":[],"hasMore":false})";
        script_player player{s.endpoint, s.job_id, {.max_wait = 1h}};
        const auto d = until_stop(player, ok(empty));
        // A list that says that it is whole says that there is no such job.
        const bool is_whole = s.endpoint.root != json_type::array;
        CHECK(d.outcome == (is_whole ? outcome::not_found : outcome::timed_out));
        CHECK(player.poller().job().vendor_status.empty());
    }
}

TEST_CASE("bug: 100 % progress is taken for the end") {
    script_player player{vendors::reply_io::job, {}, {.max_wait = 1h}};
    CHECK(player.play(ok(R"({"status":"Processing","progress":1})")).poll_again());
    CHECK(player.decisions().back().progress == 1000);
    CHECK(player.decisions().back().phase == phase::running);
}

TEST_CASE("bug: progress that goes backwards stops the polling, or is hidden") {
    script_player player{vendors::reply_io::job, {}, {.max_wait = 1h}};
    player.play(ok(R"({"status":"Processing","progress":0.9})"));
    CHECK(player.play(ok(R"({"status":"Processing","progress":0.2})")).poll_again());
    REQUIRE(player.poller().violations().size() == 1);
    CHECK(text_of(player.poller().violations()[0]) == "tolerated regression /progress");
    CHECK(player.decisions().back().progress == 200);
}

TEST_CASE("bug: progress above 1, NaN, or as a string is believed") {
    for (const char* progress : {"1.5", "45", "1e309", "-0.1", "\"0.5\"", "\"NaN\"", "[0.5]"}) {
        script_player player{vendors::reply_io::job, {}, {.max_wait = 1h}};
        const std::string body = R"({"status":"Processing","progress":)" + std::string{progress} + "}";
        CHECK(player.play(ok(body)).poll_again());
        CHECK(player.decisions().back().progress == -1);
        CHECK(player.poller().counts().breaches == 1);
    }
    CHECK(event_of(vendors::reply_io::job, R"({"status":"Processing","progress":NaN})") == event::malformed);
    body_reader r;
    CHECK(r.read(vendors::reply_io::job, R"({"status":"Processing","progress":0e400})").job.progress == 0);
}

TEST_CASE("bug: a late running after the end restarts the job") {
    virtual_poller poller{plain_job, {}, {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    const auto ended = poller.on_reply({.status = 200, .body = done()}, moment(1s));
    CHECK(poller.on_reply({.status = 200, .body = running()}, moment(2s)) == ended);
    CHECK(poller.job().vendor_status == "done");
}

TEST_CASE("bug: success with an error object, and a failure without one, confuse the outcome") {
    body_reader r;
    CHECK(r.read(vendors::gu1::job, R"({"success":true,"job":{"jobId":"7","kind":"entity_automatic",)"
                                    R"("createdAt":"2026-06-26T11:59:00Z","status":"completed",)"
                                    R"("jobFailure":{"code":"X","message":"m"}}})")
              .job.outcome == outcome::succeeded);
    CHECK(r.problems() == "tolerated contradiction /job/jobFailure/message");
    CHECK(r.read(plain_job, R"({"status":"failed"})").job.outcome == outcome::failed);
    CHECK(r.problems().empty());
}

TEST_CASE("bug: of two status members the last one wins silently") {
    CHECK(event_of(plain_job, R"({"status":"running","status":"done"})") == event::malformed);
    CHECK(event_of(plain_job, R"({"status":"done","status":"done"})") == event::malformed);
    CHECK(problems_of(plain_job, R"({"status":"done","status":"running"})") ==
          "fatal duplicate_member /status");
}

TEST_CASE("bug: 64-bit ids above 2^53 lose their last digits") {
    static constexpr endpoint e =
        declare(changed([](declaration& d) { d.members[0].type = json_type::integer; }));
    CHECK(event_of(e, R"({"id":9007199254740993,"status":"done"})", "9007199254740993") ==
          event::vendor_terminal);
    CHECK(event_of(e, R"({"id":9007199254740993,"status":"done"})", "9007199254740992") == event::malformed);
}

TEST_CASE("bug: one HTML body kills a job of three hours") {
    script_player player{plain_job, {}, {.max_wait = 4h}};
    player.play(ok(running()));
    CHECK(player.play(http(502, "<html>502</html>")).poll_again());
    CHECK(player.play(ok("<html>maintenance</html>")).poll_again());
    CHECK(player.play(ok(done())).outcome == outcome::succeeded);
}

TEST_CASE("bug: bodies that are truncated, deep, huge, or have a BOM or lone surrogates are misread") {
    CHECK(problems_of(plain_job, R"({"status":"done")") == "fatal truncated");
    CHECK(problems_of(plain_job, std::string(100'000, '[')) == "fatal depth");
    CHECK(problems_of(plain_job, "\xef\xbb\xbf" + done()) == "tolerated byte_order_mark");
    CHECK(problems_of(plain_job, R"({"id":"\ud800","status":"done"})") == "fatal unicode");
    body_reader r;
    CHECK(r.read(plain_job, R"({"x":")" + std::string(10'000'000, 'x') + R"(","status":"done"})").event ==
          event::vendor_terminal);
    CHECK(r.read(plain_job, reply{.status = 200, .body = done()}, {}, {.max_body_bytes = 10}).event ==
          event::malformed);
}

TEST_CASE("bug: a snapshot that is truncated, tampered with, newer, or of another endpoint is restored") {
    virtual_poller poller{plain_job, "7", {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    const std::string text = to_text(poller.save());
    snapshot into;
    CHECK(parse_snapshot(text.substr(0, text.size() / 2), into) == snapshot_error::truncated);
    std::string tampered = text;
    tampered[text.size() / 2] = tampered[text.size() / 2] == '1' ? '2' : '1';
    CHECK(parse_snapshot(tampered, into) != snapshot_error::none);
    CHECK(parse_snapshot("jobpoll-snapshot 3 0", into) == snapshot_error::newer_version);
    CHECK(parse_snapshot("jobpoll-snapshot 1 0", into) == snapshot_error::older_version);
    virtual_poller other{vendors::gu1::job, "7", {.max_wait = 1h}};
    CHECK(other.restore(poller.save(), moment(0ms)) == snapshot_error::other_endpoint);
}

TEST_CASE("bug: giving up here is reported as the job having been cancelled") {
    script_player player{plain_job, {}, {.max_wait = 1h}};
    player.play(ok(running()));
    const auto d = player.play(line{.what = line::kind::cancel});
    CHECK(d.outcome == outcome::abandoned);
    CHECK(d.outcome != outcome::cancelled);
    CHECK(job_may_still_run(d.outcome));
    CHECK(describe(d).find("the job may still run") != std::string::npos);
}

TEST_CASE("bug: a wall clock that jumps makes negative or endless waits") {
    virtual_poller poller{plain_job, {}, {.max_wait = 1h}};
    (void)poller.start(moment(1000h));
    (void)poller.on_reply({.status = 200, .body = running()}, moment(1000h + 10min));
    const auto back = poller.on_reply({.status = 200, .body = running()}, moment(5h));
    CHECK(back.delay > 0ms);
    CHECK(back.elapsed == 10min);
    CHECK(back.at <= moment(1001h));
    CHECK(poller.on_reply({.status = 200, .body = running()}, moment(9000h)).outcome == outcome::timed_out);
}

TEST_CASE("bug: after a suspend the missed polls are made up for, or the job is given up unasked") {
    virtual_poller poller{plain_job, {}, {.max_wait = 10h}};
    (void)poller.start(moment(0ms));
    (void)poller.on_reply({.status = 200, .body = running()}, moment(1s));
    const auto resumed = poller.on_reply({.status = 200, .body = running()}, moment(8h));
    CHECK(resumed.poll_again());
    CHECK(resumed.attempts == 2);
    CHECK(resumed.at > moment(8h));
    CHECK(poller.on_reply({.status = 200, .body = done()}, moment(50h)).outcome == outcome::succeeded);
}
