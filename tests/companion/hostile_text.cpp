#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

// ESC, BEL, DEL, C1 CSI, right-to-left override, isolate, mark, Arabic letter mark, zero width space, BOM.
const std::string hostile = "\\u001b[2J\\u0007\\u007f\\u009b\\u202e\\u2066\\u200f\\u061c\\u200b\\ufeff";
const std::string hostile_bytes =
    "\x7f\xc2\x9b\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c\xe2\x80\x8b\xef\xbb\xbf";

std::string body_with(const std::string& text) {
    return R"({"job_id":")" + text + R"(","status":")" + text + R"(","type":")" + text + R"(","filename":")" +
           text + R"(","links":")" + text + R"(","elapsed_time":")" + text + "\"}";
}

/// Nothing but printable ASCII, line breaks and the harmless characters of the bar.
bool is_harmless(std::string text) {
    for (const std::string_view cell : {"\u2588", "\u2591"})
        for (std::size_t at = 0; (at = text.find(cell)) != std::string::npos;)
            text.erase(at, cell.size());
    for (const char c : text)
        if (c != '\n' && (c < 0x20 || c > 0x7e)) return false;
    return true;
}

} // namespace

TEST_CASE("the vendor's text never reaches the terminal unescaped") {
    for (const std::string& text : {hostile, hostile_bytes, std::string{"\xff\xc0\x80\xed\xa0\x80"}}) {
        const std::string line = R"({"payload":)" + body_with(text) + "}";
        CHECK(is_harmless(run({"check", "userpilot.job"}, body_with(text)).out));
        CHECK(is_harmless(run({"replay", "userpilot.job"}, line).out));
        CHECK(is_harmless(run({"check", "userpilot.job", "--jsonl"}, line).out));
        CHECK(is_harmless(run({"replay", "userpilot.job", "--jsonl"}, line + "\n{\"cancel\":true}").out));
        CHECK(is_harmless(run({"replay", "reply_io.job"}, R"({"status":400,"payload":{"detail":")" + text +
                                                              R"(","errorCode":")" + text + "\"}}")
                              .out));
        CHECK(is_harmless(run({"check", "retailgrid.job"}, "{\"" + text + "\":1}").out));
    }
}

TEST_CASE("hidden characters are written as escapes") {
    const result people = run({"check", "userpilot.job"}, body_with(hostile));
    CHECK(people.out.find(R"(\x1b[2J\x07\x7f\u009b\u202e\u2066\u200f\u061c\u200b\ufeff)") !=
          std::string::npos);
    const result programs =
        run({"check", "userpilot.job", "--jsonl"}, R"({"payload":)" + body_with(hostile_bytes) + "}");
    CHECK(programs.out.find(R"("id":"\u007f\u009b\u202e\u2066\u200f\u061c\u200b\ufeff")") !=
          std::string::npos);
}

TEST_CASE("bytes that are not UTF-8 become the replacement character, or an escape") {
    const result programs = run({"replay", "reply_io.job", "--jsonl"},
                                "{\"status\":429,\"headers\":{\"Retry-After\":\"\xff\xc3\"},\"body\":\"\"}");
    CHECK(programs.out.find(R"(found \"\ufffd\ufffd\")") != std::string::npos);
    const result people = run({"replay", "reply_io.job"},
                              "{\"status\":429,\"headers\":{\"Retry-After\":\"\xff\xc3\"},\"body\":\"\"}");
    CHECK(people.out.find(R"(\xff\xc3)") != std::string::npos);
    const result raw =
        run({"check", "userpilot.job", "--jsonl"}, "{\"body\":\"{\\\"status\\\":\\\"\xff\\\"}\"}");
    CHECK(raw.out.find(R"("rule":"unicode","severity":"fatal","offset":11)") != std::string::npos);
}

TEST_CASE("text that is merely not English stays as it is") {
    const std::string body =
        "{\"status\":\"queued\",\"filename\":\"Größe \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x93\xa6\"}";
    CHECK(run({"check", "userpilot.job"}, body).out.find("Größe \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x93\xa6") !=
          std::string::npos);
    CHECK(run({"check", "userpilot.job", "--jsonl"}, "{\"payload\":" + body + "}").out.find("\"Größe ") !=
          std::string::npos);
}

TEST_CASE("what the command line says is escaped in errors, too") {
    CHECK(is_harmless(run({"replay", "\x1b[31mgu1"}).err));
    CHECK(is_harmless(run({"check", "gu1.job", "/no\x1bwhere"}).err));
    CHECK(is_harmless(run({"replay", "gu1.job", "--law", "\x1b"}).err));
    CHECK(is_harmless(run({"replay", "gu1.job"}, "{\"\\u001b\":1}").err));
}
