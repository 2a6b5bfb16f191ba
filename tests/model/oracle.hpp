// The machine once more, written from the sentences of docs/decisions.md and from nothing else: no table, no
// schedule. It says whether the polling goes on, how it ended, and between which moments the next poll has to
// be.
#ifndef JOBPOLL_TESTS_MODEL_ORACLE_HPP
#define JOBPOLL_TESTS_MODEL_ORACLE_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/polling/options.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace model {

using jobpoll::event;
using jobpoll::milliseconds;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::reason;

/// What the caller and the vendor's document ask for.
struct terms {
    milliseconds max_wait{};
    milliseconds first_poll{};
    milliseconds stall_after{}; ///< zero for never
    milliseconds max_queued{};  ///< zero for never
    milliseconds patience{};
    milliseconds longest_wait = jobpoll::for_ever; ///< half of the documented retention
    milliseconds longest_on_credit{0}; ///< of a schedule whose history has earned credit; zero without one
    std::uint32_t max_attempts = 0;
    jobpoll::fault_budgets budgets{};
    int confirmations = 1;
    std::uint16_t jitter_per_mille = 100;
    bool smithy = false; ///< waits for all that remains where no more than the shortest delay would be left
    bool long_poll = false;
};

/// How far apart two polls of a job may be.
struct gap {
    milliseconds shortest{};
    milliseconds longest{};
};

/// One thing that happens.
struct happening {
    event what = event::started;
    milliseconds at{};         ///< since the start
    milliseconds due{};        ///< when the poll that this answers was due
    bool about_the_job = true; ///< false for a list without the job
    bool differs = false;      ///< the reply says something else than the one before
    bool forbidden = false;    ///< 403, and not 401
    phase in = phase::unknown;
    outcome vendors_word = outcome::succeeded;
    std::optional<milliseconds> retry_after{};
    milliseconds took{};
};

/// What has to come of it.
struct verdict {
    bool over = false;
    outcome how = outcome::none;
    reason why = reason::none; ///< of an end; polls are judged by `may_say`
    milliseconds earliest{};   ///< of the next poll, since the start
    milliseconds latest{};
    reason because = reason::none; ///< of a poll; none for the schedule's own reasons
    bool hinted = false;
    bool hinted_past_deadline = false;
    bool held_back = false; ///< by the vendor's retention
};

/// Replies of one kind in a row.
struct row {
    int count = 0;
    milliseconds began{};

    void add(milliseconds now) {
        if (count++ == 0) began = now;
    }
};

class oracle {
public:
    explicit oracle(const terms& t) : terms_{t} {}

    [[nodiscard]] const verdict& last() const { return verdict_; }
    [[nodiscard]] milliseconds now() const { return now_; }
    [[nodiscard]] std::uint32_t polls() const { return polls_; }

    /// `between` are the limits of a gap after this reply.
    const verdict& step(const happening& h, const gap& between) {
        if (verdict_.over) return verdict_; // rule 2
        if (h.what == event::cancelled) {
            now_ = std::max(now_, h.at);
            return end(outcome::abandoned, reason::cancelled);
        }
        if (!begun_) {
            if (h.what == event::started) return begin(h);
            if (!is_answer(h.what)) return verdict_; // nothing was asked yet
            begun_ = true;
        }
        if (h.what == event::started) return verdict_; // a second start changes nothing
        now_ = std::max(now_, h.at);                   // rule 9
        // The limits can be told from outside, too.
        if (h.what == event::deadline) return end_at_deadline(nullptr);
        if (h.what == event::attempts_spent) return end(outcome::exhausted, reason::attempts_spent);
        if (h.what == event::stalled) return end(outcome::stalled, reason::stalled);
        if (h.what == event::queued_too_long) return end(outcome::stalled, reason::queued_too_long);
        return answer(h, between);
    }

    /// Whether a reason fits a poll at this moment.
    [[nodiscard]] bool may_say(reason why, milliseconds poll_at) const {
        if (verdict_.held_back && why == reason::cadence) return true;
        if (verdict_.because == reason::first_poll) return why == reason::first_poll;
        if (verdict_.because == reason::unauthorized) return why == reason::unauthorized;
        if (verdict_.hinted_past_deadline) return why == reason::retry_after_past_deadline;
        if (poll_at >= terms_.max_wait) return why == reason::deadline;
        if (why == reason::retry_after) return verdict_.hinted;
        if (verdict_.because != reason::none) return why == verdict_.because;
        return why == reason::law || why == reason::progress || why == reason::history ||
               why == reason::cadence || why == reason::quota;
    }

private:
    static bool is_answer(event e) {
        return e != event::started && e != event::cancelled && e != event::deadline &&
               e != event::attempts_spent && e != event::stalled && e != event::queued_too_long;
    }

    const verdict& begin(const happening& h) {
        begun_ = true;
        now_ = std::max(now_, h.at);
        verdict_ = {};
        verdict_.because = reason::first_poll;
        // The first poll is at once or when the caller says, and not later than the last.
        verdict_.held_back = terms_.first_poll > terms_.longest_wait;
        const milliseconds wait = std::min(terms_.first_poll, terms_.longest_wait);
        verdict_.earliest = verdict_.latest =
            std::max(now_, std::min(jobpoll::saturating_add(now_, wait), terms_.max_wait));
        return verdict_;
    }

    /// Where the vendor has said how the job ended, every stop takes that outcome.
    const verdict& end(outcome how, reason why) {
        verdict_ = {};
        verdict_.over = true;
        verdict_.how = said_ != outcome::none ? said_ : how;
        verdict_.why = why;
        return verdict_;
    }

    struct timed_row {
        row oracle::*kept;
        std::uint16_t jobpoll::fault_budgets::*budget;
        outcome how;
        reason why;
    };
    static constexpr int timed_rows = 3;
    static const timed_row& timed(int i) {
        static const timed_row all[timed_rows] = {
            {&oracle::faults_, &jobpoll::fault_budgets::faults, outcome::unreachable, reason::fault_budget},
            {&oracle::unusable_, &jobpoll::fault_budgets::malformed, outcome::malformed,
             reason::malformed_budget},
            {&oracle::unknown_, &jobpoll::fault_budgets::unknown_statuses, outcome::unrecognized,
             reason::unknown_status_budget}};
        return all[i];
    }

    [[nodiscard]] bool count_is_spent(const timed_row& t) const {
        return (this->*t.kept).count > terms_.budgets.*t.budget;
    }

    /// At the deadline a spent count decides, though its row was too short in time; this reply's own first.
    const verdict& end_at_deadline(const timed_row* own) {
        if (own != nullptr && count_is_spent(*own)) return end(own->how, own->why);
        for (int i = 0; i < timed_rows; ++i)
            if (count_is_spent(timed(i))) return end(timed(i).how, timed(i).why);
        return end(outcome::timed_out, reason::deadline);
    }

    const verdict& answer(const happening& h, const gap& between) {
        ++polls_;
        // From 10^9 s on it is no delay.
        std::optional<milliseconds> hint = h.retry_after;
        if (hint && *hint >= milliseconds{1'000'000'000'000}) hint.reset();
        reason because = reason::none;
        const timed_row* own = nullptr;
        switch (h.what) {
        case event::vendor_terminal: {
            clear(false);
            const outcome word = jobpoll::ended_by_vendor(h.vendors_word) ? h.vendors_word : outcome::unknown;
            if (word != said_) confirmed_ = 0;
            said_ = word;
            take(h, phase::finished);
            if (++confirmed_ >= terms_.confirmations) return end(word, reason::vendor_terminal);
            because = reason::confirmation;
            break;
        }
        case event::unauthorized:
            if (h.forbidden && !hint) return end(outcome::unauthorized, reason::unauthorized);
            if (h.forbidden) { // 403 with Retry-After is the account's pace
                ++throttled_;
                because = reason::backoff;
                break;
            }
            if (++unauthorized_ > terms_.budgets.unauthorized)
                return end(outcome::unauthorized, reason::unauthorized);
            because = unauthorized_ == 1 ? reason::unauthorized : reason::backoff;
            break;
        case event::gone:
            if (said_ != outcome::none) return end(said_, reason::vendor_terminal);
            return end(outcome::gone, reason::gone);
        case event::rejected:
            return end(outcome::rejected, reason::rejected);
        case event::not_found:
            if (said_ != outcome::none) return end(said_, reason::vendor_terminal);
            if (++missing_ > terms_.budgets.missing)
                return seen_ ? end(outcome::gone, reason::gone) : end(outcome::not_found, reason::not_found);
            because = reason::grace;
            break;
        case event::throttled: // the account's: charged to nothing
            ++throttled_;
            because = reason::backoff;
            break;
        case event::no_reply:
        case event::server_error:
            own = &timed(0);
            because = reason::backoff;
            break;
        case event::malformed:
            own = &timed(1);
            because = reason::backoff;
            break;
        case event::unknown_status: // a usable reply all the same
            clear(true);
            own = &timed(2);
            if (h.about_the_job) forget_end();
            take(h, h.in);
            break;
        default:
            clear(false);
            if (h.about_the_job) forget_end();
            take(h, h.in);
            break;
        }
        if (own != nullptr) {
            row& charged = this->*own->kept;
            charged.add(now_);
            if (count_is_spent(*own) && now_ - charged.began >= terms_.patience)
                return end(own->how, own->why);
        }
        // At the deadline there is one last look: where nothing came back and the poll was due before it,
        // too.
        const bool owed = h.what == event::no_reply && h.due < terms_.max_wait;
        const bool late = now_ >= terms_.max_wait;
        if (late && !owed) return end_at_deadline(own);
        if (terms_.max_attempts != 0 && polls_ >= terms_.max_attempts)
            return end(outcome::exhausted, reason::attempts_spent);
        if (late) return look_now();
        const bool own_queue = terms_.max_queued > milliseconds{0};
        const bool stands =
            phase_ == phase::blocked || phase_ == phase::paused || (phase_ == phase::queued && own_queue);
        if (terms_.stall_after > milliseconds{0} && !stands && now_ - changed_ >= terms_.stall_after)
            return end(outcome::stalled, reason::stalled);
        if (own_queue && phase_ == phase::queued && now_ - phase_since_ >= terms_.max_queued)
            return end(outcome::stalled, reason::queued_too_long);
        return plan(h, hint, between, because);
    }

    const verdict& look_now() {
        verdict_ = {};
        verdict_.earliest = verdict_.latest = now_;
        return verdict_;
    }

    void clear(bool but_unknown) {
        faults_ = unusable_ = {};
        missing_ = unauthorized_ = throttled_ = 0;
        if (!but_unknown) unknown_ = {};
    }

    /// The job goes on after all.
    void forget_end() {
        said_ = outcome::none;
        confirmed_ = 0;
    }

    void take(const happening& h, phase in) {
        if (!h.about_the_job && h.what != event::vendor_terminal) return;
        seen_ = true;
        if (h.differs) changed_ = now_;
        if (in != phase_) phase_since_ = now_;
        phase_ = in;
    }

    /// The longest delay of the backoff: from a second, doubled with each in a row, to two minutes; never
    /// below twice the shortest delay.
    [[nodiscard]] static milliseconds longest_backoff(int in_a_row, milliseconds shortest) {
        using namespace std::chrono_literals;
        const milliseconds twice = jobpoll::saturating_add(shortest, shortest);
        milliseconds ceiling = std::max<milliseconds>(1s, twice);
        const milliseconds most = std::max<milliseconds>(120s, twice);
        for (int i = 1; i < in_a_row && ceiling < most; ++i)
            ceiling *= 2;
        return std::min(ceiling, most);
    }

    [[nodiscard]] milliseconds widest_jitter(milliseconds floor) const {
        return floor * terms_.jitter_per_mille / 1000;
    }

    const verdict& plan(const happening& h, std::optional<milliseconds> hint, const gap& between,
                        reason because) {
        const milliseconds zero{0};
        const milliseconds left = terms_.max_wait - now_;
        const bool on_schedule = because == reason::none || because == reason::grace;
        milliseconds low = between.shortest;
        milliseconds high = between.longest;
        if (on_schedule) high = std::max(high, terms_.longest_on_credit);
        if (because == reason::unauthorized) {
            low = high = zero;
        } else if (because == reason::confirmation) {
            high = low;
        } else if (because == reason::backoff) {
            const bool renewed = h.what == event::unauthorized && !h.forbidden;
            high = longest_backoff(renewed ? unauthorized_ - 1
                                           : std::max({faults_.count, unusable_.count, throttled_}),
                                   between.shortest);
        } else if (terms_.long_poll) { // the gap counts from the request's start
            const milliseconds hung = std::clamp(h.took, zero, std::max(now_ - h.due, zero));
            low = std::max(between.shortest, low - hung);
            high = std::max(between.shortest, high - hung);
        }
        // An ended job has to be still there at the next poll.
        const bool held_back = high > terms_.longest_wait;
        low = std::min(low, terms_.longest_wait);
        high = std::min(high, terms_.longest_wait);
        // The last poll is at the deadline, and the one before it not closer to it than the shortest delay;
        // where there is no room for that, the rest is halved.
        if (terms_.smithy && on_schedule) {
            // A delay that would leave no more than the shortest becomes all that is left.
            if (left <= between.shortest || left - between.shortest <= low) low = left;
            if (high >= left || left - high <= between.shortest) high = left;
        } else if (left <= low) {
            low = high = left;
        } else {
            if (left / 2 < between.shortest) low = std::min(low, (left + milliseconds{1}) / 2);
            high = std::min(high, left);
        }
        const bool past = hint && *hint > left;
        if (past) { // the last look is at the deadline
            low = high = left;
        } else if (hint) { // a floor, to which jitter only adds
            const milliseconds floor = *hint;
            low = std::max(low, floor);
            high = std::max(high, floor + std::min(widest_jitter(floor), left - floor));
            // With the jitter it may come too close to the deadline, and then the poll is there.
            if (left - high < between.shortest) high = left;
        }
        verdict_ = {};
        verdict_.earliest = now_ + low;
        verdict_.latest = now_ + high;
        // While a 404 is not answered for, the schedule's own reason is the grace.
        verdict_.because = because == reason::none && missing_ != 0 ? reason::grace : because;
        verdict_.hinted = hint.has_value();
        verdict_.hinted_past_deadline = past;
        verdict_.held_back = held_back;
        return verdict_;
    }

    terms terms_;
    verdict verdict_{};
    bool begun_ = false;
    bool seen_ = false;
    row faults_{};
    row unusable_{};
    row unknown_{};
    int missing_ = 0;
    int unauthorized_ = 0;
    int throttled_ = 0;
    int confirmed_ = 0;
    outcome said_ = outcome::none;
    phase phase_ = phase::unknown;
    std::uint32_t polls_ = 0;
    milliseconds now_{};
    milliseconds changed_{};
    milliseconds phase_since_{};
};

} // namespace model

#endif
