#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

words replay_of(const story& s) {
    return {"replay", s.endpoint, "--jsonl", "--job-id", s.job_id};
}

const std::string running = R"({"payload":{"job_id":"j","status":"processing"}})";

} // namespace

TEST_CASE("the decision of the start comes first, then one for each line") {
    for (const story& s : all_stories()) {
        CAPTURE(s.name);
        const std::string recording = read_file(s.path);
        const result r = run(replay_of(s), recording);
        CHECK(r.code == 0);
        CHECK(r.err.empty());
        const auto lines = lines_of(r.out);
        REQUIRE(lines.size() == lines_of(recording).size() + 1);
        CHECK(lines[0].starts_with(
            R"({"action":"poll","at_ms":0,"delay_ms":0,"why":"first_poll","attempt":0,"phase":null,)"
            R"("progress":null,"status":null,"outcome":null,"violations":[],"problem":null,)"));
        CHECK(lines.back().starts_with(R"({"action":"stop","outcome":")"));
    }
}

TEST_CASE("every endpoint has at least two stories") {
    std::string names;
    for (const story& s : all_stories())
        names += s.endpoint + ' ';
    for (const std::string_view endpoint :
         {"userpilot.job ", "userpilot.job_list ", "reply_io.job ", "reply_io.job_list ", "retailgrid.job ",
          "gu1.job ", "gu1.job_with_failures "}) {
        const std::size_t first = names.find(endpoint);
        REQUIRE(first != std::string::npos);
        CHECK(names.find(endpoint, first + 1) != std::string::npos);
    }
}

TEST_CASE("a restart after any line changes nothing of what follows") {
    for (const story& s : all_stories()) {
        const auto recording = lines_of(read_file(s.path));
        const auto calm = lines_of(run(replay_of(s), read_file(s.path)).out);
        std::string restless = "{\"restart\":true}\n";
        for (const std::string& line : recording)
            restless += line + "\n{\"restart\":true}\n";
        const auto answers = lines_of(run(replay_of(s), restless).out);
        CAPTURE(s.name);
        REQUIRE(answers.size() == 2 * recording.size() + 2);
        for (std::size_t i = 0; i <= recording.size(); ++i) {
            CAPTURE(i);
            CHECK(answers[2 * i] == calm[i]);
            CHECK(answers[2 * i + 1] == calm[i]);
        }
    }
}

TEST_CASE("a restart changes nothing where the lease had expired, and where time seems to go back") {
    const std::string leased =
        lines_of(read_file(story_path("gu1/job.lease_expired"))).at(1).insert(1, "\"at_ms\":2500,");
    // The first one finds the deadline reached, and the second one answers the last look.
    const std::string no_reply = "{\"at_ms\":60000,\"no_reply\":true}\n";
    const std::string end = no_reply + no_reply;
    const words asked = {"replay", "gu1.job", "--jsonl", "--max-wait", "60"};
    const std::string calm = lines_of(run(asked, leased + '\n' + end).out).back();
    CHECK(has(calm, R"("lease_expired":true)"));
    CHECK(lines_of(run(asked, leased + "\n{\"restart\":true}\n" + end).out).back() == calm);
    CHECK(lines_of(run(asked, leased + "\n{\"at_ms\":0,\"restart\":true}\n" + end).out).back() == calm);
}

TEST_CASE("a stop is final, and every later line gets the same answer") {
    const std::string failed = R"({"payload":{"job_id":"j","status":"failed","end_time":3}})";
    const auto lines =
        lines_of(run({"replay", "userpilot.job", "--jsonl"},
                     failed + "\n" + running +
                         "\n{\"no_reply\":true}\n{\"cancel\":true}\n"
                         "{\"restart\":true}\n{\"status\":500}\n{\"at_ms\":99999999,\"no_reply\":true}\n")
                     .out);
    REQUIRE(lines.size() == 8);
    CHECK(has(lines[1], R"("rule":"type")"));
    for (std::size_t i = 2; i < lines.size(); ++i)
        CHECK(lines[i] == lines[1]);
}

TEST_CASE("the members of a stop stand in a fixed order") {
    const auto lines = lines_of(
        run({"replay", "userpilot.job", "--jsonl", "--law", "fixed"}, running + "\n{\"cancel\":true}\n").out);
    CHECK(lines.at(2).starts_with(
        R"({"action":"stop","outcome":"abandoned","why":"cancelled","attempts":1,"elapsed_ms":2000,)"));
    std::size_t at = 0;
    for (const std::string_view key :
         {"action", "outcome", "why", "attempts", "elapsed_ms", "at_ms", "phase", "progress", "status",
          "job_may_still_run", "job", "violations", "problem", "message"}) {
        const std::size_t found = lines.at(2).find('"' + std::string{key} + "\":", at);
        CAPTURE(key);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(has(lines.at(2), R"("job_may_still_run":true,"job":{"id":"j",)"));
}

TEST_CASE("a job that was never seen is null") {
    const result r = run({"replay", "gu1.job", "--jsonl"}, R"({"status":403})");
    CHECK(has(r.out,
              R"({"action":"stop","outcome":"unauthorized","why":"unauthorized","attempts":1,"elapsed_ms":0,)"
              R"("at_ms":0,"phase":null,"progress":null,"status":403,"job_may_still_run":true,"job":null,)"));
}

TEST_CASE("at_ms says when a line happened") {
    const auto lines = lines_of(run({"replay", "userpilot.job", "--jsonl", "--law", "fixed"},
                                    R"({"at_ms":500,"payload":{"status":"queued"}})"
                                    "\n"
                                    R"({"at_ms":9223372036854775807,"payload":{"status":"completed"}})")
                                    .out);
    CHECK(has(lines.at(1), R"("delay_ms":2000)"));
    CHECK(lines.at(1).starts_with(R"({"action":"poll","at_ms":2500,)"));
    CHECK(has(lines.at(2), R"("elapsed_ms":9223372036854775807)"));
}

TEST_CASE("header names are compared without case, and null is absence") {
    const auto why = [](const std::string& headers) {
        const result r = run({"replay", "gu1.job", "--jsonl"}, R"({"status":429,"headers":)" + headers + "}");
        return lines_of(r.out).at(1);
    };
    CHECK(has(why(R"({"retry-AFTER":"30"})"), R"("why":"retry_after")"));
    CHECK(has(why(R"({"Retry-After":null})"), R"("why":"backoff")"));
    CHECK(has(why(R"({"Retry-After":"-3"})"), R"("rule":"retry_after","severity":"tolerated")"));
    CHECK(
        has(why(R"({"date":"Sun, 06 Nov 1994 08:49:37 GMT","RETRY-AFTER":"Sun, 06 Nov 1994 08:50:37 GMT"})"),
            R"("why":"retry_after")"));
}

TEST_CASE("each option of replay has its effect") {
    const auto last = [](words options, const std::string& input) {
        options.insert(options.begin(), {"replay", "userpilot.job", "--jsonl"});
        return lines_of(run(options, input).out).back();
    };
    const std::string many = running + '\n' + running + '\n' + running + '\n';
    CHECK(has(last({"--max-attempts", "2"}, many),
              R"("outcome":"exhausted","why":"attempts_spent","attempts":2)"));
    CHECK(has(last({"--max-wait", "1.5"}, many),
              R"("outcome":"timed_out","why":"deadline","attempts":3,"elapsed_ms":1500)"));
    CHECK(has(last({"--law", "fixed"}, many), R"("at_ms":6000,"delay_ms":2000,"why":"law")"));
    CHECK(has(last({"--law", "fixed", "--min-delay", "0.25"}, many), R"("at_ms":750,"delay_ms":250)"));
    CHECK(has(last({"--max-delay", "2", "--min-delay", "2"}, many), R"("delay_ms":2000)"));
    CHECK(has(last({"--stall-after", "3", "--law", "fixed"}, many), R"("outcome":"stalled")"));
    CHECK(last({"--poll-cost", "200"}, many) != last({}, many));
    CHECK(last({"--seed", "3"}, many) != last({"--seed", "4"}, many));
    CHECK(has(last({"--job-id", "other"}, running), R"("rule":"identity","severity":"fatal")"));
    const std::string breach = R"({"payload":{"status":"processing","elapsed_time":"1"}})";
    CHECK(has(last({}, breach), R"("phase":"running")"));
    CHECK(has(last({"--strict"}, breach), R"("why":"backoff","attempt":1,"phase":null)"));
}

TEST_CASE("durations of earlier jobs change when to look next, restarts or not") {
    const std::string past = temporary_file("past", "60\n61\n62.5\n60\n59\n60\n61\n60\n");
    const auto answers = [&past](const std::string& input) {
        return lines_of(run({"replay", "userpilot.job", "--jsonl", "--history", past}, input).out);
    };
    const auto with = answers(running + '\n' + running + '\n');
    const auto without =
        lines_of(run({"replay", "userpilot.job", "--jsonl"}, running + '\n' + running + '\n').out);
    CHECK(has(with.at(1), R"("why":"history")"));
    CHECK(with.at(2) != without.at(2));
    CHECK(answers(running + "\n{\"restart\":true}\n" + running + '\n').back() == with.back());
}

TEST_CASE("without --max-wait a replay goes on for a day") {
    const auto at = [](const std::string& ms) {
        return lines_of(
                   run({"replay", "userpilot.job", "--jsonl"}, "{\"at_ms\":" + ms + ",\"status\":204}").out)
            .back();
    };
    CHECK(has(at("86399000"), R"("action":"poll","at_ms":86400000)"));
    CHECK(has(at("86400000"), R"("outcome":"timed_out")"));
}

TEST_CASE("a bad line is named with its number and the pointer, after the lines before it are answered") {
    const std::vector<std::vector<std::string>> bad = {
        {R"({"status":"200","body":""})", "/status: must be an integer from 100 to 999, not a string"},
        {R"({"status":99,"body":""})", "/status: must be an integer from 100 to 999, not 99"},
        {R"({"status":1000,"body":""})", "/status: must be an integer from 100 to 999, not 1000"},
        {R"({"status":200.5,"body":""})", "/status: must be an integer"},
        {R"({"at_ms":-1,"body":""})", "/at_ms: must be an integer from 0"},
        {R"({"at_ms":9223372036854775808,"body":""})", "/at_ms: must be an integer"},
        {R"({"at_ms":1.5,"body":""})", "/at_ms: must be an integer"},
        {R"({"body":{}})", "/body: must be a string, not an object"},
        {R"({"body":null})", "/body: must be a string, not null"},
        {R"({"body":"","payload":{}})", "/payload: there is a body already"},
        {R"({"headers":[],"body":""})", "/headers: must be an object"},
        {R"({"headers":{"Retry-After":5},"body":""})", "/headers/Retry-After: must be a string or null"},
        {R"({"bodi":""})", "/bodi: unknown member"},
        {R"({"a/b~":""})", "/a~1b~0: unknown member"},
        {R"({"restart":false})", "/restart: must be true"},
        {R"({"no_reply":1})", "/no_reply: must be true"},
        {R"({"cancel":true,"body":""})", "/body: unknown member"},
        {R"({"cancel":true,"restart":true})", "/restart: unknown member"},
        {R"({"at_ms":4})", "neither status nor body nor payload"},
        {"[]", "must be a JSON object, not an array"},
        {"{} x", "not JSON at byte 4: something follows"},
        {R"({"body":"x)", "not JSON at byte 11: incomplete"},
        {"nonsense", "not JSON at byte 1"},
        {std::string(100, '['), "not JSON at byte 65"},
    };
    for (const auto& b : bad) {
        CAPTURE(b);
        const result r = run({"replay", "userpilot.job", "--jsonl"}, running + "\n\n" + b[0] + "\n");
        CAPTURE(r.err);
        CHECK(r.code == 65);
        CHECK(lines_of(r.out).size() == 2);
        CHECK(lines_of(r.err).size() == 1);
        CHECK(r.err.starts_with("stdin:3: "));
        CHECK(has(r.err, b[1]));
    }
}

TEST_CASE("a timeline of a file with a bad line is not begun") {
    const std::string file = temporary_file("bad.jsonl", running + "\n{\"status\":0}\n");
    const result r = run({"replay", "userpilot.job", file});
    CHECK(r.code == 65);
    CHECK(r.out.empty());
    CHECK(r.err.starts_with(file + ":2: /status: "));
}

TEST_CASE("a timeline says what came, when to look next and why, and how it ended") {
    for (const story& s : all_stories()) {
        CAPTURE(s.name);
        const result r = run({"replay", s.endpoint, "--job-id", s.job_id, s.path});
        CHECK(r.code == 0);
        CHECK(has(r.out, s.endpoint + "  GET "));
        CHECK(has(r.out, "\n=> "));
        CHECK_FALSE(has(r.out, "\x1b"));
    }
    const result r = run({"replay", "userpilot.job", "--law", "fixed"}, running + "\n{\"no_reply\":true}\n");
    CHECK(has(r.out, "#1  200      processing      running "));
    CHECK(has(r.out, "#2  no reply "));
    CHECK(has(r.out, "exponential backoff"));
    CHECK(has(r.out, "the recording ends here; the next poll is due at 4.5s"));
}
