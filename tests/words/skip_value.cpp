#include <jobpoll/words/skip_value.hpp>

#include <string>

#include <support/catch.hpp>

namespace {
std::string first_value(std::string_view text) {
    const char* end = jobpoll::detail::skip_value(text.data(), text.data() + text.size());
    return {text.data(), end};
}

std::string after_key(std::string_view text) {
    const char* at = jobpoll::detail::value_after_key(text.data(), text.data() + text.size());
    return {at, text.data() + text.size()};
}
} // namespace

TEST_CASE("a value ends where it ends, with any text behind it") {
    for (const std::string_view value :
         {"1", "-1.5e+3", "true", "null", R"("")", R"("a,b]}")", R"("a\"b")", R"("\\")", R"("\\\"")", "{}",
          "[]", R"({"a":{"b":[1,2]}})", R"([[],[{}],"]"])", R"({"}":"{"})", R"(["\"]"])"})
        for (const std::string_view tail : {"", ",1", "}", "]", " ", "\n,", "\t}", "\r]"}) {
            CAPTURE(value, tail);
            CHECK(first_value(std::string{value} + std::string{tail}) == value);
        }
}

TEST_CASE("the value after a key starts behind the colon and the white space around it") {
    CHECK(after_key("\":1}") == "1}");
    CHECK(after_key("\" :\r\n\t {}") == "{}");
    CHECK(after_key("\":\":\"") == "\":\"");
    CHECK(after_key("\"").empty());
}

TEST_CASE("text that ends too early ends the value and nothing worse") {
    CHECK(first_value(R"({"a":[1)") == R"({"a":[1)");
    CHECK(first_value(R"("abc)") == R"("abc)");
    CHECK(first_value(R"("abc\)") == R"("abc\)");
    CHECK(first_value("").empty());
}
