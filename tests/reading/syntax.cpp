#include <jobpoll/reading/syntax.hpp>

#include <string_view>

#include <support/catch.hpp>

using jobpoll::json_type;
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

TEST_CASE("a document stands between the brackets of its root, with white space around it at most") {
    for (const std::string_view text : {"{}", " {1}\r\n", "{[}", "{{}", "{}}", "{} {}", "{"})
        CHECK(is_enclosed(text, json_type::object) == (text != "{"));
    for (const std::string_view text : {"[]", "\t[1] ", "[{]", "[[]", "[1] [2]"}) {
        CHECK(is_enclosed(text, json_type::array));
        CHECK_FALSE(is_enclosed(text, json_type::object));
    }
    for (const std::string_view text :
         {"", " ", "}", "1", "null", "{ ", R"({"a":[1])", "[{}", "{} x", "[1]{", "[1}"}) {
        CHECK_FALSE(is_enclosed(text, json_type::object));
        CHECK_FALSE(is_enclosed(text, json_type::array));
    }
}
