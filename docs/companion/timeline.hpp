// jobpoll, the program: a replay as a timeline that people like to read.
#ifndef JOBPOLL_COMPANION_TIMELINE_HPP
#define JOBPOLL_COMPANION_TIMELINE_HPP

#include <set>
#include <string>

#include "recorded_lines.hpp"
#include "replayer.hpp"
#include "settings.hpp"
#include "style.hpp"

namespace companion {

/// Writes a replay line by line.
class timeline {
public:
    timeline(const settings& s, const style& paint) : settings_{&s}, paint_{paint} {}

    /// Which endpoint, and what would be asked.
    [[nodiscard]] std::string head() const;

    /// What happened, what it says of the job, when to look next and why; and, below, anomalies that were
    /// not said yet.
    [[nodiscard]] std::string row(const recorded_line& line, const replayer& r);

    /// How it ended, or that the recording did.
    [[nodiscard]] std::string end(const replayer& r) const;

private:
    [[nodiscard]] std::string job_columns(const recorded_line& line, const replayer& r) const;
    [[nodiscard]] std::string next_column(const decision& d) const;
    [[nodiscard]] std::string remarks(const findings& said, bool lease_expired);

    const settings* settings_;
    style paint_;
    std::set<std::string> said_before_;
};

} // namespace companion

#endif
