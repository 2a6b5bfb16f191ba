// Bytes as what was kept on a disk: the text of a poller and of a history, as it is and with its checksum
// made right, so that what is behind the checksum is tried, too.
#include "fuzz.hpp"

#include <algorithm>
#include <string>

#include <jobpoll/history.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/testing/script.hpp>

#include <support/bodies.hpp>

using fuzz::promise;
using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

using clock = testing::virtual_clock;
using poller_type = basic_poller<clock>;

/// The text with a checksum of what it has in place of its last number.
std::string with_checksum(std::string_view text) {
    const std::size_t last = text.rfind(' ');
    if (last == std::string_view::npos) return std::string{text};
    std::string made{text.substr(0, last)};
    const auto sum = static_cast<std::int64_t>(detail::fnv1a(made));
    return made + ' ' + std::to_string(sum);
}

/// A poller that was restored from anything keeps its promises.
void go_on(snapshot s, fuzz::choices& choose) {
    const support::sample& sample = support::samples()[4];
    const poll_options options{.max_wait = 3h, .seed = 5};
    poller_type poller{sample.endpoint, sample.job_id, options};
    s.endpoint_fingerprint = sample.endpoint.fingerprint_without_words;
    s.job_id_hash = detail::fnv1a(sample.job_id);
    s.clock = clock_kind::other;
    const milliseconds now = saturating_add(s.origin, s.state.elapsed);
    const snapshot_error expected =
        s.had_history ? snapshot_error::restored_without_history : snapshot_error::none;
    promise(poller.restore(s, clock::time_point{now}) == expected, "it is restored");
    const auto stood = poller.pending();
    promise(stood.delay >= 0ms, "a delay is never negative");
    auto last = stood;
    for (int i = 0; i < 6; ++i) {
        const std::uint8_t what = choose.below(4);
        const clock::time_point at = last.at;
        const auto next = what == 0   ? poller.on_no_reply(at)
                          : what == 1 ? poller.on_reply({.status = 429, .retry_after = "7"}, at)
                                      : poller.on_reply({.status = 200, .body = sample.body}, at);
        promise(stood.poll_again() || next == stood, "the end absorbs");
        promise(next.delay >= 0ms, "a delay is never negative");
        promise(!next.poll_again() ||
                    poller.state().next_poll <= std::max(options.max_wait.value(), next.elapsed),
                "no poll is planned past the deadline, or later than at once");
        last = next;
    }
}

void try_snapshot(std::string_view text, fuzz::choices& choose) {
    snapshot s;
    s.origin = 123ms;
    const snapshot untouched = s;
    const snapshot_error error = parse_snapshot(text, s);
    if (error != snapshot_error::none) return promise(s == untouched, "what is refused changes nothing");
    snapshot again;
    promise(parse_snapshot(to_text(s), again) == snapshot_error::none && again == s,
            "what was read is written as it was");
    go_on(s, choose);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    fuzz::choices choose{data + size / 2, size - size / 2};
    try_snapshot(text, choose);
    try_snapshot(with_checksum(text), choose);
    history h;
    h.learn(77s);
    const history untouched = h;
    if (parse_history(text, h) != history_error::none) {
        promise(h == untouched, "what is refused changes nothing");
        return 0;
    }
    // Texts of the first version are read and not written.
    history again;
    promise(parse_history(to_text(h), again) == history_error::none && to_text(again) == to_text(h),
            "a history that was read is written so that it is read again");
    promise(!text.starts_with("jobpoll-history 2") || to_text(h) == text,
            "a history that is read was written so");
    return 0;
}
