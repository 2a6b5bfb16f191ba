#include <jobpoll/history.hpp>

#include <string>
#include <type_traits>

#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/schedule/schedule.hpp>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

decision ended(milliseconds after, milliseconds by, std::uint32_t polls = 4) {
    decision d;
    d.action = action::stop;
    d.outcome = outcome::succeeded;
    d.attempts = polls;
    d.ended_after = after;
    d.elapsed = by;
    d.poll_cost = 2s;
    d.min_delay = 250ms;
    d.max_delay = 10min;
    return d;
}

/// Jobs of five minutes, with progress in every other one.
history five_minutes(int jobs) {
    history h;
    for (int i = 0; i < jobs; ++i) {
        const milliseconds by = 300s + 1s * (i * 7 % 20);
        decision d = ended(by - 5s, by);
        if (i % 2 == 0) d.forecast = {{120, by - 20s}, {900, by - 3s}};
        h.learn(d);
    }
    return h;
}

history squares() {
    history h;
    for (int i = 0; i < 100; ++i)
        h.learn(milliseconds{1000 * i * i});
    return h;
}

} // namespace

TEST_CASE("a history is plain data of at most 2 KB, and its forecast of at most 16 KB") {
    STATIC_REQUIRE(std::is_trivially_copyable_v<history>);
    STATIC_REQUIRE(sizeof(history) <= 2048);
    STATIC_REQUIRE(sizeof(forecast) <= 16'384);
    STATIC_REQUIRE(history{}.empty());
    CHECK(squares().size() == 100);
}

TEST_CASE("endings of ours teach nothing, and give their share of the credit back") {
    using enum outcome;
    for (const outcome o : {timed_out, exhausted, unreachable, unauthorized, not_found, gone, rejected,
                            malformed, unrecognized, stalled, abandoned}) {
        history h;
        h.begin();
        decision d = ended(1h, 1h);
        d.outcome = o;
        h.learn(d);
        CHECK(h.empty());
        CHECK(h.in_flight() == 0);
    }
    for (const outcome o :
         {succeeded, succeeded_with_failures, failed, cancelled, expired, interrupted, unknown}) {
        history h;
        decision d = ended(1h, 1h);
        d.outcome = o;
        h.learn(d);
        CHECK(h.size() == 1);
    }
    history h;
    decision going_on = ended(1h, 1h);
    going_on.action = action::poll;
    h.begin();
    h.learn(going_on);
    CHECK(h.empty());
    CHECK(h.in_flight() == 1);
}

TEST_CASE("a job is learned as the interval in which it ended, or as the moment that the vendor tells") {
    history interval;
    interval.learn(ended(100s, 140s));
    const detail::log_interval seen = interval.state().durations[0];
    CHECK(detail::value_of_log(seen.after) == Approx(100'000).epsilon(.001));
    CHECK(detail::value_of_log(seen.by) == Approx(140'000).epsilon(.001));
    decision d = ended(100s, 140s);
    d.vendor_duration = 120s;
    history moment;
    moment.learn(d);
    CHECK(moment.state().durations[0].by - moment.state().durations[0].after == 1);
    CHECK(detail::value_of_log(moment.state().durations[0].by) == Approx(120'000).epsilon(.001));
    for (const milliseconds nonsense : {-5s, 0s, 99s, 141s, 1'000'000s}) {
        d.vendor_duration = nonsense;
        history h;
        h.learn(d);
        CHECK(h.state().durations[0] == seen);
    }
}

TEST_CASE("credit grows by what was saved, shrinks by what was lost, and is held on both sides") {
    history h;
    for (int i = 0; i < 100; ++i)
        h.learn(ended(299s, 300s, 3));
    CHECK(h.credit() == 1'000s); // 500 polls of two seconds
    h.learn(ended(0s, 600s, 2));
    CHECK(h.credit() < 900s);
    for (int i = 0; i < 10; ++i)
        h.learn(ended(0s, 3h, 2));
    CHECK(h.credit() < 0s);
    CHECK(h.credit() == -200s);
    CHECK(squares().credit() == 250s); // the caller vouches for them; the poll cost is the default
}

TEST_CASE("merging keeps the newest of both in turn, adds the credit, and an empty one changes nothing") {
    const history a = five_minutes(100);
    const history b = squares();
    const history both = merge(a, b);
    CHECK(both.size() == 200);
    CHECK(both.credit() == 1'000s);
    for (std::size_t i = 0; i < detail::most_intervals; ++i)
        CHECK(both.state().durations[i] == (i % 2 == 0 ? a : b).state().durations[i / 2]);
    CHECK(merge(a, history{}) == a);
    CHECK(merge(history{}, a) == a);
    CHECK(merge(a, a).credit() == 1'000s);
    history full = five_minutes(300);
    CHECK(merge(full, full).state().known().size() == detail::most_intervals);
}

TEST_CASE("a history survives its text, jobs in flight aside") {
    for (const history& h :
         {history{}, squares(), five_minutes(7), five_minutes(500), merge(squares(), five_minutes(40))}) {
        history back = squares();
        history begun = h;
        begun.begin();
        REQUIRE(parse_history(to_text(begun), back) == history_error::none);
        CHECK(to_text(back) == to_text(h));
        CHECK(back.in_flight() == 0);
        CHECK(back.size() == h.size());
        CHECK(back.credit() == h.credit());
        CHECK(to_text(h).size() < 4'096);
    }
}

TEST_CASE("a text of the first version is read: durations in eighths of octaves") {
    history h;
    REQUIRE(parse_history("jobpoll-history 1", h) == history_error::none);
    CHECK(h.empty());
    REQUIRE(parse_history("jobpoll-history 1 0:1 7:2", h) == history_error::none);
    CHECK(h.size() == 3);
    REQUIRE(parse_history("jobpoll-history 1 40:300 90:100", h) == history_error::none);
    CHECK(h.size() == 400);
    int late = 0;
    for (const detail::log_interval& i : h.state().known())
        late += detail::value_of_log(i.after) > 100'000;
    CHECK(late == 32);
    int late_of_the_newest = 0;
    for (const detail::log_interval& i : h.state().known(32))
        late_of_the_newest += detail::value_of_log(i.after) > 100'000;
    CHECK(late_of_the_newest >= 6);
    CHECK(late_of_the_newest <= 10);
}

TEST_CASE("only what to_text writes is read, and a refused text changes nothing") {
    using enum history_error;
    const struct {
        const char* text;
        history_error error;
    } rows[] = {
        {"", not_a_history},
        {"jobpoll-history", not_a_history},
        {"jobpoll-history ", not_a_history},
        {"jobpoll-history x", not_a_history},
        {"jobpoll-history -1", not_a_history},
        {"jobpoll-snapshot 1", not_a_history},
        {" jobpoll-history 1", not_a_history},
        {"jobpoll-history 3", newer_version},
        {"jobpoll-history 2", damaged},
        {"jobpoll-history 2 0", damaged},
        {"jobpoll-history 13:1", newer_version},
        {"jobpoll-history 99999999999", newer_version},
        {"jobpoll-history 0", damaged},
        {"jobpoll-history 01", not_a_history},
        {"jobpoll-history 1 ", damaged},
        {"jobpoll-history 1 3", damaged},
        {"jobpoll-history 1 3:", damaged},
        {"jobpoll-history 1 3:0", damaged},
        {"jobpoll-history 1 03:1", damaged},
        {"jobpoll-history 1 3:01", damaged},
        {"jobpoll-history 1 -3:1", damaged},
        {"jobpoll-history 1 +3:1", damaged},
        {"jobpoll-history 1 3:1 3:1", damaged},
        {"jobpoll-history 1 4:1 3:1", damaged},
        {"jobpoll-history 1 3:1\n", damaged},
        {"jobpoll-history 1  3:1", damaged},
        {"jobpoll-history 1,3:1", damaged},
        {"jobpoll-history 1 216:1", out_of_range},
        {"jobpoll-history 1 3:4294967296", out_of_range},
        {"jobpoll-history 1 3:4294967295 4:1", out_of_range},
        {"jobpoll-history 1 99999999999:1", out_of_range},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        history kept = squares();
        CHECK(parse_history(row.text, kept) == row.error);
        CHECK(kept == squares());
    }
}

TEST_CASE("a text cut short is refused") {
    for (const history& h : {squares(), five_minutes(9)}) {
        const std::string whole = to_text(h);
        for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
            history back;
            const history_error error = parse_history(std::string_view{whole}.substr(0, size), back);
            if (error == history_error::none) FAIL(size);
            CHECK(back.empty());
        }
    }
}

TEST_CASE("a forecast follows its history: remade where it changed, and only there") {
    history h = five_minutes(50);
    forecast f;
    f.follow(h, 2s);
    CHECK(f.knows(200'000));
    CHECK(!f.knows(2'000'000));
    h.learn(ended(3'000s, 3'010s));
    CHECK(!f.knows(2'000'000));
    f.follow(h, 2s);
    CHECK(f.knows(2'000'000));
    forecast twin;
    twin.follow(h, 2s);
    for (std::int64_t now = 0; now < 4'000'000; now += 50'000)
        CHECK(f.plan().best_wait(now, 1, 600'000).delay == twin.plan().best_wait(now, 1, 600'000).delay);
    CHECK(f.credit(1) == h.credit().count());
    h.begin();
    h.begin();
    f.follow(h, 2s);
    CHECK(f.credit(1) == h.credit().count() / 3);
    CHECK(f.credit(4) == h.credit().count() / 7);
}

TEST_CASE("a shortest delay of millions of years leaves a history nothing to choose") {
    forecast f;
    f.follow(five_minutes(60), 2s);
    progress_track track;
    track = observe(observe(track, 0s, 0), 100s, 300);
    outlook o;
    o.elapsed = 100s;
    o.poll_cost = 2s;
    o.limits = {milliseconds{600'000'000'000'000'000}, milliseconds{600'000'000'000'000'000}};
    o.attempt = 5;
    o.progress = &track;
    o.ahead = &f;
    CHECK_FALSE(f.wait(o).has_value());
    CHECK(plan_next_look(o).delay == o.limits.min);
    o.limits = {24h, 48h};
    CHECK(f.wait(o).has_value());
}

TEST_CASE("errors have names") {
    CHECK(to_string(history_error::none) == "none");
    CHECK(to_string(history_error::out_of_range) == "out_of_range");
}
