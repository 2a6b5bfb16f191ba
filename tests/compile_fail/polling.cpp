// Uses of the poller that the compiler refuses.
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

#include "good_and_bad.hpp"

using namespace jobpoll;
using namespace std::chrono_literals;

// endpoint_not_declared fails: no known conversion .*from .jobpoll::(v0::)?declaration. to
void endpoint_not_declared(poller& one) {
    GOOD(one = poller{vendors::gu1::job, "7", {.max_wait = 1h}};)
    BAD(static constexpr endpoint e{declaration{}}; one = poller{e, "7", {.max_wait = 1h}};)
}

// max_wait_left_out fails: const jobpoll::(v0::)?poll_options
void max_wait_left_out(poller& one) {
    GOOD(one = poller{vendors::gu1::job, "7", {.max_wait = 1h, .seed = 1}};)
    BAD(one = poller{vendors::gu1::job, "7", {.seed = 1}};)
}

// poller_copied fails: deleted
void poller_copied(poller& one) {
    GOOD(poller other = std::move(one);)
    BAD(poller other = one;)
}

// status_left_out_of_the_reply fails: const jobpoll::(v0::)?reply
void status_left_out_of_the_reply(poller& one) {
    GOOD((void)one.on_reply({.status = 200, .body = "{}"}, std::chrono::steady_clock::time_point{});)
    BAD((void)one.on_reply({.body = "{}"}, std::chrono::steady_clock::time_point{});)
}

// two_clocks_mixed fails: (mismatched types|could not match).*steady_clock.*system_clock
void two_clocks_mixed(poller& one) {
    GOOD((void)one.start(std::chrono::steady_clock::time_point{});)
    BAD((void)one.start(std::chrono::system_clock::time_point{});)
}

// two_clocks_mixed_in_a_restore fails: (mismatched types|could not match).*steady_clock.*system_clock
void two_clocks_mixed_in_a_restore(poller& one) {
    GOOD((void)one.restore(one.save(), std::chrono::steady_clock::time_point{});)
    BAD((void)one.restore(one.save(), std::chrono::system_clock::time_point{});)
}
