#include "decision_json.hpp"

#include <jobpoll/text/decision_text.hpp>

#include "job_json.hpp"
#include "json_writer.hpp"

namespace companion {

namespace {

/// What is known of the job, in either kind of decision.
void write_state(json_writer& json, const replayer& r) {
    const decision& d = r.pending();
    json.string_or_null("phase", r.has_seen_job() ? to_string(d.phase) : "")
        .thousandths("progress", d.progress < 0 ? std::nullopt : std::optional{d.progress})
        .number_or_null("status", d.status == 0 ? std::nullopt : std::optional<std::int64_t>{d.status});
}

void write_poll(json_writer& json, const replayer& r) {
    const decision& d = r.pending();
    json.string("action", to_string(d.action))
        .number("at_ms", d.at.time_since_epoch().count())
        .number("delay_ms", d.delay.count())
        .string("why", to_string(d.why))
        .number("attempt", d.attempts);
    write_state(json, r);
    write_outcome(json, d.outcome);
}

void write_stop(json_writer& json, const replayer& r) {
    const decision& d = r.pending();
    json.string("action", to_string(d.action));
    write_outcome(json, d.outcome);
    json.string("why", to_string(d.why))
        .number("attempts", d.attempts)
        .number("elapsed_ms", d.elapsed.count())
        .number("at_ms", d.at.time_since_epoch().count());
    write_state(json, r);
    json.boolean("job_may_still_run", job_may_still_run(d.outcome)).key("job");
    if (r.has_seen_job())
        write_job(json, r.job());
    else
        json.null();
}

} // namespace

std::string decision_line(const replayer& r) {
    json_writer json;
    json.begin_object();
    if (r.pending().poll_again())
        write_poll(json, r);
    else
        write_stop(json, r);
    write_findings(json, r.said());
    return json.string("message", describe(r.pending())).end_object().text();
}

} // namespace companion
