#include <jobpoll/words/job.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::outcome;

TEST_CASE("giving up is not cancelling: the job may still run unless the vendor says that it ended") {
    const auto check = [](outcome o, bool may_run) {
        CAPTURE(std::string{to_string(o)});
        CHECK(job_may_still_run(o) == may_run);
    };
    check(outcome::none, true);
    check(outcome::succeeded, false);
    check(outcome::succeeded_with_failures, false);
    check(outcome::failed, false);
    check(outcome::cancelled, false);
    check(outcome::expired, false);
    check(outcome::interrupted, false);
    check(outcome::unknown, false);
    check(outcome::timed_out, true);
    check(outcome::exhausted, true);
    check(outcome::unreachable, true);
    check(outcome::unauthorized, true);
    check(outcome::not_found, false);
    check(outcome::gone, false);
    check(outcome::rejected, true);
    check(outcome::malformed, true);
    check(outcome::unrecognized, true);
    check(outcome::stalled, true);
    check(outcome::abandoned, true);
}

TEST_CASE("the vendor's outcomes are the vendor's and ours are ours") {
    for (auto o = static_cast<int>(outcome::none); o <= static_cast<int>(outcome::abandoned); ++o) {
        const auto value = static_cast<outcome>(o);
        const bool theirs = o >= static_cast<int>(outcome::succeeded) && value <= outcome::unknown;
        CHECK(ended_by_vendor(value) == theirs);
    }
}

TEST_CASE("every phase and outcome is spelled as in the code, and no two alike") {
    CHECK(to_string(jobpoll::phase::cancelling) == "cancelling");
    CHECK(to_string(jobpoll::phase::finished) == "finished");
    CHECK(to_string(static_cast<jobpoll::phase>(77)) == "?");
    CHECK(to_string(outcome::succeeded_with_failures) == "succeeded_with_failures");
    CHECK(to_string(outcome::abandoned) == "abandoned");
    for (int a = 0; a <= static_cast<int>(outcome::abandoned); ++a)
        for (int b = 0; b < a; ++b)
            CHECK(to_string(static_cast<outcome>(a)) != to_string(static_cast<outcome>(b)));
}

TEST_CASE("JSON text is a view of one value and empty where there is none") {
    const std::string body = R"({"a":[1,{"b":"]"}],"c":2})";
    const jobpoll::json_text array{body.data() + 5, body.data() + body.size()};
    CHECK(array.text() == R"([1,{"b":"]"}])");
    CHECK(jobpoll::json_text{}.empty());
    CHECK(jobpoll::json_text{}.text().empty());
}
