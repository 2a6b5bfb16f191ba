// jobpoll: from a reply to an observation: status, headers, body, and the shape that the body has.
#ifndef JOBPOLL_READING_READ_REPLY_HPP
#define JOBPOLL_READING_READ_REPLY_HPP

#include <optional>
#include <string_view>

#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/reading/job_judge.hpp>
#include <jobpoll/reading/read.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// A violation of the document as a whole, or of the row that is given.
[[nodiscard]] inline violation whole_body(rule broken, severity weight, std::uint64_t offset = 0,
                                          const member* declared = nullptr) noexcept {
    violation found;
    found.rule = broken;
    found.severity = weight;
    found.offset = offset;
    found.declared = declared;
    return found;
}

/// Adds what is wrong with the text as a whole; nothing that was found on the way counts then.
///
/// Shapes: `before` is how many violations there were before the body, all of them tolerated.
JOBPOLL_COLD inline void report_pass(const endpoint& e, const pass& done, severity weight, violation_log& log,
                                     std::uint32_t before) {
    if (done.error) {
        log.forget_all_but(before);
        log.add(whole_body(done.error->rule, weight, done.error->offset));
    } else if (!done.right_root) {
        violation found = whole_body(rule::root, weight);
        found.found_type = done.root == json_type::none ? json_type::any : done.root;
        found.expected_root = e.root;
        log.add(found);
    }
}

/// Whether the body has the other shape of this URL: the member that tells this one is missing, the other
/// one's is there.
[[nodiscard]] JOBPOLL_COLD inline bool has_alternative(const endpoint& e, std::string_view body,
                                                       std::vector<char>& decoded) {
    violation_log nobody{{}, false};
    job unwanted;
    const std::optional<milliseconds> no_date;
    job_judge judge{*e.alternative, {}, no_date, {}, unwanted};
    return walk(*e.alternative, body, decoded, nobody, judge).told;
}

/// Puts what the judge found into the observation. A job that was begun and not ended is none.
inline void take_verdict(const endpoint& e, const pass& done, const job_judge& judge,
                         const violation_log& log, observation& seen) {
    seen.read_as = &e;
    seen.mentions_job = judge.found();
    if (!judge.found() && done.looked_into) [[unlikely]]
        clear(seen.job);
    const bool no_news = !judge.found() && e.shape.is_list;
    seen.what = log.counts().fatal != 0 ? event::malformed : no_news ? event::in_progress : judge.what();
}

/// Reads a body that has the other shape of its URL; what this one made of it is tolerated.
JOBPOLL_COLD inline void read_alternative(const endpoint& e, const reply& r, const read_options& options,
                                          const std::optional<milliseconds>& date, std::vector<char>& decoded,
                                          violation_log& log, observation& seen) {
    const endpoint& other = *e.alternative;
    log.tolerate_all();
    violation found = whole_body(rule::shape, severity::tolerated, 0, &e.members[e.shape.discriminator]);
    found.found = other.name;
    log.add(found);
    const std::uint32_t before = log.counts().tolerated;
    clear(seen.job);
    job_judge judge{other, options.job_id, date, options.visitor, seen.job};
    const pass done = walk(other, r.body, decoded, log, judge);
    report_pass(other, done, severity::fatal, log, before);
    take_verdict(other, done, judge, log, seen);
}

/// Reads the body of a job. A body without a job where one is due is fatal, whatever its contract requires.
JOBPOLL_ALWAYS_INLINE void read_job(const endpoint& e, const reply& r, const read_options& options,
                                    const std::optional<milliseconds>& date, std::vector<char>& decoded,
                                    violation_log& log, observation& seen) {
    const std::uint32_t before = log.counts().tolerated;
    job_judge judge{e, options.job_id, date, options.visitor, seen.job};
    const pass done = walk(e, r.body, decoded, log, judge);
    if (done.error || !done.right_root) [[unlikely]]
        report_pass(e, done, severity::fatal, log, before);
    const bool may_be_other = e.alternative != nullptr && !done.told && !done.error;
    if (may_be_other && has_alternative(e, r.body, decoded)) [[unlikely]]
        return read_alternative(e, r, options, date, decoded, log, seen);
    if (!judge.found() && !e.shape.is_list && log.counts().fatal == 0)
        log.add(whole_body(rule::undecidable, severity::fatal, 0, job_row(e)));
    take_verdict(e, done, judge, log, seen);
}

/// The documented body of this status code, or nothing where none is.
[[nodiscard]] inline const endpoint* documented_error_body(const endpoint& e, int code) noexcept {
    // What answers a 5xx is often not the vendor: a general row speaks for 4xx alone.
    const int general = code < 500 ? 0 : code;
    for (const int wanted : {code, general})
        for (const error_reply& row : e.errors)
            if (row.body != nullptr && row.code == wanted) return row.body;
    return nullptr;
}

/// Reads the body of an error reply for its message. It decides nothing, so that nothing in it is fatal; a
/// body that no document describes breaks no contract.
JOBPOLL_COLD inline void read_problem(const endpoint& e, const reply& r, std::vector<char>& decoded,
                                      violation_log& log, observation& seen) {
    if (r.body.empty()) return;
    const endpoint* documented = documented_error_body(e, r.status.code());
    violation_log nobody{{}, false};
    violation_log& used = documented != nullptr ? log : nobody;
    const endpoint& shape = documented != nullptr ? *documented : any_error_body;
    job found;
    const std::optional<milliseconds> no_date;
    job_judge judge{shape, {}, no_date, {}, found};
    const log_mark since = used.mark();
    const std::uint32_t before = used.counts().tolerated;
    report_pass(shape, walk(shape, r.body, decoded, used, judge, broken_body::looked_into), severity::breach,
                used, before);
    used.soften_since(since);
    seen.problem = {found.error.code, found.error.message, found.hint};
}

/// Date and Retry-After, where there is one. The Date is looked at only where something depends on it.
inline void read_headers(const endpoint& e, const reply& r, violation_log& log, observation& seen,
                         std::optional<milliseconds>& date) {
    seen.retry_after = parse_retry_after(r.retry_after, r.date);
    if (!seen.retry_after.is_usable) {
        violation found = whole_body(rule::retry_after, severity::tolerated);
        found.found = r.retry_after;
        log.add(found);
    }
    const bool needed = e.shape.has_lease || !r.retry_after.empty();
    if (!needed || r.date.empty()) return;
    date = parse_http_date(trim(r.date));
    if (date) return;
    violation found = whole_body(rule::date, severity::tolerated);
    found.found = r.date;
    log.add(found);
}

} // namespace jobpoll::inline v0::detail

namespace jobpoll::inline v0 {

JOBPOLL_INLINE observation read(const endpoint& e, const reply& r, const read_options& options,
                                const read_buffers& buffers) {
    using namespace detail;
    violation_log log{buffers.violations, options.strict};
    observation seen;
    buffers.decoded.clear();
    seen.status = r.status.code();
    seen.read_as = &e;
    seen.what = meaning_of(e, seen.status);
    std::optional<milliseconds> date;
    if (!r.retry_after.empty() || !r.date.empty()) read_headers(e, r, log, seen, date);

    if (seen.what == event::malformed) {
        log.add(whole_body(rule::http_status, severity::fatal));
    } else if (r.body.size() > options.max_body_bytes) {
        log.add(whole_body(rule::body_size, severity::fatal, options.max_body_bytes));
        if (seen.usable()) seen.what = event::malformed;
    } else if (!seen.usable()) {
        read_problem(e, r, buffers.decoded, log, seen);
    } else if (!r.body.empty() || !has_no_body(seen.status)) {
        read_job(e, r, options, date, buffers.decoded, log, seen);
    }
    seen.counts = log.counts();
    seen.violations = log.kept();
    return seen;
}

} // namespace jobpoll::inline v0

#endif
