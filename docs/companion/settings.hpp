// jobpoll, the program: what the command line asks for.
#ifndef JOBPOLL_COMPANION_SETTINGS_HPP
#define JOBPOLL_COMPANION_SETTINGS_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/history.hpp>
#include <jobpoll/polling/options.hpp>

namespace jobpoll::inline v0 {
class contract_or_problems;
}

namespace companion {

/// Everything that the options of any command can say.
struct settings {
    const jobpoll::endpoint* endpoint = nullptr; ///< never null where the command takes one
    std::shared_ptr<const jobpoll::contract_or_problems>
        contracts; ///< what `--contract` named; it owns the endpoint
    std::string job_id;
    std::vector<std::string> files; ///< `-` is standard input
    std::string job_ids;            ///< the file with the jobs to follow; empty for one job
    std::uint64_t jobs = 10'000;    ///< of a simulated fleet
    bool strict = false;
    bool jsonl = false;
    bool json = false; ///< a document in place of C++
    bool help = false;

    jobpoll::milliseconds max_wait = std::chrono::hours{24}; ///< a recording should not end by surprise
    std::uint32_t max_attempts = 0;
    std::optional<jobpoll::milliseconds> poll_cost;
    std::optional<jobpoll::milliseconds> min_delay;
    std::optional<jobpoll::milliseconds> max_delay;
    std::optional<jobpoll::milliseconds> stall_after;
    std::optional<std::uint64_t> seed;
    jobpoll::polling_policy policy = jobpoll::polling_policy::inspection;
    jobpoll::poll_options further{.max_wait = std::chrono::hours{24}}; ///< what `--option` sets beside those
    jobpoll::history history;                                          ///< durations of earlier jobs
    std::string svg; ///< where the plot goes; empty for none

    std::string openapi;    ///< a document to make a declaration of; empty for none
    std::string path;       ///< which of its operations; empty for the only one
    std::string status;     ///< the pointer of the status; empty to look for it
    std::string job;        ///< the pointer of the job, `/` for the whole reply; empty to look for it
    std::string conclusion; ///< the pointer of what says how a job ended, or `none`; empty to look for it
    std::string name;       ///< of the declaration; empty for any
};

} // namespace companion

#endif
