// Many jobs at once on one thread: a fleet decides what to ask for, coroutines ask.
#ifndef JOBPOLL_EXAMPLES_BEAST_FLEET_FLEET_RUN_HPP
#define JOBPOLL_EXAMPLES_BEAST_FLEET_FLEET_RUN_HPP

#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <jobpoll/fleet.hpp>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "http_get.hpp"

namespace beast_fleet {

/// Follows every job to its end.
class fleet_run {
public:
    fleet_run(boost::asio::io_context& context, http_server server, const examples::settings& settings);

    /// One more job. *Errors*: examples::usage_error.
    void add(const jobpoll::endpoint& endpoint, std::string_view job_id);

    /// Returns when no job is left.
    boost::asio::awaitable<void> follow_all();

    /// Ends the polling, not the jobs.
    void cancel_all();

    /// The worst of the ends so far.
    [[nodiscard]] examples::exit_code exit_code() const { return exit_code_; }

private:
    boost::asio::awaitable<void> ask(jobpoll::job_handle handle, std::string target,
                                     std::string authorization);
    void send_what_is_due();
    void print_changes() const;
    void take_finished();

    boost::asio::io_context& context_;
    http_server server_;
    const examples::settings& settings_;
    jobpoll::fleet fleet_;
    boost::asio::steady_timer wakeup_;
    struct followed {
        jobpoll::job_handle handle;
        const jobpoll::endpoint* endpoint = nullptr;
    };
    std::unordered_map<std::uint32_t, followed> jobs_; ///< by the slot of the handle
    examples::exit_code exit_code_ = examples::succeeded;
};

} // namespace beast_fleet

#endif
