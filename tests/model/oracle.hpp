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
using jobpoll::reason;

/// What the caller and the vendor's document ask for.
struct terms {
    milliseconds max_wait{};
    milliseconds first_poll{};
    milliseconds stall_after{}; ///< zero for never
    std::uint32_t max_attempts = 0;
    jobpoll::fault_budgets budgets{};
    std::uint16_t jitter_per_mille = 100;
    bool smithy = false; ///< waits for all that remains where no more than the shortest delay would be left
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
    bool about_the_job = true; ///< false for a list without the job
    bool differs = false;      ///< the reply says something else than the one before
    outcome vendors_word = outcome::succeeded;
    std::optional<milliseconds> retry_after{};
};

/// What has to come of it.
struct verdict {
    bool over = false;
    outcome how = outcome::none;
    reason why = reason::none; ///< of an end; polls are judged by `may_say`
    milliseconds earliest{};   ///< of the next poll, since the start
    milliseconds latest{};
    bool backing_off = false;
    bool hinted = false;
    bool grace = false;
    bool first = false;
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
        if (h.what == event::cancelled) return end(h, outcome::abandoned, reason::cancelled);
        if (!begun_) {
            if (h.what == event::started) return begin(h);
            if (!is_answer(h.what)) return verdict_; // nothing was asked yet
            begun_ = true;
        }
        if (h.what == event::started) return verdict_; // a second start changes nothing
        now_ = std::max(now_, h.at);                   // rule 9
        // The limits can be told from outside, too.
        if (h.what == event::deadline) return end(h, outcome::timed_out, reason::deadline);
        if (h.what == event::attempts_spent) return end(h, outcome::exhausted, reason::attempts_spent);
        if (h.what == event::stalled) return end(h, outcome::stalled, reason::stalled);
        return answer(h, between);
    }

    /// Whether a reason fits a poll at this moment.
    [[nodiscard]] bool may_say(reason why, milliseconds poll_at) const {
        if (verdict_.first) return why == reason::first_poll;
        if (poll_at == terms_.max_wait) return why == reason::deadline;
        if (why == reason::retry_after) return verdict_.hinted;
        if (verdict_.backing_off) return why == reason::backoff;
        if (verdict_.grace) return why == reason::grace;
        return why == reason::law || why == reason::progress || why == reason::history ||
               why == reason::cadence || why == reason::quota;
    }

private:
    static bool is_answer(event e) {
        return e != event::started && e != event::cancelled && e != event::deadline &&
               e != event::attempts_spent && e != event::stalled;
    }

    const verdict& begin(const happening& h) {
        begun_ = true;
        now_ = std::max(now_, h.at);
        verdict_ = {};
        verdict_.first = true;
        // Rule 1, and rule 4 where the first poll would be later than the last.
        verdict_.earliest = verdict_.latest =
            std::min(jobpoll::saturating_add(now_, terms_.first_poll), terms_.max_wait);
        return verdict_;
    }

    const verdict& end(const happening& h, outcome how, reason why) {
        now_ = std::max(now_, h.at);
        verdict_ = {};
        verdict_.over = true;
        verdict_.how = how;
        verdict_.why = why;
        return verdict_;
    }

    const verdict& answer(const happening& h, const gap& between) {
        ++polls_;
        bool backing_off = false;
        bool grace = false;
        switch (h.what) {
        case event::vendor_terminal:
            return end(h, h.vendors_word, reason::vendor_terminal);
        case event::unauthorized:
            return end(h, outcome::unauthorized, reason::unauthorized);
        case event::gone:
            return end(h, outcome::gone, reason::gone);
        case event::rejected:
            return end(h, outcome::rejected, reason::rejected);
        case event::not_found: // rule 7
            if (seen_) return end(h, outcome::gone, reason::gone);
            if (++missing_ > terms_.budgets.missing) return end(h, outcome::not_found, reason::not_found);
            grace = true;
            break;
        case event::no_reply:
        case event::throttled:
        case event::server_error: // rule 5
            if (++faults_ > terms_.budgets.faults) return end(h, outcome::unreachable, reason::fault_budget);
            backing_off = true;
            break;
        case event::malformed: // rule 5: a budget of its own
            if (++unusable_ > terms_.budgets.malformed)
                return end(h, outcome::malformed, reason::malformed_budget);
            backing_off = true;
            break;
        case event::unknown_status: // rule 6; it is a usable reply all the same
            faults_ = unusable_ = missing_ = 0;
            if (++unknown_ > terms_.budgets.unknown_statuses)
                return end(h, outcome::unrecognized, reason::unknown_status_budget);
            take(h);
            break;
        default:
            faults_ = unusable_ = missing_ = unknown_ = 0;
            take(h);
            break;
        }
        if (now_ >= terms_.max_wait) return end(h, outcome::timed_out, reason::deadline); // rule 4
        if (terms_.max_attempts != 0 && polls_ >= terms_.max_attempts)
            return end(h, outcome::exhausted, reason::attempts_spent);
        if (terms_.stall_after > milliseconds{0} && now_ - changed_ >= terms_.stall_after)
            return end(h, outcome::stalled, reason::stalled);
        return plan(h, between, backing_off, grace);
    }

    void take(const happening& h) {
        if (!h.about_the_job) return;
        seen_ = true;
        if (h.differs) changed_ = now_;
    }

    /// The longest delay of the backoff: from a second, doubled with each in a row, to two minutes; never
    /// below the shortest delay.
    [[nodiscard]] milliseconds longest_backoff(milliseconds shortest) const {
        using namespace std::chrono_literals;
        milliseconds ceiling = std::max<milliseconds>(1s, shortest);
        const milliseconds most = std::max<milliseconds>(120s, shortest);
        for (int i = 1; i < std::max(faults_, unusable_) && ceiling < most; ++i)
            ceiling *= 2;
        return std::min(ceiling, most);
    }

    [[nodiscard]] milliseconds widest_jitter(milliseconds floor) const {
        if (floor > milliseconds::max() / 1001) return floor;
        return floor * terms_.jitter_per_mille / 1000;
    }

    const verdict& plan(const happening& h, const gap& between, bool backing_off, bool grace) {
        const milliseconds left = terms_.max_wait - now_;
        if (h.retry_after && *h.retry_after > left) // rule 4
            return end(h, outcome::timed_out, reason::retry_after_past_deadline);
        milliseconds low = between.shortest;
        milliseconds high = backing_off ? longest_backoff(between.shortest) : between.longest;
        // The last poll is at the deadline, and the one before it not closer to it than the shortest delay;
        // where there is no room for that, the rest is halved.
        if (terms_.smithy && !backing_off) {
            // A delay that would leave no more than the shortest becomes all that is left.
            if (left <= between.shortest || left - between.shortest <= low) low = left;
            if (high >= left || left - high <= between.shortest) high = left;
        } else if (left <= low) {
            low = high = left;
        } else {
            if (left / 2 < between.shortest) low = std::min(low, (left + milliseconds{1}) / 2);
            high = std::min(high, left);
        }
        if (h.retry_after) { // rule 3: a floor, to which jitter only adds
            const milliseconds floor = *h.retry_after;
            low = std::max(low, floor);
            high = std::max(high, floor + std::min(widest_jitter(floor), left - floor));
            // With the jitter it may come too close to the deadline, and then the poll is there.
            if (left - high < between.shortest) high = left;
        }
        verdict_ = {};
        verdict_.earliest = now_ + low;
        verdict_.latest = now_ + high;
        verdict_.backing_off = backing_off;
        verdict_.hinted = h.retry_after.has_value();
        verdict_.grace = grace || missing_ != 0;
        return verdict_;
    }

    terms terms_;
    verdict verdict_{};
    bool begun_ = false;
    bool seen_ = false;
    int faults_ = 0;
    int unusable_ = 0;
    int unknown_ = 0;
    int missing_ = 0;
    std::uint32_t polls_ = 0;
    milliseconds now_{};
    milliseconds changed_{};
};

} // namespace model

#endif
