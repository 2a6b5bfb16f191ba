// jobpoll: a reply as the caller's HTTP client has it, the problem in an error reply, and counts of
// violations.
#ifndef JOBPOLL_READING_REPLY_HPP
#define JOBPOLL_READING_REPLY_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// A status code that the caller has to give: it has no default, so leaving it out does not compile.
class http_status {
public:
    constexpr http_status(int code) noexcept : code_{code} {}
    [[nodiscard]] constexpr int code() const noexcept { return code_; }

private:
    int code_;
};

/// One reply of the vendor, as the caller's HTTP client has it.
///
/// *Lifetime*: views, read during the call and not kept. A header that the reply does not have is empty.
struct reply {
    http_status status;
    std::string_view retry_after{};
    std::string_view date{};
    std::string_view location{}; ///< Location, Operation-Location or Azure-AsyncOperation: where to ask next
    std::string_view body{};
    length_of_time took{}; ///< how long the request hung; for long polls
};

/// The code and message in the body of an error reply.
///
/// *Lifetime*: views that live until the next read. `where` is JSON text: which part of the request is wrong.
struct problem {
    std::string_view code;
    std::string_view message;
    json_text where;
};

/// How many violations of each severity there were, the ones that were not kept included.
struct violation_counts {
    std::uint32_t tolerated = 0;
    std::uint32_t breaches = 0;
    std::uint32_t fatal = 0;

    [[nodiscard]] constexpr std::uint32_t total() const noexcept { return tolerated + breaches + fatal; }
};

} // namespace jobpoll::inline v0

#endif
