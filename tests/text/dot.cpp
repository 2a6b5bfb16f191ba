#include <jobpoll/dot.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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

TEST_CASE("what leaves a stage as it is stands inside it, and every arrow leads on") {
    const std::string text = to_dot();
    for (std::size_t s = 0; s < stage_count; ++s) {
        const std::string name{to_string(static_cast<stage>(s))};
        CHECK(text.find("    " + name + " -> " + name + ' ') == std::string::npos);
    }
    const std::string seen = text.substr(text.find("    seen [label="));
    CHECK(seen.substr(0, seen.find('\n')).find("<b>back off</b>") != std::string::npos);
}

namespace {

/// The words of a diagram, sorted: what stands between `>` and `<` in those lines that have text.
std::vector<std::string> words_of(const std::string& text, std::string_view opening,
                                  std::string_view closing) {
    std::vector<std::string> words;
    for (std::size_t end = text.find(closing); end != std::string::npos; end = text.find(closing, end + 1)) {
        const std::size_t begin = text.rfind(opening, end);
        const std::size_t word = text.rfind('>', end - 1) + 1;
        if (begin != std::string::npos && word < end && text[word] != '<')
            words.push_back(text.substr(word, end - word));
    }
    std::sort(words.begin(), words.end());
    return words;
}

} // namespace

TEST_CASE("the picture of the machine in the documents says what the table says") {
    std::ifstream file{JOBPOLL_TEST_DATA "/../../docs/pictures/state_machine.svg"};
    const std::string picture{std::istreambuf_iterator<char>{file}, {}};
    std::string dot = to_dot();
    for (std::size_t at = 0; (at = dot.find("</b>", at)) != std::string::npos;)
        dot.erase(at, 4);
    for (std::size_t at = 0; (at = dot.find("</font>", at)) != std::string::npos;)
        dot.erase(at, 7);
    const std::vector<std::string> wanted = words_of(dot, "<td", "</td>");
    CHECK(wanted.size() > 40);
    // To redraw it: the block in docs/state-machine.md, through `dot -Tsvg`.
    CHECK(words_of(picture, "<text", "</text>") == wanted);
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
