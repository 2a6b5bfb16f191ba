#include <jobpoll/reading/reader.hpp>

#include <string>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::first_offset;
using support::plain_job;
using support::plain_with;
using support::problems;
using support::verdict;

TEST_CASE("a body that is no JSON is named after what it is, with its offset") {
    const auto check = [](std::string_view body, std::string_view rule, std::uint64_t offset) {
        CAPTURE(std::string{body});
        CHECK(problems(plain_job, body) == "fatal " + std::string{rule});
        CHECK(first_offset(plain_job, body) == offset);
        CHECK(verdict(plain_job, body) == event::malformed);
    };
    check("", "empty_body", 0);
    check(" \r\n\t", "empty_body", 0);
    check("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "html", 0);
    check("\n <?xml version=\"1.0\"?>", "html", 2);
    check("Internal Server Error", "syntax", 0);
    check("nul", "truncated", 3);
    check("{'status':'done'}", "syntax", 1);
    check(R"({"status":"done",})", "syntax", 17);
    check(R"({"status":done})", "syntax", 10);
    check(R"({"status" "done"})", "syntax", 10);
    check(R"({"status":NaN})", "syntax", 10);
    check(R"({"status":01})", "syntax", 11);
    check(R"({"status":+1})", "syntax", 10);
    check(R"({"status":"a)"
          "\n"
          R"("})",
          "syntax", 12);
    check(R"({"status":"\x"})", "syntax", 12);
    check(R"({"status":"done"} {"status":"done"})", "trailing_bytes", 18);
    check(R"({"status":"done"},)", "trailing_bytes", 17);
    check(R"({"status":"done"}})", "trailing_bytes", 17);
    check(std::string{R"({"status":"done"})"} + '\0', "trailing_bytes", 17);
    check(R"({"status":"do)", "truncated", 13);
    check("{", "truncated", 1);
}

TEST_CASE("white space around the text is no error") {
    CHECK(problems(plain_job, " \r\n\t{\"status\" : \"done\"}\r\n ").empty());
}

TEST_CASE("text that is no valid UTF-8, or half a surrogate pair, is named so") {
    const auto broken = [](std::string_view text) {
        return problems(plain_job, R"({"id":")" + std::string{text} + R"(","status":"done"})");
    };
    for (const std::string_view text : {"\x80", "\xff", "\xc0\xaf", "\xc3", "\xe2\x82", "\xed\xa0\x80",
                                        "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "abc\xfe"}) {
        CAPTURE(std::string{text});
        CHECK(broken(text) == "fatal unicode");
    }
    for (const std::string_view text : {R"(\ud800)", R"(\ud83d)", R"(\udc00)", R"(\ud83d\n)", R"(\ud83dx)",
                                        R"(\ud83d\u0041)", R"(\udc00\ud800)"}) {
        CAPTURE(std::string{text});
        CHECK(broken(text) == "fatal unicode");
    }
    CHECK(broken(R"(\ud83d\ude00)").empty());
    CHECK(broken("\xf0\x9f\x98\x80").empty());
}

TEST_CASE("nesting deeper than the parser allows is an error with the place of the bracket") {
    const auto nested = [](std::size_t levels) {
        return R"({"status":"done","x":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
    };
    CHECK(problems(plain_job, nested(31)).empty());
    CHECK(problems(plain_job, nested(32)) == "fatal depth");
    CHECK(first_offset(plain_job, nested(32)) == 21 + 31);
    CHECK(problems(plain_job, std::string(1'000'000, '[')) == "fatal depth");
    CHECK(problems(plain_job, R"({"a":)" + std::string(100'000, '{')) == "fatal syntax");
}

TEST_CASE("a body longer than the limit is not looked at") {
    support::reader r;
    const std::string body = R"({"status":"done"})";
    CHECK(r.read(plain_job, reply{.status = 200, .body = body}, {.max_body_bytes = 16}).what ==
          event::malformed);
    CHECK(r.problems() == "fatal body_size");
    CHECK(r.last().violations.front().offset == 16);
    CHECK(r.read(plain_job, reply{.status = 200, .body = body}, {.max_body_bytes = 17}).what ==
          event::vendor_terminal);
    CHECK(r.read(plain_job, reply{.status = 502, .body = body}, {.max_body_bytes = 3}).what ==
          event::server_error);
}

TEST_CASE("a body cut at any byte is never usable, and the error says what happened") {
    for (const support::sample& s : support::samples()) {
        const std::string body = support::body_of(s, support::running_word(s.endpoint));
        REQUIRE(verdict(s.endpoint, body, s.job_id) == event::in_progress);
        REQUIRE(problems(s.endpoint, body, s.job_id).empty());
        for (std::size_t size = 0; size < body.size(); ++size) {
            const std::string found = problems(s.endpoint, std::string_view{body}.substr(0, size), s.job_id);
            const bool usable = verdict(s.endpoint, body.substr(0, size), s.job_id) != event::malformed;
            if (usable || found != (size == 0 ? "fatal empty_body" : "fatal truncated"))
                FAIL(s.endpoint.name << " cut at " << size << ": " << found);
        }
    }
    SUCCEED();
}

TEST_CASE("a body that is not JSON leaves no other violation behind") {
    CHECK(problems(plain_job, R"({"id":7,"status":3,"status":4)") == "fatal truncated");
}

TEST_CASE("a member that appears twice is a breach; twice what decides, nothing can be decided") {
    static constexpr endpoint e = declare(plain_with(member{.at = "/x", .type = json_type::integer},
                                                     member{.at = "/o", .type = json_type::object},
                                                     member{.at = "/o/y", .type = json_type::integer}));
    CHECK(problems(e, R"({"status":"done","x":1,"x":2})") == "breach duplicate_member /x");
    CHECK(problems(e, R"({"status":"done","x":1,"x":"a"})") == "breach duplicate_member /x");
    CHECK(problems(e, R"({"status":"done","o":{"y":1,"y":2}})") == "breach duplicate_member /o/y");
    CHECK(problems(e, R"({"status":"done","o":{"y":1},"o":{"y":"a"}})") == "breach duplicate_member /o");
    CHECK(problems(e, R"({"status":"running","status":"done"})") == "fatal duplicate_member /status");
    CHECK(problems(e, R"({"status":"running","sta\u0074us":"done"})") == "fatal duplicate_member /status");
    CHECK(problems(e, R"({"id":"1","id":"2","status":"done"})", "1") == "fatal duplicate_member /id");
    CHECK(first_offset(e, R"({"status":"done","x":1,"x":2})") >= 23);
    CHECK(verdict(e, R"({"status":"done","z":1,"z":2})") == event::vendor_terminal);
}

TEST_CASE("the first value of a duplicate is the one that counts") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/n", .type = json_type::string, .role = role::name}));
    support::reader r;
    CHECK(r.read(e, R"({"status":"done","n":"first","n":"second"})").job.name == "first");
}

TEST_CASE("offsets point at the value, and at the text before a missing member") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/n", .type = json_type::integer},
                           member{.at = "/s", .type = json_type::string, .format = format::uuid},
                           member{.at = "/o", .type = json_type::object},
                           member{.at = "/o/deep", .type = json_type::boolean, .required = true}));
    const auto offset_is = [](std::string_view body, std::string_view at) {
        CAPTURE(std::string{body});
        CHECK(first_offset(e, body) == body.find(at));
    };
    offset_is(R"({"status":"done","n": 1.5})", "1.5");
    offset_is(R"({"status":"done","n" : "x"})", R"("x")");
    offset_is(R"({"status":"done","n":null})", "null");
    offset_is(R"({"status":"done","n":true})", "true");
    offset_is(R"({"status":"done","n":{"a":1}})", R"({"a")");
    offset_is(R"({"status":"done","s":"bad"})", R"("bad")");
    offset_is(R"({"status":"done","o":{"deep":"x"}})", R"("x")");
    offset_is(R"({"status":"dancing"})", R"("dancing")");
    const std::string_view missing = R"({"status":"done","o":{"a":1},"n":1})";
    CHECK(problems(e, missing) == "breach required /o/deep");
    CHECK(first_offset(e, missing) <= missing.find("}"));
}

TEST_CASE("an id that is not the one asked for is fatal and points at the id") {
    constexpr std::string_view body = R"({"status":"done","id":"8"})";
    CHECK(problems(plain_job, body, "7") == "fatal identity /id");
    CHECK(first_offset(plain_job, body, "7") == 22);
    CHECK(problems(plain_job, body, "8").empty());
    CHECK(problems(plain_job, body).empty());
    CHECK(problems(plain_job, R"({"status":"done"})", "7").empty());
    CHECK(problems(plain_job, R"({"status":"done","id":"\u0038"})", "8").empty());
    CHECK(problems(plain_job, R"({"status":"done","id":"88"})", "8") == "fatal identity /id");
    CHECK(problems(plain_job, R"({"status":"done","id":""})", "8") == "fatal identity /id");
    CHECK(problems(plain_job, R"({"status":"done","id":"A"})", "a") == "fatal identity /id");
}

TEST_CASE("an id that is a number is compared by its text, with all its digits") {
    static constexpr endpoint e =
        declare(support::changed([](declaration& d) { d.members[0].type = json_type::integer; }));
    support::reader r;
    CHECK(r.read(e, R"({"id":9007199254740993,"status":"done"})", "9007199254740993").what ==
          event::vendor_terminal);
    CHECK(r.last().job.id == "9007199254740993");
    CHECK(problems(e, R"({"id":9007199254740993,"status":"done"})", "9007199254740992") ==
          "fatal identity /id");
    CHECK(first_offset(e, R"({"id":9007199254740993,"status":"done"})", "9007199254740992") == 6);
    CHECK(r.read(e, R"({"id":18446744073709551615,"status":"done"})", "18446744073709551615").job.id ==
          "18446744073709551615");
    CHECK(r.read(e, R"({"id":18446744073709551616,"status":"done"})", "18446744073709551616").job.id ==
          "18446744073709551616");
}

TEST_CASE("a UUID is compared without case where the contract says that it is one") {
    static constexpr endpoint e =
        declare(support::changed([](declaration& d) { d.members[0].format = format::uuid; }));
    const std::string body = R"({"id":"3C90C3CC-0D44-4B50-8888-8DD25736052A","status":"done"})";
    CHECK(problems(e, body, support::uuid).empty());
}

TEST_CASE("counters keep 64 bits") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/total", .type = json_type::number, .role = role::total},
                           member{.at = "/done", .type = json_type::number, .role = role::completed}));
    support::reader r;
    const job& j =
        r.read(e, R"({"status":"running","total":9007199254740993,"done":18446744073709551615})").job;
    CHECK(j.items.total == 9007199254740993);
    CHECK(j.items.completed == std::numeric_limits<std::int64_t>::max());
    CHECK(r.read(e, R"({"status":"running","total":46.0,"done":4.6e1})").job.items.total == 46);
    CHECK(r.last().job.items.completed == 46);
    CHECK(r.read(e, R"({"status":"running","total":0e400})").job.items.total == 0);
    CHECK(r.read(e, R"({"status":"running","total":-9223372036854775808})").job.items.total ==
          std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("strict: every breach makes the reply unusable, and what is tolerated stays so") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/n", .type = json_type::integer},
                           member{.at = "/t", .type = json_type::string, .null = nulls::tolerated}));
    CHECK(problems(e, R"({"status":"done","n":"x","t":null})", {}, true) ==
          "fatal type /n; tolerated type /t");
    support::reader r;
    CHECK(r.read(e, reply{.status = 200, .body = R"({"status":"done","n":"x"})"}, {.strict = true}).what ==
          event::malformed);
    CHECK(r.read(e, reply{.status = 200, .body = R"({"status":"done","t":null})"}, {.strict = true}).what ==
          event::vendor_terminal);
}

TEST_CASE("strict: in a list, a breach of a job that was not asked for stays one") {
    const auto in_strict = [](std::string_view body) {
        return problems(vendors::userpilot::job_list, body, "2", true);
    };
    CHECK(in_strict(R"([{"job_id":"1","status":"completed","total_rows":"x"},)"
                    R"({"job_id":"2","status":"completed"}])") == "breach type /0/total_rows");
    CHECK(in_strict(R"([{"job_id":"1","status":"completed"},)"
                    R"({"job_id":"2","status":"completed","total_rows":"x"}])") ==
          "fatal type /1/total_rows");
    CHECK(in_strict(R"([3,{"job_id":"2","status":"completed"}])") == "fatal type /0");
}

TEST_CASE("the first violations are kept and all are counted") {
    static constexpr endpoint closed = declare(support::changed([](declaration& d) { d.closed = true; }));
    std::string body = R"({"status":"done")";
    for (int i = 0; i < 100; ++i)
        body += ",\"x" + std::to_string(i) + "\":1";
    body += "}";
    support::reader r;
    CHECK(r.read(closed, body).what == event::vendor_terminal);
    CHECK(r.last().counts.breaches == 100);
    CHECK(r.last().violations.size() == 16);
    CHECK(r.read(closed, reply{.status = 200, .body = body}, {.strict = true}).what == event::malformed);
    CHECK(r.last().counts.fatal == 100);
}

TEST_CASE("an unusable Retry-After or Date is flagged and ignored, with every body") {
    support::reader r;
    for (const std::string_view body : {R"({"status":"done"})", "<html>"}) {
        r.read(plain_job, reply{.status = 200, .retry_after = "soon", .body = body});
        CHECK(r.problems().find("tolerated retry_after") == 0);
        r.read(plain_job, reply{.status = 200, .retry_after = "5", .date = "today", .body = body});
        CHECK(r.problems().find("tolerated date") == 0);
    }
    r.read(plain_job, reply{.status = 200, .date = "today", .body = R"({"status":"done"})"});
    CHECK(r.problems().empty());
}

TEST_CASE("a job of a list that was not asked for is never fatal") {
    const endpoint& e = vendors::userpilot::job_list;
    CHECK(problems(e, R"([{"job_id":"1"},{"job_id":"2","status":"completed"}])", "2") ==
          "breach undecidable /0/status");
    CHECK(verdict(e, R"([{"job_id":"1"},{"job_id":"2","status":"completed"}])", "2") ==
          event::vendor_terminal);
    CHECK(verdict(e, R"([{"job_id":"1"},{"job_id":"2","status":"completed"}])", "1") == event::malformed);
    CHECK(problems(e, R"([3,{"job_id":"2","status":"completed"}])", "2") == "breach type /0");
    CHECK(verdict(e, "[]", "2") == event::in_progress);
}

TEST_CASE("every job of a list is kept, and the job twice on a page is a contradiction") {
    support::reader r;
    r.read(vendors::userpilot::job_list,
           reply{.status = 200,
                 .body = R"([{"job_id":"1","status":"queued"},{"job_id":"2","status":"failed"},)"
                         R"({"job_id":"1","status":"completed"}])"},
           {.job_id = "1", .list = true});
    REQUIRE(r.last().listed.size() == 3);
    CHECK(r.last().listed[0].said.event == event::in_progress);
    CHECK(r.last().listed[1].said.outcome == outcome::failed);
    CHECK(r.last().listed[2].said.event == event::vendor_terminal);
    CHECK(r.problems() == "breach contradiction /2/job_id");
    CHECK(r.last().what == event::in_progress);
}

TEST_CASE("a list that was cut off, or goes on behind its end, has no jobs") {
    for (const std::string_view body : {R"([{"job_id":"1","status":"queued"},{"job_id":"2")",
                                        R"([{"job_id":"1","status":"queued"}]<!-- cached -->)"}) {
        CAPTURE(std::string{body});
        support::reader r;
        r.read(vendors::userpilot::job_list, reply{.status = 200, .body = body},
               {.job_id = "1", .list = true});
        CHECK(r.last().listed.empty());
        CHECK(r.last().what == event::malformed);
        CHECK_FALSE(r.last().mentions_job);
    }
}
