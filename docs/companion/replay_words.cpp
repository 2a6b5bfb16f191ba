// The words of a story: what a picture says beside its lines.
#include "replay_story.hpp"

#include <cmath>

#include <jobpoll/text/decision_text.hpp>

namespace companion {

namespace {

constexpr std::string_view kind_names[] = {"start",   "news",    "no_news", "fault",  "unusable",
                                           "refusal", "renewal", "pause",   "cancel", "restart"};
constexpr std::string_view kind_words[] = {"",
                                           "told of the job",
                                           "did not mention the job",
                                           "a fault",
                                           "could not be used",
                                           "refused",
                                           "renew the credentials",
                                           "the account is to wait",
                                           "the caller gave up",
                                           "saved and restored"};

} // namespace

std::string described(double length) {
    return jobpoll::describe(jobpoll::milliseconds{std::llround(length * 1000)});
}

std::string percent(double progress) {
    return std::to_string(std::lround(progress * 100)) + " %";
}

std::string_view name_of(moment_kind kind) noexcept {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::string_view describe(moment_kind kind) noexcept {
    return kind_words[static_cast<std::size_t>(kind)];
}

bool is_poll(const story_moment& m) noexcept {
    return m.kind != moment_kind::start && m.kind != moment_kind::cancel && m.kind != moment_kind::restart;
}

std::string_view in_a_word(jobpoll::reason why) noexcept {
    switch (why) {
    case jobpoll::reason::cadence:
        return "cadence";
    case jobpoll::reason::progress:
        return "to the predicted end";
    case jobpoll::reason::backoff:
        return "backing off";
    case jobpoll::reason::retry_after:
        return "Retry-After";
    case jobpoll::reason::deadline:
        return "to the deadline";
    case jobpoll::reason::retry_after_past_deadline:
        return "Retry-After, cut at the deadline";
    case jobpoll::reason::confirmation:
        return "to confirm the end";
    default:
        return to_string(why);
    }
}

std::string label_of(const story_moment& m) {
    if (m.kind == moment_kind::restart) return "restart";
    if (m.kind == moment_kind::cancel) return "cancel";
    if (m.kind == moment_kind::news || m.kind == moment_kind::no_news) return {};
    if (m.status == 0) return "no reply";
    if (m.kind == moment_kind::renewal) return "renew";
    return m.kind == moment_kind::unusable && m.status < 300 ? "unusable" : std::to_string(m.status);
}

std::string sentence_of(const story_moment& m) {
    std::string text = is_poll(m) ? '#' + std::to_string(m.poll) + " at " : "at ";
    text += described(m.at) + ": ";
    text += m.status != 0 ? "HTTP " + std::to_string(m.status) : is_poll(m) ? "no reply" : label_of(m);
    if (!m.word.empty()) text += ", " + m.word + ", " + std::string{to_string(m.phase)};
    if (m.progress) text += ", " + percent(*m.progress);
    return text + "; " + describe(m.led_to);
}

} // namespace companion
