// What holds for all seven endpoints: their words, and the ways in which a reply can be wrong.
#include <set>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace support;
using namespace std::chrono_literals;

namespace {

poll_options options_for() {
    return {.max_wait = 100h, .patience = 0h}; // the counts alone end a row of faults
}

/// A word of the endpoint that ends the job.
std::string_view terminal_word(const endpoint& e) {
    for (const status_word& w : words_of(e))
        if (w.phase == phase::finished) return w.text;
    return {};
}

/// The same sample about another job.
std::string other_job_of(const sample& s, std::string_view word) {
    std::string body = body_of(s, word);
    const std::size_t at = body.find(s.job_id) + s.job_id.size() - 1;
    body[at] = body[at] == '0' ? '1' : '0';
    return body;
}

} // namespace

TEST_CASE("each terminal word of each vendor ends the polling with the vendor's outcome") {
    for (const sample& s : samples())
        for (const status_word& w : words_of(s.endpoint)) {
            if (w.phase != phase::finished) continue;
            CAPTURE(std::string{s.endpoint.name}, std::string{w.text});
            script_player player{s.endpoint, s.job_id, options_for()};
            player.play(ok(body_of(s, running_word(s.endpoint))));
            CHECK(player.decisions().back().poll_again());
            const auto d = player.play(ok(body_of(s, w.text)));
            CHECK_FALSE(d.poll_again());
            CHECK(d.outcome == w.outcome);
            CHECK(d.why == reason::vendor_terminal);
            CHECK_FALSE(job_may_still_run(d.outcome));
        }
}

TEST_CASE("no word of a job that goes on ever ends it, however often it comes") {
    for (const sample& s : samples())
        for (const status_word& w : words_of(s.endpoint)) {
            if (w.phase == phase::finished) continue;
            CAPTURE(std::string{s.endpoint.name}, std::string{w.text});
            poll_options options = options_for();
            options.max_wait = std::chrono::hours::max();
            script_player player{s.endpoint, s.job_id, options};
            const line l = ok(body_of(s, w.text));
            for (int i = 0; i < 300; ++i)
                player.play(l);
            CHECK(player.decisions().back().poll_again());
            CHECK(player.decisions().back().phase == w.phase);
            CHECK(player.poller().counts().total() == 0);
        }
}

TEST_CASE("a word that no vendor lists is reported and never taken for the end") {
    for (const sample& s : samples())
        for (const std::string_view word :
             {"dancing", "", "COMPLETED!", "completed ", "done", "Canceled", "null"}) {
            bool listed = false;
            for (const status_word& w : words_of(s.endpoint))
                listed = listed || w.text == word;
            if (listed) continue;
            CAPTURE(std::string{s.endpoint.name}, std::string{word});
            script_player player{s.endpoint, s.job_id, options_for()};
            CHECK(player.play(ok(body_of(s, word))).poll_again());
            CHECK(player.poller().counts().total() == 1);
            CHECK(until_stop(player, ok(body_of(s, word))).outcome == outcome::unrecognized);
            CHECK(player.decisions().back().attempts == fault_budgets{}.unknown_statuses + 1u);
        }
}

TEST_CASE("each way in which a reply can be wrong is an error of its own, and the polling goes on") {
    for (const sample& s : samples()) {
        const endpoint& e = s.endpoint;
        const std::string good = body_of(s, running_word(e));
        std::string null_status = body_of(s, "STATUS");
        null_status.replace(null_status.find("\"STATUS\""), 8, "null");
        std::vector<std::string> wrong = {"",
                                          "<html><body>502</body></html>",
                                          good.substr(0, good.size() / 2),
                                          e.root == json_type::array ? "{}" : "[]",
                                          null_status,
                                          good + good};
        if (!e.shape.is_list) wrong.push_back(other_job_of(s, running_word(e)));
        if (!e.shape.is_list) wrong.push_back("{}");
        std::set<std::string> errors;
        for (const std::string& body : wrong) {
            CAPTURE(std::string{e.name}, body);
            CHECK(verdict(e, body, s.job_id) == event::malformed);
            const std::string found = problems(e, body, s.job_id);
            CHECK(found.find("fatal ") != std::string::npos);
            CHECK(errors.insert(found).second);
            script_player player{e, s.job_id, options_for()};
            player.play(ok(good));
            const auto d = player.play(ok(body));
            CHECK(d.poll_again());
            CHECK(d.why == reason::backoff);
            CHECK(player.play(ok(body_of(s, terminal_word(e)))).why == reason::vendor_terminal);
        }
    }
}

TEST_CASE("replies that stay wrong end the polling as malformed, with the job that was seen last") {
    for (const sample& s : samples()) {
        script_player player{s.endpoint, s.job_id, options_for()};
        player.play(ok(body_of(s, running_word(s.endpoint))));
        const auto d = until_stop(player, ok("<html>"));
        CHECK(d.outcome == outcome::malformed);
        CHECK(d.why == reason::malformed_budget);
        CHECK(d.attempts == 1u + fault_budgets{}.malformed + 1u);
        CHECK(job_may_still_run(d.outcome));
        CHECK(player.poller().job().vendor_status == running_word(s.endpoint));
    }
}

TEST_CASE("a list without the job says nothing about it, and another job of the list does not either") {
    for (const sample& s : samples()) {
        if (!s.endpoint.shape.is_list) continue;
        const std::string other = other_job_of(s, terminal_word(s.endpoint));
        script_player player{s.endpoint, s.job_id, options_for()};
        CHECK(player.play(ok(other)).poll_again());
        CHECK(player.poller().state().stage == stage::unseen);
        player.play(ok(body_of(s, running_word(s.endpoint))));
        CHECK(player.play(ok(other)).poll_again());
        CHECK(player.poller().job().vendor_status == running_word(s.endpoint));
    }
}

TEST_CASE("the delays of a vendor's job stay inside its documented cadence") {
    for (const sample& s : samples())
        for (const status_word& w : words_of(s.endpoint)) {
            const cadence_row row = documented_cadence(s.endpoint, w.phase);
            if (w.phase == phase::finished || row.max_delay == 0ms) continue;
            script_player player{s.endpoint, s.job_id, options_for()};
            for (int i = 0; i < 200; ++i) {
                const auto d = player.play(ok(body_of(s, w.text)));
                CHECK(d.delay >= row.min_delay);
                CHECK(d.delay <= row.max_delay);
            }
        }
}

TEST_CASE("a member that the vendor added is reported where the object is closed, and ignored elsewhere") {
    for (const sample& s : samples()) {
        if (s.endpoint.root != json_type::object || s.endpoint.shape.is_list) continue;
        std::string body = body_of(s, running_word(s.endpoint));
        body.insert(body.size() - 1, ",\"\\u007a\":[{\"status\":\"x\"}]");
        if (s.endpoint.closed)
            CHECK(problems(s.endpoint, body, s.job_id) == "breach additional_properties /z");
        else
            CHECK(problems(s.endpoint, body, s.job_id).empty());
    }
}
