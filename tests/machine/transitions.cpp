#include <jobpoll/machine/transitions.hpp>

#include <algorithm>

#include <support/catch.hpp>

using namespace jobpoll;

TEST_CASE("every polling stage answers every event with one row") {
    for (const stage from : {stage::unseen, stage::seen})
        for (std::size_t e = 0; e < event_count; ++e) {
            const transition* row = find_transition(from, static_cast<event>(e));
            REQUIRE(row != nullptr);
            CHECK(row->from == from);
            CHECK(row->on == static_cast<event>(e));
        }
}

TEST_CASE("after the end there is no row, and before the start only the start and giving up") {
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto on = static_cast<event>(e);
        CHECK(find_transition(stage::ended, on) == nullptr);
        CHECK((find_transition(stage::idle, on) != nullptr) ==
              (on == event::started || on == event::cancelled));
    }
}

TEST_CASE("no row lets the vendor's word come from us") {
    for (const transition& row : transitions) {
        CHECK_FALSE(ended_by_vendor(row.ends));
        CHECK((row.on == event::vendor_terminal) == (row.why == reason::vendor_terminal));
    }
}

TEST_CASE("404 is not_found before the job was seen and gone after") {
    CHECK(find_transition(stage::unseen, event::not_found)->ends == outcome::not_found);
    CHECK(find_transition(stage::unseen, event::not_found)->spends == budget::missing);
    CHECK(find_transition(stage::seen, event::not_found)->ends == outcome::gone);
    CHECK(find_transition(stage::seen, event::not_found)->spends == budget::none);
}

TEST_CASE("each fault is charged to the budget of its kind") {
    for (const stage from : {stage::unseen, stage::seen}) {
        for (const event e : {event::no_reply, event::throttled, event::server_error})
            CHECK(find_transition(from, e)->spends == budget::faults);
        CHECK(find_transition(from, event::malformed)->spends == budget::malformed);
        CHECK(find_transition(from, event::unknown_status)->spends == budget::unknown_statuses);
    }
}

TEST_CASE("a start leads to the first poll, once, and a later one to nothing new") {
    for (const stage from : {stage::idle, stage::unseen, stage::seen}) {
        const transition* row = find_transition(from, event::started);
        REQUIRE(row != nullptr);
        CHECK(row->to == std::max(from, stage::unseen));
        CHECK(row->next == pace::first);
        CHECK(row->spends == budget::none);
        CHECK(row->why == reason::first_poll);
    }
}

TEST_CASE("whoever goes on without a budget has nothing to say of an end") {
    for (const transition& row : transitions)
        if (row.to != stage::ended && row.spends == budget::none && row.on != event::started)
            CHECK(row.why == reason::none);
}

TEST_CASE("the limits and giving up end the polling in a word of their own, from every polling stage") {
    for (const stage from : {stage::unseen, stage::seen}) {
        CHECK(find_transition(from, event::deadline)->ends == outcome::timed_out);
        CHECK(find_transition(from, event::attempts_spent)->ends == outcome::exhausted);
        CHECK(find_transition(from, event::stalled)->ends == outcome::stalled);
        CHECK(find_transition(from, event::cancelled)->ends == outcome::abandoned);
    }
    CHECK(find_transition(stage::idle, event::cancelled)->ends == outcome::abandoned);
}

TEST_CASE("the table's words are spelled as in the code") {
    CHECK(to_string(stage::unseen) == "unseen");
    CHECK(to_string(pace::backoff) == "backoff");
    CHECK(to_string(budget::unknown_statuses) == "unknown_statuses");
    CHECK(to_string(event::attempts_spent) == "attempts_spent");
    CHECK(to_string(event::cancelled) == "cancelled");
    CHECK(to_string(static_cast<event>(99)) == "?");
}
