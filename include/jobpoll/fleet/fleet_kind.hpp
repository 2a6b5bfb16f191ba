// jobpoll: what jobs of a fleet have in common: the endpoint and the options, kept once.
#ifndef JOBPOLL_FLEET_FLEET_KIND_HPP
#define JOBPOLL_FLEET_FLEET_KIND_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/fleet_index.hpp>
#include <jobpoll/machine/machine.hpp>
#include <jobpoll/polling/machine_words.hpp>

namespace jobpoll::inline v0::detail {

/// What a job goes by, but for its seed.
struct fleet_kind {
    machine_rules rules{};
    std::size_t max_body_bytes = 0;
    bool strict = false;
    std::uint32_t users = 0;
};

/// The numbers of a kind, in the one order in which they are compared, hashed and saved; the endpoint and the
/// history are not among them.
using kind_numbers = std::array<std::int64_t, 16>;

[[nodiscard]] constexpr kind_numbers numbers_of(const fleet_kind& k) noexcept {
    const machine_rules& r = k.rules;
    const auto length = [](const std::optional<milliseconds>& t) { return t ? t->count() : -1; };
    return {r.max_wait.count(),
            r.first_poll.count(),
            r.stall_after.count(),
            r.poll_cost.count(),
            length(r.min_delay),
            length(r.max_delay),
            r.max_attempts,
            r.budgets.faults,
            r.budgets.malformed,
            r.budgets.unknown_statuses,
            r.budgets.missing,
            r.jitter_per_mille,
            static_cast<std::int64_t>(r.policy),
            static_cast<std::int64_t>(k.max_body_bytes),
            k.strict ? 1 : 0,
            r.past != nullptr ? 1 : 0};
}

/// The kind that an endpoint and options make; the seed is the job's own.
[[nodiscard]] constexpr fleet_kind kind_of_options(const endpoint& e, const poll_options& o) noexcept {
    fleet_kind k{rules_of(e, o), o.max_body_bytes, o.strict, 0};
    k.rules.seed = 0;
    return k;
}

/// The options that make a kind of these numbers; nothing where a number is out of range.
[[nodiscard]] inline std::optional<poll_options> options_of(const kind_numbers& n, const history* past) {
    const auto below = [](std::int64_t value, std::int64_t limit) { return value >= 0 && value <= limit; };
    constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
    for (const std::size_t i : {0u, 1u, 2u, 3u, 13u})
        if (n[i] < 0) return std::nullopt;
    for (const std::size_t i : {7u, 8u, 9u, 10u, 11u})
        if (!below(n[i], most)) return std::nullopt;
    if (!below(n[6], std::numeric_limits<std::uint32_t>::max()) || !below(n[14], 1) || !below(n[15], 1) ||
        !below(n[12], static_cast<std::int64_t>(polling_policy::smithy)) || n[4] < -1 || n[5] < -1)
        return std::nullopt;
    const auto short_number = [&n](std::size_t i) { return static_cast<std::uint16_t>(n[i]); };
    poll_options o{.max_wait = milliseconds{n[0]}};
    o.first_poll = milliseconds{n[1]};
    o.stall_after = milliseconds{n[2]};
    o.poll_cost = milliseconds{n[3]};
    if (n[4] >= 0) o.min_delay = milliseconds{n[4]};
    if (n[5] >= 0) o.max_delay = milliseconds{n[5]};
    o.max_attempts = static_cast<std::uint32_t>(n[6]);
    o.budgets = {short_number(7), short_number(8), short_number(9), short_number(10)};
    o.jitter_per_mille = short_number(11);
    o.policy = static_cast<polling_policy>(n[12]);
    o.max_body_bytes = static_cast<std::size_t>(n[13]);
    o.strict = n[14] != 0;
    o.past = n[15] != 0 ? past : nullptr;
    return o;
}

/// The kinds of a fleet, each as long as a job has it.
class fleet_kinds {
public:
    [[nodiscard]] const fleet_kind& operator[](std::uint32_t at) const noexcept { return kinds_[at]; }
    [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(kinds_.size()); }

    /// One more job of this kind.
    [[nodiscard]] std::uint32_t use(const fleet_kind& wanted) {
        const kind_numbers numbers = numbers_of(wanted);
        const auto same = [&](std::uint32_t at) {
            const machine_rules& r = kinds_[at].rules;
            return r.documented == wanted.rules.documented && r.past == wanted.rules.past &&
                   numbers_of(kinds_[at]) == numbers;
        };
        std::uint32_t at = index_.find(hash(wanted), same);
        if (at == no_slot) at = add(wanted);
        ++kinds_[at].users;
        return at;
    }

    /// One job less of a kind; the last one takes it along.
    void release(std::uint32_t at) noexcept {
        if (--kinds_[at].users != 0) return;
        index_.remove(at, hasher{this});
        free_.push_back(at);
    }

private:
    [[nodiscard]] static std::uint32_t hash(const fleet_kind& k) noexcept {
        std::uint64_t mark = k.rules.documented->fingerprint;
        for (const std::int64_t number : numbers_of(k))
            mark = mix(mark ^ static_cast<std::uint64_t>(number));
        return static_cast<std::uint32_t>(mark >> 32);
    }
    struct hasher {
        const fleet_kinds* kinds;
        std::uint32_t operator()(std::uint32_t at) const noexcept { return hash(kinds->kinds_[at]); }
    };

    std::uint32_t add(const fleet_kind& wanted) {
        std::uint32_t at = size();
        if (free_.empty()) {
            kinds_.push_back(wanted);
            free_.reserve(kinds_.capacity());
        } else {
            at = free_.back();
            free_.pop_back();
            kinds_[at] = wanted;
        }
        index_.add(at, hasher{this});
        return at;
    }

    std::vector<fleet_kind> kinds_;
    std::vector<std::uint32_t> free_;
    fleet_index index_;
};

} // namespace jobpoll::inline v0::detail

#endif
