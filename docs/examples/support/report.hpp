// What the example programs print: the way on standard error, the end on standard output.
#ifndef JOBPOLL_EXAMPLES_REPORT_HPP
#define JOBPOLL_EXAMPLES_REPORT_HPP

#include <string>
#include <string_view>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/words/decision.hpp>

namespace examples {

/// A text that somebody else wrote, made safe for a terminal: what is not printable ASCII becomes a `?`.
[[nodiscard]] std::string printable(std::string_view text);

/// Prints why there was no reply.
void report_no_reply(std::string_view why);

/// Prints what was wrong with the last reply, and what comes next.
void report(const jobpoll::poller& poller, const jobpoll::decision& next);

/// Prints `gu1.job 550e8400: succeeded after 5 polls, 14s`.
void report_end(const jobpoll::endpoint& endpoint, std::string_view job_id, const jobpoll::decision& end);

} // namespace examples

#endif
