#include <jobpoll/machine/transitions.hpp>

#include <jobpoll/machine/table_proofs.hpp>

#include <support/catch.hpp>

using namespace jobpoll;

TEST_CASE("while polling every event but a second start has one row") {
    for (const stage from : {stage::unseen, stage::seen})
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto on = static_cast<event>(e);
            const transition* row = find_transition(from, on);
            REQUIRE((row != nullptr) == (on != event::started));
            if (row == nullptr) continue;
            CHECK(row->from.has(from));
            CHECK(row->on == on);
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

TEST_CASE("a stage or an event that is none has no row") {
    CHECK(find_transition(static_cast<stage>(9), event::cancelled) == nullptr);
    CHECK(find_transition(stage::seen, static_cast<event>(99)) == nullptr);
}

TEST_CASE("the table has a row for each thing that happens, and one more for 404") {
    CHECK(std::size(transitions) == event_count + 1);
}

TEST_CASE("no row claims that the vendor ended the job") {
    for (const transition& row : transitions) {
        CHECK_FALSE(ended_by_vendor(row.ends));
        CHECK((row.on == event::vendor_terminal) == (row.why == reason::vendor_terminal));
    }
}

TEST_CASE("404 has a grace, and is not_found before the job was seen and gone after") {
    CHECK(find_transition(stage::unseen, event::not_found)->ends == outcome::not_found);
    CHECK(find_transition(stage::seen, event::not_found)->ends == outcome::gone);
    for (const stage from : {stage::unseen, stage::seen}) {
        CHECK(find_transition(from, event::not_found)->counts == budget::missing);
        CHECK(find_transition(from, event::not_found)->next == pace::schedule);
    }
}

TEST_CASE("unseen and seen differ in what 404 means and in nothing else") {
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto on = static_cast<event>(e);
        CHECK((find_transition(stage::unseen, on) == find_transition(stage::seen, on)) ==
              (on != event::not_found));
    }
}

TEST_CASE("each fault is counted in the budget of its kind, and 429 in none that ends the polling") {
    for (const stage from : {stage::unseen, stage::seen}) {
        for (const event e : {event::no_reply, event::server_error})
            CHECK(find_transition(from, e)->counts == budget::faults);
        CHECK(find_transition(from, event::malformed)->counts == budget::malformed);
        CHECK(find_transition(from, event::unknown_status)->counts == budget::unknown_statuses);
        CHECK(find_transition(from, event::unauthorized)->counts == budget::unauthorized);
        CHECK(find_transition(from, event::vendor_terminal)->counts == budget::confirmations);
        CHECK(find_transition(from, event::throttled)->counts == budget::throttled);
        CHECK(find_transition(from, event::throttled)->ends == outcome::none);
    }
}

TEST_CASE("a start leads to the first poll, and a later one to nothing") {
    const transition* row = find_transition(stage::idle, event::started);
    REQUIRE(row != nullptr);
    CHECK(row->to == stage::unseen);
    CHECK(row->next == pace::first);
    CHECK(row->counts == budget::none);
}

TEST_CASE("the limits and giving up end the polling in a word of their own") {
    for (const stage from : {stage::unseen, stage::seen}) {
        CHECK(find_transition(from, event::deadline)->ends == outcome::timed_out);
        CHECK(find_transition(from, event::attempts_spent)->ends == outcome::exhausted);
        CHECK(find_transition(from, event::stalled)->ends == outcome::stalled);
        CHECK(find_transition(from, event::queued_too_long)->ends == outcome::stalled);
        CHECK(find_transition(from, event::queued_too_long)->why == reason::queued_too_long);
        CHECK(find_transition(from, event::cancelled)->ends == outcome::abandoned);
    }
    CHECK(find_transition(stage::idle, event::cancelled)->ends == outcome::abandoned);
}

TEST_CASE("a row without a target stays where it is") {
    for (const stage from : {stage::unseen, stage::seen}) {
        CHECK(target_of(*find_transition(from, event::no_reply), from) == from);
        CHECK(target_of(*find_transition(from, event::in_progress), from) == stage::seen);
    }
}

TEST_CASE("the row of an event while polling is that of both stages, but for 404") {
    for (std::size_t e = 1; e < event_count; ++e) {
        const auto on = static_cast<event>(e);
        CHECK(&row_while_polling(on) == find_transition(stage::seen, on));
        if (on != event::not_found) CHECK(&row_while_polling(on) == find_transition(stage::unseen, on));
    }
}

TEST_CASE("the table's words are spelled as in the code") {
    CHECK(to_string(stage::unseen) == "unseen");
    CHECK(to_string(pace::backoff) == "backoff");
    CHECK(to_string(pace::renewal) == "renewal");
    CHECK(to_string(pace::shortest) == "shortest");
    CHECK(to_string(budget::unknown_statuses) == "unknown_statuses");
    CHECK(to_string(budget::confirmations) == "confirmations");
    CHECK(to_string(event::attempts_spent) == "attempts_spent");
    CHECK(to_string(event::queued_too_long) == "queued_too_long");
    CHECK(to_string(event::cancelled) == "cancelled");
    CHECK(to_string(static_cast<event>(99)) == "?");
}
