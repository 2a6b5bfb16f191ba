// jobpoll, the program: one job that a reply of a list moved, as a line for programs or for people.
#ifndef JOBPOLL_COMPANION_CHANGE_TEXT_HPP
#define JOBPOLL_COMPANION_CHANGE_TEXT_HPP

#include <string>

#include <jobpoll/fleet/types.hpp>

#include "findings.hpp"
#include "recorded_lines.hpp"
#include "replayer.hpp"
#include "style.hpp"

namespace companion {

using job_change = jobpoll::basic_fleet_change<virtual_clock>;

/// The line of `replay`'s JSON, with the job's id in front; the job wherever the reply tells of it.
[[nodiscard]] std::string change_as_json(const job_change& c, const findings& said);

/// The rows of a timeline.
class change_rows {
public:
    /// `id_columns` is the width of the longest id.
    change_rows(const jobpoll::endpoint& e, std::size_t id_columns, const style& paint) noexcept
        : endpoint_{&e}, id_columns_{id_columns}, paint_{paint} {}

    /// What happened to a job, what is to be done next, and why.
    [[nodiscard]] std::string row(const job_change& c, const recorded_line& line) const;

    /// Anomalies, printed below that line.
    [[nodiscard]] std::string remarks(const findings& said) const;

private:
    [[nodiscard]] std::string job_columns(const job_change& c, const recorded_line& line) const;
    [[nodiscard]] std::string what_came(const decision& d, const recorded_line& line) const;

    const jobpoll::endpoint* endpoint_;
    std::size_t id_columns_;
    style paint_;
};

} // namespace companion

#endif
