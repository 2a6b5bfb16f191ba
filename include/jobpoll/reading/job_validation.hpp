// jobpoll: what a complete job of a body means: is it the one that was asked for, and can it be followed.
#ifndef JOBPOLL_READING_JOB_VALIDATION_HPP
#define JOBPOLL_READING_JOB_VALIDATION_HPP

#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/value_checker.hpp>
#include <jobpoll/reading/violation_log.hpp>
#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0::detail {

/// What is known beside the body: the id that was asked for, empty for any, and the moment of the reply.
struct reply_context {
    std::string_view asked_id{};
    optional_milliseconds date{};
};

/// Whether an id in a reply is the one that was asked for; where it is a UUID, it compares without case (RFC
/// 9562, section 4).
[[nodiscard]] inline bool is_same_id(const endpoint& e, std::string_view a, std::string_view b) noexcept {
    const std::uint8_t row = e.shape.id_member;
    const format f = row == no_index ? format::none : e.members[row].format;
    return same_word(a, b, f == format::uuid || f == format::uuid_not_nil);
}

/// The row of the object that is the job, or null where it is the root.
[[nodiscard]] inline const endpoint_member* job_row(const endpoint& e) noexcept {
    const std::uint8_t row = e.shape.nodes[e.shape.job_node].opened_by;
    return row == no_index ? nullptr : &e.members[row];
}

/// A violation of a row, at the value after its key where that is known.
JOBPOLL_COLD inline void report_row(const value_checker& read, rule broken, severity weight, std::uint8_t row,
                                    const char* key) {
    const body_position& position = read.position();
    violation found =
        position.here(broken, weight, row == no_index ? nullptr : &read.contract().members[row]);
    if (key != nullptr) found.offset = position.offset_of(value_after_key(key, position.end()));
    read.log().add(found);
}

// Without a usable word the refinements may still have said what it is.
JOBPOLL_NOINLINE inline void validate_status(const value_checker& read, log_mark since) {
    if (read.job().phase != phase::unknown || read.means() != no_event) return;
    if (read.log().is_fatal_since(since)) return;
    report_row(read, rule::undecidable, severity::fatal, read.contract().shape.status_member, nullptr);
}

[[nodiscard]] inline bool ended_but_goes_on(const job& j) noexcept {
    return j.times.finished && j.outcome == outcome::none && j.phase != phase::unknown;
}

[[nodiscard]] inline bool failed_but_succeeded(const job& j) noexcept {
    return j.outcome == outcome::succeeded && !j.error.message.empty();
}

JOBPOLL_COLD inline void report_contradictions(const value_checker& read) {
    const shape& tree = read.contract().shape;
    const auto report = [&read](std::uint8_t row, const char* key) {
        report_row(read, rule::contradiction, severity::tolerated, row, key);
    };
    if (ended_but_goes_on(read.job())) report(tree.finished_member, read.keys.finished);
    if (failed_but_succeeded(read.job())) report(tree.message_member, read.keys.message);
    if (read.progress_above_all() && tree.unit == progress_unit::percent)
        report(tree.progress_member, read.keys.progress);
}

/// Whether the body is about another job than the one that was asked for. A value that is no id is none of
/// any job.
[[nodiscard]] inline bool is_another_job(const value_checker& read, const reply_context& context) noexcept {
    const std::string_view id = read.job().id;
    if (context.asked_id.empty() || read.contract().shape.is_list) return false;
    if (id.data() == nullptr) return read.id_type() != json_type::none;
    return !is_same_id(read.contract(), id, context.asked_id);
}

JOBPOLL_COLD inline void report_other_id(const value_checker& read) {
    const std::string_view id = read.job().id;
    const body_position& position = read.position();
    const bool in_body = position.contains(id);
    const bool number = in_body && *(id.data() - 1) != '"';
    const json_type text_type = number ? json_type::integer : json_type::string;
    violation found = position.at_value(rule::identity, severity::fatal,
                                        &read.contract().members[read.contract().shape.id_member],
                                        id.data() == nullptr ? read.id_type() : text_type, id);
    if (!in_body) found.offset = position.offset_of(value_after_key(read.keys.id, position.end()));
    read.log().add(found);
}

[[nodiscard]] inline event event_of(const job_builder& read, const violation_log& log,
                                    log_mark since) noexcept {
    if (log.is_fatal_since(since)) return event::malformed;
    if (read.means() != no_event) return read.means();
    if (read.job().outcome != outcome::none) return event::vendor_terminal;
    const bool refined = read.job().phase != phase::unknown;
    return read.word() == word_state::unlisted && !refined ? event::unknown_status : event::in_progress;
}

/// Validates a job whose members are all read, and returns what it means.
///
/// `since` is the mark of the log at which the job began.
[[nodiscard]] inline event validate_job(value_checker& read, const reply_context& context, log_mark since) {
    job& found = read.job();
    if (!read.has_word()) validate_status(read, since);
    if (read.progress_above_all() || ended_but_goes_on(found) || failed_but_succeeded(found))
        report_contradictions(read);
    const optional_milliseconds lease = found.times.lease_expires;
    found.lease_expired = context.date && lease && found.outcome == outcome::none && *lease < *context.date;
    if (is_another_job(read, context)) report_other_id(read);
    return event_of(read, read.log(), since);
}

} // namespace jobpoll::inline v0::detail

#endif
