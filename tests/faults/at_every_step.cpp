// Every recorded life once more, with each fault before each of its steps: never a wrong outcome, never an
// endless loop, never a step backwards.
#include <support/catch.hpp>
#include <support/virtual_time.hpp>

#include "recordings.hpp"

using namespace jobpoll;
using namespace std::chrono_literals;
using faults::recording;
using jobpoll::testing::line;
using support::http;
using support::ok;
using support::restart;
using support::script_player;
using support::silence;

namespace {

const std::vector<recording>& recordings() {
    static const std::vector<recording> all = faults::all_recordings();
    return all;
}

poll_options options_of(const recording& r) {
    return @@r.job_id@@{.max_wait = 100h, .seed = 7};
}

/// Everything that is known of the job, in one line.
std::string job_text(const script_player& player) {
    const job& j = player.poller().job();
    std::string text{j.id};
    for (const std::string_view part :
         {j.vendor_status, j.kind, j.error.code, j.error.message, j.result.text(), j.hint.text(),
          to_string(j.phase), to_string(j.outcome)})
        (text += '|') += part;
    for (const auto& count : {j.items.total, j.items.completed, j.items.succeeded, j.items.failed})
        text += '|' + std::to_string(count.value_or(-1));
    return text + '|' + std::to_string(j.progress.value_or(-1));
}

struct ending {
    outcome how = outcome::none;
    std::string job;
    bool operator==(const ending&) const = default;
};

ending ending_of(const script_player& player) {
    return {player.decisions().back().outcome, job_text(player)};
}

ending play(const recording& r, const std::vector<line>& lines) {
    script_player player{*r.endpoint, options_of(r)};
    player.play(lines);
    return ending_of(player);
}

std::vector<line> with_before(const recording& r, std::size_t step, const std::vector<line>& inserted) {
    std::vector<line> lines = r.lines;
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(step), inserted.begin(), inserted.end());
    return lines;
}

/// The reply of this step about another job; nothing where it names none.
std::optional<line> about_another_job(const recording& r, std::size_t step) {
    line other = r.lines[step];
    const std::size_t at = other.body.find(r.job_id);
    if (r.endpoint->shape.is_list || at == std::string::npos) return std::nullopt;
    char& digit = other.body[at + r.job_id.size() - 1];
    digit = digit == '0' ? '1' : '0';
    return other;
}

struct mishap {
    std::string name;
    line what;
};

/// What can be put before a step without changing how the job ends.
std::vector<mishap> faults_before(const recording& r, std::size_t step) {
    std::vector<mishap> all = {{"no reply", silence()},
                               {"429", http(429)},
                               {"429 with a hint", http(429, "", "90")},
                               {"500", http(500, R"({"error":"x"})")},
                               {"a page", ok("<html><body>502</body></html>")},
                               {"a page with 502", http(502, "<html>")},
                               {"nothing in the body", ok("")}};
    if (const auto other = about_another_job(r, step)) all.push_back({"another job's", *other});
    const std::string& body = r.lines[step].body;
    for (std::size_t size = 1; size < body.size(); ++size)
        all.push_back({"cut at byte " + std::to_string(size), ok(body.substr(0, size))});
    return all;
}

bool ends_by_vendor(const recording& r) {
    return ended_by_vendor(play(r, r.lines).how);
}

} // namespace

TEST_CASE("there are recordings of every endpoint, and each way in which a job ends") {
    CHECK(recordings().size() >= 50);
    for (const recording& r : recordings()) {
        CAPTURE(r.name);
        CHECK_FALSE(r.lines.empty());
    }
}

TEST_CASE("one fault before any step changes neither the outcome nor the job") {
    std::size_t tried = 0;
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step)
            for (const mishap& f : faults_before(r, step)) {
                ++tried;
                if (play(r, with_before(r, step, {f.what})) != expected)
                    FAIL(r.name << ": " << f.name << " before line " << step + 1);
            }
    }
    WARN(tried << " lives with one fault");
    CHECK(tried > 20'000);
}

TEST_CASE("a fault tells nothing of the job, is followed by another poll, and takes nothing back") {
    for (const recording& r : recordings())
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            script_player before{*r.endpoint, options_of(r)};
            before.play({r.lines.begin(), r.lines.begin() + static_cast<std::ptrdiff_t>(step)});
            const auto stood = before.decisions().back();
            if (!stood.poll_again()) break;
            for (const mishap& f : faults_before(r, step)) {
                script_player player{*r.endpoint, options_of(r)};
                player.play({r.lines.begin(), r.lines.begin() + static_cast<std::ptrdiff_t>(step)});
                const auto d = player.play(f.what);
                const bool good = d.poll_again() && d.at > stood.at && d.delay >= 1s && d.delay <= 4min &&
                                  d.attempts == stood.attempts + 1 && d.phase == stood.phase &&
                                  d.progress == stood.progress && job_text(player) == job_text(before) &&
                                  (d.why == reason::backoff || d.why == reason::retry_after);
                if (!good) FAIL(r.name << ": " << f.name << " before line " << step + 1 << " leads to " << d);
            }
        }
}

TEST_CASE("two faults before any step, in any order, change nothing either") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            std::vector<mishap> kinds = faults_before(r, step);
            kinds.resize(std::min<std::size_t>(kinds.size(), 8));
            for (const mishap& first : kinds)
                for (const mishap& second : kinds)
                    if (play(r, with_before(r, step, {first.what, second.what})) != expected)
                        FAIL(r.name << ": " << first.name << " and " << second.name << " before line "
                                    << step + 1);
        }
    }
}

TEST_CASE("a fault that stays ends the polling in a word of ours, from any step on, with the job as it was") {
    for (const recording& r : recordings())
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            std::vector<mishap> kinds = faults_before(r, step);
            kinds.resize(std::min<std::size_t>(kinds.size(), 8));
            for (const mishap& f : kinds) {
                script_player player{*r.endpoint, options_of(r)};
                player.play({r.lines.begin(), r.lines.begin() + static_cast<std::ptrdiff_t>(step)});
                if (!player.decisions().back().poll_again()) continue;
                const std::string known = job_text(player);
                const std::uint32_t polls = player.decisions().back().attempts;
                const auto d = support::until_stop(player, f.what, 60);
                const bool is_payload = f.what.what == line::kind::reply && f.what.status == 200;
                CAPTURE(r.name, f.name, step);
                CHECK(d.outcome == (is_payload ? outcome::malformed : outcome::unreachable));
                CHECK(d.attempts <= polls + 11);
                CHECK(job_text(player) == known);
            }
        }
}

TEST_CASE("a reply that comes twice, late, or after a restart leads to the same end") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            CAPTURE(r.name, step);
            CHECK(play(r, with_before(r, step, {r.lines[step]})) == expected);
            CHECK(play(r, with_before(r, step, {restart()})) == expected);
            CHECK(play(r, with_before(r, step, {silence(), restart(), http(503)})) == expected);
            script_player player{*r.endpoint, options_of(r)};
            for (std::size_t i = 0; i < r.lines.size() && player.decisions().back().poll_again(); ++i) {
                line l = r.lines[i];
                if (i == step) l.at = player.decisions().back().at.time_since_epoch() + 3h;
                player.play(l);
            }
            CHECK(ending_of(player) == expected);
        }
    }
}

TEST_CASE("replies out of order never undo an end, and never make one up") {
    for (const recording& r : recordings()) {
        if (!ends_by_vendor(r)) continue;
        const outcome expected = play(r, r.lines).how;
        for (std::size_t step = 0; step + 1 < r.lines.size(); ++step) {
            std::vector<line> lines = r.lines;
            std::swap(lines[step], lines[step + 1]);
            CAPTURE(r.name, step);
            script_player player{*r.endpoint, options_of(r)};
            player.play(lines);
            CHECK(player.decisions().back().outcome == expected);
            const auto ended = player.decisions().back();
            for (const line& late : r.lines)
                CHECK(player.play(late) == ended);
        }
    }
}

TEST_CASE("a list without the job between any two steps is no news") {
    for (const recording& r : recordings()) {
        if (!r.endpoint->shape.is_list || !ends_by_vendor(r)) continue;
        const std::string none =
            r.endpoint->root == json_type::array ? "[]" : R"({"items":[],"hasMore":false})";
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            CAPTURE(r.name, step);
            CHECK(play(r, with_before(r, step, {ok(none)})) == play(r, r.lines));
            CHECK(play(r, with_before(r, step, {http(304)})) == play(r, r.lines));
        }
    }
}

TEST_CASE(
    "a deadline that comes at any step ends in timed_out or in the vendor's word, with a last poll there") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (milliseconds wait = 0ms; wait <= 40s; wait += 1700ms) {
            poll_options options = options_of(r);
            options.max_wait = wait;
            script_player player{*r.endpoint, options};
            player.play(r.lines);
            const auto& decisions = player.decisions();
            for (const auto& d : decisions)
                CHECK(d.at.time_since_epoch() <= wait);
            const outcome how = decisions.back().outcome;
            CAPTURE(r.name, wait.count());
            CHECK((how == expected.how || how == outcome::timed_out || how == outcome::none));
        }
    }
}
