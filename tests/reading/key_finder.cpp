#include <jobpoll/reading/key_finder.hpp>

#include <string_view>

#include <support/catch.hpp>

using jobpoll::detail::key_finder;
using jobpoll::detail::with_inner;

namespace {
constexpr auto root = with_inner(1, true);
constexpr auto in_object = with_inner(root, true);
constexpr auto in_array_of_objects = with_inner(with_inner(root, false), true);

/// The text from the closing quote on that is found behind the place `last`.
std::string_view behind(key_finder& finder, std::string_view text, std::size_t last,
                        jobpoll::detail::open_containers wanted) {
    const char* const end = text.data() + text.size();
    const char* const found = finder.key_behind(text.data() + last, wanted, end);
    return {found, static_cast<std::size_t>(end - found)};
}
} // namespace

TEST_CASE("keys are found by the containers around them, one after the other") {
    constexpr std::string_view text =
        R"({"a":{"b":"c","d":[{"e":1}]},"\"}f" : ["g",{"h":"i:"}],"j":[[{"k":1}],{"l":2}]})";
    key_finder finder{text.data()};
    CHECK(behind(finder, text, 0, root).substr(0, 3) == R"(":{)");
    CHECK(behind(finder, text, 0, in_object).substr(0, 4) == R"(":"c)");
    CHECK(behind(finder, text, 0, root).substr(0, 5) == R"(" : [)");
    CHECK(behind(finder, text, 0, in_array_of_objects).substr(0, 5) == R"(":"i:)");
    CHECK(behind(finder, text, text.find("[["), in_array_of_objects) == R"(":2}]})");
    CHECK(behind(finder, text, 0, root).empty());
}

TEST_CASE("a key behind the last one that is known, not that one again") {
    constexpr std::string_view text = R"({"a":1,"b":2})";
    key_finder finder{text.data()};
    CHECK(behind(finder, text, text.find("a\"") + 1, root) == R"(":2})");
}

TEST_CASE("text that breaks off has no further key") {
    for (const std::string_view text : {R"({"a)", R"({"a")", R"({"a" )", R"({"a\)", "{", "}}}}\"a\":1", ""}) {
        key_finder finder{text.data()};
        CHECK(behind(finder, text, 0, root).empty());
    }
}
