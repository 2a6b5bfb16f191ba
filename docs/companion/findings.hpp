// jobpoll, the program: what was wrong with a reply, in texts of its own.
#ifndef JOBPOLL_COMPANION_FINDINGS_HPP
#define JOBPOLL_COMPANION_FINDINGS_HPP

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/words/error.hpp>

#include "json_writer.hpp"

namespace companion {

/// One violation, written out.
struct finding {
    std::string pointer;
    jobpoll::rule rule;
    jobpoll::severity severity;
    std::uint64_t offset;
    std::string expected;
    std::string message;
};

/// What the body of an error reply says, written out.
struct written_problem {
    std::string code;
    std::string message;
    std::string where;

    [[nodiscard]] bool empty() const noexcept { return code.empty() && message.empty() && where.empty(); }
};

/// Everything that a reply left to be said beside the job.
struct findings {
    std::vector<finding> violations;
    written_problem problem;
};

[[nodiscard]] findings write_out(const jobpoll::endpoint& read_as,
                                 std::span<const jobpoll::violation> violations,
                                 const jobpoll::problem& problem);

/// Adds the members `violations` and `problem`.
void write_findings(json_writer& json, const findings& all);

} // namespace companion

#endif
