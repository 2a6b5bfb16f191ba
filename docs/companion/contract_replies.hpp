// jobpoll, the program: replies made up from a contract, for jobs that are simulated.
#ifndef JOBPOLL_COMPANION_CONTRACT_REPLIES_HPP
#define JOBPOLL_COMPANION_CONTRACT_REPLIES_HPP

#include <string>
#include <string_view>

#include <jobpoll/endpoint.hpp>

namespace companion {

/// The body of one job while it runs, and once it has ended.
struct made_up_replies {
    std::string running;
    std::string ended;
    jobpoll::outcome outcome = jobpoll::outcome::none; ///< how it ended; success, where the contract has one
};

/// Bodies with what the contract requires and needs, and an id.
///
/// *Errors*: a failure for a list, and where no such body is read as a job that runs or ends: of a contract
/// whose HTTP codes decide, say.
[[nodiscard]] made_up_replies make_up_replies(const jobpoll::endpoint& e, std::string_view job_id);

} // namespace companion

#endif
