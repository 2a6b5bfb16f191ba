// Bytes as a poller's options and life: two pollers get the same replies, and one of them is saved, thrown
// away and restored before every step. Their decisions have to be equal, and as the model of the prose says.
#include "fuzz.hpp"

#include <optional>
#include <string>

#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/testing/script.hpp>

#include <model/agreement.hpp>
#include <support/bodies.hpp>
#include <support/machine_runs.hpp>

using fuzz::promise;
using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

using clock = testing::virtual_clock;
using poller_type = basic_poller<clock>;
using decision_type = poller_type::decision_type;

const history& earlier_jobs() {
    static const history past = [] {
        history h;
        for (const milliseconds d :
             {milliseconds{40s}, milliseconds{45s}, milliseconds{5min}, milliseconds{2h}})
            h.learn(d);
        return h;
    }();
    return past;
}

/// A length of time from none to far beyond what any sum holds.
milliseconds some_time(fuzz::choices& choose) {
    const std::uint8_t shift = choose.below(64);
    return milliseconds{static_cast<std::int64_t>((std::uint64_t{choose.number()} << 40) >> shift) &
                        milliseconds::max().count()};
}

poll_options some_options(fuzz::choices& choose) {
    poll_options o{.max_wait = some_time(choose)};
    const std::uint8_t given = choose.byte();
    o.policy = static_cast<polling_policy>(choose.below(6));
    if ((given & 1) != 0) o.max_attempts = choose.byte();
    if ((given & 2) != 0) o.poll_cost = some_time(choose);
    if ((given & 4) != 0) o.first_poll = some_time(choose);
    if ((given & 8) != 0) o.past = &earlier_jobs();
    if ((given & 16) != 0) o.min_delay = some_time(choose);
    if ((given & 32) != 0) o.max_delay = some_time(choose);
    if ((given & 64) != 0) o.stall_after = some_time(choose);
    if ((given & 128) != 0) {
        o.seed = choose.number();
        o.jitter_per_mille = static_cast<std::uint16_t>(choose.number() % 1002);
        o.strict = choose.flag();
        const std::uint8_t budget = choose.below(6);
        o.budgets = {budget, choose.below(6), choose.below(6), budget, choose.below(3)};
        o.confirmations = static_cast<std::uint16_t>(1 + choose.below(3));
        o.stall_ignores_heartbeat = choose.flag();
        o.long_poll = choose.flag();
    }
    if (choose.flag()) o.patience = some_time(choose);
    if (choose.flag()) o.max_queued = some_time(choose);
    return o;
}

/// What happens in one step.
struct happening {
    std::uint8_t what = 0; ///< a reply, no reply, or giving up
    int status = 200;
    std::string body;
    std::string retry_after;
    milliseconds now{};
    milliseconds took{};
};

std::string some_body(fuzz::choices& choose, const support::sample& s) {
    const auto words = support::words_of(s.endpoint);
    const std::uint8_t kind = choose.byte();
    if (kind < 20) return "<html>";
    if (kind < 30) return "{}";
    if (kind < 40) return s.endpoint.root == json_type::array ? "[]" : R"({"items":[],"hasMore":false})";
    if (kind < 60) return support::body_of(s, "no such word");
    std::string body = support::body_of(s, words[kind % words.size()].text);
    if (const std::size_t at = body.find("\"progress\":"); at != std::string::npos && choose.flag())
        body.insert(at + 11, std::to_string(choose.byte()) + "e-3,\"p\":");
    if (choose.below(16) == 0) body.resize(body.size() / 2);
    return body;
}

happening some_happening(fuzz::choices& choose, const support::sample& s, const decision_type& pending) {
    constexpr int codes[] = {200, 200, 200, 200, 204, 301, 401, 403, 404, 408, 410, 422, 429, 500, 503, 700};
    happening h;
    const std::uint8_t when = choose.byte();
    h.now = pending.at.time_since_epoch();
    if (when >= 240)
        h.now = some_time(choose);
    else if (when >= 200)
        h.now -= milliseconds{choose.number()};
    else if (when >= 120)
        h.now = saturating_add(h.now, milliseconds{choose.number()});
    const std::uint8_t what = choose.byte();
    h.what = what < 40 ? 1 : what == 255 ? 2 : 0;
    if (h.what != 0) return h;
    h.status = codes[choose.below(std::size(codes))];
    h.body = some_body(choose, s);
    if (what % 5 == 0) h.took = milliseconds{choose.number()};
    if (what > 220) h.retry_after = std::to_string(choose.number() >> (what % 24));
    return h;
}

decision_type step(poller_type& poller, const happening& h) {
    const clock::time_point now{h.now};
    if (h.what == 1) return poller.on_no_reply(now);
    if (h.what == 2) return poller.cancel(now);
    return poller.on_reply({.status = h.status, .retry_after = h.retry_after, .body = h.body, .took = h.took},
                           now);
}

/// Through the text of a snapshot, on a clock that has not gone back.
void restart(std::optional<poller_type>& poller, const support::sample& s, const poll_options& o,
             milliseconds latest) {
    const std::string text = to_text(poller->save());
    const std::string body{poller->last_body()};
    const decision_type stood = poller->pending();
    snapshot saved;
    promise(parse_snapshot(text, saved) == snapshot_error::none, "what was saved can be read");
    promise(to_text(saved) == text, "what was read is what was saved");
    poller.emplace(s.endpoint, s.job_id, o);
    promise(poller->restore(saved, clock::time_point{latest}, body) == snapshot_error::none,
            "what was read can be restored");
    promise(poller->pending() == stood, "a restart changes no decision");
}

std::string text_of(const job& j) {
    std::string text{j.id};
    for (const std::string_view part :
         {j.vendor_status, j.kind, j.name, j.error.code, j.error.message, j.result.text(), j.hint.text()})
        (text += '\n') += part;
    return text + std::to_string(j.progress.value_or(-1)) + std::to_string(j.items.total.value_or(-1));
}

void check_step(const decision_type& before, const decision_type& after, const poll_options& o) {
    promise(before.poll_again() || after == before, "the end absorbs");
    promise(after.poll_again() == (after.outcome == outcome::none), "polling goes on without an outcome");
    promise(after.delay >= 0ms, "a delay is never negative");
    promise(after.attempts <= before.attempts + 1 && after.attempts >= before.attempts,
            "a step is one attempt at the most");
    promise(after.elapsed >= before.elapsed, "time does not go back");
    promise(!after.poll_again() || after.at.time_since_epoch() <= std::max(o.max_wait.value(), after.elapsed),
            "no poll is planned past the deadline, or later than at once");
    promise(o.max_attempts == 0 || !after.poll_again() || after.attempts < o.max_attempts,
            "no poll is planned past the last attempt");
}

/// What happened, as a report, read apart from the pollers.
support::timed_report report_of(const happening& h, const support::sample& s, const poll_options& o) {
    support::timed_report said{};
    said.event = h.what == 1 ? event::no_reply : event::cancelled;
    if (h.what == 0) {
        reader apart{s.endpoint, s.job_id, {.strict = o.strict}};
        static_cast<report&>(said) =
            apart.read({.status = h.status, .retry_after = h.retry_after, .body = h.body, .took = h.took});
    }
    said.elapsed = h.now;
    return said;
}

/// The oracle beside a poller.
class witness {
public:
    witness(const support::sample& s, const poll_options& o)
        : sample_{&s},
          options_{&o},
          rules_{detail::rules_of(s.endpoint, s.job_id, o)},
          oracle_{model::terms_of(rules_, o.past != nullptr)} {
        oracle_.step({.what = event::started}, {});
    }

    void see(const happening& h, const machine_state& before, const machine_state& after) {
        if (before.stage == stage::ended) return;
        const support::timed_report in = report_of(h, *sample_, *options_);
        const delay_limits limits = limits_in(rules_, after.phase);
        oracle_.step(model::happening_of(in, before), {limits.min, limits.max});
        promise(model::disagreement(after, rules_, oracle_).empty(),
                model::disagreement(after, rules_, oracle_));
    }

private:
    const support::sample* sample_;
    const poll_options* options_;
    machine_rules rules_;
    model::oracle oracle_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::choices choose{data, size};
    const auto& samples = support::samples();
    const support::sample& s = samples[choose.below(static_cast<std::uint8_t>(samples.size()))];
    const poll_options options = some_options(choose);
    poller_type whole{s.endpoint, s.job_id, options};
    std::optional<poller_type> restarted{std::in_place, s.endpoint, s.job_id, options};
    decision_type pending = whole.start(clock::time_point{});
    promise(restarted->start(clock::time_point{}) == pending, "equal inputs have equal outputs");
    witness oracle{s, options};
    while (!choose.empty()) {
        const machine_state before = whole.state();
        const happening h = some_happening(choose, s, pending);
        if (whole.invalid_option().empty()) restart(restarted, s, options, pending.elapsed);
        const decision_type next = step(whole, h);
        promise(step(*restarted, h) == next, "a restarted poller decides as the other one");
        promise(text_of(restarted->job()) == text_of(whole.job()), "and knows the same job");
        check_step(pending, next, options);
        oracle.see(h, before, whole.state());
        pending = next;
    }
    return 0;
}
