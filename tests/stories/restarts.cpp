// A poller that is saved, thrown away and restored after every step goes on as if nothing had happened.
#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace support;
using namespace std::chrono_literals;

namespace {

std::vector<line> story_of(const sample& s, std::string_view last) {
    const std::string running = body_of(s, running_word(s.endpoint));
    return {ok(running),           silence(),    http(503),   http(429, "", "45"),           ok(running),
            ok(body_of(s, "odd")), ok("<html>"), ok(running), http(500, R"({"error":"x"})"), ok(running),
            ok(body_of(s, last))};
}

std::string job_text(const job& j) {
    std::string text = std::string{j.id} + '|' + std::string{j.vendor_status} + '|' + std::string{j.kind} +
                       '|' + std::string{j.result.text()} + '|' + std::to_string(j.items.total.value_or(-1));
    return text + '|' + std::to_string(j.progress.value_or(-1));
}

} // namespace

TEST_CASE("a restart after any step of a story changes neither the decisions nor the job") {
    for (const sample& s : samples()) {
        for (const status_word& w : words_of(s.endpoint)) {
            const std::vector<line> story = story_of(s, w.text);
            const poll_options options{.max_wait = 2h, .seed = 11};
            script_player whole{s.endpoint, s.job_id, options};
            script_player restarted{s.endpoint, s.job_id, options};
            CHECK(restarted.play(restart()) == whole.decisions().back());
            for (const line& l : story) {
                const auto expected = whole.play(l);
                CHECK(restarted.play(l) == expected);
                CHECK(restarted.play(restart()) == expected);
                CHECK(job_text(restarted.poller().job()) == job_text(whole.poller().job()));
                CHECK(restarted.poller().state() == whole.poller().state());
            }
        }
    }
}

TEST_CASE("a poller that has ended is restored as ended") {
    const sample& s = samples()[5];
    script_player player{s.endpoint, s.job_id, {.max_wait = 2h}};
    const auto ended = player.play(ok(body_of(s, "interrupted")));
    REQUIRE(ended.outcome == outcome::interrupted);
    CHECK(player.play(restart()) == ended);
    CHECK(player.play(ok(body_of(s, "running"))) == ended);
    CHECK(player.poller().job().vendor_status == "interrupted");
}

TEST_CASE("a restart at any single step gives the rest of the story as it would have been") {
    const sample& s = samples()[4];
    const std::vector<line> story = story_of(s, "completed");
    const poll_options options{.max_wait = 2h, .stall_after = 90min};
    script_player whole{s.endpoint, s.job_id, options};
    for (const line& l : story)
        whole.play(l);
    for (std::size_t at = 0; at < story.size(); ++at) {
        script_player player{s.endpoint, s.job_id, options};
        for (std::size_t i = 0; i < story.size(); ++i) {
            player.play(story[i]);
            if (i == at) player.play(restart());
        }
        CHECK(player.decisions().back() == whole.decisions().back());
    }
}
