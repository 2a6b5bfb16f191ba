// Strings with escapes, however they are cut into pieces, and the life of the views.
#include <jobpoll/reading/text_arena.hpp>

#include <string>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;

namespace {
constexpr endpoint named = declare(
    support::plain_with(member{.at = "/name", .type = json_type::string, .role = role::name},
                        member{.at = "/kind", .type = json_type::string, .role = role::kind},
                        member{.at = "/message", .type = json_type::string, .role = role::error_message}));

std::string body_with(std::string_view name) {
    return R"({"id":"7","name":")" + std::string{name} + R"(","kind":"k\t","status":"failed","message":"m"})";
}
} // namespace

TEST_CASE("escapes are decoded wherever in the string they stand") {
    support::reader r;
    const auto name_of = [&](std::string_view text) {
        const std::string body = body_with(text);
        std::string name{r.read(named, body).job.name};
        CHECK(r.last().job.kind == "k\t");
        CHECK(r.last().job.error.message == "m");
        return name;
    };
    CHECK(name_of(R"(\u0041bc)") == "Abc");
    CHECK(name_of(R"(a\u0042c)") == "aBc");
    CHECK(name_of(R"(ab\u0043)") == "abC");
    CHECK(name_of(R"(\n)") == "\n");
    CHECK(name_of(R"(\"\\\/\b\f\n\r\t)") == "\"\\/\b\f\n\r\t");
    CHECK(name_of(R"(\ud83d\ude00)") == "\xf0\x9f\x98\x80");
    CHECK(name_of(R"(a\u0000b)") == std::string("a\0b", 3));
    CHECK(name_of("").empty());
}

TEST_CASE("long strings come whole, with and without escapes, around the parser's own buffer size") {
    support::reader r;
    for (const std::size_t size : {4094u, 4095u, 4096u, 4097u, 8191u, 8192u, 8193u, 100'000u}) {
        const std::string text(size, 'x');
        for (const std::string& spelled :
             {text, R"(\n)" + text, text + R"(\n)", text + R"(\n)" + text, text + "\xc3\xa9" + text}) {
            std::string expected = spelled;
            if (const auto at = expected.find("\\n"); at != std::string::npos) expected.replace(at, 2, "\n");
            const std::string body = body_with(spelled);
            if (r.read(named, body).job.name != expected) FAIL("a string of " << size);
        }
    }
    SUCCEED();
}

TEST_CASE("keys with escapes are the same keys, at any length") {
    support::reader r;
    CHECK(r.read(named, R"({"n\u0061me":"x","\u0073tatus":"done"})").job.name == "x");
    CHECK(r.last().what == event::vendor_terminal);
    static constexpr endpoint closed = declare(support::changed([](declaration& d) { d.closed = true; }));
    const std::string key(10'000, 'k');
    const std::string body = R"({"status":"done",")" + key + R"(\n":1})";
    r.read(closed, body);
    REQUIRE(r.last().violations.size() == 1);
    CHECK(r.last().violations.front().name == key + "\n");
}

TEST_CASE("text without escapes is a view into the body") {
    jobpoll::reader r{named};
    r.read({.status = 200, .body = body_with("plain")});
    CHECK(r.job().name.data() >= r.body().data());
    CHECK(r.job().name.data() < r.body().data() + r.body().size());
}

TEST_CASE("every decoded view of one reply stays valid until the next read") {
    static constexpr endpoint e = declare(
        support::plain_with(member{.at = "/a", .type = json_type::string, .role = role::name},
                            member{.at = "/b", .type = json_type::string, .role = role::kind},
                            member{.at = "/c", .type = json_type::string, .role = role::error_message},
                            member{.at = "/d", .type = json_type::string, .format = format::uuid}));
    support::reader r;
    const std::string body = R"({"a":"\u0061","b":"\u0062\u0062","c":"\u0063","d":"\u0064","id":"\u0037",)"
                             R"("status":"d\u006fne"})";
    const job& j = r.read(e, body).job;
    CHECK(j.name == "a");
    CHECK(j.kind == "bb");
    CHECK(j.error.message == "c");
    CHECK(j.id == "7");
    CHECK(j.vendor_status == "done");
    CHECK(r.last().violations.front().found == "d");
}
