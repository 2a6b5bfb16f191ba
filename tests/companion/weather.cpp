// Ordinary weather, from outside: what a vendor, a proxy or a machine does on any day, through the program.
#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

/// An invented vendor with little to say.
const std::string contract =
    R"([{"name": "e.job", "vendor": "E", "source": "Invented", "checked": "2026-01-01",
  "members": [{"at": "/id", "type": "string", "role": "id"},
              {"at": "/status", "type": "string", "role": "status"},
              {"at": "/result", "type": "string", "role": "result"},
              {"at": "/until", "type": "integer", "role": "expires", "format": "unix_seconds"},
              {"at": "/eta", "type": "integer", "role": "expected_end", "format": "unix_seconds"},
              {"at": "/left", "type": "integer", "role": "time_left"},
              {"at": "/next", "type": "string", "role": "next_url"},
              {"at": "/file", "type": "string", "role": "result_url"},
              {"at": "/note", "type": "string", "role": "reason"},
              {"at": "/code", "type": "string", "role": "reason_code"},
              {"at": "/again", "type": "boolean", "role": "retryable"}],
  "words": [{"text": "queued", "phase": "queued"}, {"text": "running", "phase": "running"},
            {"text": "paused", "phase": "blocked"}, {"text": "done", "phase": "finished", "outcome": "succeeded"},
            {"text": "failed", "phase": "finished", "outcome": "failed"}],
  "request": {"path": "/v1/jobs/{id}"},
  "accepted": {"id_at": "/id", "location": true}}])";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string said(std::string_view status) {
    return R"({"payload":{"id":"a","status":")" + std::string{status} + "\"}}\n";
}

std::string with_code(int code, std::string_view more = {}) {
    return "{\"status\":" + std::to_string(code) + std::string{more} + "}\n";
}

std::string repeated(const std::string& line, int times) {
    std::string text;
    while (times-- > 0)
        text += line;
    return text;
}

/// The decisions of a replay, the first one left out.
std::vector<std::string> decisions(const std::string& recording, const words& options = {}) {
    static const std::string file = temporary_file("e.json", contract);
    words arguments = {"replay", "--contract", file, "--jsonl", "--job-id", "a", "--seed", "7"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const result r = run(arguments, recording);
    CAPTURE(r.err);
    CHECK(r.code == 0);
    std::vector<std::string> lines = lines_of(r.out);
    lines.erase(lines.begin());
    return lines;
}

std::string last_of(const std::string& recording, const words& options = {}) {
    return decisions(recording, options).back();
}

bool ends(const std::string& line, std::string_view outcome, std::string_view why) {
    return line.starts_with(R"({"action":"stop","outcome":")" + std::string{outcome} + R"(","why":")" +
                            std::string{why} + '"');
}

bool polls(const std::string& line, std::string_view why) {
    return line.starts_with(R"({"action":"poll",)") && has(line, R"("why":")" + std::string{why} + '"');
}

/// What `check` says of one reply.
std::string checked(const std::string& endpoint, const std::string& job_id, const std::string& line) {
    return run({"check", endpoint, "--jsonl", "--job-id", job_id}, line).out;
}

const std::string done = said("done");
const std::string running = said("running");

} // namespace

TEST_CASE("weather: a Retry-After of years is no delay, and is flagged") {
    const std::string line =
        decisions(R"({"headers":{"Retry-After":"9999999999"},"payload":{"id":"a","status":"running"}})",
                  {"--max-wait", "9223372036854775"})
            .back();
    CHECK(polls(line, "law"));
    CHECK(has(line, R"("rule":"retry_after","severity":"tolerated")"));
    CHECK(polls(last_of(with_code(429, R"(,"headers":{"Retry-After":"1767225660"})")), "backoff"));
}

TEST_CASE("weather: a 404 in the middle has a grace, and four of them have not") {
    CHECK(ends(last_of(running + with_code(404, R"(,"body":"{}")") + done), "succeeded", "vendor_terminal"));
    CHECK(polls(last_of(running + with_code(404)), "grace"));
    CHECK(ends(last_of(running + repeated(with_code(404), 4)), "gone", "gone"));
    CHECK(ends(last_of(repeated(with_code(404), 4)), "not_found", "not_found"));
    CHECK(ends(last_of(running + with_code(404), {"--option", "budgets.missing=0"}), "gone", "gone"));
}

TEST_CASE("weather: 403 with Retry-After is throttled, without it is final") {
    const std::string line = last_of(with_code(403, R"(,"headers":{"Retry-After":"30"})"));
    CHECK(polls(line, "retry_after"));
    CHECK(ends(last_of(with_code(403)), "unauthorized", "unauthorized"));
}

TEST_CASE("weather: credentials are renewed once, also across a restart") {
    CHECK(ends(last_of(running + with_code(401) + done), "succeeded", "vendor_terminal"));
    const auto lines = decisions(running + with_code(401) + "{\"restart\":true}\n" + with_code(401));
    CHECK(polls(lines.at(1), "unauthorized"));
    CHECK(has(lines.at(1), R"("delay_ms":0)"));
    CHECK(lines.at(2) == lines.at(1));
    CHECK(ends(lines.at(3), "unauthorized", "unauthorized"));
    CHECK(polls(last_of(with_code(401, R"(,"headers":{"Retry-After":"30"})")), "unauthorized"));
    CHECK(ends(last_of(with_code(401), {"--option", "budgets.unauthorized=0"}), "unauthorized",
               "unauthorized"));
}

TEST_CASE("weather: an outage of half an hour does not end the polling of a day") {
    std::string outage = running;
    for (int minute = 1; minute <= 30; ++minute)
        outage += "{\"at_ms\":" + std::to_string(minute * 60'000) + ",\"status\":503}\n";
    CHECK(ends(last_of(outage + done, {"--max-wait", "86400"}), "succeeded", "vendor_terminal"));
    CHECK(ends(last_of(outage, {"--max-wait", "86400", "--option", "patience=20min"}), "unreachable",
               "fault_budget"));
    CHECK(polls(last_of(outage, {"--max-wait", "86400", "--option", "patience=1h"}), "backoff"));
}

TEST_CASE("weather: at the deadline a count that is spent is why") {
    const std::string outage = repeated(with_code(503), 60);
    CHECK(ends(last_of(outage, {"--max-wait", "600"}), "unreachable", "fault_budget"));
    CHECK(ends(last_of(running + "{\"at_ms\":600000,\"status\":503}\n", {"--max-wait", "600"}), "timed_out",
               "deadline"));
}

TEST_CASE("weather: a Retry-After past the deadline leads to a last look there") {
    const auto lines =
        decisions(with_code(503, R"(,"headers":{"Retry-After":"3600"})") + done, {"--max-wait", "1800"});
    CHECK(polls(lines.at(0), "retry_after_past_deadline"));
    CHECK(has(lines.at(0), R"("at_ms":1800000)"));
    CHECK(ends(lines.at(1), "succeeded", "vendor_terminal"));
}

TEST_CASE("weather: a machine that slept past the deadline looks once more") {
    const auto lines = decisions("{\"at_ms\":7200000,\"no_reply\":true}\n" + done, {"--max-wait", "3600"});
    CHECK(polls(lines.at(0), "deadline"));
    CHECK(ends(lines.at(1), "succeeded", "vendor_terminal"));
}

TEST_CASE("weather: 429 is never charged to the faults") {
    CHECK(ends(last_of(repeated(with_code(429), 200) + done), "succeeded", "vendor_terminal"));
    CHECK(ends(last_of(repeated(with_code(429), 3), {"--max-attempts", "3"}), "exhausted", "attempts_spent"));
}

TEST_CASE("weather: the stall clock stands while somebody outside has to act") {
    std::string paused;
    for (int hour = 0; hour < 23; ++hour)
        paused += "{\"at_ms\":" + std::to_string(hour * 3'600'000) + ',' + said("paused").substr(1);
    CHECK(polls(last_of(paused, {"--option", "stall_after=30min"}), "law"));
    CHECK(ends(last_of(running + "{\"at_ms\":1900000," + running.substr(1), {"--stall-after", "1800"}),
               "stalled", "stalled"));
}

TEST_CASE("weather: the queue has a limit of its own") {
    const std::string queued = said("queued") + "{\"at_ms\":700000," + said("queued").substr(1);
    CHECK(ends(last_of(queued, {"--option", "max_queued=10min"}), "stalled", "queued_too_long"));
    CHECK(polls(last_of(queued, {"--option", "max_queued=20min"}), "law"));
}

TEST_CASE("weather: an end is confirmed as often as asked for") {
    const auto lines = decisions(running + done + with_code(503) + done, {"--option", "confirmations=2"});
    CHECK(polls(lines.at(1), "confirmation"));
    CHECK(has(lines.at(1), R"("phase":"finished")"));
    CHECK(has(lines.at(1), R"("outcome":null)"));
    CHECK(polls(lines.at(2), "backoff"));
    CHECK(ends(lines.at(3), "succeeded", "vendor_terminal"));
    CHECK(ends(last_of(done + with_code(404), {"--option", "confirmations=3"}), "succeeded",
               "vendor_terminal"));
}

TEST_CASE("weather: the gap of a long poll counts from the request's start") {
    const words gaps = {"--law", "fixed", "--min-delay", "10"};
    words long_poll = gaps;
    long_poll.insert(long_poll.end(), {"--option", "long_poll=true", "--option", "min_delay=1s"});
    const std::string hung = R"({"at_ms":30000,"took_ms":8000,"payload":{"id":"a","status":"running"}})";
    CHECK(has(last_of(hung, gaps), R"("at_ms":40000,"delay_ms":10000)"));
    // The request began 8 s ago; a fast reply waits for the shortest delay all the same.
    CHECK(has(last_of(hung, long_poll), R"("at_ms":31000,"delay_ms":1000)"));
    const words law = {"--poll-cost", "30", "--option", "long_poll=true"};
    CHECK(last_of(hung, law) != last_of(hung, {"--poll-cost", "30"}));
}

TEST_CASE("weather: a byte order mark is tolerated, and other encodings are the caller's") {
    const std::string marked =
        "{\"body\":\"\xef\xbb\xbf{\\\"id\\\":\\\"a\\\",\\\"status\\\":\\\"done\\\"}\"}\n";
    const std::string line = last_of(marked);
    CHECK(ends(line, "succeeded", "vendor_terminal"));
    CHECK(has(line, R"("rule":"byte_order_mark","severity":"tolerated")"));
    CHECK(has(last_of("{\"body\":\"\\u001f\x8b\\u0008\\u0000\"}\n"),
              R"("rule":"compressed","severity":"fatal")"));
    CHECK(has(last_of("{\"body\":\"\\u001f\\u008b\\b\"}\n"), R"("rule":"compressed","severity":"fatal")"));
    CHECK(has(last_of("{\"body\":\"{\\u0000\\\"\\u0000i\\u0000\"}\n"),
              R"("rule":"encoding","severity":"fatal")"));
}

TEST_CASE("weather: an empty body is charged to the malformed ones, and says so") {
    for (const int code : {200, 202}) {
        const std::string line = last_of(with_code(code, R"(,"body":"")"));
        CHECK(polls(line, "backoff"));
        CHECK(has(line, R"("rule":"empty_body","severity":"fatal")"));
        const std::string answer = checked("gu1.job", "a", with_code(code, R"(,"body":"")"));
        CHECK(answer.starts_with(R"({"usable":false,"phase":null,"outcome":null,"vendor_status":null,)"));
        CHECK(has(answer, R"("job":null,"violations":[{"pointer":"","rule":"empty_body")"));
        CHECK(has(answer, R"("event":"malformed")"));
    }
}

TEST_CASE("weather: phase, outcome and job are null unless the reply tells of the job") {
    for (const std::string& line : {with_code(404), with_code(410), with_code(429), with_code(500),
                                    with_code(204), with_code(304), with_code(401), with_code(400)}) {
        CAPTURE(line);
        const std::string answer = checked("retailgrid.job", "a", line);
        CHECK(has(answer, R"("phase":null,"outcome":null,)"));
        CHECK(has(answer, R"("job":null)"));
    }
}

TEST_CASE("weather: a reply that cannot be used still gives the vendor's words") {
    const std::string line = R"({"payload":{"errors":[{"type":"RATE_LIMITED","message":"m"}],"data":null}})";
    CHECK(has(checked("gu1.job", "a", line), R"("message":"m")"));
}

TEST_CASE("weather: the id is compared for every type") {
    const auto gu1 = [](const std::string& id) {
        return checked("gu1.job", "7",
                       R"({"payload":{"success":true,"job":{"jobId":)" + id +
                           R"(,"kind":"entity_automatic","status":"completed","totalItems":1,"succeeded":1,)"
                           R"("failed":0,"skipped":0,"createdAt":"2026-06-26T11:59:00.000Z"}}})");
    };
    for (const std::string other : {"8", "null", "[\"8\"]", "\"8\"", "7.0", "true"}) {
        CAPTURE(other);
        CHECK(has(gu1(other), R"("rule":"identity","severity":"fatal")"));
        CHECK(gu1(other).starts_with(R"({"usable":false,)"));
    }
    CHECK(gu1("7").starts_with(R"({"usable":true,"phase":"finished","outcome":"succeeded")"));
    CHECK(has(gu1("7"), R"("rule":"type","severity":"breach")"));
    CHECK(has(checked("userpilot.job", "7", R"({"payload":{"job_id":8,"status":"completed"}})"),
              R"("rule":"identity")"));
    CHECK(checked("userpilot.job_list", "7", R"({"payload":[{"job_id":7,"status":"completed"}]})")
              .starts_with(R"({"usable":true,"phase":"finished","outcome":"succeeded")"));
}

TEST_CASE("weather: a UUID is compared without case, another id is not") {
    const std::string upper = "3C90C3CC-0D44-4B50-8888-8DD25736052A";
    const std::string lower = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    CHECK(checked("reply_io.job", lower, R"({"payload":{"jobId":")" + upper + R"(","status":"Completed"}})")
              .starts_with(R"({"usable":true,)"));
    CHECK(has(
        checked("userpilot.job", lower, R"({"payload":{"job_id":")" + upper + R"(","status":"completed"}})"),
        R"("rule":"identity")"));
}

TEST_CASE("the further facts of a job are printed") {
    const std::string line = last_of(
        R"({"headers":{"location":"/v1/moved"},"payload":{"id":"a","status":"failed","until":1767225600,)"
        R"("eta":1767229200,"left":5,"file":"https:\/\/x.y\/f","note":"n","code":"c","again":true}})");
    CHECK(has(
        line,
        R"("lease_expires":null,"expires":"2026-01-01T00:00:00.000Z","expected_end":"2026-01-01T01:00:00.000Z"})"));
    CHECK(has(line, R"("error":{"code":"c","message":"n"})"));
    CHECK(has(line, R"("reason":"n","reason_code":"c","next_url":"/v1/moved","result_url":"https://x.y/f",)"
                    R"("remaining_ms":5000,"retryable":true})"));
    CHECK(has(
        last_of(R"({"headers":{"Location":"/v1/moved"},"payload":{"id":"a","status":"done","next":"/n"}})"),
        R"("next_url":"/n")"));
    CHECK(has(last_of(done), R"("next_url":null,"result_url":null,"remaining_ms":null,"retryable":null})"));
}

TEST_CASE("accepted: job id, URL and Retry-After of the reply that creates a job") {
    struct row {
        std::string endpoint;
        std::string reply;
        std::string id;
        std::string url;
    };
    for (const row& r :
         {row{"gu1.job", R"({"status":202,"payload":{"success":true,"jobId":"j-1"}})", R"("j-1")", "null"},
          row{"retailgrid.job", R"({"status":202,"payload":{"job_id":"j-1"}})", R"("j-1")", "null"},
          row{"reply_io.job", R"({"status":202,"headers":{"Location":"/v3/background-jobs/j-1"},"body":""})",
              R"("j-1")", R"("/v3/background-jobs/j-1")"},
          row{"userpilot.job", R"({"status":202,"payload":{"job_id":"j-1"}})", R"("j-1")", "null"}}) {
        CAPTURE(r.endpoint);
        const result made = run({"accepted", r.endpoint, "--jsonl"}, r.reply);
        CHECK(made.code == 0);
        CHECK(made.out == R"({"can_be_polled":true,"event":"in_progress","job_id":)" + r.id + R"(,"url":)" +
                              r.url + ",\"retry_after_ms\":null}\n");
    }
    const result people = run({"accepted", "gu1.job"},
                              R"({"status":202,"headers":{"Retry-After":"5"},"payload":{"jobId":"j-1"}})");
    CHECK(people.out == "event        in_progress\njob id       j-1\nURL          none\nRetry-After  5s\n");
    CHECK(run({"accepted", "gu1.job"}, R"({"jobId":"j-2"})").out.find("j-2") != std::string::npos);
    CHECK(run({"accepted", "gu1.job"}, R"({"status":400,"payload":{"jobId":"j-1"}})").code == 2);
    CHECK(run({"accepted", "gu1.job"}, "").code == 65);
}

TEST_CASE("every further option of a poller can be given by name") {
    for (const std::string option : {"max_wait=1h",         "max_attempts=5",
                                     "poll_cost=500ms",     "first_poll=2s",
                                     "min_delay=1s",        "max_delay=5min",
                                     "stall_after=1d",      "seed=3",
                                     "jitter_per_mille=0",  "max_body_bytes=1000",
                                     "strict=true",         "budgets.faults=1",
                                     "budgets.malformed=1", "budgets.unknown_statuses=1",
                                     "budgets.missing=0",   "budgets.unauthorized=0",
                                     "patience=0",          "confirmations=2",
                                     "max_queued=7d",       "stall_ignores_heartbeat=true",
                                     "long_poll=false",     "reply_timeout=30s",
                                     "policy=fixed"}) {
        CAPTURE(option);
        CHECK(run({"replay", "gu1.job", "--jsonl", "--option", option}).code == 0);
    }
    CHECK(has(run({"replay", "gu1.job", "--jsonl", "--option=first_poll=90s"}).out, R"("at_ms":90000)"));
    CHECK(run({"replay", "gu1.job", "--jsonl", "--option", "policy=smithy"}, said("running")).out ==
          run({"replay", "gu1.job", "--jsonl", "--law", "smithy"}, said("running")).out);
    struct row {
        std::string option;
        std::string wrong;
    };
    for (const row& r :
         {row{"patienc=1h", "'patienc=1h' is no option; there are: max_wait, "},
          row{"patience", "must be NAME=VALUE, such as patience=1h"},
          row{"patience=1y", "'1y' must be a duration such as 250ms, 2s, 5min, 1h or 7d"},
          row{"patience=-1s", "'-1s' must be a duration"}, row{"patience=", "'' must be a duration"},
          row{"confirmations=0", "confirmations is zero"},
          row{"confirmations=65536", "'65536' is too large: at most 65535"},
          row{"long_poll=yes", "'yes' must be true or false"},
          row{"policy=best", "'best' must be one of inspection, "},
          row{"budgets.faults=many", "'many' must be a whole number"},
          row{"reply_timeout=0", "--option reply_timeout is below one millisecond"},
          row{"jitter_per_mille=1001", "--option jitter_per_mille is above 1000"}}) {
        CAPTURE(r.option);
        const result refused = run({"replay", "gu1.job", "--option", r.option});
        CHECK(refused.code == 64);
        CHECK(has(refused.err, r.wrong));
        CHECK(lines_of(refused.err).size() == 1);
    }
}

TEST_CASE("the picture shows renewals, pauses of the account, and patience") {
    // The shortest delay leaves room for every label.
    const std::string file = temporary_file("weather.svg", "");
    last_of(running + repeated(with_code(503), 2) + with_code(401) +
                with_code(429, R"(,"headers":{"Retry-After":"20"})") + done,
            {"--svg", file, "--option", "patience=10s", "--option", "min_delay=5s"});
    const std::string drawn = read_file(file);
    CHECK(has(drawn, R"(<circle class="renewal")"));
    CHECK(has(drawn, R"(<circle class="pause")"));
    CHECK(has(drawn, R"(<line class="paused_account")"));
    CHECK(has(drawn, R"(<line class="patience")"));
    CHECK(has(drawn, "patience with a row of faults: 10s"));
    CHECK(has(drawn, ">renew<"));
}
