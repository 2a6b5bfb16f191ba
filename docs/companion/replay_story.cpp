#include "replay_story.hpp"

#include <algorithm>

#include <jobpoll/reading/status_codes.hpp>
#include <jobpoll/schedule/progress_track.hpp>

namespace companion {

namespace {

double seconds(jobpoll::milliseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

moment_kind kind_of(const settings& s, const recorded_line& line, const replayer& r) {
    if (line.what == happening::cancel) return moment_kind::cancel;
    if (line.what == happening::restart) return moment_kind::restart;
    if (line.what == happening::no_reply) return moment_kind::fault;
    const jobpoll::event means = meaning_of(*s.endpoint, line.reply.status);
    if (means == jobpoll::event::throttled || means == jobpoll::event::server_error)
        return moment_kind::fault;
    if (means == jobpoll::event::malformed || !r.is_usable()) return moment_kind::unusable;
    if (means != jobpoll::event::in_progress) return moment_kind::refusal;
    return r.told_of_job(line) ? moment_kind::news : moment_kind::no_news;
}

/// Where the decision was aimed at the end that progress predicts: that end.
std::optional<predicted_end> prediction_of(const replayer& r) {
    const jobpoll::progress_track& track = r.state().progress;
    if (r.pending().why != jobpoll::reason::progress || !jobpoll::detail::is_informative(track))
        return std::nullopt;
    const jobpoll::detail::time_span left = jobpoll::detail::predict(track);
    const double from = seconds(track.moved_at);
    return predicted_end{from + static_cast<double>(left.low) / 1000,
                         from + static_cast<double>(left.high) / 1000};
}

story_moment moment_of(const settings& s, const recorded_line& line, const replayer& r) {
    const decision& d = r.pending();
    story_moment made{.kind = kind_of(s, line, r), .at = seconds(d.elapsed), .led_to = d};
    made.phase = d.phase;
    made.poll = d.attempts;
    // A restart leads to nothing: the decision that stood still stands, and it falls into the wait for it.
    if (made.kind == moment_kind::restart)
        made.at = std::max(made.at, seconds(line.at.value_or(d.at.time_since_epoch())));
    if (line.what == happening::reply) made.status = line.reply.status;
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
        story.push_back(moment_of(s, line, player));
    }
    return story;
}

} // namespace companion
