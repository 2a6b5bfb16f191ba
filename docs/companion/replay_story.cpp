#include "replay_story.hpp"

#include <algorithm>

#include <jobpoll/schedule/progress_track.hpp>

#include "simulation/seconds.hpp"

namespace companion {

namespace {

using simulation::to_seconds;

moment_kind kind_of(const recorded_line& line, const replayer& r) {
    if (line.what == happening::cancel) return moment_kind::cancel;
    if (line.what == happening::restart) return moment_kind::restart;
    if (line.what == happening::no_reply) return moment_kind::fault;
    switch (r.last_event()) {
    case jobpoll::event::throttled:
        return moment_kind::pause;
    case jobpoll::event::unauthorized:
        if (line.reply.status == 403)
            return r.pending().poll_again() ? moment_kind::pause : moment_kind::refusal;
        return r.pending().poll_again() ? moment_kind::renewal : moment_kind::refusal;
    case jobpoll::event::server_error:
        return moment_kind::fault;
    case jobpoll::event::malformed:
        return moment_kind::unusable;
    default:
        break;
    }
    if (!r.is_usable()) return moment_kind::refusal;
    return r.told_of_job(line) ? moment_kind::news : moment_kind::no_news;
}

/// When the row of faults began that the last reply is one of.
std::optional<double> row_of(const replayer& r) {
    const jobpoll::machine_state& s = r.state();
    const jobpoll::event last = r.last_event();
    if (last == jobpoll::event::malformed && s.malformed > 0) return to_seconds(s.malformed_since);
    if (last == jobpoll::event::unknown_status && s.unknown_statuses > 0) return to_seconds(s.unknown_since);
    const bool is_fault = last == jobpoll::event::server_error || last == jobpoll::event::no_reply;
    return is_fault && s.faults > 0 ? std::optional{to_seconds(s.faults_since)} : std::nullopt;
}

/// Where the decision was aimed at the end that progress predicts: that end.
std::optional<predicted_end> prediction_of(const replayer& r) {
    const jobpoll::progress_track& track = r.state().progress;
    if (r.pending().why != jobpoll::reason::progress || !jobpoll::detail::is_informative(track))
        return std::nullopt;
    const jobpoll::detail::time_span left = jobpoll::detail::predict(jobpoll::detail::with_line(track));
    const double from = to_seconds(track.moved_at);
    return predicted_end{from + static_cast<double>(left.low) / 1000,
                         from + static_cast<double>(left.high) / 1000};
}

story_moment moment_of(const recorded_line& line, const replayer& r) {
    const decision& d = r.pending();
    story_moment made{.kind = kind_of(line, r), .at = to_seconds(d.elapsed), .led_to = d};
    made.phase = d.phase;
    made.poll = d.attempts;
    // A restart leads to nothing: the decision that stood still stands, and it falls into the wait for it.
    if (made.kind == moment_kind::restart)
        made.at = std::max(made.at, to_seconds(line.at.value_or(d.at.time_since_epoch())));
    if (line.what == happening::reply) made.status = line.reply.status;
    if (is_poll(made)) made.row_since = row_of(r);
    if (made.kind != moment_kind::news) return made;
    const jobpoll::job job = r.job();
    made.word = job.vendor_status;
    if (job.progress) made.progress = static_cast<double>(*job.progress) / 1000;
    made.predicted = prediction_of(r);
    return made;
}

} // namespace

std::vector<story_moment> tell(const settings& s, const std::vector<recorded_line>& lines) {
    replayer player{s};
    std::vector<story_moment> story{{.kind = moment_kind::start, .led_to = player.pending()}};
    for (const recorded_line& line : lines) {
        if (!player.pending().poll_again()) break;
        player.play(line);
        story.push_back(moment_of(line, player));
    }
    return story;
}

} // namespace companion
