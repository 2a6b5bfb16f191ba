// Input that was made to hurt, through the program: every text that a person may see, and sizes.
#include "program.hpp"

#include <support/bodies.hpp>
#include <support/catch.hpp>

using namespace companion_tests;

namespace {

// ESC with a sequence that clears the screen, BEL, DEL, C1 CSI, right-to-left override, isolate, zero width
// space.
const std::string hostile = "a\\u001b[2J\\u0007\\u007f\\u009b\\u202e\\u2066\\u200bz";

bool is_harmless(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte < 0x20 && byte != '\n') || byte == 0x7f) return false;
        const std::string_view rest = std::string_view{text}.substr(i);
        // C1 controls are C2 80 to C2 9F; marks and overrides of direction E2 80 8B to E2 80 AE, E2 81 A0 to
        // AF.
        if (rest.size() > 1 && byte == 0xc2 && static_cast<unsigned char>(rest[1]) < 0xa0) return false;
        if (rest.starts_with("\xe2\x80\xae") || rest.starts_with("\xe2\x81\xa6") ||
            rest.starts_with("\xe2\x80\x8b"))
            return false;
    }
    return true;
}

/// The body once for each of its texts, keys included, with the hostile text in its place.
std::vector<std::string> with_each_text_hostile(const std::string& body) {
    std::vector<std::string> all;
    for (std::size_t at = body.find('"'); at != std::string::npos;) {
        std::size_t end = at + 1;
        while (body[end] != '"')
            end += body[end] == '\\' ? 2 : 1;
        all.push_back(body.substr(0, at + 1) + hostile + body.substr(end));
        at = body.find('"', end + 1);
    }
    return all;
}

void check_harmless(const result& r) {
    CHECK(is_harmless(r.out));
    CHECK(is_harmless(r.err));
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

} // namespace

TEST_CASE("no text of any endpoint reaches a person unescaped, whichever member or key it is") {
    for (const support::sample& s : support::samples()) {
        const std::string endpoint{s.endpoint.name};
        const words asked = {"--job-id", std::string{s.job_id}};
        std::string lines;
        for (const std::string& body :
             with_each_text_hostile(support::body_of(s, support::running_word(s.endpoint)))) {
            CAPTURE(endpoint, body);
            lines += R"({"payload":)" + body + "}\n";
            check_harmless(run({"check", endpoint, asked[0], asked[1]}, body));
        }
        check_harmless(run({"check", endpoint, "--jsonl", asked[0], asked[1]}, lines));
        check_harmless(run({"replay", endpoint, asked[0], asked[1]}, lines));
        check_harmless(run({"replay", endpoint, "--jsonl", asked[0], asked[1]}, lines));
    }
}

TEST_CASE("no text of an error reply reaches a person unescaped") {
    for (const support::sample& s : support::samples())
        for (const int code : {400, 422}) {
            std::string lines;
            for (const std::string& body : with_each_text_hostile(
                     R"({"detail":"d","title":"t","errorCode":"c","error":"e","message":"m",)"
                     R"("errors":[{"message":"m","error_code":"c"}]})"))
                lines += R"({"status":)" + std::to_string(code) + R"(,"payload":)" + body + "}\n";
            lines += R"({"status":422,"payload":{"detail":[{"loc":["body",")" + hostile + R"("],"msg":")" +
                     hostile + R"(","type":")" + hostile + "\"}]}}\n";
            const std::string endpoint{s.endpoint.name};
            check_harmless(run({"check", endpoint, "--jsonl"}, lines));
            check_harmless(run({"replay", endpoint, "--job-id", std::string{s.job_id}}, lines));
        }
}

TEST_CASE("a line that is nested a hundred thousand deep is refused in one line") {
    const result deep = run({"replay", "gu1.job"}, R"({"payload":)" + repeated("[", 100'000));
    CHECK(deep.code == 65);
    CHECK(lines_of(deep.err).size() == 1);
    CHECK(deep.err.size() < 300);
    const result body = run({"check", "gu1.job"}, repeated("[", 100'000));
    CHECK(body.code == 2);
    CHECK(body.out.size() < 2'000);
}

TEST_CASE("what is printed of a key or a text of a megabyte is short") {
    const std::string big(1'000'000, 'k');
    for (const std::string& body :
         {"{\"" + big + "\":1}", R"({"job_id":")" + big + R"(","status":")" + big + "\"}"}) {
        const result checked = run({"check", "retailgrid.job"}, body);
        CHECK(checked.code != 0);
        for (const std::string& line : lines_of(checked.out))
            CHECK(line.size() < 2'000);
    }
}

TEST_CASE("a hundred thousand violations are all counted, and what is printed ends") {
    const std::string body =
        R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"x","status":"running",)" +
        repeated(R"("x":0,)", 100'000) + R"("created_at":"2026-03-01T10:00:00Z"})";
    const result checked = run({"check", "retailgrid.job"}, body);
    CHECK(checked.code == 1);
    CHECK(checked.out.find("100000") != std::string::npos);
    CHECK(lines_of(checked.out).size() < 140'000);
}
