#include <jobpoll/text/explain.hpp>

#include <algorithm>
#include <string>

#include <jobpoll/vendors/retailgrid.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using namespace support;

namespace {

constexpr endpoint named = declare([] {
    declaration d = plain_with(member{.at = "/error", .type = json_type::string, .role = role::error_message},
                               member{.at = "/code", .type = json_type::string, .role = role::error_code});
    d.words[4] = {"held", phase::blocked};
    return d;
}());

/// What is said after these lines.
std::string told(const std::vector<line>& lines, const poll_options& options = {.max_wait = 1h}) {
    script_player player{named, "7", options};
    player.play(lines);
    return explain(player.poller());
}

bool says(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("an explanation is one line and one paragraph") {
    for (const auto& lines : {std::vector<line>{},
                              {ok(R"({"id":"7","status":"running"})")},
                              {http(410)},
                              {ok("{\"id\":\"7\",\"status\":\"failed\",\"error\":\"a\\nb\\tc\"}")}}) {
        const std::string text = told(lines);
        CHECK(std::count(text.begin(), text.end(), '\n') == 1);
        CHECK(text.ends_with("."));
        CHECK_FALSE(says(text, "  "));
    }
}

TEST_CASE("an end of the vendor's is told with the vendor's words") {
    CHECK(told({ok(R"({"id":"7","status":"failed","code":"E5","error":"disk \"full\""})")}) ==
          "failed after 1 poll, 0ms\n"
          "Endpoint test.job, job 7. The vendor says that the job failed. The vendor's status is \"failed\". "
          "The vendor's error: \"E5\": \"disk \"full\"\". The last reply was vendor_terminal (HTTP 200). "
          "Nothing runs at the vendor's any more.");
}

TEST_CASE("giving up is told with what was wrong, what may still run and what to do") {
    const std::string text =
        told(std::vector<line>(40, ok(R"({"id":"8","status":"done"})")), {.max_wait = 1h, .patience = 0s});
    CHECK(says(text, "malformed after 11 polls"));
    CHECK(says(text, "Since the last good reply: unusable (11)."));
    CHECK(says(text, "Fatal at /id:"));
    CHECK(says(text, "The job may still run at the vendor's."));
    CHECK(says(text, "See `violations()`."));
}

TEST_CASE("the vendor's word on a refusal is told") {
    const std::string text = told({http(400, R"({"code":"E1","message":"no such field"})")});
    CHECK(says(text, "rejected after 1 poll"));
    CHECK(says(text, "Its body says \"E1\": \"no such field\"."));
}

TEST_CASE("while polling goes on, it says what to do before the next poll") {
    const std::string text = told({ok(R"({"id":"7","status":"running"})"), http(401)});
    CHECK(says(text, "poll in 0ms: the vendor refuses the credentials"));
    CHECK(says(text, "Since the last good reply: credentials refused (1)."));
    CHECK(says(text, "Renew the credentials before the next poll."));
    CHECK_FALSE(says(text, "may still run"));
}

TEST_CASE("no reply is told as such, and options that make no sense by their sentence") {
    CHECK(says(told({silence()}), "To the last poll no reply came."));
    const std::string text = told({}, {.max_wait = -1s});
    CHECK(says(text, "Invalid option: max_wait is negative."));
    CHECK_FALSE(says(text, "`invalid_option()`"));
}

TEST_CASE("what was counted is told by what it was, not by the usual status") {
    line forbidden = http(403);
    forbidden.retry_after = "30";
    const std::string text = told({http(429), forbidden, http(404)});
    CHECK(says(text, "Since the last good reply: not found (1), throttled (2)."));
    CHECK_FALSE(says(text, "429"));
    CHECK(says(told({http(403)}), "Since the last good reply: credentials refused (1)."));
}

TEST_CASE("every end is told by its own cause, and by nothing that belongs to another") {
    struct end_story {
        std::vector<line> lines;
        poll_options options;
        std::string_view ends;
        std::string_view says;
        std::string_view never;
    };
    const auto running = ok(R"({"id":"7","status":"running"})");
    const auto queued = ok(R"({"id":"7","status":"queued"})");
    const auto dancing = ok(R"({"id":"7","status":"dancing"})");
    const auto many = [](const line& one) { return std::vector<line>(500, one); };
    const poll_options hour{.max_wait = 1h};
    const end_story stories[] = {
        {many(running), hour, "timed_out", "`max_wait` is over", "`patience`"},
        {many(running), {.max_wait = 1h, .max_attempts = 3}, "exhausted", "Save the job id", "deadline"},
        {many(silence()), hour, "unreachable", "no reply or server error (", "throttled"},
        {many(http(503)), hour, "unreachable", "(HTTP 503)", "No reply came"},
        {{http(401), http(401)}, hour, "unauthorized", "credentials refused (2)", "403"},
        {{http(403)}, hour, "unauthorized", "Check the key", "401"},
        {many(http(404)), hour, "not_found", "Check the job id", "runs at the vendor's"},
        {{running, http(410)}, hour, "gone", "no longer knows the job", "404"},
        {{http(400)}, hour, "rejected", "(HTTP 400)", "problem()"},
        {{}, {.max_wait = -1s}, "rejected", "Invalid option: max_wait", "problem()"},
        {many(ok("<html>")), hour, "malformed", "unusable (", "No reply"},
        {many(dancing), hour, "unrecognized", "status not listed (", "unusable"},
        {many(running), {.max_wait = 1h, .stall_after = 5min}, "stalled", "`stall_after`", "`max_queued`"},
        {many(queued), {.max_wait = 1h, .max_queued = 5min}, "stalled", "`max_queued`", "`stall_after`"},
        {{running, {.what = line::kind::cancel}}, hour, "abandoned", "To stop the job", "goes on"},
    };
    for (const end_story& s : stories) {
        const std::string text = told(s.lines, s.options);
        CAPTURE(text);
        CHECK(text.starts_with(s.ends));
        CHECK(says(text, s.says));
        CHECK_FALSE(says(text, s.never));
    }
}

TEST_CASE("where the caller can mend a reply that cannot be used, it is told how") {
    CHECK(says(told({ok("\x1f\x8b\x08")}), "Let the HTTP client decompress"));
    CHECK(says(told({http(302)}), "after redirects."));
    CHECK_FALSE(says(told({ok("<html>")}), "proxy or gateway where it stays"));
}

TEST_CASE("a poller that was moved from follows no job, and a blocked one waits for somebody") {
    virtual_poller first{named, "7", {.max_wait = 1h}};
    (void)first.start(moment(0ms));
    virtual_poller second = std::move(first);
    (void)second.on_reply({.status = 200, .body = R"({"id":"7","status":"held"})"}, moment(0ms));
    // NOLINTNEXTLINE(bugprone-use-after-move): what it says then is the point.
    CHECK(says(explain(first), "The poller was moved from, and follows no job."));
    CHECK(says(explain(second), "The job goes on when somebody acts"));
}

TEST_CASE("long texts are cut, and a vendor's control characters are blanks") {
    const std::string text =
        told({ok(R"({"id":"7","status":"failed","error":"\u001b[2J)" + std::string(5'000, 'x') + "\"}")});
    CHECK(text.size() < 1'000);
    CHECK(std::none_of(text.begin(), text.end(),
                       [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }));
    CHECK(says(text, "xxx...\""));
}

TEST_CASE("of many violations the first are told, and the number of all") {
    script_player player{vendors::retailgrid::job, {}, {.max_wait = 1h}};
    player.play(
        ok(R"({"job_id":1,"job_type":2,"status":"running","progress":"x","created_at":3,"started_at":4})"));
    const std::string text = explain(player.poller());
    CHECK(says(text, "Breach at /job_id: "));
    CHECK(says(text, "Violations in all: "));
}
