#include "fleet_replay.hpp"

#include <string>
#include <vector>

#include <jobpoll/decision_text.hpp>
#include <jobpoll/fleet.hpp>

#include "files.hpp"
#include "job_json.hpp"
#include "json_writer.hpp"
#include "printable.hpp"
#include "replayer.hpp"

namespace companion {

namespace {

using virtual_fleet = jobpoll::basic_fleet<virtual_clock>;
using change = virtual_fleet::change;

failure usage(const std::string& what) {
    return {exit_code::usage, "jobpoll: " + what};
}

std::string json_line(const change& c) {
    const decision& d = c.decision;
    json_writer json;
    json.begin_object().string("job_id", c.job_id).string("action", to_string(d.action));
    json.number("at_ms", d.at.time_since_epoch().count()).number("delay_ms", d.delay.count());
    json.string("why", to_string(d.why)).number(d.poll_again() ? "attempt" : "attempts", d.attempts);
    json.number("elapsed_ms", d.elapsed.count()).string("phase", to_string(d.phase));
    json.thousandths("progress", d.progress < 0 ? std::nullopt : std::optional{d.progress});
    json.number_or_null("status", d.status == 0 ? std::nullopt : std::optional<std::int64_t>{d.status});
    write_outcome(json, d.outcome);
    if (!d.poll_again()) json.boolean("job_may_still_run", job_may_still_run(d.outcome));
    json.key("job");
    if (c.seen != nullptr)
        write_job(json, *c.seen);
    else
        json.null();
    return json.string("message", describe(d)).end_object().text();
}

/// A reply that is good and does not mention a job has not moved it, unless it was the last one.
bool is_worth_a_line(const change& c) {
    const decision& d = c.decision;
    const bool is_good = d.status >= 200 && d.status < 300 && d.why != jobpoll::reason::backoff;
    return c.seen != nullptr || !d.poll_again() || !is_good;
}

class fleet_player {
public:
    explicit fleet_player(const settings& s) : settings_{&s} {
        if (!s.endpoint->shape.is_list)
            throw usage("--job-ids needs a list endpoint, which " + std::string{s.endpoint->name} +
                        " is not");
        input_file file{s.job_ids};
        for (std::string id; file.next_line(id);) {
            while (id.back() == '\r' || id.back() == ' ' || id.back() == '\t')
                id.pop_back();
            add(id, file.place());
        }
        if (handles_.empty()) throw usage("--job-ids: '" + printable(s.job_ids, 40) + "' names no job");
    }

    void play(const recorded_line& line) {
        const auto next = fleet_.next_wakeup();
        if (line.at)
            now_ = virtual_clock::time_point{*line.at};
        else if (next)
            now_ = *next;
        if (line.what == happening::restart) return restart();
        if (line.what == happening::cancel) return cancel();
        const auto list = fleet_.ask_list(*settings_->endpoint, now_);
        const virtual_fleet::visitor printer{this, [](void* self, const change& c) {
                                                 if (is_worth_a_line(c))
                                                     static_cast<fleet_player*>(self)->print(c);
                                             }};
        if (line.what == happening::no_reply)
            fleet_.on_no_reply(list.handle, now_, printer);
        else
            fleet_.on_reply(list.handle, line.reply.as_reply(), now_, printer);
    }

private:
    void add(const std::string& id, const line_place& place) {
        jobpoll::poll_options options = poll_options_of(*settings_);
        options.job_id = id;
        const auto made = fleet_.insert(*settings_->endpoint, options, now_);
        if (made.error == jobpoll::fleet_error::none) return handles_.push_back(made.handle);
        throw bad_line(place, "'" + printable(id, 40) + "': " + std::string{to_string(made.error)});
    }

    void print(const change& c) const {
        put_line(settings_->jsonl ? json_line(c) : printable(c.job_id) + ": " + describe(c.decision));
    }

    void cancel() {
        for (const jobpoll::job_handle handle : handles_) {
            if (!fleet_.pending(handle)->poll_again()) continue;
            print({handle, fleet_.job_id(handle), fleet_.cancel(handle, now_).decision, nullptr});
        }
    }

    void restart() {
        std::string text;
        fleet_.save([&text](std::string_view piece) { text += piece; });
        const jobpoll::known_endpoint known[] = {{settings_->endpoint, &settings_->history}};
        virtual_fleet restored;
        const jobpoll::fleet_text_error error = restored.restore(text, known);
        if (error != jobpoll::fleet_text_error::none)
            throw failure{exit_code::bad_input, "jobpoll: cannot restore: " + std::string{to_string(error)}};
        fleet_ = std::move(restored);
    }

    const settings* settings_;
    virtual_fleet fleet_{{.max_in_flight = 1, .smoothing = std::chrono::seconds{0}}};
    std::vector<jobpoll::job_handle> handles_;
    virtual_clock::time_point now_{};
};

} // namespace

exit_code replay_fleet(const settings& s, const line_source& next) {
    fleet_player player{s};
    for (recorded_line line; next(line);)
        player.play(line);
    return exit_code::good;
}

} // namespace companion
