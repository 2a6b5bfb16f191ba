#include "replayer.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "failure.hpp"
#include "options_table.hpp"

namespace companion {

namespace {

std::optional<jobpoll::length_of_time> optional_length(const std::optional<jobpoll::milliseconds>& time) {
    return time ? std::optional<jobpoll::length_of_time>{*time} : std::nullopt;
}

/// The library's sentence with its options spelled as on the command line: `min_delay` is `--min-delay`, and
/// an option without a word of its own is `--option NAME`.
std::string with_option_names(std::string_view sentence) {
    std::string text;
    while (!sentence.empty()) {
        std::string word{sentence.substr(0, sentence.find(' '))};
        sentence.remove_prefix(std::min(sentence.size(), word.size() + 1));
        std::string own = "--" + word;
        std::replace(own.begin(), own.end(), '_', '-');
        if (find_option(own) != nullptr)
            word = own;
        else if (word.find('_') != std::string::npos)
            word.insert(0, "--option ");
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

} // namespace

jobpoll::poll_options poll_options_of(const settings& s) {
    jobpoll::poll_options options = s.further;
    options.max_wait = s.max_wait;
    options.max_attempts = s.max_attempts;
    options.policy = s.policy;
    options.seed = s.seed;
    options.strict = s.strict;
    options.past = s.history.empty() ? nullptr : &s.history;
    options.min_delay = optional_length(s.min_delay);
    options.max_delay = optional_length(s.max_delay);
    if (s.poll_cost) options.poll_cost = *s.poll_cost;
    if (s.stall_after) options.stall_after = *s.stall_after;
    return options;
}

replayer::replayer(const settings& s) : settings_{&s} {
    poller_.emplace(*s.endpoint, s.job_id, poll_options_of(s));
    const std::string_view invalid = poller_->invalid_option();
    if (!invalid.empty()) throw failure{exit_code::usage, "jobpoll: " + with_option_names(invalid)};
    pending_ = poller_->start(virtual_clock::time_point{});
}

decision replayer::ask(const recorded_line& line, virtual_clock::time_point now) {
    if (line.what == happening::no_reply) return poller_->on_no_reply(now);
    if (line.what == happening::cancel) return poller_->cancel(now);
    const decision made = poller_->on_reply(line.reply.view(), now);
    if (pending_.poll_again() && !line.reply.location.empty()) location_ = line.reply.location;
    return made;
}

// What was wrong with the last reply is kept here and not in a snapshot.
void replayer::restart(virtual_clock::time_point now) {
    const std::string text = to_text(poller_->save());
    const std::string body{poller_->last_body()};
    poller_.emplace(*settings_->endpoint, settings_->job_id, poll_options_of(*settings_));
    jobpoll::snapshot saved;
    jobpoll::snapshot_error error = parse_snapshot(text, saved);
    if (error == jobpoll::snapshot_error::none) error = poller_->restore(saved, now, body);
    if (error != jobpoll::snapshot_error::none)
        throw failure{exit_code::bad_input, "jobpoll: cannot restore: " + std::string{to_string(error)}};
    pending_ = poller_->pending();
}

const decision& replayer::play(const recorded_line& line) {
    const virtual_clock::time_point now{line.at.value_or(pending_.at.time_since_epoch())};
    if (line.what == happening::restart) {
        // Virtual time does not go back while the program is away.
        restart(std::max(now, virtual_clock::time_point{pending_.elapsed}));
        return pending_;
    }
    const bool had_ended = !pending_.poll_again();
    pending_ = ask(line, now);
    if (had_ended) return pending_;
    said_ = write_out(poller_->read_as(), poller_->violations(), poller_->problem());
    return pending_;
}

} // namespace companion
