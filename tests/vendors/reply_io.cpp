#include <jobpoll/vendors/reply_io.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::problems;
namespace reply_io = jobpoll::vendors::reply_io;

namespace {
/// The sample of the document, as it is printed there.
constexpr std::string_view document_sample = R"({
  "jobId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  "status": "Scheduled",
  "category": "<string>",
  "startedAt": "2023-11-07T05:31:56Z",
  "finishedAt": "2023-11-07T05:31:56Z",
  "progress": 0.5,
  "jsonData": "<string>",
  "jsonDataResult": "<string>"
})";
} // namespace

TEST_CASE("Reply.io: the document's sample contradicts itself and can still be polled") {
    support::reader r;
    CHECK(r.read(reply_io::job, document_sample, support::uuid).what == event::in_progress);
    CHECK(r.problems() == "tolerated contradiction /finishedAt");
    CHECK(r.last().job.phase == phase::queued);
    CHECK(r.last().job.progress == 500);
    CHECK(r.last().violations.front().offset ==
          document_sample.find("\"2023-11-07T05:31:56Z\",\n  \"progress"));
}

TEST_CASE("Reply.io: Unknown is a terminal word of the vendor's own, and unknown is no word of it") {
    support::reader r;
    CHECK(r.read(reply_io::job, R"({"status":"Unknown"})").job.outcome == outcome::unknown);
    CHECK(r.last().what == event::vendor_terminal);
    CHECK(r.read(reply_io::job, R"({"status":"unknown"})").what == event::unknown_status);
    CHECK(r.problems() == "breach enum /status");
}

TEST_CASE("Reply.io: the nil UUID is no job id, and UUIDs compare without case") {
    CHECK(problems(reply_io::job, R"({"jobId":"00000000-0000-0000-0000-000000000000","status":"Done"})") ==
          "breach format /jobId");
    CHECK(problems(reply_io::job, R"({"jobId":"3C90C3CC-0D44-4B50-8888-8DD25736052A","status":"Done"})",
                   support::uuid)
              .empty());
}

TEST_CASE("Reply.io: a scheduled job has not started, which its document forbids") {
    CHECK(problems(reply_io::job,
                   R"({"status":"Scheduled","startedAt":null,"finishedAt":null,"progress":null})") ==
          "tolerated type /startedAt");
}

TEST_CASE("Reply.io: the opaque texts stay text") {
    support::reader r;
    const std::string body =
        R"({"status":"Done","jsonData":"{\"a\":[1]}","jsonDataResult":"{\"b\":\"\\u0041\"}"})";
    const job& j = r.read(reply_io::job, body).job;
    CHECK(j.hint.text() == R"("{\"a\":[1]}")");
    CHECK(j.result.text() == R"("{\"b\":\"\\u0041\"}")");
    CHECK(r.problems().empty());
}

TEST_CASE("Reply.io: progress above one is reported and not believed") {
    support::reader r;
    CHECK_FALSE(r.read(reply_io::job, R"({"status":"Processing","progress":50})").job.progress);
    CHECK(r.problems() == "breach maximum /progress");
    CHECK_FALSE(r.read(reply_io::job, R"({"status":"Processing","progress":-1})").job.progress);
    CHECK(r.problems() == "breach minimum /progress");
}

TEST_CASE("Reply.io: a 401 has an empty body, a 400 says what is wrong, a 429 says when") {
    support::reader r;
    CHECK(r.read(reply_io::job, reply{.status = 401}).what == event::unauthorized);
    CHECK(r.problems().empty());
    CHECK(r.read(reply_io::job,
                 reply{.status = 400,
                       .body = R"({"title":"Bad id","status":400,"detail":"not a GUID","errorCode":3})"})
              .what == event::rejected);
    CHECK(r.last().problem.message == "not a GUID");
    CHECK(r.last().problem.code == "3");
    CHECK(r.problems().empty());
    CHECK(r.read(reply_io::job, reply{.status = 429, .retry_after = "17"}).retry_after ==
          optional_milliseconds{17s});
}

TEST_CASE("Reply.io: the answer to a cancel is no outcome") {
    support::script_player player{reply_io::job, support::uuid, {.max_wait = 1h}};
    CHECK(player.play(support::http(204)).poll_again());
    CHECK(player.poller().state().stage == stage::unseen);
}

TEST_CASE("Reply.io: no delay is shorter than the quota allows a single job") {
    support::script_player player{reply_io::job, support::uuid, {.max_wait = 10h, .min_delay = 1ms}};
    for (int i = 0; i < 100; ++i)
        CHECK(player.play(support::ok(R"({"status":"Processing"})")).delay >= 1200ms);
}

TEST_CASE("Reply.io: an error reply says what is wrong in its detail, else in its title") {
    support::reader r;
    const auto message_of = [&r](std::string_view body) {
        return std::string{r.read(reply_io::job, reply{.status = 400, .body = body}).problem.message};
    };
    CHECK(message_of(R"({"title":"t","detail":"d"})") == "d");
    CHECK(message_of(R"({"title":"t"})") == "t");
    CHECK(message_of(R"({"detail":"d"})") == "d");
    CHECK(r.read(reply_io::job_list, reply{.status = 400, .body = R"({"title":"t","errorCode":"c"})"})
              .problem.code == "c");
}
