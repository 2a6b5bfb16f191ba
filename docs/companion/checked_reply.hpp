// jobpoll, the program: one reply, read by an endpoint's contract.
#ifndef JOBPOLL_COMPANION_CHECKED_REPLY_HPP
#define JOBPOLL_COMPANION_CHECKED_REPLY_HPP

#include <functional>
#include <vector>

#include <jobpoll/reading/read.hpp>

#include "failure.hpp"
#include "findings.hpp"
#include "recorded_lines.hpp"
#include "settings.hpp"

namespace companion {

/// Room for every violation of a reply, for as many as a person would ever look at.
class checker {
public:
    explicit checker(const settings& s) : settings_{&s} {}

    /// Who is shown each job of a list while the reply is read.
    using each_job = std::function<void(const jobpoll::listed_job& found)>;

    /// What the library makes of the reply; valid until the next one.
    [[nodiscard]] jobpoll::observation read(const jobpoll::reply& reply, const each_job& show);

private:
    const settings* settings_;
    std::vector<char> decoded_;
    std::vector<jobpoll::violation> kept_ = std::vector<jobpoll::violation>(65536);
};

/// The worst of what was found, as the program reports it to the shell.
[[nodiscard]] exit_code verdict_of(const jobpoll::observation& seen) noexcept;

/// The reply as one line of JSON.
[[nodiscard]] std::string checked_as_json(checker& reader, const settings& s, const jobpoll::reply& reply,
                                          exit_code& verdict);

/// The reply in words.
[[nodiscard]] std::string checked_as_text(checker& reader, const jobpoll::reply& reply, exit_code& verdict);

} // namespace companion

#endif
