// Counts what the heap is asked for: nothing, from the second payload on, for every endpoint and every kind
// of body.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <jobpoll/poller.hpp>

#include <support/bodies.hpp>

#include "allocation_counter.hpp"

namespace {

using namespace jobpoll;
int failures = 0;

void expect_none(std::size_t counted, const endpoint& e, const char* what, const std::string& body) {
    if (counted == 0) return;
    ++failures;
    std::fprintf(stderr, "%.*s: %zu allocations in %s of %.60s\n", static_cast<int>(e.name.size()),
                 e.name.data(), counted, what, body.c_str());
}

/// Every third letter of the strings' contents as an escape would be another text: keys and words instead.
std::string with_escapes(std::string body) {
    for (const auto& [from, to] : {std::pair{"status", "st\\u0061tus"}, std::pair{"\"2", "\"\\u0032"}})
        for (std::size_t at = body.find(from); at != std::string::npos; at = body.find(from, at + 8))
            body.replace(at, std::char_traits<char>::length(from), to);
    return body;
}

std::vector<std::string> bodies_of(const support::sample& s) {
    const std::string good = support::body_of(s, support::running_word(s.endpoint));
    std::string wide = good;
    wide.insert(wide.find('{') + 1, "\"filler\":\"" + std::string(20'000, 'x') + "\\n\",");
    return {good,
            with_escapes(good),
            wide,
            good.substr(0, good.size() / 2),
            "<html>",
            "",
            "[]",
            "{}",
            "7",
            support::body_of(s, "odd"),
            R"({"status":null,"job":3,"items":{}})",
            good + good,
            std::string(10'000, '['),
            R"({"a":"\ud800"})"};
}

void read_twice(const support::sample& s, const std::string& body) {
    reader read{s.endpoint, s.job_id};
    for (int i = 0; i < 3; ++i) {
        const std::size_t before = purity::allocations;
        (void)read.read({.status = 200, .body = body});
        (void)read.violations();
        (void)read.problem();
        if (i > 0) expect_none(purity::allocations - before, s.endpoint, "read", body);
    }
}

/// A poller has two buffers that take turns; the first usable reply makes room in both.
void poll_for_the_same(const support::sample& s, const std::string& body) {
    poller poller{s.endpoint, s.job_id, {.max_wait = std::chrono::hours{9000}}};
    std::chrono::steady_clock::time_point now{};
    (void)poller.start(now);
    for (int i = 0; i < 4; ++i) {
        const std::size_t before = purity::allocations;
        (void)poller.on_reply({.status = 200, .retry_after = "1", .body = body},
                              now += std::chrono::seconds{9});
        (void)poller.problem();
        (void)poller.violations();
        if (i > 0) expect_none(purity::allocations - before, s.endpoint, "on_reply of the same", body);
    }
}

/// Bodies of all lengths in turn: nothing more once the longest has been there.
void poll_on(const support::sample& s, const std::vector<std::string>& bodies) {
    poller poller{s.endpoint, s.job_id, {.max_wait = std::chrono::hours{9000}}};
    std::chrono::steady_clock::time_point now{};
    (void)poller.start(now);
    for (std::size_t round = 0; round < 4; ++round)
        for (const std::string& body : bodies) {
            const std::size_t before = purity::allocations;
            (void)poller.on_reply({.status = 200, .retry_after = "1", .body = body},
                                  now += std::chrono::seconds{9});
            (void)poller.on_reply({.status = 503, .body = R"({"detail":"\u0061"})"},
                                  now += std::chrono::seconds{9});
            (void)poller.on_no_reply(now += std::chrono::seconds{9});
            (void)poller.on_reply({.status = 200, .body = bodies[round % 2]}, now += std::chrono::seconds{9});
            if (round > 1) expect_none(purity::allocations - before, s.endpoint, "on_reply", body);
        }
    if (!poller.pending().poll_again()) ++failures;
}

} // namespace

int main() {
    if (!purity::is_counting()) return std::fputs("allocations are not counted\n", stderr), 1;
    for (const support::sample& s : support::samples()) {
        const std::vector<std::string> bodies = bodies_of(s);
        for (const std::string& body : bodies) {
            read_twice(s, body);
            poll_for_the_same(s, body);
        }
        poll_on(s, bodies);
    }
    return failures == 0 ? 0 : 1;
}
