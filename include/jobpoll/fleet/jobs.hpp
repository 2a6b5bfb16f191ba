// jobpoll: the jobs of a fleet, and what they share: options, lists, accounts.
#ifndef JOBPOLL_FLEET_JOBS_HPP
#define JOBPOLL_FLEET_JOBS_HPP

#include <list>
#include <map>
#include <memory>
#include <tuple>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/base/timer_queue.hpp>
#include <jobpoll/fleet/types.hpp>
#include <jobpoll/machine/packed_state.hpp>
#include <jobpoll/machine/request_limiter.hpp>
#include <jobpoll/polling/option_fields.hpp>
#include <jobpoll/polling/rules.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/reading/reader.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint32_t no_slot = 0xffffffffu;
inline constexpr std::uint32_t list_bit = 0x80000000u; // in the slot of a list request's handle

/// A count of jobs, which fits. A cast of std::size_t itself is a useless one on 32 bits.
[[nodiscard]] constexpr std::uint32_t to_uint32(std::uint64_t count) noexcept {
    return static_cast<std::uint32_t>(count);
}

struct job_group;

/// Accounts with one number, vendor and quota are one account.
struct account_key {
    std::uint64_t number;
    const endpoint* first; ///< whose vendor and quota these are

    friend bool operator<(const account_key& a, const account_key& b) noexcept {
        const auto values_of = [](const account_key& k) {
            const auto& q = k.first->quota;
            return std::tuple{k.number,      k.first->vendor, q[0].requests, q[0].period,
                              q[1].requests, q[1].period,     q[2].requests, q[2].period};
        };
        return values_of(a) < values_of(b);
    }
};

/// An account and its jobs.
struct job_account : account_limiter {
    std::list<job_group> groups; // without {}: job_group is not complete here
    std::uint32_t jobs = 0;
    std::uint32_t live = 0; ///< jobs that go on
};
using account_map = std::map<account_key, job_account>;

/// What the jobs of one group with the same endpoint, history and options have in common.
struct poll_profile {
    job_group* group = nullptr;
    machine_rules rules{}; ///< their seed is that of the job at hand
    const history* past = nullptr;
    std::vector<forecast> ahead{};    ///< one where there is a history
    std::uint32_t* sharing = nullptr; ///< how many jobs go on by the same history, and share its credit
    std::uint32_t users = 0;          ///< jobs

    /// Brings the rules up to the job at hand and to what the history says now.
    void turn_to(std::uint64_t seed) {
        rules.seed = seed;
        if (ahead.empty()) return;
        ahead.front().follow(*past, rules.poll_cost);
        rules.jobs_in_flight = *sharing;
    }
};
using profile_key = std::tuple<const endpoint*, const history*, option_numbers>;
using profile_map = std::map<profile_key, poll_profile>;

/// The list that mentions an endpoint's jobs: itself, the one that it declares, or none.
[[nodiscard]] constexpr const endpoint* list_of(const endpoint& e) noexcept {
    return e.shape.is_list ? &e : e.list;
}

/// The jobs of an account that one list mentions, or that no list does.
struct job_group {
    account_map::value_type* owner = nullptr;
    const endpoint* list = nullptr; ///< null where there is none
    reader_options reading{};
    bool list_only = false;                   ///< there is no request but the list's
    bool is_active = false;                   ///< it is among the groups that are looked at for due jobs
    milliseconds reply_timeout{};             ///< of the job that was added last
    std::uint16_t mentioned_per_mille = 1000; ///< of the jobs that lists were asked for, lately
    std::uint32_t ready = 0;                  ///< jobs that are due
    std::uint32_t listable = 0;               ///< of them, those that the list may mention
    timer_queue queue{};                      ///< the due jobs by their urgency
    profile_map profiles{};

    [[nodiscard]] job_account& account() const noexcept { return owner->second; }
    /// Requests that asking for the list saves, in thousandths: every job that it will mention, less itself.
    [[nodiscard]] std::int64_t list_gain() const noexcept {
        return std::int64_t{listable} * mentioned_per_mille - 1000;
    }
    /// A list was asked for `covered` jobs and mentioned so many of them: a quarter of what is believed.
    void learn(std::size_t mentioned, std::size_t covered) noexcept {
        if (covered == 0) return;
        const std::size_t seen = 1000 * (std::min)(mentioned, covered) / covered;
        mentioned_per_mille = static_cast<std::uint16_t>((std::size_t{3} * mentioned_per_mille + seen) / 4);
    }
    /// A hash of an id in this group, without case, because UUIDs are compared so.
    [[nodiscard]] std::uint64_t mark_of(std::string_view id) const noexcept {
        return mix(fnv1a_without_case(id, reinterpret_cast<std::uintptr_t>(this)));
    }
};

enum class job_place : std::uint8_t {
    nowhere, ///< the slot is free
    waiting, ///< its poll is not due yet
    ready,   ///< due, and not asked for yet
    asked,   ///< a request of its own is on the way
    covered, ///< a request for the list is on the way
    finished,
};

/// One job in three cache lines; the queues need the first alone.
struct alignas(64) fleet_job {
    milliseconds due{};        ///< when it is to be asked for; the least of all: before all others
    milliseconds origin{};     ///< when it was started
    std::uint64_t request = 0; ///< the number of its last request; of a finished job, its place among those
    profile_map::value_type* profile = nullptr;
    std::uint32_t generation = 0;
    std::uint16_t id_size = 0;
    job_place place = job_place::nowhere;
    bool is_single : 1 = false; ///< its list did not mention it: ask for it alone
    bool is_wide : 1 = false;   ///< its state does not fit and is kept elsewhere
    bool is_moved : 1 = false;  ///< by the call at hand
    std::unique_ptr<char[]> id{};
    std::uint64_t seed = 0;
    std::uint64_t tag = 0;
    packed_state state{};

    [[nodiscard]] std::string_view name() const noexcept { return {id.get(), id_size}; }
    [[nodiscard]] const machine_rules& rules() const noexcept { return profile->second.rules; }
    [[nodiscard]] const endpoint& documented() const noexcept { return *rules().documented; }
    [[nodiscard]] job_group& group() const noexcept { return *profile->second.group; }
    [[nodiscard]] job_account& account() const noexcept { return group().account(); }
    [[nodiscard]] std::uint64_t account_number() const noexcept { return group().owner->first.number; }
    [[nodiscard]] bool is_listable() const noexcept { return group().list != nullptr && !is_single; }
    [[nodiscard]] milliseconds deadline() const noexcept { return saturating_add(origin, rules().max_wait); }
    /// The moment at which waiting for a due job has cost as much as asking: due jobs go by that.
    [[nodiscard]] milliseconds urgency() const noexcept { return saturating_add(due, rules().poll_cost); }
    [[nodiscard]] bool is_on_the_way() const noexcept {
        return place == job_place::asked || place == job_place::covered;
    }
    [[nodiscard]] bool goes_on() const noexcept {
        return place != job_place::nowhere && place != job_place::finished;
    }
};
static_assert(sizeof(void*) != 8 || sizeof(fleet_job) == 192);

/// A job to insert: a new one, or one at rest, which has the clock and its contracts' fingerprints, too.
struct job_value {
    std::uint64_t fingerprint = 0, list = 0; ///< the endpoint's has no list in it, which decides nothing
    clock_kind clock{};
    std::uint64_t account = 0, tag = 0, seed = 0;
    milliseconds origin{}, turn{}; ///< when it is due, since the start
    bool is_single = false, had_history = false;
    poll_options options{.max_wait = milliseconds{0}};
    machine_state state{};
    std::string id{};
    std::uint32_t slot = no_slot; ///< once it was inserted
};

/// A job that the call at hand has moved.
struct moved_job {
    std::uint32_t slot;
    event what;
    const job* seen;
};

/// A request for a list, and the jobs that are not asked for otherwise meanwhile.
struct list_request {
    job_group* group = nullptr;
    std::vector<std::uint32_t> covered{};
    bool is_late = false; ///< it holds no slot any more, and can still be answered for as long again
};

/// A request that was handed out: a job's, or a list's where there is no slot.
struct sent_request {
    milliseconds expires;
    std::uint64_t number;
    std::uint32_t slot;

    friend bool operator>(const sent_request& a, const sent_request& b) noexcept {
        return a.expires != b.expires ? a.expires > b.expires : a.number > b.number;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
