// jobpoll: the jobs of a fleet in their slots, and what they share: options, lists, accounts, histories.
#ifndef JOBPOLL_FLEET_JOBS_HPP
#define JOBPOLL_FLEET_JOBS_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/account.hpp>
#include <jobpoll/fleet/timer_queue.hpp>
#include <jobpoll/fleet/types.hpp>
#include <jobpoll/machine/packed_state.hpp>
#include <jobpoll/polling/option_fields.hpp>
#include <jobpoll/polling/rules.hpp>
#include <jobpoll/reading/job_validation.hpp>
#include <jobpoll/reading/reader.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint32_t no_slot = 0xffffffffu;
inline constexpr std::uint32_t list_bit = 0x80000000u; // in the slot of a list request's handle

/// Fetches what is looked at next: a fleet of 10^6 jobs waits for memory more than for anything else.
inline void prefetch(const void* p) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(p);
#else
    static_cast<void>(p);
#endif
}

/// Options, endpoint and history, which many jobs have in common.
struct profile_key {
    const endpoint* documented = nullptr;
    history_pointer past{};
    std::array<std::int64_t, option_count> numbers{};

    profile_key(const endpoint& e, const poll_options& o) : documented{&e}, past{o.past} {
        std::size_t at = 0;
        for_each_option([this, &at](const auto& option) { numbers[at++] = option_number(option); }, o);
    }
    // Not `<=>`: libc++ 14 has none for pointers and arrays.
    friend bool operator<(const profile_key& a, const profile_key& b) noexcept {
        const std::less<> before{};
        if (a.documented != b.documented) return before(a.documented, b.documented);
        if (a.past != b.past) return std::less<const history*>{}(a.past, b.past);
        return a.numbers < b.numbers;
    }
};

struct job_group;

/// What the jobs of one group with the same options have in common.
struct poll_profile {
    job_group* group = nullptr;
    machine_rules rules{};            ///< their seed is that of the job at hand
    std::uint32_t users = 0;          ///< jobs
    std::uint32_t* sharing = nullptr; ///< how many jobs go on by the same history; null without one
    std::vector<forecast> ahead{};    ///< one where there is a history

    /// Brings the rules up to the job at hand and to what the history says now. Its jobs share the credit.
    void turn_to(std::uint64_t seed, const history_pointer& past) {
        rules.seed = seed;
        if (past == nullptr) return;
        if (ahead.empty()) ahead = past.make_forecast();
        ahead.front().follow(*past, rules.poll_cost);
        rules.ahead = ahead.data();
        rules.jobs_in_flight = (std::max)(*sharing, 1u);
    }
};
using profile_map = std::map<profile_key, poll_profile>;
using account_map = std::map<account_key, account_limiter>;

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

    [[nodiscard]] account_limiter& account() const noexcept { return owner->second; }
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
        std::uint64_t mark = reinterpret_cast<std::uintptr_t>(this) + id.size();
        for (const char c : id)
            mark = (mark ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3u;
        return mix(mark);
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
    [[nodiscard]] const endpoint& documented() const noexcept { return *profile->first.documented; }
    [[nodiscard]] const machine_rules& rules() const noexcept { return profile->second.rules; }
    [[nodiscard]] job_group& group() const noexcept { return *profile->second.group; }
    [[nodiscard]] account_limiter& account() const noexcept { return group().account(); }
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

/// The jobs in their slots, in which they stay.
class job_store {
public:
    std::vector<fleet_job> jobs{};
    account_map accounts{};
    std::uint32_t generation = 0; ///< of the last job
    std::uint32_t live = 0;       ///< jobs that go on

    void reserve(std::size_t count) {
        jobs.reserve(count);
        ids_.max_load_factor(2); // looked up once for each job, and for each mention of a list
        ids_.reserve(count);
    }
    [[nodiscard]] job_handle handle_of(std::uint32_t slot) const noexcept {
        return {slot, jobs[slot].generation};
    }
    [[nodiscard]] machine_state state_of(std::uint32_t slot) const {
        return jobs[slot].is_wide ? wide_.at(slot) : jobs[slot].state.unpack();
    }
    void set_state(std::uint32_t slot, const machine_state& s) {
        const bool fits = jobs[slot].state.pack(s);
        if (!fits) [[unlikely]]
            wide_[slot] = s;
        else if (jobs[slot].is_wide)
            wide_.erase(slot);
        jobs[slot].is_wide = !fits;
    }

    [[nodiscard]] auto account_of(std::uint64_t number, const endpoint& e) {
        const auto [at, is_new] = accounts.try_emplace({number, &e});
        for (const request_quota& q : e.quota)
            if (is_new && q.requests != 0) at->second.quotas.push_back({q});
        return at;
    }
    /// The group of an account for jobs of this endpoint.
    [[nodiscard]] job_group& group_of(std::uint64_t number, const endpoint& e, const poll_options& o) {
        const auto owner = account_of(number, e);
        for (job_group& g : owner->second.groups)
            if (g.list == list_of(e) && g.list_only == e.shape.is_list && g.reading.strict == o.strict &&
                g.reading.max_body_bytes == o.max_body_bytes)
                return g;
        job_group& made = owner->second.groups.emplace_back();
        made.owner = &*owner;
        made.list = list_of(e);
        made.reading = {o.strict, o.max_body_bytes};
        made.list_only = e.shape.is_list;
        return made;
    }
    [[nodiscard]] std::uint32_t find(const job_group& g, std::string_view id, const endpoint& e) const {
        const auto [begin, end] = ids_.equal_range(g.mark_of(id));
        const auto found = std::find_if(begin, end, [&](const auto& i) {
            return &jobs[i.second].group() == &g && is_same_id(e, jobs[i.second].name(), id);
        });
        return id.empty() || found == end ? no_slot : found->second;
    }

    /// A slot for a job; takes an id that its group has not.
    std::uint32_t add(job_group& group, const endpoint& e, std::string_view id, const poll_options& options) {
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(jobs.size()));
            jobs.emplace_back();
        }
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        fleet_job& j = jobs[slot];
        j.generation = ++generation;
        const auto [profile, is_new] = group.profiles.try_emplace({e, options});
        j.profile = &*profile;
        if (is_new) profile->second = {&group, rules_of(e, {}, options)};
        if (options.past != nullptr) profile->second.sharing = &sharing_[options.past];
        ++profile->second.users;
        group.reply_timeout = j.rules().reply_timeout;
        if (!id.empty()) {
            j.id.reset(new char[id.size()]);
            id.copy(j.id.get(), id.size());
            ids_.emplace(group.mark_of(id), slot);
        }
        j.id_size = static_cast<std::uint16_t>(id.size());
        count_live(j, 1);
        return slot;
    }
    /// Forgets a job that is in no queue any more, and is not counted.
    void remove(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        const auto [begin, end] = ids_.equal_range(j.group().mark_of(j.name()));
        const auto own = std::find_if(begin, end, [slot](const auto& i) { return i.second == slot; });
        if (own != end) ids_.erase(own);
        if (--j.profile->second.users == 0) j.group().profiles.erase(profile_key{j.profile->first});
        if (j.is_wide) wide_.erase(slot);
        j = {};
        free_.push_back(slot);
    }
    /// Counts a job that goes on: 1 for one more, -1 for one less.
    void count_live(const fleet_job& j, int change) noexcept {
        const auto more = static_cast<std::uint32_t>(change);
        live += more;
        j.account().live += more;
        if (j.profile->second.sharing != nullptr) *j.profile->second.sharing += more;
    }

private:
    std::vector<std::uint32_t> free_{};
    std::unordered_multimap<std::uint64_t, std::uint32_t> ids_{}; ///< by `mark_of`
    std::map<const history*, std::uint32_t> sharing_{};           ///< jobs that go on by each history
    std::unordered_map<std::uint32_t, machine_state> wide_{};     ///< states that do not fit
};

} // namespace jobpoll::inline v0::detail

#endif
