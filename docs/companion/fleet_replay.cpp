#include "fleet_replay.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <jobpoll/fleet.hpp>

#include "change_text.hpp"
#include "files.hpp"
#include "listed_findings.hpp"
#include "printable.hpp"
#include "replayer.hpp"

namespace companion {

namespace {

using virtual_fleet = jobpoll::basic_fleet<virtual_clock>;

failure usage(const std::string& what) {
    return {exit_code::usage, "jobpoll: " + what};
}

// What a poller of one of the jobs would say of the options, it says in the words of the command line.
void check_options(const settings& s, const std::string& some_id) {
    settings of_one = s;
    of_one.job_id = some_id;
    const replayer options_make_sense{of_one};
}

std::string why_refused(jobpoll::fleet_error error) {
    if (error == jobpoll::fleet_error::duplicate_job) return "is there twice";
    if (error == jobpoll::fleet_error::id_too_long) return "is longer than 65535 bytes";
    return std::string{to_string(error)};
}

std::size_t widest(const std::vector<named_job>& jobs) {
    std::size_t columns = 0;
    for (const named_job& j : jobs)
        columns = std::max(columns, width(printable(j.id)));
    return columns;
}

/// A reply that is good and does not mention a job has not moved it, unless it was the last one.
bool is_worth_a_line(const job_change& c) {
    const decision& d = c.decision;
    const bool is_good = d.status >= 200 && d.status < 300 && d.why != jobpoll::reason::backoff;
    return c.seen != nullptr || !d.poll_again() || !is_good;
}

class fleet_player {
public:
    fleet_player(const settings& s, const std::vector<named_job>& jobs)
        : settings_{&s}, said_{s}, rows_{*s.endpoint, widest(jobs), style_of_output()} {
        for (const named_job& j : jobs)
            add(j);
    }

    void play(const recorded_line& line) {
        line_ = &line;
        if (line.at)
            now_ = virtual_clock::time_point{*line.at};
        else if (const auto next = fleet_.next_wakeup())
            now_ = *next;
        said_.clear();
        if (line.what == happening::restart) return restart();
        if (line.what == happening::cancel) return cancel();
        if (line.what == happening::reply) said_.read(line.reply.view());
        ask(line);
    }

    [[nodiscard]] std::size_t unfinished() const noexcept {
        return handles_.size() - fleet_.finished_count();
    }

private:
    void add(const named_job& j) {
        const auto made = fleet_.insert(*settings_->endpoint, j.id, poll_options_of(*settings_), now_);
        if (made.error != jobpoll::fleet_error::none)
            throw bad_line(j.place, '\'' + printable(j.id, 40) + "' " + why_refused(made.error));
        handles_.push_back(made.handle);
    }

    void ask(const recorded_line& line) {
        const auto list = fleet_.ask_list(*settings_->endpoint, now_);
        if (line.what == happening::no_reply)
            fleet_.on_no_reply(list.handle, now_);
        else
            fleet_.on_reply(list.handle, line.reply.view(), now_);
        for (const job_change& c : fleet_.changes())
            if (is_worth_a_line(c)) print(c);
        if (!settings_->jsonl) put(rows_.remarks(said_.of_reply()));
    }

    // For programs each line says everything; for people what is wrong with the reply is said once, at the
    // end.
    void print(const job_change& c) const {
        const findings own = c.seen != nullptr ? said_.of_job(c.seen->id) : findings{};
        if (!settings_->jsonl) return put(rows_.row(c, *line_) + rows_.remarks(own));
        findings all = said_.of_reply();
        all.violations.insert(all.violations.end(), own.violations.begin(), own.violations.end());
        put_line(change_as_json(c, all));
    }

    void cancel() {
        for (const jobpoll::job_handle handle : handles_) {
            fleet_.cancel(handle, now_);
            for (const job_change& c : fleet_.changes())
                print(c);
        }
    }

    void restart() {
        std::string text;
        fleet_.save([&text](std::string_view piece) { text += piece; });
        const jobpoll::known_endpoint known[] = {{settings_->endpoint, &settings_->history}};
        virtual_fleet restored;
        const jobpoll::fleet_error error = restored.restore(text, known, now_);
        if (error != jobpoll::fleet_error::none)
            throw failure{exit_code::bad_input, "jobpoll: cannot restore: " + std::string{to_string(error)}};
        for (jobpoll::job_handle& handle : handles_)
            handle = *restored.find(*settings_->endpoint, fleet_.job_id(handle));
        fleet_ = std::move(restored);
    }

    const settings* settings_;
    listed_findings said_;
    change_rows rows_;
    const recorded_line* line_ = nullptr;
    virtual_fleet fleet_{{.max_in_flight = 1, .smoothing = std::chrono::seconds{0}}};
    std::vector<jobpoll::job_handle> handles_;
    virtual_clock::time_point now_{};
};

} // namespace

exit_code replay_fleet(const settings& s, const line_source& next) {
    if (!s.endpoint->shape.is_list)
        throw usage("--job-ids needs a list endpoint, which " + std::string{s.endpoint->name} + " is not");
    if (!s.job_id.empty()) throw usage("--job-id names one job and --job-ids many: give one of them");
    const bool reads_replies = s.files.empty() || s.files.front() == "-";
    if (s.job_ids == "-" && reads_replies)
        throw usage("--job-ids and the replies cannot both come from standard input");
    const std::vector<named_job> jobs = read_job_ids(s.job_ids);
    check_options(s, jobs.front().id);
    fleet_player player{s, jobs};
    for (recorded_line line; next(line);)
        player.play(line);
    if (!s.jsonl && player.unfinished() != 0)
        put_line("the recording ends here; " + std::to_string(player.unfinished()) + " of " +
                 std::to_string(jobs.size()) + " jobs have not ended");
    return exit_code::good;
}

} // namespace companion
