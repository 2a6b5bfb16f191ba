#include <jobpoll/schedule/progress_track.hpp>

#include <type_traits>

#include <jobpoll/base/hash.hpp>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using detail::is_informative;
using detail::predict;
using detail::time_span;

namespace {

/// Reports every ten seconds: `curve(seconds)` in thousandths.
template <class Curve>
constexpr progress_track track_of(Curve curve, int seconds, int step = 10) {
    progress_track track;
    for (int t = 0; t <= seconds; t += step)
        track = observe(track, milliseconds{t * 1000}, static_cast<std::int16_t>(curve(t)));
    return track;
}

constexpr int steady(int t) {
    return t * 1000 / 400;
}

constexpr bool holds(time_span s, std::int64_t left) {
    return s.low <= left && left <= s.high;
}

} // namespace

TEST_CASE("a track is small and plain, and knows nothing at first") {
    STATIC_REQUIRE(std::is_trivially_copyable_v<progress_track>);
    STATIC_REQUIRE(sizeof(progress_track) <= 80);
    STATIC_REQUIRE(!is_informative(progress_track{}));
    STATIC_REQUIRE(progress_track{}.last == -1);
}

TEST_CASE("linear progress predicts its end, within a tenth of what is left") {
    constexpr progress_track track = track_of(steady, 200);
    STATIC_REQUIRE(is_informative(track));
    STATIC_REQUIRE(holds(predict(track), 200'000));
    STATIC_REQUIRE(predict(track).high - predict(track).low < 60'000);
    STATIC_REQUIRE(track.slipped == 0 && track.hurried == 0);
}

TEST_CASE("a reply without progress is counted and changes nothing else") {
    const progress_track track = track_of(steady, 200);
    progress_track after = observe(track, 210s, -1);
    CHECK(after.polls == track.polls + 1);
    after.polls = track.polls;
    CHECK(after == track);
}

TEST_CASE("waiting at zero does not count as being slow") {
    const auto queued = [](int t) { return t < 300 ? 0 : (t - 300) * 1000 / 400; };
    CHECK(holds(predict(track_of(queued, 500)), 200'000));
}

TEST_CASE("progress that comes late began with nothing") {
    const auto late = [](int t) { return t < 100 ? -1 : steady(t); };
    CHECK(holds(predict(track_of(late, 200)), 200'000));
}

TEST_CASE("progress that slows down or quickens widens the span to that side") {
    const auto slowing = [](int t) { return t * (800 - t) * 1000 / 160'000; }; // 1 - (1 - x)^2
    const auto quickening = [](int t) { return t * t * 1000 / 160'000; };
    const auto wide = [](time_span s) { return (s.high - s.low) * 1'000 / s.high; };
    CHECK(wide(predict(track_of(slowing, 200))) > wide(predict(track_of(steady, 200))));
    CHECK(wide(predict(track_of(quickening, 200))) > wide(predict(track_of(steady, 200))));
    CHECK(predict(track_of(quickening, 200)).low < 200'000);
}

TEST_CASE("steps as coarse as a half say nothing") {
    const auto halves = [](int t) { return t < 200 ? 0 : 500; };
    CHECK_FALSE(is_informative(track_of(halves, 300)));
    const auto quarters = [](int t) { return t / 100 * 250; };
    CHECK(is_informative(track_of(quarters, 250)));
    CHECK(track_of(quarters, 250).grain == 250);
}

TEST_CASE("progress that goes backwards restarts the track, and is believed less") {
    const progress_track before = track_of(steady, 200);
    const progress_track after = observe(before, 210s, 100);
    CHECK(after.start_at == 210s);
    CHECK(after.start == 100);
    CHECK_FALSE(is_informative(after));
    CHECK(after.slipped == 1);
}

TEST_CASE("predictions that keep slipping are believed less and less, up to a point") {
    progress_track track;
    for (int i = 0; i <= 60; ++i) // always nearly done: 1 - 1/(i+1)
        track = observe(track, i * 60s, static_cast<std::int16_t>(1000 - 1000 / (i + 1)));
    CHECK(track.slipped <= detail::most_doubts);
    CHECK(detail::is_plausible(track));
}

TEST_CASE("time that goes backwards stands still") {
    const progress_track track = track_of(steady, 200);
    const progress_track after = observe(track, 50s, 600);
    CHECK(after.moved_at == track.moved_at);
    CHECK(detail::is_plausible(after));
}

TEST_CASE("for every report the track stays plausible and its predictions in range") {
    std::uint64_t random = 1;
    const auto next = [&random] { return random = detail::mix(random); };
    for (int round = 0; round < 3'000; ++round) {
        progress_track track;
        milliseconds now{0};
        for (int poll = 0; poll < 30; ++poll) {
            now = milliseconds{static_cast<std::int64_t>(next() >> (next() % 64))} *
                  (next() % 16 == 0 ? -1 : 1);
            track = observe(track, now, static_cast<std::int16_t>(next()));
            if (!detail::is_plausible(track)) FAIL("round " << round);
            if (!is_informative(track)) continue;
            const time_span s = predict(track);
            if (s.low < 0 || s.high < s.low) FAIL("round " << round);
            progress_track restored = track; // a snapshot does not have the line
            restored.line = {};
            const time_span again = predict(detail::with_line(restored));
            if (again.low != s.low || again.high != s.high) FAIL("another line in round " << round);
        }
    }
    SUCCEED();
}

TEST_CASE("a track keeps what its first report predicted, and sums up what its last one does") {
    CHECK(summary_of(progress_track{}) == progress_summary{});
    CHECK(summary_of(observe({}, 0ms, 0)) == progress_summary{});
    progress_track track = observe(observe({}, 0ms, 0), 10s, 100);
    CHECK(summary_of(track).first == progress_forecast{100, 100s});
    CHECK(summary_of(track).last == progress_forecast{100, 100s});
    track = observe(track, 40s, 200);
    CHECK(summary_of(track).first == progress_forecast{100, 100s});
    CHECK(summary_of(track).last == progress_forecast{200, 200s});
    track = observe(track, 60s, 200);
    CHECK(summary_of(track).last == progress_forecast{200, 200s});
    CHECK(summary_of(observe(track, 80s, 1000)).last == progress_forecast{1000, 80s});
}
