// jobpoll, the program: what is wrong with the reply of a list, job by job.
#ifndef JOBPOLL_COMPANION_LISTED_FINDINGS_HPP
#define JOBPOLL_COMPANION_LISTED_FINDINGS_HPP

#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/reading/reader.hpp>

#include "findings.hpp"
#include "settings.hpp"

namespace companion {

/// The findings of one reply, sorted by the jobs that they are about.
///
/// *Lifetime*: the settings outlive it. A fleet keeps the first few violations of a reply; a list of many
/// jobs has room for more here.
class listed_findings {
public:
    explicit listed_findings(const settings& s)
        : settings_{&s}, seen_{*s.endpoint, {}, {.strict = s.strict, .kept_violations = 4096}} {}

    /// Reads a reply, in place of the one before.
    void read(const jobpoll::reply& reply);

    /// There was no reply.
    void clear();

    /// What is wrong with the reply as a whole.
    [[nodiscard]] const findings& of_reply() const noexcept { return whole_; }

    /// What is wrong with the first job that has this id; as the list spells it.
    [[nodiscard]] findings of_job(std::string_view id) const;

private:
    /// A job of the list, and what is wrong with it.
    struct entry {
        std::string id;
        std::size_t index = 0; ///< among the elements of the array
        std::vector<finding> violations;
    };

    void place_entries();
    void sort_in();
    [[nodiscard]] bool is_in_a_job(const jobpoll::violation& v) const noexcept;

    const settings* settings_;
    jobpoll::reader seen_;
    std::vector<entry> entries_;
    findings whole_;
};

} // namespace companion

#endif
