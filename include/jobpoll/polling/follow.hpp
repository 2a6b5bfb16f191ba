// jobpoll: the loop around a poller, in one call.
//
// The room `polling`: one job: a poller, its options, and its text form at rest.
// poller.hpp joins reader and machine; rules.hpp turns options into the rules of the machine; snapshot.hpp
// saves and restores.
#ifndef JOBPOLL_POLLING_FOLLOW_HPP
#define JOBPOLL_POLLING_FOLLOW_HPP

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>

#include <jobpoll/base/time.hpp>
#include <jobpoll/polling/poller.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// A reply that owns its texts, for a `fetch` that hands it out by value.
///
/// The members are those of `reply`. `took` is measured by `follow` where it is left out.
struct received {
    int status = 0; ///< the code of the final response; libcurl has it as a long
    std::string retry_after{};
    std::string date{};
    std::string location{}; ///< Location, Operation-Location or Azure-AsyncOperation: where to ask next
    std::string body{};
    length_of_time took{};

    /// The same reply as views. *Lifetime*: that of this object.
    [[nodiscard]] reply view() const noexcept {
        return {.status = status,
                .retry_after = retry_after,
                .date = date,
                .location = location,
                .body = body,
                .took = took};
    }
};

/// Follows a job to its end: waits, fetches and hands each reply to the poller.
///
/// `fetch()` asks the vendor once and gives the reply, or nothing where none came: `std::optional<received>`.
/// `wait(decision)` sleeps until `decision.at` and says whether to go on; false means that the caller gives
/// up. Where `decision.why` is `reason::unauthorized`, it also renews the credentials. A poller that was
/// restored or reopened goes on where it is. The moments are those of `Clock::now()`: nothing else in the
/// library reads a clock. *Errors*: what the two callables throw goes through, and the poller can be followed
/// again.
template <class Clock, class Fetch, class Wait>
requires std::convertible_to<std::invoke_result_t<Fetch&>, std::optional<received>> && std::predicate < Wait&,
    const basic_decision<Clock>
& > basic_decision<Clock> follow(basic_poller<Clock>& followed, Fetch&& fetch, Wait&& wait) {
    basic_decision<Clock> next = followed.start(Clock::now());
    while (next.poll_again()) {
        if (!wait(next)) return followed.cancel(Clock::now());
        const auto asked = Clock::now();
        std::optional<received> came = fetch();
        const auto now = Clock::now();
        if (came && came->took == length_of_time{}) came->took = now - asked;
        next = came ? followed.on_reply(came->view(), now) : followed.on_no_reply(now);
    }
    return next;
}

} // namespace jobpoll::inline v0

#endif
