// Reading a body in one line, and what was wrong with it as text that a test can compare.
#ifndef JOBPOLL_TESTS_SUPPORT_READING_HPP
#define JOBPOLL_TESTS_SUPPORT_READING_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <jobpoll/ostream.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/text/violation_text.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION)
#include <jobpoll/reading/reader.ipp>
#endif

namespace support {

inline std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

/// `breach type /progress`.
inline std::string line_of(const jobpoll::violation& v) {
    std::string line{to_string(v.severity)};
    line += ' ';
    line += to_string(v.rule);
    if (const std::string at = pointer(v); !at.empty()) line += ' ' + at;
    return line;
}

/// What one reply was read as. The views live until the next read.
struct seen {
    jobpoll::event what = jobpoll::event::malformed;
    bool mentions_job = false;
    int status = 0;
    jobpoll::optional_milliseconds retry_after{};
    jobpoll::report said{};
    jobpoll::job job{};
    jobpoll::problem problem{};
    jobpoll::violation_counts counts{};
    std::span<const jobpoll::violation> violations{};
    std::span<const jobpoll::listed_job> listed{};
    const jobpoll::endpoint* read_as = nullptr;
};

/// How a test reads.
struct how {
    std::string_view job_id{};
    bool strict = false;
    std::size_t max_body_bytes = jobpoll::default_max_body_bytes;
    bool list = false;
};

/// One reply after the other, each as if it were the first.
class reader {
public:
    const seen& read(const jobpoll::endpoint& e, const jobpoll::reply& r, const how& options = {}) {
        reader_.ask(e, options.job_id, {.strict = options.strict, .max_body_bytes = options.max_body_bytes});
        const jobpoll::report said = options.list ? reader_.read_list(r) : reader_.read(r);
        seen_ = {
            said.event,        said.mentions_job, said.status,      said.retry_after,     said,
            reader_.job(),     reader_.problem(), reader_.counts(), reader_.violations(), reader_.listed(),
            &reader_.read_as()};
        return seen_;
    }

    const seen& read(const jobpoll::endpoint& e, std::string_view body, std::string_view job_id = {}) {
        return read(e, jobpoll::reply{.status = 200, .body = body}, {.job_id = job_id});
    }

    const seen& last() const { return seen_; }
    const jobpoll::reader& under_test() const { return reader_; }

    /// Every violation that was kept, separated by `; `.
    std::string problems() const {
        std::string text;
        for (const jobpoll::violation& v : seen_.violations)
            text += (text.empty() ? "" : "; ") + line_of(v);
        return text;
    }

private:
    static constexpr const jobpoll::endpoint& nothing = jobpoll::any_error_body;

    jobpoll::reader reader_{nothing};
    seen seen_{};
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
    const seen& found = r.read(e, body, job_id);
    return found.violations.empty() ? std::uint64_t(-1) : found.violations.front().offset;
}

} // namespace support

#endif
