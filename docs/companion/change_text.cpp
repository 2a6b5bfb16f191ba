#include "change_text.hpp"

#include <algorithm>

#include <jobpoll/reading/status_codes.hpp>
#include <jobpoll/text/decision_text.hpp>

#include "job_json.hpp"
#include "json_writer.hpp"
#include "printable.hpp"

namespace companion {

namespace {

void write_state(json_writer& json, const job_change& c) {
    const decision& d = c.decision;
    const bool was_seen = c.seen != nullptr || d.phase != jobpoll::phase::unknown;
    json.string_or_null("phase", was_seen ? to_string(d.phase) : "")
        .thousandths("progress", d.progress < 0 ? std::nullopt : std::optional{d.progress})
        .number_or_null("status", d.status == 0 ? std::nullopt : std::optional<std::int64_t>{d.status});
}

void write_next(json_writer& json, const job_change& c) {
    const decision& d = c.decision;
    const std::int64_t at = d.at.time_since_epoch().count();
    json.string("job_id", c.job_id).string("action", to_string(d.action));
    if (d.poll_again()) {
        json.number("at_ms", at).number("delay_ms", d.delay.count()).string("why", to_string(d.why));
        json.number("attempt", d.attempts).number("elapsed_ms", d.elapsed.count());
        write_state(json, c);
        return write_outcome(json, d.outcome);
    }
    write_outcome(json, d.outcome);
    json.string("why", to_string(d.why)).number("attempts", d.attempts);
    json.number("elapsed_ms", d.elapsed.count()).number("at_ms", at);
    write_state(json, c);
    json.boolean("job_may_still_run", job_may_still_run(d.outcome));
}

} // namespace

std::string change_as_json(const job_change& c, const findings& said) {
    json_writer json;
    json.begin_object();
    write_next(json, c);
    json.key("job");
    if (c.seen != nullptr)
        write_job(json, *c.seen);
    else
        json.null();
    write_findings(json, said);
    return json.string("message", describe(c.decision)).end_object().text();
}

/// The vendor's word, the phase and the progress; or what came in place of news of the job.
std::string change_rows::job_columns(const job_change& c, const recorded_line& line) const {
    constexpr std::size_t word_columns = 15;
    constexpr std::size_t phase_columns = 10;
    const decision& d = c.decision;
    if (c.seen != nullptr)
        return padded(printable(c.seen->vendor_status, word_columns), word_columns) + ' ' +
               padded(std::string{to_string(d.phase)}, phase_columns) + ' ' +
               paint_.paint(colour::cyan, progress_bar(d.progress));
    return paint_.paint(colour::yellow, padded(what_came(d, line), word_columns + 1 + phase_columns)) + ' ' +
           progress_bar(-1);
}

std::string change_rows::what_came(const decision& d, const recorded_line& line) const {
    if (line.what != happening::reply) return line.what == happening::cancel ? "cancel" : "no reply";
    const jobpoll::event means = jobpoll::meaning_of(*endpoint_, line.reply.status);
    const bool is_bad = d.why == jobpoll::reason::backoff || d.outcome == jobpoll::outcome::malformed;
    const std::string_view word = means != jobpoll::event::in_progress ? to_string(means)
                                  : is_bad                             ? "malformed"
                                                                       : "not mentioned";
    return std::to_string(line.reply.status) + ' ' + std::string{word};
}

std::string change_rows::row(const job_change& c, const recorded_line& line) const {
    const decision& d = c.decision;
    const std::string elapsed = jobpoll::describe(d.elapsed);
    const std::string text = std::string(7 - std::min<std::size_t>(7, elapsed.size()), ' ') + elapsed + "  " +
                             padded(printable(c.job_id), id_columns_) + "  " + job_columns(c, line) + "  ";
    if (!d.poll_again()) return text + paint_.paint(colour_of(d.outcome), describe(d)) + '\n';
    return text + "next in " + jobpoll::describe(d.delay) + ", " +
           paint_.paint(colour::dim, jobpoll::describe(d.why)) + '\n';
}

std::string change_rows::remarks(const findings& said) const {
    constexpr std::size_t shown = 120;
    const std::string indent(9, ' ');
    std::string text;
    for (const finding& f : said.violations)
        text += indent + paint_.paint(colour_of(f.severity), to_string(f.severity)) + ' ' +
                (f.pointer.empty() ? "" : printable(f.pointer, 60) + ": ") + printable(f.message, shown) +
                '\n';
    if (!said.problem.empty())
        text += indent + paint_.paint(colour::yellow, "the vendor says") + ' ' +
                printable(said.problem.message, shown) + '\n';
    return text;
}

} // namespace companion
