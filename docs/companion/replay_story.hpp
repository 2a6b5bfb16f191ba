// jobpoll, the program: a replay as a list of moments, which is what a picture of it is drawn from.
#ifndef JOBPOLL_COMPANION_REPLAY_STORY_HPP
#define JOBPOLL_COMPANION_REPLAY_STORY_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recorded_lines.hpp"
#include "replayer.hpp"
#include "settings.hpp"

namespace companion {

/// What a moment was, as far as a picture tells.
enum class moment_kind : std::uint8_t {
    start,
    news,    ///< a reply that told of the job
    no_news, ///< a usable reply that did not mention it
    fault,   ///< 5xx, no reply
    unusable,
    refusal, ///< 404 and its like
    renewal, ///< 401: the credentials are to be renewed
    pause,   ///< 429: the account is told to wait
    cancel,
    restart,
};

/// The end that progress predicts, from and to, since the start.
struct predicted_end {
    double from = 0;
    double to = 0;
};

/// One line of the recording, and what it led to. *Units*: seconds since the start; progress from 0 to 1.
struct story_moment {
    moment_kind kind = moment_kind::start;
    double at = 0;
    int status = 0; ///< HTTP; 0 for none
    std::uint32_t poll = 0;
    std::string word{}; ///< the vendor's status, where the reply told of the job
    jobpoll::phase phase = jobpoll::phase::unknown;
    std::optional<double> progress{}; ///< reported by this very reply
    std::optional<predicted_end> predicted{};
    std::optional<double> row_since{}; ///< when the row of faults began that this moment is one of
    decision led_to{};
};

/// Plays the lines to a poller, until it stops or they do.
[[nodiscard]] std::vector<story_moment> tell(const settings& s, const std::vector<recorded_line>& lines);

/// A length of time in seconds, in words.
[[nodiscard]] std::string described(double seconds);
/// `45 %`.
[[nodiscard]] std::string percent(double progress);
/// The name of a kind, as it is spelled in the code.
[[nodiscard]] std::string_view name_of(moment_kind kind) noexcept;
/// What a kind means, for a legend.
[[nodiscard]] std::string_view describe(moment_kind kind) noexcept;
/// A reason in a word or two, for where there is little room.
[[nodiscard]] std::string_view in_a_word(jobpoll::reason why) noexcept;
/// Whether somebody asked: a start, a restart and a cancel are no polls.
[[nodiscard]] bool is_poll(const story_moment& m) noexcept;
/// What stands beside a moment that is not ordinary; empty for one that is.
[[nodiscard]] std::string label_of(const story_moment& m);
/// All of a moment in one sentence.
[[nodiscard]] std::string sentence_of(const story_moment& m);

} // namespace companion

#endif
