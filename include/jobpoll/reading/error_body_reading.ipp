// jobpoll: what the body of a reply says that is not about the job: an error, in the vendor's words.
#ifndef JOBPOLL_READING_ERROR_BODY_READING_IPP
#define JOBPOLL_READING_ERROR_BODY_READING_IPP

#include <cstdint>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/reader.hpp>

namespace jobpoll::inline v0::detail {

/// The documented body of this status code, or null where there is none.
[[nodiscard]] inline const endpoint* documented_error_body(const endpoint& e, int code) noexcept {
    // What answers a 5xx is often not the vendor: a general row speaks for 4xx alone.
    const int general = code < 500 ? 0 : code;
    for (const int wanted : {code, general})
        for (const error_reply& row : e.errors)
            if (row.body != nullptr && row.code == wanted) return row.body;
    return nullptr;
}

/// What a job with an error, or with a reason, says went wrong.
[[nodiscard]] inline problem problem_of(const job& j) noexcept {
    return {j.error.code.empty() ? j.reason_code : j.error.code,
            j.error.message.empty() ? j.reason : j.error.message, j.hint};
}

/// The delay that the body asks for; of two, the longer one.
inline void take_delay(report& said, const pass& done) noexcept {
    if (done.delay && (!said.retry_after || *said.retry_after < *done.delay)) said.retry_after = done.delay;
    said.retry_after_ignored = said.retry_after_ignored || done.ignores_delay;
}

/// Reads the body of an error reply for its message. It decides nothing, so that nothing in it is fatal; a
/// body that no document describes breaks no contract.
JOBPOLL_COLD inline pass read_problem(reader_state& s, const pass_input& in, int code) {
    if (in.reply.body_size == 0) return {.error = syntax_error{rule::empty_body, 0}};
    const endpoint* documented = documented_error_body(*s.contract, code);
    violation_log ignored{{}, false};
    violation_log& used = documented != nullptr ? in.log : ignored;
    const endpoint& shape = documented != nullptr ? *documented : any_error_body;
    const reply_context anything{};
    const log_mark since = used.mark();
    const pass done = walk(shape, {in.reply, used, anything, in.listed});
    report_pass(shape, done, severity::breach, used);
    used.soften_since(since);
    s.problem = problem_of(in.reply.job);
    return done;
}

/// The vendor's words in a reply of success that cannot be used.
JOBPOLL_COLD inline pass read_words(reader_state& s, const pass_input& in, int code) {
    violation_log ignored{{}, false};
    clear(in.reply.job);
    const pass done = read_problem(s, {in.reply, ignored, in.context, in.listed}, code);
    clear(in.reply.job);
    return done;
}

} // namespace jobpoll::inline v0::detail

#endif
