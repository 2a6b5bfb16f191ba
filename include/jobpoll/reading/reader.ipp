// jobpoll: the implementation of the reader: from the bytes of one reply to a report.
#ifndef JOBPOLL_READING_READER_IPP
#define JOBPOLL_READING_READER_IPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/error_body_reading.ipp>
#include <jobpoll/reading/job_reading.ipp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/reading/report_fields.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/reading/status_codes.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// Reports a header field that is ignored.
JOBPOLL_COLD inline void report_header(violation_log& log, rule broken, std::string_view text) noexcept {
    violation found = whole_body(broken, severity::tolerated);
    found.found = text;
    log.add(found);
}

/// Date and Retry-After, where there is one. The Date is looked at only where something depends on it.
inline void read_headers(const endpoint& e, const stored_reply& r, violation_log& log, report& said,
                         reply_context& context) {
    const retry_after_hint hint = parse_retry_after(r.retry_after, r.date);
    said.retry_after = hint.wait;
    said.retry_after_ignored = !hint.is_usable;
    if (!hint.is_usable) report_header(log, rule::retry_after, r.retry_after);
    const bool needed = e.shape.has_lease || !r.retry_after.empty();
    if (!needed || r.date.empty()) return;
    context.date = parse_http_date(trim(r.date));
    if (!context.date) report_header(log, rule::date, r.date);
}

/// Whether what the status code means depends on the error code in the body.
[[nodiscard]] inline bool depends_on_body(const endpoint& e, int code) noexcept {
    for (const status_code_row& row : e.status_codes)
        if (row.code == code && code != 0 && !row.body_code.empty()) return true;
    return false;
}

/// The endpoint's row for the status code of the reply, or null where the general table says what it means.
[[nodiscard]] inline const status_code_row* code_row(reader_state& s, const pass_input& input, int code) {
    const endpoint& e = *s.contract;
    if (e.status_codes[0].code == 0) return nullptr;
    if (depends_on_body(e, code)) static_cast<void>(read_words(s, input, code));
    return find_code_row(e, code, s.problem.code);
}

/// The body of a reply that is no success.
inline void read_refusal(reader_state& s, const pass_input& input, report& said, int code) {
    take_delay(said, read_problem(s, input, code));
}

[[nodiscard]] inline std::int16_t shortened(int code) noexcept {
    return static_cast<std::int16_t>(code < -1 || code > 9999 ? -1 : code);
}

inline report read_reply(reader_state& s, const reply& r, bool keeps_list) {
    const endpoint& e = *s.contract;
    const int code = r.status.code();
    stored_reply& at = s.replies.store(r, s.options.max_body_bytes);
    clear(at.job);
    s.problem = {};
    s.read_as = &e;
    s.listed.clear();
    s.list_is_whole = false;
    s.open = open_question::none;
    violation_log log{s.violations, s.options.strict};
    reply_context context{s.job_id, {}};
    report said{.mentions_job = false, .status = shortened(code)};
    said.took = r.took.value();
    if (!r.retry_after.empty() || !r.date.empty()) read_headers(e, at, log, said, context);
    pass_input input{at, log, context, s.listed, keeps_list};
    const bool too_long = r.body.size() > s.options.max_body_bytes;
    const status_code_row* const row = code_row(s, input, too_long ? 0 : code);
    said.event = row != nullptr ? row->means : general_meaning(code, said.retry_after.has_value());

    if (row != nullptr && row->phase != phase::unknown) {
        input.decides = row;
        read_decided(s, input, said, code);
    } else if (said.event == event::malformed) {
        report_body(log, rule::http_status, severity::fatal);
    } else if (too_long) {
        report_body(log, rule::body_size, severity::fatal, s.options.max_body_bytes);
        if (is_usable(said.event)) said.event = event::malformed;
    } else if (!is_usable(said.event)) {
        read_refusal(s, input, said, code);
    } else if (!r.body.empty() || !has_no_body(code)) {
        read_success(s, input, said, code);
    }
    if (keeps_list) complete_list(s, said);
    if (is_usable(said.event) && said.mentions_job) {
        take_job(said, at.job);
        note_regressions(s, log, said);
        s.replies.keep();
    }
    s.counts = log.counts();
    s.violation_size = log.kept().size();
    return said;
}

} // namespace jobpoll::inline v0::detail

namespace jobpoll::inline v0 {

JOBPOLL_INLINE report reader::read(const reply& r) {
    return detail::read_reply(state_, r, false);
}

JOBPOLL_INLINE report reader::read_list(const reply& r) {
    return detail::read_reply(state_, r, true);
}

JOBPOLL_INLINE void reader::answer_question() const noexcept {
    detail::answer_question(state_);
}

JOBPOLL_INLINE void reader::resume(std::string_view last_body, phase last_phase, std::int16_t last_progress,
                                   bool lease_expired) {
    forget();
    state_.replies.forget();
    if (!last_body.empty()) {
        read({.status = 200, .body = last_body});
        const endpoint* const shape = state_.read_as;
        forget();
        state_.read_as = shape;
    }
    state_.last_phase = last_phase;
    state_.last_progress = last_progress;
    state_.replies.last_usable().job.lease_expired = lease_expired;
}

} // namespace jobpoll::inline v0

#endif
