#include "fleet_run.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <jobpoll/contract/request.hpp>
#include <jobpoll/ostream.hpp>

#include "known_endpoints.hpp"
#include "report.hpp"

namespace beast_fleet {

namespace asio = boost::asio;

namespace {

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

/// What the vendor says of the job can be read until the next reply, because a fleet keeps no bodies.
void print_change(const jobpoll::fleet::change& change) {
    std::cerr << examples::printable(change.job_id) << ": ";
    if (change.decision.status != 0) std::cerr << "HTTP " << change.decision.status << ", ";
    std::cerr << change.decision.phase << "; " << change.decision << '\n';
    if (change.seen != nullptr && !change.seen->error.message.empty())
        std::cerr << "  because " << examples::printable(change.seen->error.message) << '\n';
}

} // namespace

fleet_run::fleet_run(asio::io_context& context, http_server server, const examples::settings& settings)
    : context_{context}, server_{std::move(server)}, settings_{settings}, wakeup_{context} {}

void fleet_run::add(const jobpoll::endpoint& endpoint, std::string_view job_id) {
    // An id that cannot be a part of a URL is refused here, where somebody can correct it.
    if (!jobpoll::request_target(endpoint, job_id))
        throw examples::usage_error{"no URL can be made of the job id \"" + std::string{job_id} + '"'};
    const auto added = fleet_.insert(endpoint, job_id, settings_.options(), now());
    if (added.error != jobpoll::fleet_error::none)
        throw examples::usage_error{std::string{job_id} + ": " + std::string{to_string(added.error)}};
    jobs_[added.handle.slot] = {added.handle, &endpoint};
}

asio::awaitable<void> fleet_run::follow_all() {
    while (!jobs_.empty()) {
        send_what_is_due();
        take_finished();
        if (jobs_.empty()) break;
        // Nothing to wake up for: only an answer can help, and it cancels the wait.
        const auto next = fleet_.next_wakeup();
        wakeup_.expires_at(next ? asio::steady_timer::time_point{*next}
                                : asio::steady_timer::time_point::max());
        boost::system::error_code cancelled;
        co_await wakeup_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

void fleet_run::send_what_is_due() {
    const auto requests = fleet_.due(now());
    print_changes();
    for (const jobpoll::fleet_request& request : requests) {
        // `asks` may be a list that mentions many of the jobs; its path takes no id.
        std::string target = jobpoll::request_target(*request.asks, request.job_id).value();
        std::string authorization = examples::authorization(*request.asks, settings_.api_key);
        asio::co_spawn(context_, ask(request.handle, std::move(target), std::move(authorization)),
                       asio::detached);
    }
}

asio::awaitable<void> fleet_run::ask(jobpoll::job_handle handle, std::string target,
                                     std::string authorization) {
    const std::optional<received> reply =
        co_await http_get(server_, std::move(target), std::move(authorization));
    // Every request wants one answer. That of a job which was erased meanwhile is stale, and changes nothing.
    if (reply)
        fleet_.on_reply(handle, reply->view(), now());
    else
        fleet_.on_no_reply(handle, now());
    print_changes();
    take_finished();
    wakeup_.cancel();
}

// One job for a reply of its own, many for a list's; and those that ended at their deadlines.
void fleet_run::print_changes() const {
    for (const jobpoll::fleet::change& change : fleet_.changes())
        print_change(change);
}

void fleet_run::take_finished() {
    while (const auto finished = fleet_.first_finished()) {
        const jobpoll::decision end = fleet_.pending(*finished).value();
        const auto job = jobs_.find(finished->slot);
        examples::report_end(*job->second.endpoint, fleet_.job_id(*finished), end);
        exit_code_ = std::max(exit_code_, examples::exit_code_of(end.outcome));
        jobs_.erase(job);
        fleet_.erase(*finished);
    }
}

void fleet_run::cancel_all() {
    for (const auto& [slot, job] : jobs_)
        fleet_.cancel(job.handle, now());
    take_finished();
    wakeup_.cancel();
}

} // namespace beast_fleet
