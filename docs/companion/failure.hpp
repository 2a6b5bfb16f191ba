// jobpoll, the program: how a run ends, and the one line that it ends with when it cannot go on.
#ifndef JOBPOLL_COMPANION_FAILURE_HPP
#define JOBPOLL_COMPANION_FAILURE_HPP

#include <stdexcept>
#include <string>

namespace companion {

/// What the program hands to the shell; from 64 on the numbers are those of sysexits.h.
enum class exit_code : int {
    good = 0,
    breaches = 1, ///< check: the contract is broken, the job can be followed
    fatal = 2,    ///< check: nothing can be decided
    usage = 64,
    bad_input = 65,
    no_input = 66,
    output_failed = 74,
};

/// The worse of two results of `check`.
[[nodiscard]] constexpr exit_code worse(exit_code a, exit_code b) noexcept {
    return a < b ? b : a;
}

/// Why the run ends here: one line for people.
class failure : public std::runtime_error {
public:
    failure(exit_code code, const std::string& line) : std::runtime_error{line}, code_{code} {}
    [[nodiscard]] exit_code code() const noexcept { return code_; }

private:
    exit_code code_;
};

} // namespace companion

#endif
