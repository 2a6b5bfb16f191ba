// jobpoll: the bodies of the reader. The only file that includes Boost.JSON.
#ifndef JOBPOLL_READING_READER_IPP
#define JOBPOLL_READING_READER_IPP

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/reading/ascii.hpp>
#include <jobpoll/reading/body_walker.hpp>
#include <jobpoll/reading/job_validation.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/reading/status_codes.hpp>
#include <jobpoll/reading/syntax.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// The result of one pass over a body.
struct pass {
    std::optional<syntax_error> error{};
    bool right_root = false; ///< the value at the root is of the kind that the contract says
    json_type root = json_type::none;
    bool saw_discriminator = false;
    bool looked_into = false; ///< its members were handed to the contract
    bool found_job = false;
    event what = event::malformed;
};

/// What is asked of a body that is no document: only where it stops being one, or also what it says before.
enum class broken_body : bool { passed_over, looked_into };

/// What one pass works with.
struct pass_input {
    stored_reply& reply;
    violation_log& log;
    const reply_context& context;
    std::vector<listed_job>& listed;
    bool keeps_list = false;
};

/// Why the parser stopped. All its errors are of one category: the handler has none of its own.
[[nodiscard]] inline parser_stop why_it_stopped(const boost::system::error_code& error) noexcept {
    using met = boost::json::error;
    const auto code = static_cast<met>(error.value());
    return {.incomplete = code == met::incomplete,
            .too_deep = code == met::too_deep,
            .trailing = error.value() == 0, // which is no error of the parser: it just stops
            .lone_surrogate =
                code == met::illegal_leading_surrogate || code == met::illegal_trailing_surrogate};
}

/// One pass of the parser over a body, every value handed to its row of the contract.
[[nodiscard]] inline pass walk(const endpoint& e, const pass_input& in,
                               broken_body broken = broken_body::passed_over) {
    pass done; // the one object that is returned: copying what was just written in parts would stall
    const std::string_view body = in.reply.body();
    if (is_refused_at_sight(body)) [[unlikely]] {
        done.error = name_syntax_error(body, 0, {});
        return done;
    }
    boost::json::parse_options options;
    // The parser looks at every string once more to check its UTF-8, which ASCII has no need of.
    options.allow_invalid_utf8 = is_ascii(body);
    const bool worth_a_look = broken == broken_body::looked_into || can_be_whole(body);
    const json_type wanted = worth_a_look ? e.root : json_type::none;
    boost::json::basic_parser<body_walker> parser{options, e,          wanted,    in.reply,
                                                  in.log,  in.context, in.listed, in.keeps_list};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), error);
    body_walker& walker = parser.handler();
    done.right_root = walker.found_right_root();
    done.root = walker.found_root();
    done.saw_discriminator = walker.saw(e.shape.discriminator);
    done.looked_into = walker.looked_into();
    if (error || read != body.size()) [[unlikely]]
        done.error = name_syntax_error(body, read, why_it_stopped(error));
    else
        done.what = walker.validate();
    done.found_job = walker.found_job();
    return done;
}

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

/// A header field that is ignored.
[[nodiscard]] inline violation bad_header(rule broken, std::string_view text) noexcept {
    violation found = whole_body(broken, severity::tolerated);
    found.found = text;
    return found;
}

/// Adds what is wrong with the text as a whole; nothing that was found on the way counts then.
///
/// `before` is how many violations there were before the body, all of them tolerated.
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

/// Whether the body has the alternative shape of this URL: the discriminator of this one is missing, that of
/// the other one is there.
[[nodiscard]] JOBPOLL_COLD inline bool has_alternative(const endpoint& e, const pass_input& in) {
    violation_log ignored{{}, false};
    const reply_context anything{};
    const jobpoll::job read_so_far = in.reply.job;
    const bool saw = walk(*e.alternative, {in.reply, ignored, anything, in.listed}).saw_discriminator;
    in.reply.job = read_so_far;
    return saw;
}

/// What a pass means. A job that was begun and not ended is none.
[[nodiscard]] inline event verdict(const endpoint& e, const pass& done, const pass_input& in) {
    if (!done.found_job && done.looked_into) [[unlikely]]
        clear(in.reply.job);
    if (in.log.counts().fatal != 0) return event::malformed;
    return !done.found_job && e.shape.is_list ? event::in_progress : done.what;
}

/// Reads a body that has the alternative shape of its URL; what the asked one made of it is tolerated.
JOBPOLL_COLD inline void read_alternative(reader_state& s, const pass_input& in, report& said) {
    const endpoint& asked = *s.contract;
    const endpoint& other = *asked.alternative;
    in.log.tolerate_all();
    violation found =
        whole_body(rule::shape, severity::tolerated, 0, &asked.members[asked.shape.discriminator]);
    found.found = other.name;
    in.log.add(found);
    const std::uint32_t before = in.log.counts().tolerated;
    clear(in.reply.job);
    const pass done = walk(other, in);
    report_pass(other, done, severity::fatal, in.log, before);
    s.read_as = &other;
    said.mentions_job = done.found_job;
    said.event = verdict(other, done, in);
}

/// Reads the body of a job. A body without a job where one is due is fatal, even where its contract does not
/// require one.
JOBPOLL_ALWAYS_INLINE void read_job(reader_state& s, const pass_input& in, report& said) {
    const endpoint& e = *s.contract;
    const std::uint32_t before = in.log.counts().tolerated;
    const pass done = walk(e, in);
    if (done.error || !done.right_root) [[unlikely]]
        report_pass(e, done, severity::fatal, in.log, before);
    const bool may_be_other = e.alternative != nullptr && !done.saw_discriminator && !done.error;
    if (may_be_other && has_alternative(e, in)) [[unlikely]]
        return read_alternative(s, in, said);
    if (!done.found_job && !e.shape.is_list && in.log.counts().fatal == 0)
        in.log.add(whole_body(rule::undecidable, severity::fatal, 0, job_row(e)));
    said.mentions_job = done.found_job;
    said.event = verdict(e, done, in);
}

/// The documented body of this status code, or null where there is none.
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
JOBPOLL_COLD inline void read_problem(reader_state& s, const pass_input& in, int code) {
    if (in.reply.body_size == 0) return;
    const endpoint* documented = documented_error_body(*s.contract, code);
    violation_log ignored{{}, false};
    violation_log& used = documented != nullptr ? in.log : ignored;
    const endpoint& shape = documented != nullptr ? *documented : any_error_body;
    const reply_context anything{};
    const log_mark since = used.mark();
    const std::uint32_t before = used.counts().tolerated;
    const pass done = walk(shape, {in.reply, used, anything, in.listed}, broken_body::looked_into);
    report_pass(shape, done, severity::breach, used, before);
    used.soften_since(since);
    s.problem = {in.reply.job.error.code, in.reply.job.error.message, in.reply.job.hint};
}

/// Date and Retry-After, where there is one. The Date is looked at only where something depends on it.
inline void read_headers(const endpoint& e, const stored_reply& r, violation_log& log, report& said,
                         reply_context& context) {
    const retry_after_hint hint = parse_retry_after(r.retry_after, r.date);
    said.retry_after = hint.wait;
    said.retry_after_ignored = !hint.is_usable;
    if (!hint.is_usable) log.add(bad_header(rule::retry_after, r.retry_after));
    const bool needed = e.shape.has_lease || !r.retry_after.empty();
    if (!needed || r.date.empty()) return;
    context.date = parse_http_date(trim(r.date));
    if (!context.date) log.add(bad_header(rule::date, r.date));
}

/// How many items are done: succeeded, once the job has ended and says so.
[[nodiscard]] inline std::int64_t items_done(const job& j) noexcept {
    const item_counts& items = j.items;
    if (j.outcome != outcome::none && items.succeeded) return *items.succeeded;
    if (items.completed) return *items.completed;
    if (!items.succeeded && !items.failed && !items.skipped) return -1;
    std::int64_t done = 0;
    for (const auto& count : {items.succeeded, items.failed, items.skipped})
        if (count && *count > 0) done = add_held(done, *count);
    return done;
}

/// Changes when the status word or a counter changes. Multiplying by an odd number loses nothing.
[[nodiscard]] inline std::uint64_t activity_of(const job& j) noexcept {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    std::uint64_t mark = fnv1a(j.vendor_status);
    for (const auto& count :
         {j.items.completed, j.items.succeeded, j.items.failed, j.items.skipped, j.items.total})
        mark = (mark ^ static_cast<std::uint64_t>(count.value_or(-1))) * odd;
    return mark;
}

/// What the job says, in a report whose event is known.
inline void take_job(report& said, const job& j) noexcept {
    said.mentions_job = true;
    said.phase = j.phase;
    said.outcome = j.outcome;
    said.progress = j.progress.value_or(std::int16_t{-1});
    said.items_done = items_done(j);
    said.items_total = j.items.total.value_or(-1);
    said.activity = activity_of(j);
    said.heartbeat = static_cast<std::uint64_t>(j.times.heartbeat.value_or(milliseconds{0}).count());
    said.created = j.times.created;
    said.started = j.times.started;
    said.finished = j.times.finished;
}

/// Backward moves break no contract; they are reported.
inline void note_regressions(reader_state& s, violation_log& log, const report& said) {
    const endpoint& e = s.read_as != nullptr ? *s.read_as : *s.contract;
    const auto add = [&](std::uint8_t row) {
        log.add(whole_body(rule::regression, severity::tolerated, 0,
                           row == no_index ? nullptr : &e.members[row]));
    };
    if (is_earlier(said.phase, s.last_phase)) add(e.shape.status_member);
    if (said.progress >= 0 && said.progress < s.last_progress)
        add(e.shape.progress_member != no_index ? e.shape.progress_member : e.shape.progress_part);
    s.last_phase = said.phase;
    if (said.progress >= 0) s.last_progress = said.progress;
}

/// The jobs of a list share the status and the headers of its reply.
inline void complete_list(reader_state& s, const report& said) {
    if (!is_usable(said.event)) return s.listed.clear();
    for (listed_job& found : s.listed) {
        const event what = found.said.event;
        found.said = said;
        found.said.event = what;
        take_job(found.said, found.job);
    }
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
    violation_log log{s.violations, s.options.strict};
    reply_context context{s.job_id, {}};
    const pass_input in{at, log, context, s.listed, keeps_list};
    report said{.event = meaning_of(e, code), .mentions_job = false, .status = shortened(code)};
    said.took = r.took.value();
    if (!r.retry_after.empty() || !r.date.empty()) read_headers(e, at, log, said, context);

    if (said.event == event::malformed) {
        log.add(whole_body(rule::http_status, severity::fatal));
    } else if (r.body.size() > s.options.max_body_bytes) {
        log.add(whole_body(rule::body_size, severity::fatal, s.options.max_body_bytes));
        if (is_usable(said.event)) said.event = event::malformed;
    } else if (!is_usable(said.event)) {
        read_problem(s, in, code);
    } else if (!r.body.empty() || !has_no_body(code)) {
        read_job(s, in, said);
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
