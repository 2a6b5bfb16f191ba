// Counts what a fleet asks the heap for when it is answered: nothing, once it has its size.
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/fleet.hpp>
#include <jobpoll/testing/script.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include "allocation_counter.hpp"

namespace {

using namespace std::chrono_literals;
using jobpoll::testing::virtual_clock;
using fleet = jobpoll::basic_fleet<virtual_clock>;
namespace vendors = jobpoll::vendors;

constexpr std::uint32_t jobs_of_endpoint = 400;

/// One way in which a vendor answers. The bodies are made before anything is counted.
struct answer {
    const char* name;
    int status;
    std::string_view retry_after;
    std::string (*body)(const jobpoll::endpoint& e, std::string_view id);
};

std::string id_of(std::uint32_t number) {
    const std::string digits = std::to_string(number);
    return "3c90c3cc-0d44-4b50-8888-" + std::string(12 - digits.size(), '0') + digits;
}

std::string running(const jobpoll::endpoint& e, std::string_view id) {
    const std::string quoted = '"' + std::string{id} + '"';
    if (&e == &vendors::gu1::job)
        return R"({"success":true,"job":{"jobId":)" + quoted + R"(,"kind":"k","status":"running"}})";
    if (e.vendor == "Reply.io") return R"({"jobId":)" + quoted + R"(,"status":"Processing","progress":0.5})";
    return R"({"job_id":)" + quoted + R"(,"status":"processing"})";
}

/// A list of every other job, so that some of them are asked for alone afterwards.
std::string reply_body(const jobpoll::endpoint& e, std::string_view id) {
    if (!e.shape.is_list) return running(e, id);
    std::string page;
    for (std::uint32_t i = 0; i < jobs_of_endpoint; i += 2)
        page += (page.empty() ? "" : ",") + running(e, id_of(i));
    return e.root == jobpoll::json_type::array ? '[' + page + ']' : R"({"items":[)" + page + "]}";
}

std::string escaped(const jobpoll::endpoint& e, std::string_view id) {
    std::string body = reply_body(e, id);
    for (std::size_t at = body.find("3c90"); at != std::string::npos; at = body.find("3c90", at + 8))
        body.replace(at, 1, "\\u0033");
    return body;
}

std::string empty(const jobpoll::endpoint&, std::string_view) {
    return {};
}

constexpr answer answers[] = {
    {"good", 200, "", reply_body},
    {"escaped", 200, "", escaped},
    {"truncated", 200, "",
     [](const jobpoll::endpoint& e, std::string_view id) {
         const std::string body = reply_body(e, id);
         return body.substr(0, body.size() - 3);
     }},
    {"wrong types", 200, "",
     [](const jobpoll::endpoint& e, std::string_view) {
         return e.root == jobpoll::json_type::array ? std::string{R"([7,{"status":3},null])"}
                                                    : std::string{R"({"status":3,"items":[{}],"job":[]})"};
     }},
    {"HTML", 200, "", [](const jobpoll::endpoint&, std::string_view) { return std::string{"<html>"}; }},
    {"another status", 200, "",
     [](const jobpoll::endpoint& e, std::string_view id) {
         std::string body = reply_body(e, id);
         for (std::size_t at = 0; (at = body.find("rocessing", at)) != std::string::npos; ++at)
             body[at] = 'x';
         return body;
     }},
    {"429 with Retry-After", 429, "7", empty},
    {"503 with a body", 503, "1",
     [](const jobpoll::endpoint&, std::string_view) { return std::string{R"({"detail":"\u0061"})"}; }},
    {"good again", 200, "", reply_body},
};

/// A request that was answered, and the body of the answer.
struct prepared {
    jobpoll::job_handle handle;
    std::string body;
};

class world {
public:
    world() : fleet_{{.max_in_flight = 4096}} {
        const jobpoll::endpoint* endpoints[] = {&vendors::userpilot::job, &vendors::userpilot::job_list,
                                                &vendors::reply_io::job, &vendors::gu1::job};
        for (const jobpoll::endpoint* e : endpoints)
            for (std::uint32_t i = 0; i < jobs_of_endpoint; ++i)
                if (fleet_
                        .insert(*e, id_of(i), {.max_wait = 24h * 20, .budgets = {60000, 60000, 60000, 60000}},
                                moment(), e == &vendors::gu1::job ? 2 : 1)
                        .error != jobpoll::fleet_error::none)
                    std::fputs("a job was refused\n", stderr), ++failures;
    }

    /// Asks for what is due, and answers; tells how often the heap was asked for the answers.
    std::size_t step(const answer& a) {
        const auto requests = fleet_.due(moment());
        prepared_.clear();
        for (const jobpoll::fleet_request& r : requests) {
            prepared_.push_back({r.handle, a.body(*r.asks, r.job_id)});
            lists += r.is_list() ? 1u : 0u;
        }
        const std::size_t before = purity::allocations;
        for (const prepared& p : prepared_) {
            changed += answer_one(p, a).changed;
            visited += fleet_.changes().size();
        }
        static_cast<void>(fleet_.next_wakeup());
        replies += prepared_.size();
        return purity::allocations - before;
    }

    void pass(std::int64_t ms) { now_ += ms; }

    std::size_t replies = 0, lists = 0, changed = 0, visited = 0;
    int failures = 0;

private:
    /// Every sixteenth request has no reply.
    fleet::answer answer_one(const prepared& p, const answer& a) {
        if ((p.handle.slot & 15) == 3) return fleet_.on_no_reply(p.handle, moment());
        return fleet_.on_reply(p.handle, {.status = a.status, .retry_after = a.retry_after, .body = p.body},
                               moment());
    }

    [[nodiscard]] virtual_clock::time_point moment() const {
        return virtual_clock::time_point{jobpoll::milliseconds{now_}};
    }

    fleet fleet_;
    std::vector<prepared> prepared_;
    std::int64_t now_ = 1000;
};

/// Everything is due at once from time to time, so that every queue has had its greatest length.
std::size_t run(world& w, int rounds, bool reports) {
    std::size_t all = 0;
    for (int round = 0; round < rounds; ++round)
        for (const answer& a : answers) {
            w.pass(round % 4 == 3 ? 3'600'000 : 400);
            for (int i = 0; i < 60; ++i, w.pass(1'500)) {
                const std::size_t counted = w.step(a);
                all += counted;
                if (reports && counted != 0)
                    std::fprintf(stderr, "%zu allocations in a step of: %s\n", counted, a.name);
            }
        }
    return all;
}

} // namespace

int main() {
    if (!purity::is_counting()) return std::fputs("allocations are not counted\n", stderr), 1;
    world w;
    const std::size_t at_first = run(w, 8, false);
    const std::size_t replies = w.replies;
    const std::size_t lists = w.lists;
    const std::size_t counted = run(w, 8, true);
    std::printf("%zu allocations while the fleet got its size; then %zu in %zu replies, %zu of them lists\n",
                at_first, counted, w.replies - replies, w.lists - lists);
    const bool has_worked = at_first != 0 && w.replies - replies > 5'000 && w.lists - lists > 100 &&
                            w.visited == w.changed && w.failures == 0;
    if (!has_worked) std::fputs("too little happened to count anything\n", stderr);
    return has_worked && counted == 0 ? 0 : 1;
}
