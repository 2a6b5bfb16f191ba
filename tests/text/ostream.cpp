#include <jobpoll/ostream.hpp>

#include <sstream>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {
template <class T>
std::string said(const T& value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
}
} // namespace

TEST_CASE("enumerators are written as they are spelled in the code") {
    CHECK(said(phase::finalizing) == "finalizing");
    CHECK(said(outcome::timed_out) == "timed_out");
    CHECK(said(event::throttled) == "throttled");
    CHECK(said(action::poll) == "poll");
    CHECK(said(reason::retry_after_past_deadline) == "retry_after_past_deadline");
    CHECK(said(rule::enumeration) == "enum");
    CHECK(said(severity::breach) == "breach");
    CHECK(said(fault::caller) == "caller");
    CHECK(said(stage::unseen) == "unseen");
    CHECK(said(budget::missing) == "missing");
    CHECK(said(pace::schedule) == "schedule");
    CHECK(said(polling_policy::fixed) == "fixed");
    CHECK(said(snapshot_error::newer_version) == "newer_version");
}

TEST_CASE("a decision is one sentence") {
    decision d;
    d.action = action::stop;
    d.outcome = outcome::succeeded_with_failures;
    d.why = reason::vendor_terminal;
    d.attempts = 12;
    d.elapsed = 3min + 41s;
    d.items_done = 97;
    d.items_total = 100;
    CHECK(said(d) == "succeeded_with_failures after 12 polls, 3m41s: 97 of 100 items");
    d.outcome = outcome::timed_out;
    d.why = reason::deadline;
    d.attempts = 1;
    d.items_total = -1;
    CHECK(said(d) == "timed_out after 1 poll, 3m41s (the deadline; the job may still run)");
    d.outcome = outcome::not_found;
    d.why = reason::not_found;
    CHECK(said(d) == "not_found after 1 poll, 3m41s (the vendor knows no such job)");
    d.action = action::poll;
    d.delay = 2500ms;
    d.why = reason::cadence;
    CHECK(said(d) == "poll in 2.5s: the limits of the cadence");
}

TEST_CASE("the width of a stream holds for the whole decision") {
    decision d;
    d.action = action::poll;
    std::ostringstream stream;
    stream.width(60);
    stream << d;
    CHECK(stream.str().size() == 60);
}
