// Reading a body in one line, and what was wrong with it as text that a test can compare.
#ifndef JOBPOLL_TESTS_SUPPORT_READING_HPP
#define JOBPOLL_TESTS_SUPPORT_READING_HPP

#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/ostream.hpp>
#include <jobpoll/reading/read.hpp>
#include <jobpoll/text/violation_text.hpp>

namespace support {

/// `breach type /progress`.
inline std::string line_of(const jobpoll::violation& v) {
    std::string line{to_string(v.severity)};
    line += ' ';
    line += to_string(v.rule);
    if (const std::string at = pointer(v); !at.empty()) line += ' ' + at;
    return line;
}

/// The buffers of one read, with a copy of its body, and what it found; reading again overwrites them.
class reader {
public:
    explicit reader(std::size_t kept = 32) : violations_(kept) {}

    const jobpoll::observation& read(const jobpoll::endpoint& e, jobpoll::reply r,
                                     const jobpoll::read_options& options = {}) {
        body_.assign(r.body);
        r.body = body_;
        seen_ = jobpoll::read(e, r, options, {violations_, decoded_});
        return seen_;
    }

    const jobpoll::observation& read(const jobpoll::endpoint& e, std::string_view body,
                                     std::string_view job_id = {}) {
        return read(e, jobpoll::reply{.status = 200, .body = body}, {.job_id = job_id});
    }

    const jobpoll::observation& seen() const { return seen_; }

    /// Every violation that was kept, separated by `; `.
    std::string problems() const {
        std::string text;
        for (const jobpoll::violation& v : seen_.violations)
            text += (text.empty() ? "" : "; ") + line_of(v);
        return text;
    }

private:
    std::string body_;
    std::vector<jobpoll::violation> violations_;
    std::vector<char> decoded_;
    jobpoll::observation seen_;
};

/// What is wrong with a body, separated by `; `.
inline std::string problems(const jobpoll::endpoint& e, std::string_view body, std::string_view job_id = {},
                            bool strict = false) {
    reader r;
    r.read(e, jobpoll::reply{.status = 200, .body = body}, {.job_id = job_id, .strict = strict});
    return r.problems();
}

inline jobpoll::event verdict(const jobpoll::endpoint& e, std::string_view body,
                              std::string_view job_id = {}) {
    reader r;
    return r.read(e, body, job_id).what;
}

/// Where in the body the first violation is.
inline std::uint64_t first_offset(const jobpoll::endpoint& e, std::string_view body,
                                  std::string_view job_id = {}) {
    reader r;
    const jobpoll::observation& seen = r.read(e, body, job_id);
    return seen.violations.empty() ? std::uint64_t(-1) : seen.violations.front().offset;
}

} // namespace support

#endif
