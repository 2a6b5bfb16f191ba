// jobpoll: the reply to the request that creates a job.
//
// The room `reading`: from the bytes of a reply to a report.
// reader.ipp is the way of one reply. Header fields: retry_after.hpp, http_date.hpp. Keys: key_walk.hpp.
// Values: value_checker.hpp, and value_keeper.hpp by format: date_time.hpp, iso_8601.hpp, unix_time.hpp,
// uuid.hpp, decimal.hpp. contract_*.hpp read contracts that are documents. The only room that includes
// Boost.JSON.
#ifndef JOBPOLL_READING_ACCEPTED_HPP
#define JOBPOLL_READING_ACCEPTED_HPP

#include <string>

#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0 {

/// What the reply to the creating request says.
struct accepted_job {
    event what = event::malformed; ///< in_progress where the job was created; else what the code means
    std::string job_id{};          ///< empty where the reply has none
    std::string status_url{};      ///< as the vendor wrote it: absolute, or relative to the request's URL
    optional_milliseconds retry_after{}; ///< when to poll first: `poll_options::first_poll`

    /// Whether there is something to poll.
    [[nodiscard]] bool can_be_polled() const noexcept {
        return what == event::in_progress && !(job_id.empty() && status_url.empty());
    }
};

/// Reads the reply to the request that created a job, as the endpoint documents it in `accepted`.
///
/// The job id comes from the body, or out of the URL where the body has none.
/// *Errors*: `can_be_polled` is false where the reply has neither id nor URL.
/// *Source*: RFC 9110, section 15.3.3 (202) and section 10.2.2 (Location).
[[nodiscard]] accepted_job read_accepted(const endpoint& e, const reply& r);

} // namespace jobpoll::inline v0

#endif
