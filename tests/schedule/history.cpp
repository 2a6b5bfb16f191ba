#include <jobpoll/history.hpp>

#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

constexpr history squares() {
    history h;
    for (int i = 0; i < 100; ++i)
        h.learn(milliseconds{1000 * i * i});
    return h;
}

} // namespace

TEST_CASE("a history is plain data of constant size") {
    STATIC_REQUIRE(std::is_trivially_copyable_v<history>);
    STATIC_REQUIRE(sizeof(history) <= 1024);
    STATIC_REQUIRE(history{}.empty());
    STATIC_REQUIRE(squares().size() == 100);
}

TEST_CASE("the bins tile the time from nought to two years, an eighth of an octave wide at the most") {
    for (int bin = 0; bin < history::bins; ++bin) {
        CHECK(history::bin_of(history::begin_of(bin)) == bin);
        CHECK(history::bin_of(history::begin_of(bin + 1) - 1ms) == bin);
        if (bin >= 8)
            CHECK((history::begin_of(bin + 1) - history::begin_of(bin)) * 8 <= history::begin_of(bin));
    }
    CHECK(history::begin_of(0) == 0ms);
    CHECK(history::bin_of(milliseconds::min()) == 0);
    CHECK(history::bin_of(milliseconds::max()) == history::bins - 1);
}

TEST_CASE("the order in which durations are learned makes no difference, and merging adds") {
    history forwards;
    history backwards;
    for (int i = 0; i < 50; ++i) {
        forwards.learn(milliseconds{i * i * 777});
        backwards.learn(milliseconds{(49 - i) * (49 - i) * 777});
    }
    CHECK(forwards == backwards);
    history halves[2];
    for (int i = 0; i < 50; ++i)
        halves[i % 2].learn(milliseconds{i * i * 777});
    CHECK(merge(halves[0], halves[1]) == forwards);
    CHECK(merge(forwards, history{}) == forwards);
    CHECK(merge(history{}, forwards) == forwards);
}

TEST_CASE("counts saturate and never wrap") {
    history h;
    h.add(3, std::numeric_limits<std::uint32_t>::max() - 1);
    h.learn(1h);
    h.learn(1h);
    CHECK(h.size() == std::numeric_limits<std::uint32_t>::max());
    CHECK(h.count(history::bin_of(1h)) == 1);
    CHECK(merge(h, h) == h);
}

TEST_CASE("a history survives its text") {
    CHECK(to_text(history{}) == "jobpoll-history 1");
    history two;
    two.learn(1s);
    two.learn(1s);
    two.learn(0ms);
    CHECK(to_text(two) == "jobpoll-history 1 0:1 7:2");
    for (const history& h : {history{}, two, squares(), merge(squares(), two)}) {
        history back = squares();
        REQUIRE(parse_history(to_text(h), back) == history_error::none);
        CHECK(back == h);
    }
}

TEST_CASE("only what to_text writes is read, and a refused text changes nothing") {
    using enum history_error;
    const struct {
        const char* text;
        history_error error;
    } rows[] = {
        {"", not_a_history},
        {"jobpoll-history", not_a_history},
        {"jobpoll-history ", not_a_history},
        {"jobpoll-history x", not_a_history},
        {"jobpoll-history -1", not_a_history},
        {"jobpoll-snapshot 1", not_a_history},
        {" jobpoll-history 1", not_a_history},
        {"jobpoll-history 2", newer_version},
        {"jobpoll-history 13:1", newer_version},
        {"jobpoll-history 99999999999", newer_version},
        {"jobpoll-history 0", damaged},
        {"jobpoll-history 01", not_a_history},
        {"jobpoll-history 1 ", damaged},
        {"jobpoll-history 1 3", damaged},
        {"jobpoll-history 1 3:", damaged},
        {"jobpoll-history 1 3:0", damaged},
        {"jobpoll-history 1 03:1", damaged},
        {"jobpoll-history 1 3:01", damaged},
        {"jobpoll-history 1 -3:1", damaged},
        {"jobpoll-history 1 +3:1", damaged},
        {"jobpoll-history 1 3:1 3:1", damaged},
        {"jobpoll-history 1 4:1 3:1", damaged},
        {"jobpoll-history 1 3:1\n", damaged},
        {"jobpoll-history 1  3:1", damaged},
        {"jobpoll-history 1,3:1", damaged},
        {"jobpoll-history 1 216:1", out_of_range},
        {"jobpoll-history 1 3:4294967296", out_of_range},
        {"jobpoll-history 1 3:4294967295 4:1", out_of_range},
        {"jobpoll-history 1 99999999999:1", out_of_range},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        history kept = squares();
        CHECK(parse_history(row.text, kept) == row.error);
        CHECK(kept == squares());
    }
}

TEST_CASE("a text cut short is refused or holds less, and never more") {
    const std::string whole = to_text(squares());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        history h;
        if (parse_history(std::string_view{whole}.substr(0, size), h) != history_error::none) continue;
        CHECK(h.size() < squares().size());
    }
}

TEST_CASE("errors have names") {
    CHECK(to_string(history_error::none) == "none");
    CHECK(to_string(history_error::out_of_range) == "out_of_range");
}
