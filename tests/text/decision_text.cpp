#include <jobpoll/text/decision_text.hpp>

#include <set>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

TEST_CASE("times are said in the two units that matter") {
    CHECK(describe(0ms) == "0ms");
    CHECK(describe(350ms) == "350ms");
    CHECK(describe(999ms) == "999ms");
    CHECK(describe(1s) == "1s");
    CHECK(describe(2550ms) == "2.5s");
    CHECK(describe(59'999ms) == "59.9s");
    CHECK(describe(60s) == "1m00s");
    CHECK(describe(3min + 41s) == "3m41s");
    CHECK(describe(2h + 5min) == "2h05m");
    CHECK(describe(76h) == "3d04h");
    CHECK(describe(-90s) == "-1m30s");
    CHECK(describe(milliseconds::max()) == "for ever");
    CHECK(describe(milliseconds::min()) == "for ever ago");
    CHECK(describe(milliseconds::max() - 1ms).ends_with("h"));
}

TEST_CASE("every reason has a sentence and a name of its own") {
    std::set<std::string_view> sentences;
    std::set<std::string_view> names;
    const int count = static_cast<int>(reason::invalid_options) + 1;
    for (int i = 0; i < count; ++i) {
        sentences.insert(describe(static_cast<reason>(i)));
        names.insert(to_string(static_cast<reason>(i)));
    }
    CHECK(sentences.size() == static_cast<std::size_t>(count));
    CHECK(names.size() == static_cast<std::size_t>(count));
    CHECK(describe(static_cast<reason>(200)) == "?");
}
