#include "program.hpp"

#include <algorithm>

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string entry(std::string_view id, std::string_view status, std::string_view more = "") {
    return R"({"job_id":")" + std::string{id} + R"(","status":")" + std::string{status} + '"' +
           std::string{more} + '}';
}

std::string reply_of(const std::string& entries, const std::string& before = "") {
    return '{' + before + R"("payload":[)" + entries + "]}\n";
}

/// Follows jobs a, b and c.
result follow(const std::string& replies, const words& more = {"--jsonl"}) {
    words all{"replay", "userpilot.job_list", "--job-ids", temporary_file("ids", "a\nb\nc\n")};
    all.insert(all.end(), more.begin(), more.end());
    return run(all, replies);
}

/// The text that follows a key in a line of JSON, up to the next member.
std::string value(const std::string& line, const std::string& key) {
    const std::size_t at = line.find("\"" + key + "\":");
    if (at == std::string::npos) return "missing";
    const std::size_t begin = at + key.size() + 3;
    return line.substr(begin, line.find_first_of(",}", begin) - begin);
}

words ids_of(const result& r) {
    words ids;
    for (const std::string& line : lines_of(r.out))
        ids.push_back(value(line, "job_id"));
    return ids;
}

void check_refused(const words& arguments, std::string_view says, int code, std::string_view input = "") {
    CAPTURE(arguments);
    const result r = run(arguments, input);
    CHECK(r.code == code);
    CHECK(r.out.empty());
    CHECK(lines_of(r.err).size() == 1);
    CHECK(has(r.err, says));
}

} // namespace

TEST_CASE("a reply of a list gives one decision for each job that it changed, in the list's order") {
    const result r = follow(
        reply_of(entry("c", "completed") + ',' + entry("other", "failed") + ',' + entry("a", "processing")));
    CHECK(r.code == 0);
    CHECK(r.err.empty());
    CHECK(ids_of(r) == words{R"("c")", R"("a")"});
    const auto lines = lines_of(r.out);
    CHECK(lines.at(0).starts_with(R"({"job_id":"c","action":"stop","outcome":"succeeded","why":)"));
    CHECK(lines.at(1).starts_with(R"({"job_id":"a","action":"poll","at_ms":)"));
}

TEST_CASE("the members of a changed job's line stand in a fixed order, as in a replay of one job") {
    const auto lines = lines_of(follow(reply_of(entry("a", "failed") + ',' + entry("b", "queued"))).out);
    const words orders[] = {{"job_id", "action", "outcome", "why", "attempts", "elapsed_ms", "at_ms", "phase",
                             "progress", "status", "job_may_still_run", "job", "violations", "problem",
                             "message"},
                            {"job_id", "action", "at_ms", "delay_ms", "why", "attempt", "elapsed_ms", "phase",
                             "progress", "status", "outcome", "job", "violations", "problem", "message"}};
    REQUIRE(lines.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        std::size_t at = 0;
        for (const std::string& key : orders[i]) {
            CAPTURE(key);
            const std::size_t found = lines[i].find('"' + key + "\":", at);
            REQUIRE(found != std::string::npos);
            at = found;
        }
    }
}

TEST_CASE("every job of a list is decided on as if it were followed alone") {
    std::string replies;
    int at = 0;
    for (const std::string& entries :
         {entry("a", "queued") + ',' + entry("b", "queued"), entry("b", "processing"), std::string{},
          entry("a", "odd") + ',' + entry("b", "processing"),
          entry("b", "completed") + ',' + entry("a", "processing"), entry("a", "failed")})
        replies += reply_of(entries, R"("at_ms":)" + std::to_string(at += 7000) + ',');
    const auto together = lines_of(follow(replies, {"--jsonl", "--seed", "5"}).out);
    for (const std::string id : {"a", "b"}) {
        const auto alone = lines_of(
            run({"replay", "userpilot.job_list", "--job-id", id, "--jsonl", "--seed", "5"}, replies).out);
        std::size_t compared = 0;
        for (const std::string& line : together) {
            if (value(line, "job_id") != '"' + id + '"') continue;
            CAPTURE(line);
            const bool has_same = std::any_of(alone.begin(), alone.end(), [&line](const std::string& other) {
                const words keys{"action", "at_ms", "why", "phase", "outcome", "status"};
                return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
                    return value(line, key) == value(other, key);
                });
            });
            CHECK(has_same);
            ++compared;
        }
        CHECK(compared == 4);
    }
}

TEST_CASE("a transport fault changed every job; a good list without a job did not change it") {
    CHECK(lines_of(follow("{\"no_reply\":true}\n").out).size() == 3);
    CHECK(lines_of(follow("{\"status\":503}\n").out).size() == 3);
    CHECK(lines_of(follow("{\"status\":200,\"body\":\"<html>\"}\n").out).size() == 3);
    CHECK(follow(reply_of("")).out.empty());
    // A 401 is the account's: one job is asked again at once, and a second in a row ends that job.
    const std::string refusal = "{\"status\":401,\"payload\":{\"errors\":[{\"message\":\"go away\"}]}}\n";
    const auto refused = lines_of(follow(refusal + refusal).out);
    REQUIRE(refused.size() == 2);
    CHECK(has(refused[0], R"("why":"unauthorized")"));
    CHECK(has(refused[0], R"("message":"go away")"));
    CHECK(has(refused[1], R"("outcome":"unauthorized")"));
    CHECK(has(refused[1], R"("job":null)"));
}

TEST_CASE("a line has the violations of its own job and of the reply, and no other job's") {
    const auto lines =
        lines_of(follow(reply_of("7," + entry("a", "processing", R"(,"total_rows":"x")") + ",null," +
                                 entry("b", "processing", R"(,"type":5)") + ',' + entry("c", "processing")))
                     .out);
    REQUIRE(lines.size() == 3);
    for (const std::string& line : lines) {
        CHECK(has(line, R"("pointer":"/0","rule":"type","severity":"breach")"));
        CHECK(has(line, R"("pointer":"/2","rule":"type")"));
    }
    CHECK(has(lines[0], R"("pointer":"/1/total_rows")"));
    CHECK_FALSE(has(lines[0], "/3/type"));
    CHECK(has(lines[1], R"("pointer":"/3/type")"));
    CHECK_FALSE(has(lines[1], "/1/total_rows"));
    CHECK_FALSE(has(lines[2], "total_rows\",\"rule"));
    const auto unreadable = lines_of(follow("{\"status\":200,\"body\":\"[\"}\n").out);
    REQUIRE(unreadable.size() == 3);
    CHECK(has(unreadable[2], R"("rule":"truncated","severity":"fatal")"));
}

TEST_CASE("a job that has ended has no further line, and a restart changes nothing") {
    const std::string first = reply_of(entry("a", "completed") + ',' + entry("b", "processing"));
    const std::string second = reply_of(entry("a", "failed") + ',' + entry("b", "completed"));
    const result calm = follow(first + second);
    CHECK(ids_of(calm) == words{R"("a")", R"("b")", R"("b")"});
    const std::string restart = "{\"restart\":true}\n";
    CHECK(follow(restart + first + restart + restart + second + restart).out == calm.out);
}

TEST_CASE("a cancel gives up on every job that has not ended") {
    const result r = follow(reply_of(entry("b", "completed")) + "{\"cancel\":true}\n{\"cancel\":true}\n");
    CHECK(ids_of(r) == words{R"("b")", R"("a")", R"("c")"});
    CHECK(has(lines_of(r.out).back(), R"("outcome":"abandoned")"));
}

TEST_CASE("each line of input is answered before the next is read") {
    conversation talk{
        {"replay", "userpilot.job_list", "--jsonl", "--job-ids", temporary_file("ids", "a\nb\n")}};
    std::string line = reply_of(entry("b", "processing"));
    line.pop_back();
    for (int i = 0; i < 3; ++i) {
        talk.say(line);
        CHECK(talk.hear().starts_with(R"({"job_id":"b","action":"poll",)"));
    }
    CHECK(talk.end() == 0);
}

TEST_CASE("people see one row for each job, what is odd below, and what is left at the end") {
    const result r =
        follow(reply_of(entry("a", "completed") + ',' + entry("b", "processing", R"(,"type":5)")) +
                   "{\"status\":200,\"body\":\"<html>\"}\n",
               {});
    CHECK(r.code == 0);
    const auto lines = lines_of(r.out);
    REQUIRE(lines.size() == 7);
    CHECK(has(lines[0], "a  completed"));
    CHECK(has(lines[0], "succeeded after 1 poll"));
    CHECK(has(lines[1], "b  processing"));
    CHECK(has(lines[1], "next in "));
    CHECK(has(lines[2], "breach /1/type: "));
    CHECK(has(lines[3], "b  200 malformed"));
    CHECK(has(lines[4], "c  200 malformed"));
    CHECK(has(lines[5], "fatal the body is a page of HTML"));
    CHECK(lines[6] == "the recording ends here; 2 of 3 jobs have not ended");
}

TEST_CASE("ids stand one a line, without the blanks around them") {
    const std::string ids = temporary_file("ids", "\n  a \r\n\t\nb\t\n");
    const result r = run({"replay", "userpilot.job_list", "--jsonl", "--job-ids", ids},
                         reply_of(entry("a", "queued") + ',' + entry("b", "queued")));
    CHECK(ids_of(r) == words{R"("a")", R"("b")"});
    const std::string replies = temporary_file("replies", reply_of(entry("a", "queued")));
    CHECK(ids_of(run({"replay", "userpilot.job_list", "--jsonl", "--job-ids", "-", replies}, "a\n")) ==
          words{R"("a")"});
}

TEST_CASE("replay --job-ids refuses what makes no sense, with one line that says where") {
    const std::string ids = temporary_file("ids", "a\nb\n");
    const auto with = [](const std::string& file) {
        return words{"replay", "userpilot.job_list", "--jsonl", "--job-ids", file};
    };
    check_refused(with("/nowhere/ids"), "cannot read /nowhere/ids: No such file", 66);
    check_refused(with(temporary_file("empty", "")), "names no job", 65);
    check_refused(with(temporary_file("blank", " \n\t\n")), "names no job", 65);
    check_refused(with(temporary_file("twice", "a\n\nb\na\n")), "twice:4: 'a' is there twice", 65);
    check_refused(with(temporary_file("long", std::string(70'000, 'x'))), "is longer than 65535 bytes", 65);
    check_refused(with(""), "--job-ids: '' must be a file", 64);
    check_refused(with("-"), "cannot both come from standard input", 64);
    check_refused({"replay", "userpilot.job", "--job-ids", ids},
                  "needs a list endpoint, which userpilot.job is not", 64);
    check_refused({"replay", "userpilot.job_list", "--job-ids", ids, "--job-id", "a"}, "give one of them",
                  64);
    check_refused({"replay", "userpilot.job_list", "--job-ids", ids, "--min-delay", "5", "--max-delay", "1"},
                  "--min-delay is above --max-delay", 64);
    check_refused({"replay", "userpilot.job_list", "--job-ids", ids, "/nowhere/replies"},
                  "cannot read /nowhere/replies", 66);
    check_refused(with(ids), "stdin:1: not JSON at byte 2", 65, "{");
    check_refused(with(ids), "stdin:2: /stauts: unknown member", 65, "\n{\"stauts\":200}\n");
    check_refused({"check", "userpilot.job_list", "--job-ids", ids}, "unknown option --job-ids", 64);
    const std::string upper = "3C90C3CC-0D44-4B50-8888-8DD25736052A\n3c90c3cc-0d44-4b50-8888-8dd25736052a\n";
    check_refused({"replay", "reply_io.job_list", "--job-ids", temporary_file("upper", upper)},
                  "upper:2: '3c90c3cc-0d44-4b50-8888-8dd25736052a' is there twice", 65);
}
