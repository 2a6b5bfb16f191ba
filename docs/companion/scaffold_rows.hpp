// jobpoll, the program: which rows a first declaration has, of all that is known of a reply.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_ROWS_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_ROWS_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/declaration.hpp>

#include "scaffold_contract.hpp"
#include "scaffold_status.hpp"

namespace companion {

/// One member of the declaration.
struct scaffold_row {
    std::string at;
    const contract_node* node = nullptr;
    const contract_node* around = nullptr; ///< null for the root
    jobpoll::role role = jobpoll::role::none;
    bool needed = false;
};

/// The rows, and what the declaration says about them together.
///
/// *Lifetime*: points into the contract.
struct scaffold_rows {
    std::vector<scaffold_row> rows{};
    std::vector<std::string> left_out{}; ///< pointer and reason
    const contract_node* status = nullptr;
    bool may_lack_status = false; ///< some sample was without
    std::string job_at{};
    bool is_fold = false;
    std::string conclusion_at{};
    const contract_node* conclusion = nullptr;
    std::vector<std::string> other_statuses{}; ///< what sounds like a status as well
    std::vector<std::string> other_ids{};

    [[nodiscard]] const scaffold_row* row_with(jobpoll::role wanted) const;
    [[nodiscard]] bool is_list() const { return job_at.ends_with("/*"); }
};

/// The rows of a job.
///
/// *Errors*: a failure where there is no status, no such one, or several that are as likely.
[[nodiscard]] scaffold_rows rows_of_job(const contract& known, const job_options& given);

/// The rows of an error body.
[[nodiscard]] scaffold_rows rows_of_error(const contract_node& root);

} // namespace companion

#endif
