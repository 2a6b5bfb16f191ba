#include "job_watch.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include <httplib.h>

#include <jobpoll/jobpoll.hpp>

#include "known_endpoints.hpp"
#include "report.hpp"

namespace httplib_thread {

namespace {

using steady_clock = std::chrono::steady_clock;

using jobpoll::received;

/// Waits until then. False where it was told to stop before.
bool wait_until(steady_clock::time_point then, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock{mutex};
    never.wait_until(lock, stop, then, [] { return false; });
    return !stop.stop_requested();
}

struct answer {
    std::optional<received> reply; ///< nothing where none came
    httplib::Error error{};        ///< why not
};

/// Sends the request. httplib restarts its time-outs with every read, so the body is held to the limit of the
/// whole request here.
answer get(httplib::Client& client, const std::string& target, const httplib::Headers& headers,
           const examples::settings& settings) {
    const auto latest = steady_clock::now() + settings.request_timeout;
    received made;
    const auto take_head = [&made](const httplib::Response& response) {
        made.status = response.status;
        made.retry_after = response.get_header_value("Retry-After");
        made.date = response.get_header_value("Date");
        made.location = response.get_header_value("Location");
        return true;
    };
    const auto take_body = [&](const char* bytes, std::size_t size) {
        // One byte over the limit is kept, so that a poller with the same limit says what is wrong.
        made.body.append(bytes, std::min(size, settings.max_body + 1 - made.body.size()));
        return made.body.size() <= settings.max_body && steady_clock::now() < latest;
    };
    const httplib::Result result = client.Get(target, headers, take_head, take_body);
    if (result || made.body.size() > settings.max_body) return {std::move(made)};
    return {std::nullopt, result.error()};
}

jobpoll::decision follow(const watched_job& job, const std::string& target, const std::stop_token& stop) {
    httplib::Client client{job.server};
    client.set_connection_timeout(job.settings.request_timeout);
    client.set_read_timeout(job.settings.request_timeout);
    client.set_write_timeout(job.settings.request_timeout);
    // The connection stays open between two polls. Redirects are not followed: that is the default.
    client.set_keep_alive(true);
    // The target is percent-encoded already.
    client.set_url_encode(false);
    const std::stop_callback break_off{stop, [&client] { client.stop(); }};
    const httplib::Headers headers{
        {"Accept", "application/json"},
        {"Authorization", examples::authorization(*job.endpoint, job.settings.api_key)}};

    jobpoll::poller poller{*job.endpoint, job.job_id, job.settings.options()};
    jobpoll::decision next = poller.start(steady_clock::now());
    while (next.poll_again()) {
        if (!wait_until(next.at, stop)) return poller.cancel(steady_clock::now());
        const answer got = get(client, target, headers, job.settings);
        // A request that we broke off ourselves is no fault of the vendor's.
        if (stop.stop_requested()) return poller.cancel(steady_clock::now());
        if (!got.reply) examples::report_no_reply(httplib::to_string(got.error));
        next = got.reply ? poller.on_reply(got.reply->view(), steady_clock::now())
                         : poller.on_no_reply(steady_clock::now());
        examples::report(poller, next);
    }
    return next;
}

} // namespace

job_watch::job_watch(const watched_job& job) {
    std::optional<std::string> target = jobpoll::request_target(*job.endpoint, job.job_id);
    if (!target) throw examples::usage_error{"no URL can be made of the job id \"" + job.job_id + '"'};
    std::packaged_task<jobpoll::decision(std::stop_token)> task{
        [job, target = std::move(*target)](const std::stop_token& stop) {
            return follow(job, target, stop);
        }};
    end_ = task.get_future();
    thread_ = std::jthread{[task = std::move(task)](std::stop_token stop) mutable { task(std::move(stop)); }};
}

} // namespace httplib_thread
