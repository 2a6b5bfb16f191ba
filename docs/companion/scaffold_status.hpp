// jobpoll, the program: which member is the status of the job, and which object is the job.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_STATUS_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_STATUS_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scaffold_contract.hpp"

namespace companion {

/// A value of the reply that could have a row.
struct candidate {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::string at{};
    const contract_node* node = nullptr;
    std::size_t around = none; ///< the candidate that holds it; none for the root
    std::size_t depth = 0;
    std::size_t stars = 0;
};

/// What the command line says of the job.
struct job_options {
    std::string status{};     ///< the pointer of the status; empty to look for it
    std::string job{};        ///< the pointer of the job, `/` for the whole reply; empty to look for it
    std::string conclusion{}; ///< the pointer of what says how it ended, or `none`; empty to look for it
    std::string file{};       ///< whose fault it is where something is missing
};

/// Where the job and its status are.
struct job_place {
    std::size_t status = candidate::none;
    std::string job_at{};
    bool is_fold = false;                     ///< the status is that of the parts of one job
    std::size_t conclusion = candidate::none; ///< says how a finished job ended
    std::vector<std::string> others{};        ///< what sounds like a status as well
};

/// Finds the status, the job and its conclusion.
///
/// *Errors*: a failure that names the option to give, where there is no status, no such one, or several that
/// are as likely.
[[nodiscard]] job_place place_of_job(const contract_node& root, const std::vector<candidate>& all,
                                     std::size_t samples, const job_options& given);

} // namespace companion

#endif
