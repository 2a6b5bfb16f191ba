// Reading one body, and what was wrong with it as text that a test can compare.
#ifndef JOBPOLL_TESTS_SUPPORT_BODY_READER_HPP
#define JOBPOLL_TESTS_SUPPORT_BODY_READER_HPP

#include <optional>
#include <string>
#include <string_view>

#include <jobpoll/ostream.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/text/violation_text.hpp>

namespace support {

/// `breach type /progress`.
inline std::string text_of(const jobpoll::violation& v) {
    std::string line{to_string(v.severity)};
    line += ' ';
    line += to_string(v.rule);
    if (const std::string at = pointer(v); !at.empty()) line += ' ' + at;
    return line;
}

/// A report and the job that was read with it.
struct read_body : jobpoll::report {
    jobpoll::job job{};
};

/// Reads replies, each by a fresh reader.
class body_reader {
public:
    read_body read(const jobpoll::endpoint& e, const jobpoll::reply& r, std::string_view job_id = {},
                   const jobpoll::reader_options& options = {}) {
        reader_.emplace(e, job_id, options);
        read_body made{reader_->read(r), {}};
        made.job = reader_->job();
        return made;
    }

    read_body read(const jobpoll::endpoint& e, std::string_view body, std::string_view job_id = {}) {
        return read(e, jobpoll::reply{.status = 200, .body = body}, job_id);
    }

    /// Every violation that was kept, separated by `; `.
    std::string problems() const {
        std::string text;
        for (const jobpoll::violation& v : reader_->violations())
            text += (text.empty() ? "" : "; ") + text_of(v);
        return text;
    }

private:
    std::optional<jobpoll::reader> reader_;
};

/// What is wrong with a body, separated by `; `.
inline std::string problems_of(const jobpoll::endpoint& e, std::string_view body,
                               std::string_view job_id = {}) {
    body_reader r;
    r.read(e, body, job_id);
    return r.problems();
}

inline jobpoll::event event_of(const jobpoll::endpoint& e, std::string_view body,
                               std::string_view job_id = {}) {
    return body_reader{}.read(e, body, job_id).event;
}

} // namespace support

#endif
