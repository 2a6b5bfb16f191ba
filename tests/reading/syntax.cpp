#include <jobpoll/reading/syntax.hpp>

#include <string_view>

#include <support/catch.hpp>

using namespace jobpoll::detail;

TEST_CASE("white space is taken away from both ends, and from nowhere else") {
    CHECK(without_white_space(" \r\n\t{ } \t\r\n") == "{ }");
    CHECK(without_white_space("1") == "1");
    CHECK(without_white_space(" \t ").empty());
    CHECK(without_white_space("").empty());
    // No other character is white space in JSON (RFC 8259, section 2).
    for (const std::string_view text : {"\v1", "\f1", "\xa0 1"})
        CHECK(without_white_space(text) == text);
}

TEST_CASE("a text whose last character cannot end what its first one begins is no document") {
    for (const std::string_view text : {"{}", " [1]\r\n", "{[}", "[[]", "{}}", "[1] [2]"})
        CHECK(can_be_whole(text));
    for (const std::string_view text : {"{", "[ ", R"({"a":1)", R"({"a":[1])", "[{}", "{} x", "[1]{"})
        CHECK_FALSE(can_be_whole(text));
}

TEST_CASE("of a text that begins otherwise the last character says nothing") {
    for (const std::string_view text : {"1", "\"a", "null", "x{", "", " "})
        CHECK(can_be_whole(text));
}
