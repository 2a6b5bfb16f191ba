#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

TEST_CASE("each line is answered before the next one is sent") {
    conversation with{{"replay", "gu1.job", "--jsonl"}};
    CHECK(with.hear().starts_with(R"({"action":"poll","at_ms":0,)"));
    with.say(R"({"status":503})");
    CHECK(with.hear().find(R"("why":"backoff","attempt":1,)") != std::string::npos);
    with.say(R"({"restart":true})");
    CHECK(with.hear().find(R"("why":"backoff","attempt":1,)") != std::string::npos);
    with.say(R"({"status":401})");
    CHECK(with.hear().find(R"("why":"unauthorized",)") != std::string::npos);
    with.say(R"({"status":401})");
    CHECK(with.hear().starts_with(R"({"action":"stop","outcome":"unauthorized")"));
    CHECK(with.end() == 0);
}

TEST_CASE("check answers line by line, too") {
    conversation with{{"check", "gu1.job", "--jsonl"}};
    for (int i = 0; i < 3; ++i) {
        with.say(R"({"status":404})");
        CHECK(with.hear().find(R"("event":"not_found")") != std::string::npos);
    }
    CHECK(with.end() == 0);
}

TEST_CASE("a timeline of standard input grows line by line") {
    conversation with{{"replay", "gu1.job"}};
    CHECK(with.hear().starts_with("gu1.job"));
    with.say(R"({"no_reply":true})");
    CHECK(with.hear().find("no reply") != std::string::npos);
    CHECK(with.end() == 0);
}
