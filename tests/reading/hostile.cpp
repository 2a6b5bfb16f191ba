// Input that was made to hurt: it costs time and memory in proportion to its size, and is named for what it
// is.
#include <jobpoll/poller.hpp>

#include <algorithm>
#include <ctime>
#include <limits>
#include <string>
#include <vector>

#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/text/violation_text.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::repeated;

namespace {

/// A closed object, so that every unknown member is a breach.
const endpoint& closed() {
    return vendors::retailgrid::job;
}

std::string closed_with(const std::string& members) {
    return R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"x",)" + members +
           R"("created_at":"2026-03-01T10:00:00Z","status":"running"})";
}

/// The best of five in processor time: what else the machine does hardly counts.
template <class Work>
double seconds_of(Work&& work) {
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const std::clock_t begin = std::clock();
        work();
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
}

double seconds_to_read(const endpoint& e, const std::string& body) {
    jobpoll::reader r{e};
    return seconds_of([&] { static_cast<void>(r.read({.status = 200, .body = body})); });
}

struct hostile_body {
    std::string_view name;
    std::string (*of_size)(std::size_t bytes);
};

/// Bodies of about so many bytes.
const hostile_body bodies[] = {
    {"open brackets", [](std::size_t n) { return std::string(n, '['); }},
    {"open objects", [](std::size_t n) { return repeated(R"({"a":)", n / 5); }},
    {"flat arrays", [](std::size_t n) { return closed_with("\"x\":[" + repeated("[],", n / 3) + "0],"); }},
    {"unknown members", [](std::size_t n) { return closed_with(repeated(R"("x":0,)", n / 6)); }},
    {"the same member", [](std::size_t n) { return closed_with(repeated(R"("progress":7,)", n / 13)); }},
    {"wrong types", [](std::size_t n) { return closed_with(repeated(R"("progress":"7",)", n / 15)); }},
    {"a key", [](std::size_t n) { return closed_with('"' + std::string(n, 'k') + "\":1,"); }},
    {"a key of escapes",
     [](std::size_t n) { return closed_with('"' + repeated("\\u0041", n / 6) + "\":1,"); }},
    {"a text",
     [](std::size_t n) { return closed_with("\"error_message\":\"" + std::string(n, 't') + "\","); }},
    {"a text of escapes",
     [](std::size_t n) { return closed_with("\"error_message\":\"" + repeated("\\n", n / 2) + "\","); }},
    {"digits", [](std::size_t n) { return closed_with("\"progress\":" + std::string(n, '9') + ","); }},
    {"digits of a fraction",
     [](std::size_t n) { return closed_with("\"progress\":0." + std::string(n, '9') + ","); }},
    {"digits of an exponent",
     [](std::size_t n) { return closed_with("\"progress\":1e" + std::string(n, '0') + ","); }},
    {"white space", [](std::size_t n) { return closed_with(std::string(n, ' ')); }},
    {"white space alone", [](std::size_t n) { return std::string(n, ' '); }},
    {"an open text", [](std::size_t n) { return "{\"status\":\"" + std::string(n, 'x'); }},
    {"bytes that are no UTF-8",
     [](std::size_t n) { return closed_with("\"x\":\"" + std::string(n, '\xff') + "\","); }},
    {"zero bytes", [](std::size_t n) { return std::string(n, '\0'); }},
    {"a page", [](std::size_t n) { return "<html>" + std::string(n, '<'); }},
    {"bodies in a row", [](std::size_t n) { return repeated("{}", n / 2); }},
};

} // namespace

TEST_CASE("nesting deeper than 32 is refused by name, however deep it is") {
    for (const std::size_t depth : {33u, 1'000u, 1'000'000u})
        for (const std::string_view piece : {"[", R"({"a":)"}) {
            CAPTURE(depth);
            const std::string problem =
                support::problems(closed(), closed_with("\"x\":" + repeated(piece, depth) + "0"));
            CHECK(problem.find("fatal depth") != std::string::npos);
        }
    CHECK(support::verdict(support::plain_job, R"({"status":"running","x":)" + repeated("[", 30) +
                                                   repeated("]", 30) + "}") == event::in_progress);
}

TEST_CASE("a body above the limit is not looked at") {
    support::reader r;
    const std::string body(1001, '[');
    r.read(closed(), reply{.status = 200, .body = body}, {.max_body_bytes = 1000});
    CHECK(r.problems() == "fatal body_size");
    r.read(closed(), reply{.status = 200, .body = body}, {.max_body_bytes = 1001});
    CHECK(r.problems() == "fatal depth");
}

TEST_CASE("a million violations are counted, and sixteen are kept") {
    const std::string body = closed_with(repeated(R"("x":0,)", 1'000'000));
    basic_poller<std::chrono::steady_clock> poller{closed(), {}, {.max_wait = 1h}};
    const std::chrono::steady_clock::time_point start{};
    static_cast<void>(poller.start(start));
    CHECK(poller.on_reply({.status = 200, .body = body}, start).poll_again());
    CHECK(poller.counts().breaches == 1'000'000);
    CHECK(poller.violations().size() == 16);
}

TEST_CASE("time grows with the size of a hostile body and not faster") {
    constexpr std::size_t small = 100'000;
    constexpr std::size_t factor = 8;
    for (const hostile_body& hostile : bodies) {
        const double once = std::max(seconds_to_read(closed(), hostile.of_size(small)), 20e-6);
        const double more = seconds_to_read(closed(), hostile.of_size(factor * small));
        CAPTURE(std::string{hostile.name}, once, more);
        CHECK(more < 4 * factor * once);
    }
}

TEST_CASE("a megabyte of anything hostile is read in a fifth of a second") {
    double slowest = 0;
    std::string_view which;
    for (const hostile_body& hostile : bodies) {
        const double seconds = seconds_to_read(closed(), hostile.of_size(1'000'000));
        CAPTURE(std::string{hostile.name}, seconds);
        CHECK(seconds < 0.2 * JOBPOLL_ONE_ROUND_IN);
        if (seconds > slowest) which = hostile.name;
        slowest = std::max(slowest, seconds);
    }
    WARN("the slowest megabyte: " << which << ", " << static_cast<int>(1e6 * slowest) << " us");
}

TEST_CASE("the decoded texts of a read stay within four times the size of the body") {
    for (const hostile_body& hostile : bodies) {
        const std::string body = hostile.of_size(300'000);
        detail::reply_store store;
        detail::stored_reply& stored = store.store({.status = 200, .body = body}, body.size());
        detail::violation_log log{{}, false};
        std::vector<listed_job> listed;
        static_cast<void>(detail::walk(closed(), {stored, log, {}, listed}));
        CAPTURE(std::string{hostile.name});
        CHECK(stored.decoded.capacity() <= 4 * body.size() + 512);
    }
}

TEST_CASE("keys that are made to look like the declared ones cost no more than a small factor") {
    // Of the same length, and with the same first and last bytes as a declared key.
    std::string alike;
    std::string apart;
    for (int i = 0; i < 20'000; ++i) {
        std::string key = "related_grid_fill_job_id";
        for (std::size_t at = 8, rest = static_cast<std::size_t>(i); at < 16; ++at, rest /= 26)
            key[at] = static_cast<char>('a' + rest % 26);
        alike += '"' + key + "\":0,";
        std::string other(key.size(), 'Z');
        for (std::size_t at = 0, rest = static_cast<std::size_t>(i); at < 8; ++at, rest /= 26)
            other[at] = static_cast<char>('A' + rest % 26);
        apart += '"' + other + "\":0,";
    }
    const double usual = std::max(seconds_to_read(closed(), closed_with(apart)), 200e-6);
    const double hostile = seconds_to_read(closed(), closed_with(alike));
    CAPTURE(usual, hostile);
    CHECK(hostile < 6 * usual);
}

TEST_CASE("numbers of any length are held at the ends of their range") {
    support::reader r;
    const auto total = [&r](const std::string& number) {
        return r.read(vendors::userpilot::job, R"({"status":"processing","total_rows":)" + number + "}")
            .job.items.total;
    };
    CHECK(total(std::string(100'000, '9')) == std::numeric_limits<std::int64_t>::max());
    CHECK(is_usable(r.last().what));
    CHECK(total("1" + std::string(18, '0')) == 1'000'000'000'000'000'000);
    CHECK(total("1e" + std::string(10'000, '9')).value_or(0) >= 0);
    CHECK(total("-" + std::string(100'000, '9')).value_or(0) <= 0);
    const auto progress = [&r](const std::string& number) {
        return r.read(vendors::reply_io::job, R"({"status":"Processing","progress":)" + number + "}")
            .job.progress;
    };
    CHECK(progress("0." + std::string(100'000, '9')) == 999);
    CHECK(progress("0." + std::string(100'000, '0') + "1") == 0);
    CHECK(progress("1" + std::string(1'000, '0') + "e-1000") == 1000);
    CHECK_FALSE(progress(std::string(100'000, '9')));
}

TEST_CASE("what is said of a hostile body is short") {
    support::reader r;
    const auto longest = [&r](const std::string& body) {
        std::size_t size = 0;
        r.read(closed(), body);
        for (const violation& v : r.last().violations)
            size = std::max(size, describe(*r.last().read_as, v).size());
        return size;
    };
    CHECK(longest(closed_with("\"progress\":\"" + std::string(1'000'000, 'x') + "\",")) < 400);
    CHECK(longest(closed_with("\"progress\":" + std::string(1'000'000, '7') + ".5,")) < 400);
    CHECK(longest(R"({"status":")" + std::string(1'000'000, 's') + "\"}") < 400);
    CHECK(longest(std::string(1'000'000, '<')) < 400);
}

TEST_CASE("headers of a megabyte are refused or held, and cost next to nothing") {
    const std::string digits(1'000'000, '9');
    CHECK_FALSE(parse_retry_after(digits, "").is_usable);
    CHECK(parse_retry_after(std::string(1'000'000, '0'), "").wait == 0ms);
    CHECK_FALSE(parse_retry_after(digits + 'x', "").is_usable);
    CHECK_FALSE(parse_retry_after("Sunday, 06-Nov-94 08:49:37 GMT", digits).is_usable);
    CHECK_FALSE(
        parse_retry_after(std::string(1'000'000, ',') + " GMT", "Sun, 06 Nov 1994 08:49:37 GMT").is_usable);
    CHECK(seconds_of([&] { static_cast<void>(parse_retry_after(digits, digits)); }) < 0.2);
}

TEST_CASE("a list of a hundred thousand jobs is one pass") {
    const std::string job = R"({"job_id":"another","status":"processing"},)";
    const std::string body = "[" + repeated(job, 100'000) + R"({"job_id":"mine","status":"completed"}])";
    support::reader r;
    CHECK(r.read(vendors::userpilot::job_list, body, "mine").what == event::vendor_terminal);
    CHECK(r.problems().empty());
}

TEST_CASE("texts at rest of any size are refused in time that grows with them and not faster") {
    const auto refuse = [](std::size_t size) {
        const std::string digits = "jobpoll-snapshot 1" + repeated(" 1", size / 2);
        const std::string bins = "jobpoll-history 1" + repeated(" 7:1", size / 4);
        return seconds_of([&] {
            snapshot s;
            history h;
            CHECK(parse_snapshot(digits, s) != snapshot_error::none);
            CHECK(parse_history(bins, h) != history_error::none);
        });
    };
    CHECK(refuse(8'000'000) < 64 * std::max(refuse(1'000'000), 50e-6));
}
