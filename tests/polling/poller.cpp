#include <jobpoll/jobpoll.hpp>

#include <algorithm>
#include <memory>
#include <sstream>
#include <utility>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::moment;
using support::virtual_poller;

namespace {

/// Gives the body to the poller out of memory that is overwritten and freed right after.
support::virtual_decision give(virtual_poller& poller, std::string_view body, milliseconds at,
                               int status = 200) {
    auto copy = std::make_unique<std::string>(body);
    const auto decided = poller.on_reply({.status = status, .body = *copy}, moment(at));
    std::fill(copy->begin(), copy->end(), '#');
    return decided;
}

constexpr endpoint named =
    declare(support::plain_with(member{.at = "/name", .type = json_type::string, .role = role::name},
                                member{.at = "/result", .type = json_type::any, .role = role::result}));

std::string words_of(const job& j) {
    std::string text{j.id};
    for (const std::string_view part : {j.vendor_status, j.name, j.result.text()})
        text += '|' + std::string{part};
    return text;
}

} // namespace

TEST_CASE("the loop of the README follows a job to its end") {
    struct answer {
        int code;
        std::string text;
        std::string header(const char*) const { return {}; }
    };
    int asked = 0;
    std::chrono::steady_clock::time_point clock{};
    const auto get = [&]() -> std::optional<answer> {
        ++asked;
        if (asked == 2) return std::nullopt;
        return answer{200, support::body_of(support::samples()[5], asked < 4 ? "running" : "completed")};
    };

    poller poller{vendors::gu1::job, support::samples()[5].job_id, {.max_wait = 30min}};
    decision next = poller.start(clock);
    while (next.poll_again()) {
        clock = std::chrono::time_point_cast<std::chrono::steady_clock::duration>(next.at);
        const auto r = get();
        next = r ? poller.on_reply({.status = r->code,
                                    .retry_after = r->header("Retry-After"),
                                    .date = r->header("Date"),
                                    .body = r->text},
                                   clock)
                 : poller.on_no_reply(clock);
    }
    std::ostringstream said;
    said << next;
    CHECK(next.outcome == outcome::succeeded);
    CHECK(next.attempts == 4);
    CHECK(said.str().find("succeeded after 4 polls, ") == 0);
    CHECK(said.str().find(": 45 of 100 items") != std::string::npos);
}

TEST_CASE("the job never dangles: the body may be overwritten and freed right after the call") {
    virtual_poller poller{named, "7", {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    const std::string long_name(5'000, 'n');
    give(poller, R"({"id":"7","status":"running","name":")" + long_name + R"(","result":[1]})", 1s);
    CHECK(words_of(poller.job()) == "7|running|" + long_name + "|[1]");
    give(poller, R"({"id":"7","status":"r\u0075nning","name":"a\n","result":{"b":"c"}})", 2s);
    CHECK(words_of(poller.job()) == "7|running|a\n|{\"b\":\"c\"}");
}

TEST_CASE("the job survives every reply that cannot be used") {
    virtual_poller poller{named, "7", {.max_wait = 10h}};
    (void)poller.start(moment(0ms));
    give(poller, R"({"id":"7","status":"running","name":"n\tm"})", 1s);
    const std::string before = "7|running|n\tm|";
    const std::string filler(3'000, 'x');
    milliseconds now = 2s;
    for (const std::string& body :
         {std::string{"<html>" + filler}, std::string{},
          R"({"id":"8","status":"done","name":")" + filler + "\"}", std::string{R"({"status":)"},
          std::string{R"({"id":"7","name":"\u0061\u0062\u0063","status":null})"}}) {
        CHECK(give(poller, body, now += 1s).poll_again());
        CHECK(words_of(poller.job()) == before);
    }
    CHECK(give(poller, R"({"detail":"busy)" + filler + "\"}", now += 1s, 503).poll_again());
    CHECK(poller.problem().message == "busy" + filler);
    CHECK(words_of(poller.job()) == before);
    CHECK(poller.on_no_reply(moment(now += 1s)).poll_again());
    CHECK(words_of(poller.job()) == before);
    CHECK(poller.problem().message.empty());
    CHECK_FALSE(poller.cancel(moment(now += 1s)).poll_again());
    CHECK(words_of(poller.job()) == before);
}

TEST_CASE("moving a poller moves its job with it, also where the texts are short") {
    for (const std::string_view name : {"", "n", "fifteen letters", "sixteen letters!", "a\\u0062c"}) {
        virtual_poller first{named, "7", {.max_wait = 1h}};
        (void)first.start(moment(0ms));
        give(first, R"({"id":"7","status":"running","name":")" + std::string{name} + "\"}", 1s);
        const std::string before = words_of(first.job());
        virtual_poller second{std::move(first)};
        CHECK(words_of(second.job()) == before);
        virtual_poller third{named, {}, {.max_wait = 1h}};
        third = std::move(second);
        CHECK(words_of(third.job()) == before);
        CHECK(third.job_id() == "7");
        give(third, "[]", 2s);
        CHECK(words_of(third.job()) == before);
        REQUIRE(third.violations().size() == 1);
        CHECK(third.violations().front().rule == rule::root);
        virtual_poller fourth{std::move(third)};
        CHECK(fourth.violations().size() == 1);
        CHECK(give(fourth, R"({"id":"7","status":"done"})", 3s).outcome == outcome::succeeded);
    }
}

TEST_CASE("the violations of the last reply stay readable after the body is gone") {
    virtual_poller poller{support::samples()[4].endpoint, support::uuid, {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    give(poller,
         R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"t","status":"running",)"
         R"("created_at":"yesterd\u0061y","\u0065xtra":1})",
         1s);
    REQUIRE(poller.violations().size() == 2);
    CHECK(poller.violations()[0].found == "yesterday");
    CHECK(poller.violations()[1].name == "extra");
    CHECK(poller.counts().breaches == 2);
}

TEST_CASE("the headers may die with the call, too") {
    virtual_poller poller{named, {}, {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    auto header = std::make_unique<std::string>("a long Retry-After header that is no such thing");
    (void)poller.on_reply({.status = 503, .retry_after = *header, .body = {}}, moment(1s));
    std::fill(header->begin(), header->end(), '#');
    header.reset();
    REQUIRE(poller.violations().size() == 1);
    CHECK(poller.violations()[0].found == "a long Retry-After header that is no such thing");
}

TEST_CASE("after the end nothing changes any more, the job included") {
    virtual_poller poller{named, "7", {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    const auto ended = give(poller, R"({"id":"7","status":"done","name":"n"})", 5s);
    CHECK(ended.outcome == outcome::succeeded);
    CHECK(give(poller, R"({"id":"7","status":"failed","name":"other"})", 6s) == ended);
    CHECK(give(poller, "<html>", 7s, 502) == ended);
    CHECK(poller.on_no_reply(moment(8s)) == ended);
    CHECK(poller.cancel(moment(9s)) == ended);
    CHECK(poller.start(moment(10s)) == ended);
    CHECK(words_of(poller.job()) == "7|done|n|");
}

TEST_CASE("a second start changes nothing") {
    virtual_poller poller{named, {}, {.max_wait = 10min}};
    const auto first = poller.start(moment(1min));
    CHECK(poller.start(moment(9min)) == first);
    CHECK(give(poller, R"({"status":"running"})", 11min).outcome == outcome::timed_out);
}

TEST_CASE("moments finer than a millisecond and of any duration type are taken") {
    basic_poller<std::chrono::system_clock> poller{named, {}, {.max_wait = 10min}};
    const auto start = std::chrono::system_clock::time_point{} + 1'795'348'800s;
    CHECK(poller.start(start).at == time_point_of<std::chrono::system_clock>{1'795'348'800s});
    const auto d = poller.on_no_reply(std::chrono::time_point_cast<std::chrono::seconds>(start) + 3s);
    CHECK(d.elapsed == 3s);
    CHECK(d.at - start == d.elapsed + d.delay);
}

TEST_CASE("backward moves stand among the violations, at the row that went back") {
    virtual_poller poller{support::samples()[4].endpoint, support::uuid, {.max_wait = 1h}};
    (void)poller.start(moment(0ms));
    const auto body = [](std::string_view status, int progress) {
        return R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"t","status":")" +
               std::string{status} + R"(","created_at":"2026-03-01T10:00:00Z","progress":)" +
               std::to_string(progress) + "}";
    };
    give(poller, body("running", 50), 10s);
    CHECK(poller.violations().empty());
    give(poller, body("queued", 40), 20s);
    REQUIRE(poller.violations().size() == 2);
    CHECK(pointer(poller.violations()[0]) == "/status");
    CHECK(pointer(poller.violations()[1]) == "/progress");
    CHECK(poller.violations()[0].rule == rule::regression);
    CHECK(poller.counts().tolerated == 2);
    CHECK(poller.pending().poll_again());
}

TEST_CASE("a poller cannot be copied, and can be moved without throwing") {
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<poller>);
    STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<poller>);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<poller>);
    STATIC_REQUIRE(std::is_nothrow_move_assignable_v<poller>);
}
