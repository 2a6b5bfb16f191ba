// A poller in ordinary weather, through its public interface and on clocks of every resolution.
#include <jobpoll/jobpoll.hpp>

#include <algorithm>
#include <limits>
#include <ratio>
#include <set>
#include <string>

#include <support/catch.hpp>
#include <support/clock_of.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::clock_of;
using support::http;
using support::moment;
using support::ok;
using support::plain_job;
using support::script_player;
using support::silence;
using support::virtual_poller;

namespace {

const std::string running = R"({"id":"7","status":"running"})";
const std::string done = R"({"id":"7","status":"done"})";
const std::string paused = R"({"id":"7","status":"paused"})";

/// The loop of the README against a vendor that says the same for ever; the number of polls in a second.
template <class Clock>
int polls_in_a_second(const reply& r, typename Clock::time_point start) {
    basic_poller<Clock> poller{plain_job, "7", {.max_wait = std::chrono::hours::max()}};
    auto next = poller.start(start);
    int polls = 0;
    for (auto now = start; next.poll_again() && polls < 1'000; ++polls) {
        now = std::max(now, std::chrono::time_point_cast<typename Clock::duration>(next.at));
        if (now - start >= 1s) break;
        next = poller.on_reply(r, now);
    }
    return polls;
}

/// A decision of a poller that waits for as long as it may is a moment of this clock, and not in the past.
template <class Clock>
void check_far_future(typename Clock::duration since_epoch) {
    const typename Clock::time_point start{since_epoch};
    basic_poller<Clock> poller{plain_job, "7", {.max_wait = for_ever, .first_poll = for_ever}};
    const auto next = poller.start(start);
    const auto on_clock = std::chrono::time_point_cast<typename Clock::duration>(next.at);
    CHECK(next.poll_again());
    CHECK(on_clock > start);
    CHECK(next.at > start);
    CHECK(next.remaining(start) > 1000h);
    CHECK(polls_in_a_second<Clock>({.status = 200, .retry_after = "9999999999", .body = running}, start) <=
          2);
    CHECK(polls_in_a_second<Clock>({.status = 200, .retry_after = "999999999", .body = running}, start) == 1);
}

} // namespace

TEST_CASE("a huge Retry-After or limit makes no hot loop, on clocks of any resolution") {
    STATIC_REQUIRE(std::is_same_v<std::chrono::steady_clock::duration, std::chrono::nanoseconds>);
    using nano = clock_of<std::chrono::nanoseconds>;
    using micro = clock_of<std::chrono::microseconds>;
    using milli = clock_of<std::chrono::milliseconds>;
    for (const int part : {0, 4, 2}) {
        const auto since_epoch = [&](auto longest) { return part == 0 ? 0 * longest : longest / part; };
        check_far_future<std::chrono::steady_clock>(
            since_epoch((std::chrono::steady_clock::duration::max)()));
        check_far_future<nano>(since_epoch((nano::duration::max)()));
        check_far_future<micro>(since_epoch((micro::duration::max)()));
        check_far_future<milli>(since_epoch((milli::duration::max)()));
    }
    check_far_future<clock_of<std::chrono::seconds>>(0s);
    check_far_future<clock_of<std::chrono::duration<std::int32_t, std::ratio<1>>>>(
        std::chrono::duration<std::int32_t>{1'700'000'000});
}

TEST_CASE("the decisions are the same on clocks of any resolution") {
    const auto gaps = [](auto clock) {
        using clock_type = decltype(clock);
        basic_poller<clock_type> poller{plain_job, "7", {.max_wait = 2h, .min_delay = 7s, .max_delay = 7s}};
        typename clock_type::time_point now{std::chrono::seconds{1'000}};
        auto next = poller.start(now);
        std::vector<milliseconds> all;
        for (int i = 0; i < 20; ++i) {
            now = std::chrono::time_point_cast<typename clock_type::duration>(next.at);
            next = poller.on_reply({.status = 200, .body = running}, now);
            all.push_back(next.remaining(now));
        }
        return all;
    };
    const auto expected = gaps(clock_of<std::chrono::milliseconds>{});
    CHECK(expected.back() == 7s);
    CHECK(gaps(clock_of<std::chrono::nanoseconds>{}) == expected);
    CHECK(gaps(clock_of<std::chrono::microseconds>{}) == expected);
    CHECK(gaps(clock_of<std::chrono::seconds>{}) == expected);
}

TEST_CASE("without a job id pollers that start at different moments are not in step") {
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::exponential_full_jitter}) {
        std::set<milliseconds> delays;
        for (int i = 0; i < 50; ++i) {
            basic_poller<clock_of<std::chrono::nanoseconds>> poller{
                plain_job, {}, {.max_wait = 10h, .policy = policy, .min_delay = 1s, .max_delay = 20min}};
            const clock_of<std::chrono::nanoseconds>::time_point start{std::chrono::nanoseconds{i}};
            auto next = poller.start(start);
            for (int poll = 0; poll < 9; ++poll)
                next = poller.on_reply({.status = 200, .body = running}, start + 1h);
            delays.insert(next.delay);
        }
        CHECK(delays.size() > 45);
    }
}

TEST_CASE("a seed of one's own goes before the moment, and a job id before it, too") {
    const auto delay = [](std::string_view id, std::optional<std::uint64_t> seed, milliseconds start) {
        virtual_poller poller{plain_job, id, {.max_wait = 10h, .seed = seed}};
        (void)poller.start(moment(start));
        return poller.on_reply({.status = 200, .body = running}, moment(start + 1h)).delay;
    };
    CHECK(delay({}, 5, 1ms) == delay({}, 5, 2ms));
    CHECK(delay("7", {}, 1ms) == delay("7", {}, 2ms));
    CHECK(delay({}, {}, 1ms) != delay({}, {}, 2ms));
}

TEST_CASE("an outage of half an hour does not lose a job of a day") {
    script_player player{plain_job, "7", {.max_wait = 24h}};
    player.play(ok(running));
    while (player.decisions().back().elapsed < 30min)
        REQUIRE(player.play(http(503)).poll_again());
    CHECK(player.play(ok(done)).outcome == outcome::succeeded);
}

TEST_CASE("one 503 with a Retry-After that is past the deadline: a last look there") {
    script_player player{plain_job, "7", {.max_wait = 30min}};
    const auto next = player.play(http(503, {}, "3600"));
    CHECK(next.poll_again());
    CHECK(next.why == reason::retry_after_past_deadline);
    CHECK(next.delay == 30min);
    CHECK(player.play(ok(done)).outcome == outcome::succeeded);
}

TEST_CASE("one 404 of a cache does not lose a job") {
    script_player player{plain_job, "7", {.max_wait = 1h}};
    player.play({ok(running), http(404, "{}"), ok(done)});
    CHECK(player.decisions().back().outcome == outcome::succeeded);
}

TEST_CASE("403 with Retry-After is a pace, and without one a refusal") {
    script_player player{plain_job, "7", {.max_wait = 1h}};
    const auto next = player.play(http(403, {}, "30"));
    CHECK(next.why == reason::retry_after);
    CHECK((next.delay >= 30s && next.delay <= 33s));
    CHECK(player.play(http(403)).outcome == outcome::unauthorized);
}

TEST_CASE("one renewal for each 401, and a restart in between changes nothing") {
    for (const bool restarted : {false, true}) {
        script_player player{plain_job, "7", {.max_wait = 1h}};
        player.play(ok(running));
        const auto refused = player.play(http(401));
        CHECK(refused.why == reason::unauthorized);
        CHECK(refused.delay == 0ms);
        if (restarted) CHECK(player.play(support::restart()) == refused);
        script_player twice{plain_job, "7", {.max_wait = 1h}};
        twice.play({ok(running), http(401)});
        if (restarted) twice.play(support::restart());
        CHECK(twice.play(http(401)).outcome == outcome::unauthorized);
        CHECK(player.play(ok(done)).outcome == outcome::succeeded);
    }
}

TEST_CASE("a poller that ended for its credentials goes on once they are renewed, after a restart, too") {
    virtual_poller poller{plain_job, "7", {.max_wait = 10h}};
    (void)poller.start(moment(0ms));
    (void)poller.on_reply({.status = 200, .body = running}, moment(1s));
    (void)poller.on_reply({.status = 401}, moment(10s));
    const auto ended = poller.on_reply({.status = 401}, moment(11s));
    REQUIRE(ended.outcome == outcome::unauthorized);
    virtual_poller again{plain_job, "7", {.max_wait = 10h}};
    REQUIRE(again.restore(poller.save(), moment(1h), poller.last_body()) == snapshot_error::none);
    CHECK(again.pending() == ended);
    const auto next = again.reopen(moment(2h));
    CHECK(next.poll_again());
    CHECK(next.at == moment(2h));
    CHECK(next.outcome == outcome::none);
    CHECK(again.last_event() == event::started);
    CHECK(again.on_reply({.status = 200, .body = done}, moment(2h)).outcome == outcome::succeeded);
    CHECK(again.reopen(moment(3h)).outcome == outcome::succeeded);
    CHECK(poller.last_event() == event::unauthorized);
    CHECK(poller.reopen(moment(2h)) == next);
    CHECK(poller.last_event() == event::started);
    virtual_poller wrong{plain_job, "7", {.max_wait = -1s}};
    (void)wrong.start(moment(0ms));
    CHECK(wrong.reopen(moment(1s)).why == reason::invalid_options);
    virtual_poller idle{plain_job, "7", {.max_wait = 1h}};
    CHECK(idle.reopen(moment(5s)).elapsed == 0ms);
    CHECK(idle.start(moment(7s)).at == moment(7s));
}

TEST_CASE("a machine that slept past the deadline looks once more") {
    script_player player{plain_job, "7", {.max_wait = 1h}};
    player.play(ok(running));
    support::line asleep = silence();
    asleep.at = 9h;
    CHECK(player.play(asleep).poll_again());
    CHECK(player.decisions().back().at == moment(9h));
    CHECK(player.play(ok(done)).outcome == outcome::succeeded);
}

TEST_CASE("a paused job is waited for, and a queue has its own limit") {
    static constexpr endpoint with_pause = declare(support::changed([](declaration& d) {
        d.words[4] = {"paused", phase::blocked};
    }));
    script_player waits{with_pause, "7", {.max_wait = 24h, .stall_after = 30min}};
    CHECK(support::until_stop(waits, ok(paused)).outcome == outcome::timed_out);
    script_player queues{with_pause, "7", {.max_wait = 24h, .max_queued = 10min}};
    const auto d = support::until_stop(queues, ok(R"({"id":"7","status":"queued"})"));
    CHECK(d.outcome == outcome::stalled);
    CHECK(d.why == reason::queued_too_long);
    CHECK((d.elapsed >= 10min && d.elapsed <= 12min));
}

TEST_CASE("two confirmations: the end is asked for twice, and a job that vanishes then has ended") {
    script_player player{plain_job, "7", {.max_wait = 1h, .confirmations = 2}};
    const auto first = player.play(ok(done));
    CHECK(first.poll_again());
    CHECK(first.phase == phase::finished);
    CHECK(first.why == reason::confirmation);
    CHECK(player.play(http(404)).outcome == outcome::succeeded);
    CHECK(player.poller().job().vendor_status == "done");
}

TEST_CASE("the vendor's own address for the next request is that of the last reply that had one") {
    virtual_poller poller{plain_job, "7", {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    CHECK(poller.next_url().empty());
    (void)poller.on_reply({.status = 200, .location = "/v2/jobs/7", .body = running}, moment(1s));
    CHECK(poller.next_url() == "/v2/jobs/7");
    (void)poller.on_reply({.status = 503}, moment(2s));
    CHECK(poller.next_url() == "/v2/jobs/7");
    (void)poller.on_reply({.status = 503, .location = "/maintenance"}, moment(3s));
    CHECK(poller.next_url() == "/maintenance");
    virtual_poller moved{std::move(poller)};
    CHECK(moved.next_url() == "/maintenance");
    // NOLINTNEXTLINE(bugprone-use-after-move): a moved-from poller has nothing to go on with
    CHECK_FALSE(poller.reopen(moment(4s)).poll_again());
    CHECK(poller.next_url().empty()); // NOLINT(bugprone-use-after-move)
}

TEST_CASE("the text of a result is decoded") {
    static constexpr endpoint with_result =
        declare(support::plain_with(member{.at = "/result", .type = json_type::any, .role = role::result}));
    const auto text = [](std::string_view result) {
        script_player player{with_result, "7", {.max_wait = 1h}};
        player.play(ok(R"({"id":"7","status":"done","result":)" + std::string{result} + "}"));
        return player.poller().result_text();
    };
    CHECK(text(R"("https:\/\/x.y\/f.csv?a=1\u0026b=2")") == "https://x.y/f.csv?a=1&b=2");
    CHECK(text(R"({"a":1})") == R"({"a":1})");
    CHECK(text("\"plain\"") == "plain");
}

TEST_CASE("the options of the rules are checked like the others") {
    const auto sentence = [](const poll_options& o) {
        return virtual_poller{plain_job, "7", o}.invalid_option();
    };
    CHECK(sentence({.max_wait = 1h, .patience = -1s}) == "patience is negative");
    CHECK(sentence({.max_wait = 1h, .patience = 0s}).empty());
    CHECK(sentence({.max_wait = 1h, .confirmations = 0}) == "confirmations is zero");
    CHECK(sentence({.max_wait = 1h, .max_queued = -1s}) == "max_queued is negative");
    CHECK(sentence({.max_wait = 1h, .reply_timeout = 0s}) == "reply_timeout is below one millisecond");
}

TEST_CASE("the options become the rules of the machine, one by one") {
    const machine_rules defaults = detail::rules_of(plain_job, "7", {.max_wait = 24h});
    CHECK(defaults.patience == 144min);
    CHECK(defaults.reply_timeout == 5min);
    CHECK(defaults.confirmations == 1);
    CHECK(defaults.max_queued == 0ms);
    CHECK_FALSE(defaults.long_poll);
    CHECK_FALSE(defaults.stall_ignores_heartbeat);
    CHECK(defaults.budgets.unauthorized == 1);
    const machine_rules set = detail::rules_of(plain_job, "7",
                                               {.max_wait = 24h,
                                                .budgets = {.unauthorized = 4},
                                                .patience = 1h,
                                                .confirmations = 3,
                                                .max_queued = 2h,
                                                .stall_ignores_heartbeat = true,
                                                .long_poll = true,
                                                .reply_timeout = 9s});
    CHECK(set.patience == 1h);
    CHECK(set.reply_timeout == 9s);
    CHECK(set.confirmations == 3);
    CHECK(set.max_queued == 2h);
    CHECK(set.long_poll);
    CHECK(set.stall_ignores_heartbeat);
    CHECK(set.budgets.unauthorized == 4);
}

TEST_CASE("credit that a history has earned pays for a wait beyond the general limit, and beyond no other") {
    history past;
    for (int i = 0; i < 100; ++i)
        past.learn(decision{.action = action::stop,
                            .outcome = outcome::succeeded,
                            .attempts = 3,
                            .elapsed = 6h + 1s * i,
                            .ended_after = 6h - 1min,
                            .poll_cost = 2s,
                            .min_delay = default_min_delay,
                            .max_delay = default_max_delay});
    const auto longest_wait = [&past](poll_options options) {
        options.past = &past;
        virtual_poller poller{plain_job, "7", options};
        milliseconds longest{0};
        for (auto next = poller.start(moment(0ms)); next.at < moment(6h);
             next = poller.on_reply({.status = 200, .body = running}, next.at))
            longest = std::max(longest, next.delay);
        return longest;
    };
    CHECK(past.credit() > 0s);
    CHECK(longest_wait({.max_wait = 24h}) > default_max_delay);
    CHECK(longest_wait({.max_wait = 24h, .max_delay = 10min}) <= 10min);
}
