// How the example programs tell a script how it ended.
#ifndef JOBPOLL_EXAMPLES_EXIT_CODE_HPP
#define JOBPOLL_EXAMPLES_EXIT_CODE_HPP

#include <jobpoll/words/job.hpp>

namespace examples {

/// What a script can do about it: nothing, look at the job, keep the job id, forget the job id.
///
/// *Source*: 64 is EX_USAGE of sysexits.h; the others are small and their own.
enum exit_code : int {
    succeeded = 0,
    not_all_went_well = 1, ///< the vendor says that the job ended, and not as one would wish
    gave_up = 2,           ///< we do not know how it ends: the job may still run, and cost money
    no_such_job = 3,
    wrong_usage = 64,
    cannot_run = 70, ///< something of our own, such as no memory
};

[[nodiscard]] constexpr exit_code exit_code_of(jobpoll::outcome end) noexcept {
    if (end == jobpoll::outcome::succeeded) return succeeded;
    if (jobpoll::ended_by_vendor(end)) return not_all_went_well;
    return jobpoll::job_may_still_run(end) ? gave_up : no_such_job;
}

} // namespace examples

#endif
