// jobpoll, the program: one reply, read by an endpoint's contract.
#ifndef JOBPOLL_COMPANION_CHECKED_REPLY_HPP
#define JOBPOLL_COMPANION_CHECKED_REPLY_HPP

#include <optional>

#include <jobpoll/reading/reader.hpp>

#include "failure.hpp"
#include "findings.hpp"
#include "recorded_lines.hpp"
#include "settings.hpp"

namespace companion {

/// Reads replies, each for itself, and keeps as many violations as a person would ever look at.
///
/// *Lifetime*: the settings outlive it.
class checker {
public:
    explicit checker(const settings& s) : settings_{&s} {}

    /// What the library makes of the reply.
    jobpoll::report read(const jobpoll::reply& reply);

    /// What it says beside that, until the next reply. There has been one.
    [[nodiscard]] const jobpoll::reader& seen() const noexcept { return *reader_; }

private:
    const settings* settings_;
    std::optional<jobpoll::reader> reader_;
};

/// The worst of what was found, as the program reports it to the shell.
[[nodiscard]] exit_code verdict_of(const jobpoll::violation_counts& counts) noexcept;

/// The reply as one line of JSON.
[[nodiscard]] std::string checked_as_json(checker& reader, const settings& s, const jobpoll::reply& reply,
                                          exit_code& verdict);

/// The reply in words.
[[nodiscard]] std::string checked_as_text(checker& reader, const jobpoll::reply& reply, exit_code& verdict);

} // namespace companion

#endif
