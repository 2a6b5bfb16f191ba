// jobpoll, the program: which rows a first declaration has, of all that is known of a reply.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_ROWS_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_ROWS_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/declaration.hpp>

#include "scaffold_contract.hpp"

namespace companion {

/// One member of the declaration.
struct scaffold_row {
    std::string at;
    const contract_node* node = nullptr;
    const contract_node* around = nullptr;
    jobpoll::role role = jobpoll::role::none;
    bool needed = false;
};

/// The rows, and what the declaration says about them together.
///
/// Shapes: points into the contract.
struct scaffold_rows {
    std::vector<scaffold_row> rows{};
    std::vector<std::string> left_out{}; ///< pointer and reason
    const contract_node* status = nullptr;
    std::string job_at{};
    std::vector<std::string> other_statuses{}; ///< what sounds like a status as well
};

/// The rows of a job. `status` is the pointer of its status, or empty to look for it; `file` is whose fault
/// it is.
///
/// Errors: a failure where there is no status, or no such one.
[[nodiscard]] scaffold_rows rows_of_job(const contract_node& root, std::string_view status,
                                        const std::string& file);

/// The rows of an error body.
[[nodiscard]] scaffold_rows rows_of_error(const contract_node& root);

} // namespace companion

#endif
