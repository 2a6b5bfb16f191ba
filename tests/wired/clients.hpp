// The checks that every client has to pass, with every HTTP stack.
#ifndef JOBPOLL_TESTS_WIRED_CLIENTS_HPP
#define JOBPOLL_TESTS_WIRED_CLIENTS_HPP

#include <map>
#include <string>
#include <vector>

#include "expectations.hpp"
#include "running_server.hpp"

namespace wired {

/// A program of docs/examples.
struct client {
    std::string program;
    bool takes_many_jobs = false; ///< from standard input; else one, on the command line
};

/// How one job ended, as the client printed it.
struct printed_end {
    std::string outcome;
    int polls = 0;
};

/// What the runs of a client left.
struct results {
    std::map<std::string, printed_end> ends; ///< by `ENDPOINT JOB_ID`
    std::map<std::string, int> exit_codes;   ///< by the same; a fleet has one for all
    std::string errors;                      ///< all of standard error
};

/// The options under which the tests wait for little: the time-outs are the real ones.
inline const std::vector<std::string> quick = {"--min-delay", "50",   "--max-delay", "100",
                                               "--max-wait",  "40",   "--timeout",   "2000",
                                               "--max-body",  "65536"};

/// Follows all the jobs at once: as many processes, or one process with many jobs.
results follow(const client& c, const std::string& url, const std::vector<expectation>& jobs,
               const std::vector<std::string>& options = quick, const std::string& key = api_key);

void check_every_story(const client& c, const std::vector<expectation>& stories);
void check_long_body(const client& c);
void check_wrong_key(const client& c);
void check_no_server(const client& c);
void check_unknown_job(const client& c);
void check_deadline(const client& c);
void check_interrupt_while_waiting(const client& c);
void check_interrupt_while_asking(const client& c);
void check_usage(const client& c);

} // namespace wired

#endif
