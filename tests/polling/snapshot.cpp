#include <jobpoll/polling/snapshot.hpp>

#include <string>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/machine_runs.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

snapshot made_of(const machine_state& s, std::int64_t origin = 1'795'348'800'000) {
    return {.endpoint_fingerprint = 0xfedcba9876543210u,
            .job_id_hash = 0x0123456789abcdefu,
            .origin = milliseconds{origin},
            .state = s,
            .seed = 0xf0e1d2c3b4a59687u,
            .clock = clock_kind::system};
}

std::vector<machine_state> many_states() {
    const machine_rules rules = support::quiet_rules();
    std::vector<machine_state> states{machine_state{}};
    for (std::size_t i = 0; i < states.size() && states.size() < 600; ++i)
        for (std::size_t e = 0; e < event_count; ++e) {
            support::timed_report in = support::input(static_cast<event>(e), states[i].next_poll + 1s);
            in.progress = static_cast<std::int16_t>(e * 60);
            in.status = static_cast<std::int16_t>(200 + e);
            in.activity = detail::mix(e);
            in.items_done = static_cast<std::int64_t>(e) * 1'000'000'000'000;
            if (const machine_state next = step(states[i], in, rules); next != states[i])
                states.push_back(next);
        }
    return states;
}

/// The text of a snapshot with another version or field, signed as the library would.
std::string resigned(std::string text) {
    text.resize(text.rfind(' '));
    return text + ' ' + std::to_string(static_cast<std::int64_t>(detail::fnv1a(text)));
}

} // namespace

TEST_CASE("a snapshot comes back as it went, from every state") {
    for (const machine_state& s : many_states()) {
        snapshot back;
        const std::string text = to_text(made_of(s));
        REQUIRE(parse_snapshot(text, back) == snapshot_error::none);
        REQUIRE(back == made_of(s));
        CHECK(text.find('\n') == std::string::npos);
    }
    for (const std::int64_t origin :
         {std::int64_t{0}, std::int64_t{-5}, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()}) {
        snapshot back;
        REQUIRE(parse_snapshot(to_text(made_of({}, origin)), back) == snapshot_error::none);
        CHECK(back.origin.count() == origin);
    }
}

TEST_CASE("a snapshot cut at any byte is refused, and what is there already stays") {
    const machine_state s = support::started(support::quiet_rules());
    const std::string text = to_text(made_of(s));
    for (std::size_t size = 0; size < text.size(); ++size) {
        snapshot into = made_of({}, 77);
        const snapshot_error error = parse_snapshot(text.substr(0, size), into);
        if (error == snapshot_error::none) FAIL("cut at " << size);
        CHECK(into == made_of({}, 77));
    }
    snapshot into;
    CHECK(parse_snapshot(text.substr(0, 60), into) == snapshot_error::truncated);
    CHECK(parse_snapshot("", into) == snapshot_error::not_a_snapshot);
}

TEST_CASE("a snapshot in which one character was changed is refused") {
    machine_state s = support::started(support::quiet_rules());
    s = support::when_due(s, event::in_progress, support::quiet_rules());
    const std::string text = to_text(made_of(s));
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char c : std::string_view{"0123456789- x\n\xff"}) {
            std::string changed = text;
            changed[at] = c;
            snapshot into;
            if (changed != text && parse_snapshot(changed, into) == snapshot_error::none)
                FAIL("'" << c << "' at " << at);
        }
    SUCCEED();
}

TEST_CASE("anything before or after a snapshot spoils it") {
    const std::string text = to_text(made_of({}));
    snapshot into;
    for (const std::string& spoiled :
         {text + " ", text + "\n", text + " 5", text + text, "\n" + text, " " + text})
        CHECK(parse_snapshot(spoiled, into) != snapshot_error::none);
}

TEST_CASE("a snapshot of another version is refused as such, an impossible one as damaged") {
    std::string text = to_text(made_of({}));
    const std::size_t at = detail::snapshot_magic.size();
    snapshot into;
    text[at] = '3';
    CHECK(parse_snapshot(resigned(text), into) == snapshot_error::newer_version);
    text[at] = '9';
    CHECK(parse_snapshot(text, into) == snapshot_error::newer_version);
    CHECK(parse_snapshot("jobpoll-snapshot 99999 1 2 3", into) == snapshot_error::newer_version);
    text[at] = '1';
    CHECK(parse_snapshot(resigned(text), into) == snapshot_error::older_version);
    CHECK(parse_snapshot("jobpoll-snapshot 1 0", into) == snapshot_error::older_version);
    text[at] = '0';
    CHECK(parse_snapshot(resigned(text), into) == snapshot_error::damaged);
    CHECK(parse_snapshot("jobpoll-snapshot ", into) == snapshot_error::not_a_snapshot);
    CHECK(parse_snapshot("jobpoll-snapshot -1 5", into) == snapshot_error::not_a_snapshot);
    CHECK(parse_snapshot("{\"version\":1}", into) == snapshot_error::not_a_snapshot);
}

TEST_CASE("a snapshot with a value that no poller has is refused, also where its checksum is right") {
    snapshot into;
    const auto check = [&](auto change) {
        snapshot s = made_of(support::started(support::quiet_rules()));
        change(s);
        CHECK(parse_snapshot(to_text(s), into) == snapshot_error::out_of_range);
    };
    check([](snapshot& s) { s.state.elapsed = -1ms; });
    check([](snapshot& s) { s.state.next_poll = -1ms; });
    check([](snapshot& s) { s.state.decided_at = 1ms; });
    check([](snapshot& s) { s.state.progress.last = 1001; });
    check([](snapshot& s) { s.state.outcome = outcome::failed; });
    check([](snapshot& s) { s.state.stage = stage::ended; });
    check([](snapshot& s) { s.state.stage = static_cast<stage>(4); });
    check([](snapshot& s) { s.state.phase = static_cast<phase>(8); });
    check([](snapshot& s) { s.state.outcome = static_cast<outcome>(99); });
    check([](snapshot& s) { s.state.why = static_cast<reason>(200); });
    check([](snapshot& s) { s.state.ended_in = stage::ended; });
    check([](snapshot& s) { s.state.said = outcome::timed_out; });
    check([](snapshot& s) { s.state.changed_at = 1h; });
    check([](snapshot& s) { s.state.phase_since = 1h; });
    check([](snapshot& s) { s.state.faults_since = -1ms; });
    check([](snapshot& s) { s.clock = static_cast<clock_kind>(3); });
}

TEST_CASE("a snapshot belongs to one endpoint, one job and one kind of clock") {
    using support::moment;
    using support::virtual_poller;
    static constexpr endpoint other = declare(support::changed([](declaration& d) { d.closed = true; }));
    virtual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    (void)poller.start(moment(5s));
    const snapshot saved = poller.save();
    virtual_poller same{support::plain_job, "7", {.max_wait = 1h}};
    virtual_poller other_endpoint{other, "7", {.max_wait = 1h}};
    virtual_poller other_job{support::plain_job, "8", {.max_wait = 1h}};
    basic_poller<std::chrono::system_clock> other_clock{support::plain_job, "7", {.max_wait = 1h}};
    CHECK(same.restore(saved, moment(6s)) == snapshot_error::none);
    CHECK(other_endpoint.restore(saved, moment(6s)) == snapshot_error::other_endpoint);
    CHECK(other_job.restore(saved, moment(6s)) == snapshot_error::other_job);
    CHECK(other_clock.restore(saved, std::chrono::system_clock::time_point{}) == snapshot_error::other_clock);
    CHECK(other_job.state() == machine_state{});
    CHECK(same.pending() == poller.pending());
}

TEST_CASE("a clock that restarted after the snapshot means that no time has passed") {
    using support::moment;
    using support::virtual_poller;
    virtual_poller poller{support::plain_job, "7", {.max_wait = 10min}};
    (void)poller.start(moment(1000h));
    const auto before =
        poller.on_reply({.status = 200, .body = R"({"id":"7","status":"running"})"}, moment(1000h + 3min));
    virtual_poller again{support::plain_job, "7", {.max_wait = 10min}};
    REQUIRE(again.restore(poller.save(), moment(5s)) == snapshot_error::none);
    CHECK(again.pending().delay == before.delay);
    CHECK(again.pending().at == moment(5s + before.delay));
    CHECK(again.on_no_reply(again.pending().at).elapsed == 3min + before.delay);
}

TEST_CASE("time that passes while a poller is at rest counts") {
    using support::moment;
    using support::virtual_poller;
    virtual_poller poller{support::plain_job, {}, {.max_wait = 10min}};
    (void)poller.start(moment(0ms));
    virtual_poller again{support::plain_job, {}, {.max_wait = 10min}};
    REQUIRE(again.restore(poller.save(), moment(11min)) == snapshot_error::none);
    CHECK(again.on_reply({.status = 200, .body = R"({"status":"running"})"}, moment(11min)).outcome ==
          outcome::timed_out);
}

TEST_CASE("words that a contract has got since are no obstacle to a snapshot, and other changes are") {
    using support::moment;
    using support::virtual_poller;
    static constexpr endpoint more_words = declare(support::changed([](declaration& d) {
        d.words[4] = {"archiving", phase::finalizing};
    }));
    static constexpr endpoint other_cadence = declare(support::changed([](declaration& d) {
        d.cadence[0] = {phase::running, 3s, 9s};
    }));
    virtual_poller poller{support::plain_job, "7", {.max_wait = 1h}};
    (void)poller.start(moment(5s));
    const auto stood =
        poller.on_reply({.status = 200, .body = R"({"id":"7","status":"running"})"}, moment(6s));
    virtual_poller later{more_words, "7", {.max_wait = 1h}};
    CHECK(later.restore(poller.save(), moment(7s)) == snapshot_error::none);
    CHECK(later.pending() == stood);
    virtual_poller other{other_cadence, "7", {.max_wait = 1h}};
    CHECK(other.restore(poller.save(), moment(7s)) == snapshot_error::other_endpoint);
}

TEST_CASE("a poller that is restored without its history goes on and says so") {
    using support::moment;
    using support::virtual_poller;
    const history past;
    virtual_poller poller{support::plain_job, "7", {.max_wait = 1h, .past = &past}};
    (void)poller.start(moment(0ms));
    virtual_poller without{support::plain_job, "7", {.max_wait = 1h}};
    CHECK(without.restore(poller.save(), moment(1s)) == snapshot_error::restored_without_history);
    CHECK(without.pending() == poller.pending());
    virtual_poller with{support::plain_job, "7", {.max_wait = 1h, .past = &past}};
    CHECK(with.restore(poller.save(), moment(1s)) == snapshot_error::none);
    CHECK(with.restore(without.save(), moment(1s)) == snapshot_error::none);
}

TEST_CASE("a poller without a job id keeps its seed over a restart") {
    using support::moment;
    using support::virtual_poller;
    const auto delay_after = [](virtual_poller& p) {
        return p.on_reply({.status = 200, .body = R"({"status":"running"})"}, moment(10min)).delay;
    };
    for (const milliseconds start : {1ms, 2ms, 3ms, 4ms}) {
        virtual_poller poller{support::plain_job, {}, {.max_wait = 1h}};
        (void)poller.start(moment(start));
        snapshot saved;
        REQUIRE(parse_snapshot(to_text(poller.save()), saved) == snapshot_error::none);
        virtual_poller again{support::plain_job, {}, {.max_wait = 1h}};
        REQUIRE(again.restore(saved, moment(5s)) == snapshot_error::none);
        CHECK(delay_after(again) == delay_after(poller));
    }
}

TEST_CASE("what is left of a delay is said after a restart, too") {
    using support::moment;
    using support::virtual_poller;
    virtual_poller poller{support::plain_job, "7", {.max_wait = 10h, .min_delay = 10min}};
    (void)poller.start(moment(0ms));
    const auto before =
        poller.on_reply({.status = 200, .body = R"({"id":"7","status":"running"})"}, moment(0ms));
    virtual_poller again{support::plain_job, "7", {.max_wait = 10h, .min_delay = 10min}};
    const auto now = before.at - 11s;
    REQUIRE(again.restore(poller.save(), now) == snapshot_error::none);
    CHECK(again.pending().remaining(now) == 11s);
    CHECK(again.pending().delay == before.delay);
}
