#include "timeline.hpp"

#include <algorithm>

#include <jobpoll/contract/request.hpp>
#include <jobpoll/text/decision_text.hpp>

#include "printable.hpp"

namespace companion {

namespace {

constexpr std::size_t word_columns = 15;
constexpr std::size_t phase_columns = 10;

std::string right_aligned(const std::string& text, std::size_t columns) {
    return std::string(columns - std::min(columns, text.size()), ' ') + text;
}

std::string what_came(const recorded_line& line) {
    constexpr std::string_view words[] = {"", "no reply", "cancel", "restart"};
    if (line.what == happening::reply) return std::to_string(line.reply.status);
    return std::string{words[static_cast<std::size_t>(line.what)]};
}

/// What kind of reply it was, where it does not tell of the job.
std::string kind_of(const recorded_line& line, const replayer& r) {
    if (line.what != happening::reply) return {};
    return r.is_usable() ? "no news" : std::string{to_string(r.last_event())};
}

/// The rule and what is particular to this case; what the rule means only where there is nothing else.
std::string in_short(const finding& f) {
    constexpr std::size_t shown = 120;
    const std::string_view meaning = jobpoll::rule_table[static_cast<std::size_t>(f.rule)].meaning;
    const bool has_more = f.message.starts_with(meaning) && f.message.size() > meaning.size();
    const std::string more = has_more ? f.message.substr(meaning.size()) : ": " + f.message;
    return std::string{to_string(f.rule)} + printable(more, shown);
}

std::string in_short(const written_problem& problem) {
    constexpr std::size_t shown = 120;
    std::string text = printable(problem.message, shown);
    if (!problem.code.empty()) text = '[' + printable(problem.code, 40) + "] " + text;
    if (!problem.where.empty()) text += " at " + printable(problem.where, 60);
    return text;
}

} // namespace

std::string timeline::head() const {
    const jobpoll::endpoint& e = *settings_->endpoint;
    std::string text = paint_.paint(colour::bold, e.name);
    if (const std::optional<std::string> target = request_target(e, settings_->job_id)) {
        const std::string asked =
            std::string{e.request.method} + ' ' + std::string{e.request.server} + *target;
        text += "  " + paint_.paint(colour::dim, asked);
    }
    return text + '\n';
}

/// The vendor's word, the phase and the progress; or what kind of reply it was instead.
std::string timeline::job_columns(const recorded_line& line, const replayer& r) const {
    const decision& d = r.pending();
    if (r.told_of_job(line))
        return padded(printable(r.job().vendor_status, word_columns + 9), word_columns) + ' ' +
               padded(std::string{to_string(d.phase)}, phase_columns) + ' ' +
               paint_.paint(colour::cyan, progress_bar(d.progress));
    const std::string kind = kind_of(line, r);
    return paint_.paint(colour::yellow, padded(kind, word_columns + 1 + phase_columns)) + ' ' +
           progress_bar(-1);
}

std::string timeline::next_column(const decision& d) const {
    if (!d.poll_again()) return paint_.paint(colour::bold, "stop: " + std::string{describe(d.why)});
    return "next in " + jobpoll::describe(d.delay) + ", " +
           paint_.paint(colour::dim, std::string{describe(d.why)});
}

std::string timeline::remarks(const findings& said, bool lease_expired) {
    const std::string indent(14, ' ');
    std::string lines;
    const auto add = [&](colour c, std::string_view label, const std::string& text) {
        if (said_before_.insert(text).second) lines += indent + paint_.paint(c, label) + ' ' + text + '\n';
    };
    for (const finding& f : said.violations) {
        const std::string place = f.pointer.empty() ? "" : printable(f.pointer, 60) + ": ";
        add(colour_of(f.severity), to_string(f.severity), place + in_short(f));
    }
    if (lease_expired) add(colour::dim, "hint", "the worker's lease ended before the reply's own Date");
    if (!said.problem.empty()) add(colour::yellow, "the vendor says", in_short(said.problem));
    return lines;
}

std::string timeline::row(const recorded_line& line, const replayer& r) {
    const decision& d = r.pending();
    const bool is_poll = line.what == happening::reply || line.what == happening::no_reply;
    const std::string count = is_poll ? '#' + std::to_string(d.attempts) : "";
    return right_aligned(jobpoll::describe(d.elapsed), 7) + "  " + padded(count, 4) +
           padded(what_came(line), 9) + job_columns(line, r) + "  " + next_column(d) + '\n' +
           remarks(r.said(), r.job().lease_expired);
}

std::string timeline::end(const replayer& r) const {
    const decision& d = r.pending();
    const std::string moment = jobpoll::describe(d.at.time_since_epoch());
    if (d.poll_again())
        return paint_.paint(colour::dim, "the recording ends here; the next poll is due at " + moment) + '\n';
    std::string text = "=> " + paint_.paint(colour_of(d.outcome), describe(d)) + '\n';
    const jobpoll::job job = r.job();
    if (!job.error.code.empty() || !job.error.message.empty())
        text += "   error: " + (job.error.code.empty() ? "" : printable(job.error.code, 40) + ": ") +
                printable(job.error.message, 200) + '\n';
    if (!job.result.empty()) text += "   result: " + printable(one_line(job.result.text()), 100) + '\n';
    return text;
}

} // namespace companion
