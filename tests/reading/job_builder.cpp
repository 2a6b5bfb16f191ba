#include <jobpoll/reading/job_builder.hpp>

#include <string>
#include <utility>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::plain_with;

namespace {
constexpr declaration refined_by(test is, std::string_view word = {}) {
    declaration d = plain_with(member{.at = "/x", .type = json_type::any});
    d.refine[0] = {.word = "running", .when = {{"/x", is, word}}, .phase = phase::cancelling};
    return d;
}

phase phase_of(const endpoint& e, std::string_view x) {
    support::reader r;
    const std::string more = x.empty() ? "" : R"(,"x":)" + std::string{x};
    return r.read(e, R"({"status":"running")" + more + "}").job.phase;
}

constexpr declaration reported_in(progress_unit unit) {
    declaration d = plain_with(member{.at = "/p", .type = json_type::number, .role = role::progress});
    d.progress = {.unit = unit};
    return d;
}
constexpr endpoint fraction = declare(reported_in(progress_unit::fraction));
constexpr endpoint percent = declare(reported_in(progress_unit::percent));

std::string refined_for(const endpoint& e) {
    std::string hits;
    for (const std::string_view x :
         {"", "null", "false", "true", "0", "1", "-1", "0.5", "\"\"", "\"w\"", "\"\\u0077\"", "[]", "{}"})
        if (phase_of(e, x) == phase::cancelling)
            hits += (hits.empty() ? "" : " ") + (x.empty() ? "-" : std::string{x});
    return hits;
}
} // namespace

TEST_CASE("each test of a refinement holds for the values that it names and for no others") {
    static constexpr endpoint present = declare(refined_by(test::present));
    static constexpr endpoint absent = declare(refined_by(test::absent));
    static constexpr endpoint is_null = declare(refined_by(test::is_null));
    static constexpr endpoint is_true = declare(refined_by(test::is_true));
    static constexpr endpoint is_set = declare(refined_by(test::is_set));
    static constexpr endpoint positive = declare(refined_by(test::positive));
    static constexpr endpoint equals = declare(refined_by(test::equals, "w"));
    CHECK(refined_for(present) == R"(false true 0 1 -1 0.5 "" "w" "\u0077" [] {})");
    CHECK(refined_for(absent) == "- null");
    CHECK(refined_for(is_null) == "null");
    CHECK(refined_for(is_true) == "true");
    CHECK(refined_for(is_set) == R"(true 0 1 -1 0.5 "" "w" "\u0077" [] {})");
    CHECK(refined_for(positive) == "1 0.5");
    CHECK(refined_for(equals) == R"("w" "\u0077")");
}

TEST_CASE("a refinement can look at what goes to the job, too") {
    const auto looking_at = [](role wanted, json_type type, test is) {
        declaration d = plain_with(member{.at = "/x", .type = type, .role = wanted});
        d.refine[0] = {.word = "running", .when = {{"/x", is}}, .phase = phase::cancelling};
        if (wanted == role::progress) d.progress = {.unit = progress_unit::percent};
        return d;
    };
    static constexpr endpoint failed = declare(looking_at(role::failed, json_type::integer, test::positive));
    static constexpr endpoint result = declare(looking_at(role::result, json_type::string, test::present));
    static constexpr endpoint hint = declare(looking_at(role::hint, json_type::any, test::is_set));
    support::reader r;
    for (const auto& [count, becomes] :
         {std::pair{-1, phase::running}, {0, phase::running}, {1, phase::cancelling}}) {
        const job seen = r.read(failed, R"({"status":"running","x":)" + std::to_string(count) + "}").job;
        CHECK(seen.phase == becomes);
        CHECK(seen.items.failed == count);
    }
    static constexpr endpoint moved = declare(looking_at(role::progress, json_type::number, test::positive));
    CHECK(phase_of(moved, "0") == phase::running);
    CHECK(phase_of(moved, "47") == phase::cancelling);
    CHECK(phase_of(moved, "0.5") == phase::cancelling);
    for (const endpoint* e : {&result, &hint}) {
        const job seen = r.read(*e, R"({"status":"running","x":"all of it"})").job;
        CHECK(seen.phase == phase::cancelling);
        CHECK((e == &result ? seen.result : seen.hint).text() == "\"all of it\"");
    }
}

TEST_CASE("the first refinement whose conditions all hold wins") {
    static constexpr endpoint e = declare([] {
        declaration d =
            plain_with(member{.at = "/a", .type = json_type::any}, member{.at = "/b", .type = json_type::any},
                       member{.at = "/c", .type = json_type::any});
        d.refine[0] = {.word = "running",
                       .when = {{"/a", test::present}, {"/b", test::absent}, {"/c", test::is_true}},
                       .phase = phase::blocked};
        d.refine[1] = {.word = "running", .when = {{"/a", test::present}}, .phase = phase::finalizing};
        d.refine[2] = {.when = {{"/a", test::present}}, .phase = phase::cancelling};
        d.refine[3] = {.word = unlisted_word,
                       .when = {{"/b", test::present}},
                       .phase = phase::finished,
                       .outcome = outcome::expired};
        return d;
    }());
    support::reader r;
    const auto phase_for = [&](std::string_view body) { return r.read(e, body).job.phase; };
    CHECK(phase_for(R"({"status":"running","a":1,"c":true})") == phase::blocked);
    CHECK(phase_for(R"({"status":"running","a":1,"c":true,"b":1})") == phase::finalizing);
    CHECK(phase_for(R"({"a":1,"b":1,"status":"running"})") == phase::finalizing);
    CHECK(phase_for(R"({"status":"queued","a":1,"c":true})") == phase::cancelling);
    CHECK(phase_for(R"({"status":"queued","b":1})") == phase::queued);
    CHECK(phase_for(R"({"status":"dancing","b":1})") == phase::finished);
    CHECK(r.last().job.outcome == outcome::expired);
    CHECK(phase_for(R"({"status":"dancing"})") == phase::unknown);
}

TEST_CASE("a refinement of any word is one of no word, too; of a word that is not listed, it is not") {
    const auto without_status = [](std::string_view word) {
        declaration d = plain_with(member{.at = "/x", .type = json_type::boolean});
        d.members[1].needed = false;
        d.phase_without_status = phase::queued;
        d.refine[0] = {.word = word, .when = {{"/x", test::is_true}}, .phase = phase::blocked};
        return d;
    };
    static constexpr endpoint any = declare(without_status(any_word));
    static constexpr endpoint unlisted = declare(without_status(unlisted_word));
    static constexpr endpoint running = declare(without_status("running"));
    support::reader r;
    const auto phase_in = [&](const endpoint& e, std::string_view body) { return r.read(e, body).job.phase; };
    const std::string_view none = R"({"x":true})";
    const std::string_view other = R"({"status":"napping","x":true})";
    const std::string_view listed = R"({"status":"running","x":true})";
    CHECK(phase_in(any, none) == phase::blocked);
    CHECK(phase_in(any, other) == phase::blocked);
    CHECK(phase_in(any, listed) == phase::blocked);
    CHECK(phase_in(unlisted, none) == phase::queued);
    CHECK(phase_in(unlisted, other) == phase::blocked);
    CHECK(phase_in(unlisted, listed) == phase::running);
    CHECK(phase_in(running, none) == phase::queued);
    CHECK(phase_in(running, other) == phase::unknown);
    CHECK(phase_in(running, listed) == phase::blocked);
}

TEST_CASE("progress of up to five decimals is rounded down, for every number") {
    support::reader r;
    for (int number = 0; number < 100'000; ++number) {
        const std::string digits = std::to_string(100'000 + number).substr(1);
        const std::string parts[] = {"0." + digits,
                                     digits.substr(digits[0] == '0' ? 1 : 0, digits[0] == '0' ? 1 : 2) + '.' +
                                         digits.substr(2)};
        const endpoint* const endpoints[] = {&fraction, &percent};
        for (int i = 0; i < 2; ++i) {
            const auto& seen = r.read(*endpoints[i], R"({"status":"running","p":)" + parts[i] + "}");
            if (seen.job.progress != number / 100) FAIL(parts[i]);
        }
    }
    SUCCEED();
}

TEST_CASE("progress is a fraction, a percentage or a ratio, as the declaration says") {
    support::reader r;
    const auto progress_of = [&](const endpoint& e, std::string_view p) {
        return r.read(e, R"({"status":"running","p":)" + std::string{p} + "}").job.progress;
    };
    CHECK(progress_of(fraction, "0.455") == 455);
    CHECK(progress_of(fraction, "0.45599999999999999") == 455);
    CHECK(progress_of(fraction, "4.559e-1") == 455);
    CHECK(progress_of(fraction, "1") == 1000);
    CHECK(progress_of(percent, "45.5") == 455);
    CHECK(progress_of(percent, "100") == 1000);
    CHECK(progress_of(percent, "100.0") == 1000);
    for (const endpoint* e : {&fraction, &percent}) {
        CHECK(progress_of(*e, "0") == 0);
        CHECK_FALSE(progress_of(*e, "-0.1").has_value());
        CHECK_FALSE(progress_of(*e, "100.01").has_value());
        CHECK_FALSE(progress_of(*e, "1e309").has_value());
        CHECK_FALSE(progress_of(*e, "\"0.5\"").has_value());
        CHECK_FALSE(progress_of(*e, "null").has_value());
    }
    CHECK_FALSE(progress_of(fraction, "1.0001").has_value());
    CHECK_FALSE(progress_of(fraction, "1.0000000001").has_value());
}

TEST_CASE("progress made of counters adds the parts up and needs a total above zero") {
    static constexpr endpoint e = declare([] {
        declaration d = plain_with(member{.at = "/total", .type = json_type::number, .role = role::total},
                                   member{.at = "/ok", .type = json_type::number, .role = role::succeeded},
                                   member{.at = "/bad", .type = json_type::number, .role = role::failed},
                                   member{.at = "/skip", .type = json_type::number, .role = role::skipped});
        d.progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed}};
        return d;
    }());
    support::reader r;
    const auto progress_of = [&](std::string_view counters) {
        return r.read(e, R"({"status":"running",)" + std::string{counters} + "}").job.progress;
    };
    CHECK(progress_of(R"("total":3,"ok":1,"bad":1)") == 666);
    CHECK(progress_of(R"("total":3,"ok":1,"bad":1,"skip":1)") == 666);
    CHECK(progress_of(R"("total":3,"ok":1)") == 333);
    CHECK(progress_of(R"("total":3,"ok":2,"bad":2)") == 1000);
    CHECK(progress_of(R"("total":3,"ok":2,"bad":-2)") == 666);
    CHECK(progress_of(R"("total":9223372036854775807,"ok":4611686018427387903)") == 499);
    CHECK(progress_of(R"("total":18446744073709551615,"ok":9223372036854775807)") == 1000);
    CHECK_FALSE(progress_of(R"("total":0,"ok":0)").has_value());
    CHECK_FALSE(progress_of(R"("total":-5,"ok":1)").has_value());
    CHECK_FALSE(progress_of(R"("ok":1,"bad":1)").has_value());
    CHECK_FALSE(progress_of(R"("total":3)").has_value());
    CHECK_FALSE(progress_of(R"("total":null,"ok":1)").has_value());
}

TEST_CASE("of several members for the error text the first in the declared order that holds one wins") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/first", .type = json_type::any, .role = role::error_message},
                           member{.at = "/second", .type = json_type::any, .role = role::error_message},
                           member{.at = "/code", .type = json_type::any, .role = role::error_code}));
    support::reader r;
    const auto message_of = [&](std::string_view body) { return r.read(e, body).job.error.message; };
    CHECK(message_of(R"({"status":"failed","second":"b","first":"a"})") == "a");
    CHECK(message_of(R"({"status":"failed","first":null,"second":"b"})") == "b");
    CHECK(message_of(R"({"status":"failed","first":"","second":"b"})") == "b");
    CHECK(message_of(R"({"status":"failed"})").empty());
    CHECK(r.read(e, R"({"status":"failed","code":17})").job.error.code == "17");
    CHECK(r.read(e, R"({"status":"failed","code":"E\u0031"})").job.error.code == "E1");
}

TEST_CASE("every role reaches its place in the job") {
    static constexpr endpoint e = declare(plain_with(
        member{.at = "/kind", .type = json_type::string, .role = role::kind},
        member{.at = "/name", .type = json_type::string, .role = role::name},
        member{.at = "/c", .type = json_type::string, .role = role::created, .format = format::date_time},
        member{.at = "/s", .type = json_type::string, .role = role::started, .format = format::date_time},
        member{.at = "/f", .type = json_type::string, .role = role::finished, .format = format::date_time},
        member{.at = "/h", .type = json_type::string, .role = role::heartbeat, .format = format::date_time},
        member{
            .at = "/l", .type = json_type::string, .role = role::lease_expires, .format = format::date_time},
        member{.at = "/done", .type = json_type::integer, .role = role::completed},
        member{.at = "/result", .type = json_type::any, .role = role::result},
        member{.at = "/hint", .type = json_type::any, .role = role::hint}));
    support::reader r;
    const job& j = r.read(e, R"({"id":"7","status":"done","kind":"k","name":"n","c":"1970-01-01T00:00:01Z",)"
                             R"("s":"1970-01-01T00:00:02Z","f":"1970-01-01T00:00:03Z",)"
                             R"("h":"1970-01-01T00:00:04Z","l":"1970-01-01T00:00:05Z","done":12,)"
                             R"("result" : {"rows":[1,2]} ,"hint":"a\"b"})")
                       .job;
    CHECK(r.problems().empty());
    CHECK(j.id == "7");
    CHECK(j.kind == "k");
    CHECK(j.name == "n");
    CHECK(j.times.created == milliseconds{1000});
    CHECK(j.times.started == milliseconds{2000});
    CHECK(j.times.finished == milliseconds{3000});
    CHECK(j.times.heartbeat == milliseconds{4000});
    CHECK(j.times.lease_expires == milliseconds{5000});
    CHECK(j.items.completed == 12);
    CHECK(j.result.text() == R"({"rows":[1,2]})");
    CHECK(j.hint.text() == R"("a\"b")");
}
