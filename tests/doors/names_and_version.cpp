// Every name of fwd.hpp is that of the library, and a header that only mentions them needs nothing else.
#include <jobpoll/fwd.hpp>

namespace {

struct mentions_them_all {
    const jobpoll::endpoint* contract;
    const jobpoll::poller* poller;
    const jobpoll::decision* decision;
    const jobpoll::fleet* fleet;
    const jobpoll::history* past;
    const jobpoll::reader* reader;
    const jobpoll::report* report;
    const jobpoll::snapshot* snapshot;
    const jobpoll::poll_options* options;
    const jobpoll::reply* reply;
    const jobpoll::received* received;
    const jobpoll::job* job;
    const jobpoll::problem* problem;
    const jobpoll::violation* violation;
    jobpoll::outcome outcome;
    jobpoll::phase phase;
    jobpoll::event event;
    jobpoll::reason why;
    jobpoll::action action;
};

} // namespace

#include <jobpoll/follow.hpp>
#include <jobpoll/history.hpp>
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/version.hpp>

#include <type_traits>

#include <support/catch.hpp>
#include <support/endpoints.hpp>

using namespace jobpoll;

TEST_CASE("the names that are declared early are those that are defined later") {
    poller p{support::plain_job, "7", {.max_wait = std::chrono::hours{1}}};
    const decision d = p.start(std::chrono::steady_clock::time_point{});
    mentions_them_all all{};
    all.poller = &p;
    all.decision = &d;
    all.contract = &support::plain_job;
    all.outcome = d.outcome;
    CHECK(all.poller->pending() == *all.decision);
    STATIC_REQUIRE(std::is_same_v<decltype(all.action), jobpoll::action>);
    STATIC_REQUIRE(std::is_same_v<std::underlying_type_t<jobpoll::outcome>, std::uint8_t>);
}

TEST_CASE("the version is the same for the preprocessor and the program") {
    CHECK(jobpoll::version.major_number == JOBPOLL_VERSION_MAJOR);
    CHECK(jobpoll::version.minor_number == JOBPOLL_VERSION_MINOR);
    CHECK(jobpoll::version.patch_number == JOBPOLL_VERSION_PATCH);
}
