// When a poller gives up, in time: the table of docs/decisions.md, held for many seeds.
#include <jobpoll/polling/rules.hpp>

#include <fstream>
#include <string>
#include <vector>

#include <jobpoll/machine/step.hpp>
#include <jobpoll/text/decision_text.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds waits[] = {1min, 1h, 24h, 168h, for_ever};

/// How long a row of one kind lasts, in time and number, over many seeds.
struct row_length {
    milliseconds shortest = for_ever;
    milliseconds longest{};
    std::uint32_t fewest = 1'000'000;
    std::uint32_t most = 0;
    bool always(outcome o) const { return ended_with == o && same; }
    outcome ended_with = outcome::none;
    bool same = true;
};

row_length row_of(event what, milliseconds max_wait, milliseconds seen_at = {},
                  std::optional<length_of_time> patience = std::nullopt) {
    row_length length;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const machine_rules rules = detail::rules_of(
            support::plain_job, "7", {.max_wait = max_wait, .seed = seed, .patience = patience});
        machine_state s = step({}, {.event = event::started}, rules, 0ms);
        if (seen_at > 0ms)
            s = step(s, {.event = event::in_progress, .phase = phase::running}, rules, seen_at);
        const milliseconds began = s.next_poll;
        const std::uint32_t before = s.attempts;
        while (s.stage != stage::ended && s.attempts < 50'000)
            s = step(s, {.event = what, .phase = phase::running}, rules, s.next_poll);
        length.same = length.same && (seed == 0 || length.ended_with == s.outcome);
        length.ended_with = s.outcome;
        length.shortest = std::min(length.shortest, s.elapsed - began);
        length.longest = std::max(length.longest, s.elapsed - began);
        length.fewest = std::min(length.fewest, s.attempts - before);
        length.most = std::max(length.most, s.attempts - before);
    }
    return length;
}

/// The cells of a row of docs/decisions.md.
std::vector<std::string> documented_cells(std::string_view first) {
    std::ifstream file{JOBPOLL_TEST_DATA "/../../docs/decisions.md"};
    bool here = false;
    for (std::string line; std::getline(file, line);) {
        here = here || line == "### Budgets in time";
        if (!here || !line.starts_with("| " + std::string{first} + " |")) continue;
        std::vector<std::string> cells;
        for (std::size_t begin = line.find(" | ") + 3, end = 0; end != std::string::npos; begin = end + 3) {
            end = line.find(" | ", begin);
            cells.push_back(
                line.substr(begin, end == std::string::npos ? line.size() - 2 - begin : end - begin));
        }
        return cells;
    }
    return {};
}

} // namespace

TEST_CASE("the patience of the documents is that of the code") {
    const std::vector<std::string> cells = documented_cells("`patience`");
    REQUIRE(cells.size() == std::size(waits));
    for (std::size_t i = 0; i < cells.size(); ++i)
        CHECK(cells[i] == describe(default_patience(waits[i])));
}

TEST_CASE("faults and unusable bodies are tolerated for the patience, give or take one gap") {
    for (const auto& [what, how] : {std::pair{event::no_reply, outcome::unreachable},
                                    std::pair{event::server_error, outcome::unreachable},
                                    std::pair{event::malformed, outcome::malformed}})
        for (const milliseconds max_wait : {waits[1], waits[2], waits[3], waits[4]})
            for (const milliseconds seen_at : {milliseconds{0}, milliseconds{20min}}) {
                const row_length length = row_of(what, max_wait, seen_at);
                const milliseconds patience = default_patience(max_wait);
                CAPTURE(to_string(what), max_wait.count());
                CHECK(length.always(how));
                CHECK(length.shortest >= patience);
                CHECK(length.longest <= patience + backoff_cap);
                CHECK(length.fewest > 10);
            }
    CHECK(documented_cells("no reply, server errors: `unreachable`").at(1) == "15 to 17 min");
}

TEST_CASE("without patience the count decides alone, after 10 s to 8 min 7 s") {
    const row_length length = row_of(event::server_error, 24h, 0ms, 0s);
    CHECK(length.always(outcome::unreachable));
    CHECK((length.fewest == 11 && length.most == 11));
    CHECK(length.shortest >= 10s);
    CHECK(length.longest <= 8min + 7s);
}

TEST_CASE("in a minute the deadline comes first") {
    for (const event what : {event::no_reply, event::malformed, event::unknown_status, event::throttled}) {
        const row_length length = row_of(what, 1min);
        CHECK(length.shortest == 1min);
        CHECK(length.longest == 1min);
    }
    CHECK(row_of(event::unknown_status, 1min).always(outcome::timed_out));
}

TEST_CASE("unknown words are tolerated for 40 polls and for the patience") {
    for (const milliseconds max_wait : {waits[1], waits[2], waits[3], waits[4]}) {
        const row_length length = row_of(event::unknown_status, max_wait);
        CHECK(length.always(outcome::unrecognized));
        CHECK(length.shortest >= default_patience(max_wait));
        CHECK(length.fewest >= 41);
    }
}

TEST_CASE("404 is tolerated for three polls, and takes longer the older the job is") {
    for (const milliseconds max_wait : waits) {
        const row_length length = row_of(event::not_found, max_wait);
        CHECK(length.always(outcome::not_found));
        CHECK((length.fewest == 4 && length.most == 4));
        CHECK((length.shortest >= 4s && length.longest <= 30s));
    }
    const row_length seen = row_of(event::not_found, 24h, 12h);
    CHECK(seen.always(outcome::gone));
    CHECK((seen.shortest >= 11min && seen.longest <= 28min));
}

TEST_CASE("401 has one renewal at once, and 429 lasts until the deadline") {
    for (const milliseconds max_wait : waits) {
        const row_length length = row_of(event::unauthorized, max_wait);
        CHECK(length.always(outcome::unauthorized));
        CHECK(length.most == 2);
        CHECK(length.longest == 0ms);
    }
    for (const milliseconds max_wait : {waits[0], waits[1], waits[2]}) {
        const row_length length = row_of(event::throttled, max_wait);
        CHECK(length.always(outcome::timed_out));
        CHECK(length.shortest == max_wait);
    }
}
