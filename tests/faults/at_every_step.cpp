// Every recorded life once more, with each fault before each of its steps: never a wrong outcome, never an
// endless loop, never a step backwards.
#include <algorithm>
#include <span>

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

poll_options options_of(const recording&) {
    return {.max_wait = 100h, .seed = 7};
}

std::span<const line> first_lines(const recording& r, std::size_t count) {
    return std::span{r.lines}.first(count);
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
    script_player player{*r.endpoint, r.job_id, options_of(r)};
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

/// The body as a program writes it that thinks in UTF-16.
std::string in_utf16(std::string_view body) {
    std::string wide = "\xff\xfe";
    for (const char c : body)
        (wide += c) += '\0';
    return wide;
}

struct mishap {
    std::string name;
    line what;
    outcome stays = outcome::unreachable; ///< how the polling ends where it never stops
    reason why = reason::backoff;         ///< of the poll that follows
};

/// Whether the recording has this status itself, so that one more of it could be one too many.
bool has_status(const recording& r, int status) {
    return std::any_of(r.lines.begin(), r.lines.end(), [&](const line& l) { return l.status == status; });
}

/// What can be put before a step without changing how the job ends.
std::vector<mishap> faults_before(const recording& r, std::size_t step) {
    const std::string& body = r.lines[step].body;
    std::vector<mishap> all = {
        {"no reply", silence()},
        {"429", http(429), outcome::timed_out},
        {"429 with a hint", http(429, "", "90"), outcome::timed_out, reason::retry_after},
        {"403 with a hint", http(403, "", "90"), outcome::timed_out, reason::retry_after},
        {"500", http(500, R"({"error":"x"})")},
        {"404", http(404, "{}"), outcome::gone, reason::grace},
        {"401", http(401), outcome::unauthorized, reason::unauthorized},
        {"a page", ok("<html><body>502</body></html>"), outcome::malformed},
        {"a page with 502", http(502, "<html>")},
        {"nothing in the body", ok(""), outcome::malformed},
        {"202 with nothing in the body", http(202), outcome::malformed},
        {"compressed", ok("\x1f\x8b\x08" + body), outcome::malformed},
        {"UTF-16", ok(in_utf16(body)), outcome::malformed}};
    std::erase_if(all, [&](const mishap& m) {
        return (m.what.status == 401 || m.what.status == 404) && has_status(r, m.what.status);
    });
    if (const auto other = about_another_job(r, step))
        all.push_back({"another job's", *other, outcome::malformed});
    for (std::size_t size = 1; size < body.size(); ++size)
        all.push_back({"cut at byte " + std::to_string(size), ok(body.substr(0, size)), outcome::malformed});
    return all;
}

/// Those of every step that differ in more than where a body is cut.
constexpr std::size_t kinds_of_fault = 14;

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
            script_player before{*r.endpoint, r.job_id, options_of(r)};
            before.play(first_lines(r, step));
            const auto stood = before.decisions().back();
            if (!stood.poll_again()) break;
            for (const mishap& f : faults_before(r, step)) {
                script_player player{*r.endpoint, r.job_id, options_of(r)};
                player.play(first_lines(r, step));
                const auto d = player.play(f.what);
                const bool at_once = f.why == reason::unauthorized && d.at == stood.at;
                const bool later = d.at > stood.at && d.delay >= default_min_delay && d.delay <= 4min;
                // 404 is no fault: the schedule goes on, and a vendor's quota may be what holds it back.
                const bool good = d.poll_again() && (at_once || later) && d.attempts == stood.attempts + 1 &&
                                  d.phase == stood.phase && d.progress == stood.progress &&
                                  job_text(player) == job_text(before) && d.why == f.why;
                if (!good) FAIL(r.name << ": " << f.name << " before line " << step + 1 << " leads to " << d);
            }
        }
}

TEST_CASE("two faults before any step, in any order, change nothing either") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            std::vector<mishap> kinds = faults_before(r, step);
            kinds.resize(std::min(kinds.size(), kinds_of_fault));
            for (const mishap& first : kinds)
                for (const mishap& second : kinds) {
                    if (first.name == "401" && second.name == "401") continue; // which ends the polling
                    if (play(r, with_before(r, step, {first.what, second.what})) != expected)
                        FAIL(r.name << ": " << first.name << " and " << second.name << " before line "
                                    << step + 1);
                }
        }
    }
}

TEST_CASE("a fault that stays ends the polling in a word of ours, from any step on, with the job as it was") {
    for (const recording& r : recordings())
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            std::vector<mishap> kinds = faults_before(r, step);
            kinds.resize(std::min(kinds.size(), kinds_of_fault));
            for (const mishap& f : kinds) {
                poll_options options = options_of(r);
                options.max_wait = 5h;
                options.patience = 0s;
                script_player player{*r.endpoint, r.job_id, options};
                player.play(first_lines(r, step));
                if (!player.decisions().back().poll_again()) continue;
                const std::string known = job_text(player);
                const bool seen = player.poller().state().stage == stage::seen;
                const std::uint32_t polls = player.decisions().back().attempts;
                const auto d = support::until_stop(player, f.what);
                const bool never_seen = f.stays == outcome::gone && !seen;
                CAPTURE(r.name, f.name, step);
                CHECK(d.outcome == (never_seen ? outcome::not_found : f.stays));
                CHECK((d.attempts <= polls + 11 || d.elapsed == 5h));
                CHECK(job_text(player) == known);
            }
        }
}

TEST_CASE("a fault that stays for less than the patience is waited out, at any step") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step)
            for (const line& fault : {silence(), http(503), ok("<html>")}) {
                script_player player{*r.endpoint, r.job_id, options_of(r)};
                player.play(first_lines(r, step));
                const auto began = player.decisions().back().elapsed;
                // The patience is a tenth of max_wait, which is 100 h here.
                while (player.decisions().back().poll_again() &&
                       player.decisions().back().elapsed - began < 9h)
                    player.play(fault);
                player.play(std::span{r.lines}.subspan(step));
                CAPTURE(r.name, step);
                CHECK(ending_of(player) == expected);
            }
    }
}

TEST_CASE("a byte order mark before any reply changes nothing", "[.][reader]") {
    for (const recording& r : recordings()) {
        std::vector<line> marked = r.lines;
        for (line& l : marked)
            if (l.what == line::kind::reply) l.body.insert(0, "\xef\xbb\xbf");
        CAPTURE(r.name);
        CHECK(play(r, marked) == play(r, r.lines));
    }
}

TEST_CASE("a reply whose id is of another type is about another job, at any step", "[.][reader]") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        const std::string quoted = '"' + r.job_id + '"';
        for (std::size_t step = 0; step < r.lines.size(); ++step)
            for (const std::string_view id : {"8", "null", "[\"8\"]", "true", "{}"}) {
                line other = r.lines[step];
                const std::size_t at = other.body.find(quoted);
                if (r.endpoint->shape.is_list || at == std::string::npos) continue;
                other.body.replace(at, quoted.size(), id);
                CAPTURE(r.name, step, id);
                CHECK(play(r, with_before(r, step, {other})) == expected);
            }
    }
}

TEST_CASE("a machine that slept past the deadline has one last look, at any step") {
    for (const recording& r : recordings())
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            script_player player{*r.endpoint, r.job_id, options_of(r)};
            player.play(first_lines(r, step));
            if (!player.decisions().back().poll_again() || r.lines[step].what != line::kind::reply) continue;
            line asleep = silence();
            asleep.at = 105h;
            CAPTURE(r.name, step);
            const auto woken = player.play(asleep);
            CHECK(woken.poll_again());
            CHECK(woken.at.time_since_epoch() == 105h);
            const auto last = player.play(r.lines[step]);
            CHECK_FALSE(last.poll_again());
            CHECK((ended_by_vendor(last.outcome) || last.outcome == outcome::timed_out ||
                   r.lines[step].status != 200));
        }
}

TEST_CASE("a reply that comes twice, late, or after a restart leads to the same end") {
    for (const recording& r : recordings()) {
        const ending expected = play(r, r.lines);
        for (std::size_t step = 0; step < r.lines.size(); ++step) {
            CAPTURE(r.name, step);
            if (r.lines[step].status != 401)
                CHECK(play(r, with_before(r, step, {r.lines[step]})) == expected);
            CHECK(play(r, with_before(r, step, {restart()})) == expected);
            CHECK(play(r, with_before(r, step, {silence(), restart(), http(503)})) == expected);
            script_player player{*r.endpoint, r.job_id, options_of(r)};
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
            script_player player{*r.endpoint, r.job_id, options_of(r)};
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
            script_player player{*r.endpoint, r.job_id, options};
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
