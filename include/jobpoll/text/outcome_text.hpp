// jobpoll: what each outcome means, and what to do then.
#ifndef JOBPOLL_TEXT_OUTCOME_TEXT_HPP
#define JOBPOLL_TEXT_OUTCOME_TEXT_HPP

#include <cstddef>
#include <iterator>
#include <string_view>

#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// What an outcome means and what to do then, each as half a sentence.
struct outcome_description {
    outcome id;
    std::string_view meaning;
    std::string_view advice;
};

/// In the order of the enumeration.
inline constexpr outcome_description outcome_table[] = {
    {outcome::none, "the job has not ended", "poll again"},
    {outcome::succeeded, "the vendor says that all went well", "fetch the result"},
    {outcome::succeeded_with_failures, "the job is complete, and some of its items failed",
     "fetch the failed items; see `job().items`"},
    {outcome::failed, "the vendor says that the job failed", "see `job().error`"},
    {outcome::cancelled, "the vendor says that the job was cancelled",
     "see `job().items` for what was done before"},
    {outcome::expired, "the vendor says that the job expired before it was done", "start it again"},
    {outcome::interrupted, "the vendor says that the job was cut short",
     "see `job().items` for what was done before, then start the rest again"},
    {outcome::skipped, "the vendor says that there was nothing to do", "check what the job was given"},
    {outcome::deadline_exceeded, "the vendor's own time limit was reached",
     "start it again, in smaller parts or with a longer limit"},
    {outcome::unknown, "the vendor says that the job ended, and not how",
     "look at the job's effects at the vendor's"},
    {outcome::timed_out, "`max_wait` is over", "save the job id, and poll again later"},
    {outcome::exhausted, "`max_attempts` polls were made", "save the job id, and poll again later"},
    {outcome::unreachable, "too many polls in a row brought no reply or a server error, for too long",
     "check the network and the vendor's status page, then `reopen`"},
    {outcome::unauthorized, "401 after a renewal, or 403: the credentials are refused",
     "check the key and its permissions, then `reopen`"},
    {outcome::not_found, "not found several times (404), and the job was never seen",
     "check the job id and the account"},
    {outcome::gone, "410, or not found several times (404) after the job was seen",
     "the vendor no longer keeps the job: look at its effects"},
    {outcome::rejected, "400, 422 or another 4xx: the request itself is wrong; or the options make no sense",
     "see `problem()`, and `invalid_option()` where `why` is `invalid_options`"},
    {outcome::malformed, "too many replies in a row could not be used, for too long", "see `violations()`"},
    {outcome::unrecognized, "too many replies in a row had a status that is not listed, for too long",
     "look for a newer version of the vendor's document, then add the word to the endpoint"},
    {outcome::stalled, "nothing changed for `stall_after`, or the job was queued for `max_queued`",
     "ask the vendor, or poll again"},
    {outcome::abandoned, "the caller called `cancel`", "to stop the job, use the vendor's cancel endpoint"},
};

namespace detail {
consteval bool outcomes_are_in_order() {
    for (std::size_t i = 0; i < std::size(outcome_table); ++i)
        if (static_cast<std::size_t>(outcome_table[i].id) != i) return false;
    return std::size(outcome_table) == static_cast<std::size_t>(outcome::abandoned) + 1;
}
static_assert(outcomes_are_in_order());
} // namespace detail

/// What is known of an outcome.
[[nodiscard]] constexpr const outcome_description& description_of(outcome value) noexcept {
    const auto row = static_cast<std::size_t>(value);
    return outcome_table[row < std::size(outcome_table) ? row : 0];
}

} // namespace jobpoll::inline v0

#endif
