// jobpoll: from a job to the fields of a report.
#ifndef JOBPOLL_READING_REPORT_FIELDS_HPP
#define JOBPOLL_READING_REPORT_FIELDS_HPP

#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// How many items are done: succeeded, once the job has ended and says so.
[[nodiscard]] inline std::int64_t items_done(const job& j) noexcept {
    const item_counts& items = j.items;
    if (j.outcome != outcome::none && items.succeeded) return *items.succeeded;
    if (items.completed) return *items.completed;
    if (!items.succeeded && !items.failed && !items.skipped) return -1;
    const auto held = [](const std::optional<std::int64_t>& count) {
        return count && *count > 0 ? *count : 0;
    };
    return add_held(add_held(held(items.succeeded), held(items.failed)), held(items.skipped));
}

/// Changes when the status word or a counter changes. Multiplying by an odd number loses nothing.
[[nodiscard]] inline std::uint64_t activity_of(const job& j) noexcept {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    std::uint64_t mark = fnv1a(j.vendor_status);
    const auto mix = [&mark](const std::optional<std::int64_t>& count) {
        mark = (mark ^ static_cast<std::uint64_t>(count ? *count : -1)) * odd;
    };
    mix(j.items.completed);
    mix(j.items.succeeded);
    mix(j.items.failed);
    mix(j.items.skipped);
    mix(j.items.total);
    if (j.items.remaining) mix(j.items.remaining);
    return mark;
}

/// What the job says, in a report whose event is known.
inline void take_job(report& said, const job& j) noexcept {
    said.mentions_job = true;
    said.phase = j.phase;
    said.outcome = j.outcome;
    said.progress = j.progress.value_or(std::int16_t{-1});
    said.items_done = items_done(j);
    said.items_total = j.items.total.value_or(-1);
    said.activity = activity_of(j);
    said.heartbeat = static_cast<std::uint64_t>(j.times.heartbeat.value_or(milliseconds{0}).count());
    said.created = j.times.created;
    said.started = j.times.started;
    said.finished = j.times.finished;
}

/// Backward moves break no contract; they are reported unless they are documented.
inline void note_regressions(reader_state& s, violation_log& log, const report& said) {
    const endpoint& e = *s.read_as;
    const std::uint8_t status = e.shape.status_member;
    const bool earlier = said.phase != s.last_phase && is_earlier(said.phase, s.last_phase);
    const bool documented = earlier && status != no_index && e.members[status].may_go_back;
    const auto add = [&](std::uint8_t row) {
        report_body(log, rule::regression, severity::tolerated, 0,
                    row == no_index ? nullptr : &e.members[row]);
    };
    if (earlier && !documented) add(status);
    // A job that starts again begins with less progress.
    if (said.progress >= 0 && said.progress < s.last_progress && !documented)
        add(e.shape.progress_member != no_index ? e.shape.progress_member : e.shape.progress_part);
    s.last_phase = said.phase;
    if (said.progress >= 0) s.last_progress = said.progress;
}

/// The jobs of a list share the status and the headers of its reply.
inline void complete_list(reader_state& s, const report& said) {
    // A whole list without the job that was asked for is as good for all others.
    if (!is_usable(said.event) && said.event != event::not_found) return s.listed.clear();
    for (listed_job& found : s.listed) {
        const event what = found.said.event;
        found.said = said;
        found.said.event = what;
        if (is_usable(what)) take_job(found.said, found.job);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
