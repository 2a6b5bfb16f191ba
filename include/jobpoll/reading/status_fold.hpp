// jobpoll: the status of a job out of the statuses of its parts (`fold::all_finished`).
#ifndef JOBPOLL_READING_STATUS_FOLD_HPP
#define JOBPOLL_READING_STATUS_FOLD_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/status_words.hpp>

namespace jobpoll::inline v0::detail {

/// The word of one part.
struct part_status {
    std::string_view text{};
    std::int8_t word = no_word;
};

/// What the parts make of the job.
struct folded_status {
    word_state state = word_state::absent;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    part_status decides{}; ///< the part that decides
    event means = no_event;
};

/// The bad outcomes, the worst first; those behind the second cut the work short.
inline constexpr outcome bad_outcomes[] = {outcome::failed,      outcome::unknown,
                                           outcome::interrupted, outcome::deadline_exceeded,
                                           outcome::expired,     outcome::cancelled};

/// The phases that the job has where every part that has not ended has it.
inline constexpr phase common_phases[] = {phase::queued, phase::blocked, phase::paused, phase::finalizing};

/// Collects the statuses of a job's parts. What it holds of a phase or an outcome is its first part.
class status_fold {
public:
    void begin() noexcept {
        phases_ = outcomes_ = parts_ = lacking_ = unlisted_ = 0;
        means_ = no_event;
    }

    void add(const shape& tree, word_state state, part_status part) noexcept {
        ++parts_;
        if (state < word_state::listed) {
            ++lacking_;
        } else if (state == word_state::unlisted) {
            if (unlisted_++ == 0) first_unlisted_ = part;
        } else {
            const shape_word& word = tree.words[part.word];
            if (word.means() != no_event)
                note_event(word.means(), part);
            else if (word.phase == phase::finished)
                note(outcomes_, word.outcome, first_of_outcome_, part);
            else
                note(phases_, word.phase, first_of_phase_, part);
        }
    }

    // The word of a part that means an event says it of the reply.
    [[nodiscard]] JOBPOLL_NOINLINE folded_status result() const noexcept {
        if (means_ != no_event)
            return {word_state::listed, phase::unknown, outcome::none, first_event_, means_};
        if (parts_ == 0 || lacking_ != 0) return {};
        if (unlisted_ != 0) return {word_state::unlisted, phase::unknown, outcome::none, first_unlisted_};
        return phases_ != 0 ? unfinished() : finished();
    }

private:
    void note_event(event means, const part_status& part) noexcept {
        if (means_ != no_event) return;
        means_ = means;
        first_event_ = part;
    }

    template <class Enum, std::size_t Size>
    static void note(std::uint32_t& seen, Enum value, part_status (&first)[Size],
                     const part_status& part) noexcept {
        const auto number = static_cast<std::size_t>(value);
        if ((seen >> number & 1) == 0) first[number] = part;
        seen |= std::uint32_t{1} << number;
    }

    template <class Enum>
    [[nodiscard]] static bool has(std::uint32_t seen, Enum value) noexcept {
        return (seen >> static_cast<unsigned>(value) & 1) != 0;
    }

    [[nodiscard]] folded_status in_phase(phase p, phase decides) const noexcept {
        return {word_state::listed, p, outcome::none, first_of_phase_[static_cast<std::size_t>(decides)]};
    }

    [[nodiscard]] folded_status with_outcome(outcome o, outcome decides) const noexcept {
        return {word_state::listed, phase::finished, o, first_of_outcome_[static_cast<std::size_t>(decides)]};
    }

    [[nodiscard]] folded_status unfinished() const noexcept {
        if (has(phases_, phase::cancelling)) return in_phase(phase::cancelling, phase::cancelling);
        for (const phase common : common_phases) {
            const bool only = phases_ == std::uint32_t{1} << static_cast<unsigned>(common);
            if (only && (common != phase::queued || outcomes_ == 0)) return in_phase(common, common);
        }
        if (has(phases_, phase::running)) return in_phase(phase::running, phase::running);
        for (const phase common : common_phases)
            if (has(phases_, common)) return in_phase(phase::running, common);
        return in_phase(phase::running, phase::running);
    }

    [[nodiscard]] folded_status finished() const noexcept {
        constexpr auto skipped = std::uint32_t{1} << static_cast<unsigned>(outcome::skipped);
        if (outcomes_ == skipped) return with_outcome(outcome::skipped, outcome::skipped);
        const bool partly = has(outcomes_, outcome::succeeded_with_failures);
        const bool some_good = partly || has(outcomes_, outcome::succeeded);
        outcome worst = outcome::none;
        for (const outcome bad : bad_outcomes) {
            if (!has(outcomes_, bad)) continue;
            const bool cut_short = bad != outcome::failed && bad != outcome::unknown;
            if (worst == outcome::none) worst = bad;
            if (some_good && cut_short) return with_outcome(bad, bad);
        }
        if (some_good && worst != outcome::none) return with_outcome(outcome::succeeded_with_failures, worst);
        if (worst != outcome::none) return with_outcome(worst, worst);
        return partly ? with_outcome(outcome::succeeded_with_failures, outcome::succeeded_with_failures)
                      : with_outcome(outcome::succeeded, outcome::succeeded);
    }

    std::uint32_t phases_ = 0;   ///< of the parts that have not ended, one bit each
    std::uint32_t outcomes_ = 0; ///< of those that have
    std::uint32_t parts_ = 0;
    std::uint32_t lacking_ = 0; ///< how many have no word
    std::uint32_t unlisted_ = 0;
    event means_ = no_event;
    part_status first_event_{};
    part_status first_unlisted_{};
    part_status first_of_phase_[static_cast<std::size_t>(phase::finished) + 1]{};
    part_status first_of_outcome_[static_cast<std::size_t>(outcome::unknown) + 1]{};
};

} // namespace jobpoll::inline v0::detail

#endif
