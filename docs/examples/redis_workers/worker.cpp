#include "worker.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>

#include <jobpoll/contract/request.hpp>
#include <jobpoll/ostream.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/text/decision_text.hpp>

#include "known_endpoints.hpp"
#include "report.hpp"

namespace redis_workers {

namespace {

using steady_clock = std::chrono::steady_clock;

/// Snapshots outlive processes and machines, so their moments are on a clock that all share.
using poller = jobpoll::basic_poller<std::chrono::system_clock>;

/// A worker that has nothing to do looks at least so often whether a job was added.
constexpr milliseconds longest_nap{1000};

/// The poller as it was after the last step, or a new one.
poller restore(const worker_settings& settings, const claimed_job& job, redis_time now) {
    poller made{*settings.endpoint, job.id, settings.settings.options()};
    if (job.snapshot.empty()) {
        made.start(now);
        return made;
    }
    jobpoll::snapshot saved;
    jobpoll::snapshot_error error = jobpoll::parse_snapshot(job.snapshot, saved);
    if (error == jobpoll::snapshot_error::none) error = made.restore(saved, now);
    if (error != jobpoll::snapshot_error::none) {
        // Such as after an update of the endpoint's contract. The job is followed from the start; its time
        // begins again, too.
        std::cerr << examples::printable(job.id) << ": the snapshot is refused: " << error << '\n';
        made.start(now);
    }
    return made;
}

} // namespace

worker::worker(redis_connection& redis, std::string_view queue, const worker_settings& settings)
    : queue_{redis, queue},
      settings_{settings},
      http_{settings.settings.request_timeout, settings.settings.max_body} {
    for (quota& q : settings_.quotas)
        q.period += settings_.slack;
}

worker_totals worker::run(examples::interrupt& interrupt) {
    // A job in hand is brought to its end of the step; then Ctrl-C is looked for.
    while (!interrupt.requested()) {
        const auto asked_at = steady_clock::now();
        const claim_result claim = queue_.claim(settings_.lease, settings_.quotas);
        if (claim.job) {
            step(*claim.job, asked_at);
            continue;
        }
        if (!claim.wait && settings_.until_empty) break;
        const milliseconds nap = std::clamp(claim.wait.value_or(longest_nap), milliseconds{1}, longest_nap);
        if (!interrupt.wait_until(steady_clock::now() + nap)) break;
    }
    return totals_;
}

void worker::step(const claimed_job& job, steady_clock::time_point asked_at) {
    const auto since_asked = [asked_at] {
        return std::chrono::duration_cast<milliseconds>(steady_clock::now() - asked_at);
    };
    // The clock of Redis, carried on by ours: no two wall clocks are ever compared.
    const auto now = [&] { return job.now + since_asked(); };
    // Half of the slack for getting here, half for the way to the vendor.
    if (!settings_.quotas.empty() && since_asked() > settings_.slack / 2) {
        ++totals_.late;
        static_cast<void>(queue_.save(job, job.snapshot, job.now));
        return;
    }
    poller poller = restore(settings_, job, now());
    const auto reply =
        http_.get(settings_.server + jobpoll::request_target(*settings_.endpoint, job.id).value(),
                  examples::authorization(*settings_.endpoint, settings_.settings.api_key));
    const auto next = reply ? poller.on_reply(reply->view(), now()) : poller.on_no_reply(now());
    ++totals_.steps;
    const bool is_kept = next.poll_again() ? queue_.save(job, to_text(poller.save()), next.at)
                                           : queue_.finish(job, std::string{to_string(next.outcome)},
                                                           job.id + ' ' + describe(next));
    if (!is_kept) ++totals_.lost;
}

} // namespace redis_workers
