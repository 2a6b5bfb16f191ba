// What `jobpoll check` tells people.
#include <jobpoll/text/decision_text.hpp>

#include "checked_reply.hpp"
#include "job_json.hpp"
#include "printable.hpp"
#include "style.hpp"

namespace companion {

namespace {

constexpr std::size_t shown = 200;

std::string labelled(std::string_view label, const std::string& text) {
    return text.empty() ? "" : "  " + padded(std::string{label}, 11) + text + '\n';
}

std::string how_it_is(const jobpoll::job& job) {
    std::string text{to_string(job.phase)};
    if (job.outcome != jobpoll::outcome::none) text += ", " + std::string{to_string(job.outcome)};
    if (job.progress) text += ", " + std::to_string(*job.progress / 10) + '%';
    if (!job.vendor_status.empty()) text += "  (\"" + printable(job.vendor_status, 40) + "\")";
    return text;
}

std::string items_of(const jobpoll::item_counts& items) {
    struct count_row {
        std::string_view name;
        std::optional<std::int64_t> count;
    };
    std::string text;
    for (const count_row& r : {count_row{"total", items.total}, count_row{"completed", items.completed},
                               count_row{"succeeded", items.succeeded}, count_row{"failed", items.failed},
                               count_row{"skipped", items.skipped}})
        if (r.count)
            text += (text.empty() ? "" : ", ") + std::to_string(*r.count) + ' ' + std::string{r.name};
    return text;
}

std::string time_rows(const jobpoll::job_times& times) {
    const auto time_row = [](std::string_view label, jobpoll::optional_milliseconds moment) {
        return moment ? labelled(label, utc_text(*moment)) : std::string{};
    };
    return time_row("created", times.created) + time_row("started", times.started) +
           time_row("finished", times.finished) + time_row("heartbeat", times.heartbeat) +
           time_row("lease ends", times.lease_expires) + time_row("expected", times.expected_end) +
           time_row("expires", times.expires);
}

std::string error_of(const jobpoll::job_error& error) {
    if (error.code.empty()) return printable(error.message, shown);
    return printable(error.code, shown) + (error.message.empty() ? "" : ": ") +
           printable(error.message, shown);
}

std::string job_rows(const jobpoll::job& job) {
    std::string text = labelled("job", printable(job.id, shown)) +
                       labelled("kind", printable(job.kind, shown)) +
                       labelled("name", printable(job.name, shown)) + labelled("items", items_of(job.items));
    text += time_rows(job.times) + labelled("error", error_of(job.error)) +
            labelled("reason", error_of({job.reason_code, job.reason}));
    if (job.remaining) text += labelled("remaining", jobpoll::describe(*job.remaining));
    if (job.retryable) text += labelled("retryable", *job.retryable ? "yes" : "no");
    text += labelled("result", printable(one_line(job.result.text()), shown)) +
            labelled("result URL", printable(job.result_url, shown)) +
            labelled("next URL", printable(job.next_url, shown)) +
            labelled("hint", printable(one_line(job.hint.text()), shown));
    return text + labelled("lease", job.lease_expired ? "expired before the reply's own Date" : "");
}

std::string violation_row(const finding& f, const style& paint) {
    const std::string place = f.pointer.empty() ? "the document" : printable(f.pointer, shown);
    return "  " + paint.paint(colour_of(f.severity), padded(std::string{to_string(f.severity)}, 11)) + place +
           "  [" + std::string{to_string(f.rule)} + ", byte " + std::to_string(f.offset) + "]\n" +
           std::string(13, ' ') + printable(f.message) + '\n';
}

std::string problem_rows(const written_problem& problem) {
    if (problem.empty()) return {};
    return labelled("code", printable(problem.code, shown)) +
           labelled("message", printable(problem.message, shown)) +
           labelled("where", printable(problem.where, shown));
}

std::string summary(const jobpoll::violation_counts& counts) {
    if (counts.total() == 0) return "  no violation\n";
    return "  " + std::to_string(counts.fatal) + " fatal, " + std::to_string(counts.breaches) +
           (counts.breaches == 1 ? " breach, " : " breaches, ") + std::to_string(counts.tolerated) +
           " tolerated\n";
}

} // namespace

std::string checked_as_text(checker& reader, const jobpoll::reply& reply, exit_code& verdict) {
    const style paint = style_of_output();
    const jobpoll::report said = reader.read(reply);
    const jobpoll::reader& seen = reader.seen();
    verdict = verdict_of(seen.counts());
    const bool has_job = is_usable(said.event) && said.mentions_job;
    std::string text{to_string(said.event)};
    if (has_job) text += ": " + paint.paint(colour_of(seen.job().outcome), how_it_is(seen.job()));
    text += "  " + paint.paint(colour::dim, "read as " + std::string{seen.read_as().name}) + '\n';
    if (has_job) text += job_rows(seen.job());
    for (const jobpoll::listed_job& found : seen.listed())
        text += labelled("listed", printable(found.job.id, 60) + "  " + how_it_is(found.job));
    const findings found = write_out(seen.read_as(), seen.violations(), seen.problem());
    text += problem_rows(found.problem);
    for (const finding& f : found.violations)
        text += violation_row(f, paint);
    return text + summary(seen.counts());
}

} // namespace companion
