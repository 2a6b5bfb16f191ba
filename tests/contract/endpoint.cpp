#include <jobpoll/endpoint.hpp>

#include <set>
#include <type_traits>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::changed;
using support::plain_with;

TEST_CASE("the documented cadence is the phase's own row, else that of running, else nothing") {
    static constexpr endpoint e = declare(changed([](declaration& d) {
        d.cadence[0] = {phase::running, 5s, 10s};
        d.cadence[1] = {phase::queued, 30s, 60s};
    }));
    STATIC_REQUIRE(documented_cadence(e, phase::running).min_delay == 5s);
    STATIC_REQUIRE(documented_cadence(e, phase::queued).max_delay == 60s);
    STATIC_REQUIRE(documented_cadence(e, phase::finalizing).max_delay == 10s);
    STATIC_REQUIRE(documented_cadence(e, phase::unknown).min_delay == 5s);
    STATIC_REQUIRE(documented_cadence(e, static_cast<phase>(200)).min_delay == 5s);
    STATIC_REQUIRE(documented_cadence(support::plain_job, phase::running).max_delay == 0s);
}

TEST_CASE("the fingerprint changes with every fact that could change a decision") {
    std::set<std::uint64_t> seen{support::plain_job.fingerprint};
    const auto differs = [&](auto change) {
        return seen.insert(detail::fingerprint_of(changed(change))).second;
    };
    CHECK(differs([](declaration& d) { d.name = "test.other"; }));
    CHECK(differs([](declaration& d) { d.root = json_type::array; }));
    CHECK(differs([](declaration& d) { d.closed = true; }));
    CHECK(differs([](declaration& d) { d.job_at = "/job"; }));
    CHECK(differs([](declaration& d) { d.members[0].items = 1; }));
    CHECK(differs([](declaration& d) { d.members[0].at = "/jobId"; }));
    CHECK(differs([](declaration& d) { d.members[0].type = json_type::any; }));
    CHECK(differs([](declaration& d) { d.members[0].required = true; }));
    CHECK(differs([](declaration& d) { d.members[0].needed = true; }));
    CHECK(differs([](declaration& d) { d.members[0].closed = true; }));
    CHECK(differs([](declaration& d) { d.members[0].null = nulls::documented; }));
    CHECK(differs([](declaration& d) { d.members[0].null = nulls::tolerated; }));
    CHECK(differs([](declaration& d) { d.members[0].tolerated = json_type::array; }));
    CHECK(differs([](declaration& d) { d.members[0].role = role::name; }));
    CHECK(differs([](declaration& d) { d.members[0].format = format::uuid; }));
    CHECK(differs([](declaration& d) { d.members[0].range.minimum = 0; }));
    CHECK(differs([](declaration& d) { d.members[0].range.maximum = 0; }));
    CHECK(differs([](declaration& d) { d.members[0].constant = false; }));
    CHECK(differs([](declaration& d) { d.members[0].constant = true; }));
    CHECK(differs([](declaration& d) { d.members[0].one_of[0] = "a"; }));
    CHECK(differs([](declaration& d) { d.members[2] = {.at = "/x", .type = json_type::any}; }));
    CHECK(differs([](declaration& d) { d.words[0].text = "waiting"; }));
    CHECK(differs([](declaration& d) { d.words[0].phase = phase::blocked; }));
    CHECK(differs([](declaration& d) { d.words[2].outcome = outcome::unknown; }));
    CHECK(differs([](declaration& d) { d.words[4] = {"late", phase::running}; }));
    CHECK(differs([](declaration& d) { d.open_vocabulary = true; }));
    CHECK(differs([](declaration& d) { d.fold_case = true; }));
    CHECK(differs([](declaration& d) { d.phase_without_status = phase::unknown; }));
    CHECK(differs([](declaration& d) { d.phase_without_status = phase::queued; }));
    CHECK(differs([](declaration& d) {
        d.refine[0] = {.when = {{"/id", test::present}}, .phase = phase::blocked};
    }));
    CHECK(differs([](declaration& d) {
        d.refine[0] = {.when = {{"/id", test::absent}}, .phase = phase::blocked};
    }));
    CHECK(differs([](declaration& d) {
        d.refine[0] = {.word = "done", .when = {{"/id", test::absent}}, .phase = phase::blocked};
    }));
    CHECK(differs([](declaration& d) {
        d.refine[0] = {.when = {{"/id", test::equals, "a"}}, .phase = phase::blocked};
    }));
    CHECK(differs([](declaration& d) { d.progress.unit = progress_unit::percent; }));
    CHECK(differs([](declaration& d) { d.progress.parts[0] = role::completed; }));
    CHECK(differs([](declaration& d) { d.cadence[0] = {phase::running, 1s, 2s}; }));
    CHECK(differs([](declaration& d) { d.cadence[0] = {phase::running, 1s, 3s}; }));
    CHECK(differs([](declaration& d) { d.cadence[0] = {phase::queued, 1s, 2s}; }));
    CHECK(differs([](declaration& d) { d.quota[0] = {100, 1min}; }));
    CHECK(differs([](declaration& d) { d.quota[0] = {100, 1h}; }));
    CHECK(differs([](declaration& d) { d.status_codes[0] = {.code = 409, .means = event::in_progress}; }));
    CHECK(differs([](declaration& d) { d.status_codes[0] = {.code = 409, .means = event::gone}; }));
    CHECK(differs([](declaration& d) { d.discriminator = "/status"; }));
}

TEST_CASE("prose does not change the fingerprint") {
    const auto same = [](auto change) {
        return detail::fingerprint_of(changed(change)) == support::plain_job.fingerprint;
    };
    CHECK(same([](declaration& d) { d.source = "elsewhere"; }));
    CHECK(same([](declaration& d) { d.checked = "2020-01-01"; }));
    CHECK(same([](declaration& d) { d.vendor = "TEST"; }));
    CHECK(same([](declaration& d) { d.request.server = "https://example.org"; }));
}

TEST_CASE("the seven endpoints have seven fingerprints and seven names") {
    std::set<std::uint64_t> prints;
    std::set<std::string_view> names;
    for (const support::sample& s : support::samples()) {
        prints.insert(s.endpoint.fingerprint);
        names.insert(s.endpoint.name);
        CHECK(s.endpoint.checked.size() == 10);
        CHECK_FALSE(s.endpoint.source.empty());
    }
    CHECK(prints.size() == 7);
    CHECK(names.size() == 7);
}

TEST_CASE("an endpoint is made by declare alone") {
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<endpoint>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<endpoint, declaration>);
}
