// jobpoll: where a poller stands, for a log or an error message: one line and one paragraph.
#ifndef JOBPOLL_TEXT_EXPLAIN_HPP
#define JOBPOLL_TEXT_EXPLAIN_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/polling/poller.hpp>
#include <jobpoll/text/decision_text.hpp>
#include <jobpoll/text/outcome_text.hpp>
#include <jobpoll/text/violation_text.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// How much of one text of the vendor's is shown, and how many violations.
inline constexpr std::size_t longest_quotation = 200;
inline constexpr std::size_t violations_shown = 3;

/// A text of somebody else's without control characters.
inline void append_printable(std::string& to, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        to.push_back(byte < 0x20 || byte == 0x7f ? ' ' : c);
    }
}

/// A text in quotation marks, cut where it is long.
inline void append_quoted(std::string& to, std::string_view text) {
    to.push_back('"');
    to += first_characters(text, longest_quotation);
    to += text.size() > longest_quotation ? "...\"" : "\"";
}

/// Sentences, one after the other.
class paragraph {
public:
    paragraph& say(std::string_view sentence) {
        if (sentence.empty()) return *this;
        if (!text_.empty()) text_.push_back(' ');
        const std::size_t first = text_.size();
        append_printable(text_, sentence);
        if (text_[first] >= 'a' && text_[first] <= 'z')
            text_[first] = static_cast<char>(text_[first] - 'a' + 'A');
        text_.push_back('.');
        return *this;
    }
    /// `label "code": "words"`, where there is one of them.
    paragraph& quote(std::string_view label, std::string_view code, std::string_view words) {
        if (code.empty() && words.empty()) return *this;
        std::string sentence{label};
        sentence.push_back(' ');
        if (!code.empty()) append_quoted(sentence, code);
        if (!code.empty() && !words.empty()) sentence += ": ";
        if (!words.empty()) append_quoted(sentence, words);
        return say(sentence);
    }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

/// `endpoint gu1.job, job 7`.
template <class Clock>
[[nodiscard]] std::string who_is_followed(const basic_poller<Clock>& p) {
    std::string text = "endpoint ";
    text += p.read_as().name;
    if (!p.job_id().empty()) (text += ", job ") += p.job_id();
    return text;
}

/// What the last reply was: `the last reply was server_error (HTTP 503)`.
template <class Clock>
[[nodiscard]] std::string last_reply(const basic_poller<Clock>& p, int status) {
    std::string text = "the last reply was ";
    if (!answers_a_poll(p.last_event())) return {};
    if (p.last_event() == event::no_reply) return "to the last poll no reply came";
    text += to_string(p.last_event());
    if (status != 0) text += " (HTTP " + std::to_string(status) + ")";
    return text;
}

/// The replies that no good one has followed yet, in kinds.
[[nodiscard]] inline std::string rows_of(const machine_state& s) {
    struct row {
        std::uint16_t count;
        std::string_view what;
    };
    std::string text;
    for (const row& r : {row{s.faults, "no reply or server error"}, row{s.malformed, "unusable"},
                         row{s.unknown_statuses, "status not listed"}, row{s.missing, "not found"},
                         row{s.unauthorized, "credentials refused"}, row{s.throttled, "throttled"}}) {
        if (r.count == 0) continue;
        text += text.empty() ? "since the last good reply: " : ", ";
        text += r.what;
        text += " (" + std::to_string(r.count) + ')';
    }
    return text;
}

template <class Clock>
void say_violations(paragraph& all, const basic_poller<Clock>& p) {
    std::size_t shown = 0;
    for (const violation& v : p.violations()) {
        if (++shown > violations_shown) break;
        std::string sentence{to_string(v.severity)};
        if (const std::string at = pointer(v); !at.empty()) sentence += " at " + at;
        all.say(sentence + ": " + describe(p.read_as(), v));
        if (v.severity == severity::fatal && whose_fault(v.rule) == fault::caller)
            all.say(rule_table[static_cast<std::size_t>(v.rule)].advice);
    }
    const std::uint32_t total = p.counts().total();
    if (total > shown) all.say("violations in all: " + std::to_string(total));
}

/// What the end means. Of an outcome that has several causes the first line has said which one it was.
[[nodiscard]] constexpr std::string_view meaning_of(outcome how) noexcept {
    switch (how) {
    case outcome::none:
    case outcome::unauthorized:
    case outcome::gone:
    case outcome::rejected:
    case outcome::stalled:
    case outcome::abandoned:
        return {};
    default:
        return description_of(how).meaning;
    }
}

/// What may go on at the vendor's. An id that was never found may be the wrong one.
[[nodiscard]] constexpr std::string_view what_may_run(outcome how) noexcept {
    if (how == outcome::none || how == outcome::not_found) return {};
    return job_may_still_run(how) ? "the job may still run at the vendor's"
                                  : "nothing runs at the vendor's any more";
}

/// What to do now: the outcome's advice, or what the pending poll needs of the caller. The advice to read the
/// vendor's words is left out: they are told, where there are any.
[[nodiscard]] constexpr std::string_view advice_for(outcome how, reason why, phase now) noexcept {
    if (why == reason::invalid_options || how == outcome::failed || how == outcome::rejected) return {};
    if (how != outcome::none) return description_of(how).advice;
    if (why == reason::unauthorized) return "renew the credentials before the next poll";
    return now == phase::blocked ? "the job goes on when somebody acts: an approval, an upload, a payment"
                                 : "";
}

} // namespace detail

/// Where a poller stands: one line, as `describe(decision)` has it, then one paragraph: what the outcome
/// means, the vendor's own words, what was wrong with the last reply, what may still run, and what to do.
///
/// Control characters of the vendor's are blanks, and long texts are cut.
template <class Clock>
[[nodiscard]] std::string explain(const basic_poller<Clock>& p) {
    const basic_decision<Clock> d = p.pending();
    const bool was_moved_from = &p.read_as() == &any_error_body;
    if (was_moved_from) return describe(d) + "\nThe poller was moved from, and follows no job.";
    detail::paragraph all;
    all.say(detail::who_is_followed(p));
    if (d.why == reason::invalid_options) all.say("invalid option: " + std::string{p.invalid_option()});
    all.say(detail::meaning_of(d.outcome));

    all.quote("the vendor's status is", {}, p.job().vendor_status);
    all.quote("the vendor's error:", p.job().error.code, p.job().error.message);
    all.quote("the vendor's reason:", p.job().reason_code, p.job().reason);
    all.say(detail::last_reply(p, d.status));
    all.quote("its body says", p.problem().code, p.problem().message);
    all.say(detail::rows_of(p.state()));
    detail::say_violations(all, p);
    all.say(detail::what_may_run(d.outcome));
    all.say(detail::advice_for(d.outcome, d.why, d.phase));
    return describe(d) + '\n' + all.text();
}

} // namespace jobpoll::inline v0

#endif
