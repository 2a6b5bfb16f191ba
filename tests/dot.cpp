#include <jobpoll/dot.hpp>

#include <algorithm>

#include <support/catch.hpp>

using namespace jobpoll;

TEST_CASE("the diagram and the table mention every stage and every event") {
    for (const std::string& text : {to_dot(), to_markdown()}) {
        for (std::size_t s = 0; s < stage_count; ++s)
            CHECK(text.find(to_string(static_cast<stage>(s))) != std::string::npos);
        for (std::size_t e = 0; e < event_count; ++e)
            CHECK(text.find(to_string(static_cast<event>(e))) != std::string::npos);
    }
}

TEST_CASE("the diagram is a graph whose brackets match") {
    const std::string text = to_dot();
    CHECK(text.find("digraph jobpoll {") == 0);
    CHECK(text.ends_with("}\n"));
    CHECK(std::count(text.begin(), text.end(), '[') == std::count(text.begin(), text.end(), ']'));
    CHECK(std::count(text.begin(), text.end(), '"') % 2 == 0);
    CHECK(text.find("unseen -> seen") != std::string::npos);
    CHECK(text.find("ended ->") == std::string::npos);
    CHECK(text.find("style=dashed") != std::string::npos);
}

TEST_CASE("the table for Markdown has a row for every event and a cell for every stage") {
    const std::string text = to_markdown();
    CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<std::ptrdiff_t>(event_count) + 2);
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = text.find('\n', begin);
        CHECK(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                         text.begin() + static_cast<std::ptrdiff_t>(end), '|') == 6);
        begin = end + 1;
    }
    CHECK(text.find("when the budget `faults` is spent: unreachable") != std::string::npos);
}
