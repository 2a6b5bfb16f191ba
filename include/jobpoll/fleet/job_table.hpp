// jobpoll: everything that a fleet remembers, and how it is found again.
#ifndef JOBPOLL_FLEET_JOB_TABLE_HPP
#define JOBPOLL_FLEET_JOB_TABLE_HPP

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/account_limiter.hpp>
#include <jobpoll/fleet/packed_state.hpp>
#include <jobpoll/fleet/poll_profile.hpp>
#include <jobpoll/fleet/timer_queue.hpp>
#include <jobpoll/reading/job_validation.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint32_t no_slot = 0xffffffffu;

/// Hashes and compares ids without case, because UUIDs are compared so; whoever finds an id compares it
/// exactly.
struct caseless {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view id) const noexcept {
        std::uint64_t mark = id.size();
        for (const char c : id)
            mark = (mark ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3u;
        return mix(mark);
    }
    [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const noexcept {
        return same_word(a, b, true);
    }
};
using id_map = std::unordered_multimap<std::string, std::uint32_t, caseless, caseless>;

/// The list that mentions an endpoint's jobs: itself, the one that it declares, or none.
[[nodiscard]] constexpr const endpoint* list_of(const endpoint& e) noexcept {
    return e.shape.is_list ? &e : e.list;
}

/// The jobs of an account that one list mentions, or that no list does.
struct job_group {
    std::map<account_key, account_limiter>::value_type* owner = nullptr;
    const endpoint* list = nullptr; ///< null where there is none
    reader_options reading{};
    bool list_only = false;                   ///< there is no request but the list's
    bool is_active = false;                   ///< it is among the groups that are looked at for due jobs
    milliseconds reply_timeout{};             ///< of the job that was added last
    std::uint16_t mentioned_per_mille = 1000; ///< of the jobs that lists were asked for, lately
    std::uint32_t ready = 0;                  ///< jobs that are due
    std::uint32_t listable = 0;               ///< of them, those that the list may mention
    timer_queue queue{};                      ///< the due jobs by their urgency
    id_map ids{};

    [[nodiscard]] account_limiter& account() const noexcept { return owner->second; }
    /// Requests that asking for the list saves, in thousandths: every job that it will mention, less itself.
    [[nodiscard]] std::int64_t list_gain() const noexcept {
        return std::int64_t{listable} * mentioned_per_mille - 1000;
    }
    /// A list was asked for `covered` jobs and mentioned so many of them: a quarter of what is believed.
    void learn(std::size_t mentioned, std::size_t covered) noexcept {
        const std::size_t seen =
            covered == 0 ? mentioned_per_mille : 1000 * (std::min)(mentioned, covered) / covered;
        mentioned_per_mille = static_cast<std::uint16_t>((std::size_t{3} * mentioned_per_mille + seen) / 4);
    }
    [[nodiscard]] std::uint32_t find(std::string_view id, const endpoint& e) const {
        const auto [begin, end] = ids.equal_range(id);
        const auto found =
            std::find_if(begin, end, [&](const auto& i) { return is_same_id(e, i.first, id); });
        return found == end ? no_slot : found->second;
    }
};

/// Where a job of a fleet is.
enum class job_place : std::uint8_t {
    nowhere, ///< the slot is free
    waiting, ///< its poll is not due yet
    ready,   ///< due, and not asked for yet
    asked,   ///< a request of its own is on the way
    covered, ///< a request for the list is on the way
    finished,
};

/// One job. What the queues look at comes first.
struct fleet_job {
    milliseconds due{};        ///< when it is to be asked for; the least of all: before all others
    milliseconds origin{};     ///< when it was started
    std::uint64_t request = 0; ///< the number of its last request; of a finished job, its place among those
    job_group* group = nullptr;
    profile_map::value_type* profile = nullptr;
    const std::string* id = nullptr; ///< in the group's ids; null for none
    std::uint32_t generation = 0;
    job_place place = job_place::nowhere;
    bool is_single = false;    ///< its list did not mention it: ask for it alone
    bool is_wide = false;      ///< its state does not fit and is kept elsewhere
    bool is_mentioned = false; ///< by the list at hand, already
    std::uint64_t seed = 0;
    std::uint64_t tag = 0;
    packed_state state{};

    [[nodiscard]] std::string_view name() const noexcept {
        return id != nullptr ? std::string_view{*id} : std::string_view{};
    }
    [[nodiscard]] const endpoint& documented() const noexcept { return *profile->first.documented; }
    [[nodiscard]] const machine_rules& rules() const noexcept { return profile->second.rules; }
    [[nodiscard]] account_limiter& account() const noexcept { return group->account(); }
    [[nodiscard]] bool is_listable() const noexcept { return group->list != nullptr && !is_single; }
    [[nodiscard]] milliseconds deadline() const noexcept { return saturating_add(origin, rules().max_wait); }
    /// The moment at which waiting for a due job has cost as much as asking: due jobs go by that.
    [[nodiscard]] milliseconds urgency() const noexcept { return saturating_add(due, rules().poll_cost); }
    [[nodiscard]] bool is_on_the_way() const noexcept {
        return place == job_place::asked || place == job_place::covered;
    }
};

/// Jobs, profiles, accounts and groups.
class job_table {
public:
    std::vector<fleet_job> jobs{};
    std::map<account_key, account_limiter> accounts{};
    profile_map profiles{};
    std::uint32_t generation = 0; ///< of the last job
    std::uint32_t live = 0;       ///< jobs that have not ended

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
    [[nodiscard]] job_group& group_of(std::uint64_t number, const endpoint& e,
                                      const reader_options& reading) {
        const auto at = account_of(number, e);
        account_limiter& a = at->second;
        for (job_group& g : a.groups)
            if (g.list == list_of(e) && g.list_only == e.shape.is_list &&
                g.reading.strict == reading.strict && g.reading.max_body_bytes == reading.max_body_bytes)
                return g;
        job_group& made = a.groups.emplace_back();
        made.owner = &*at;
        made.list = list_of(e);
        made.list_only = e.shape.is_list;
        made.reading = reading;
        return made;
    }

    /// A slot for a job; one without an id cannot be found.
    std::uint32_t add(job_group& group, const endpoint& e, std::string_view id, const poll_options& options) {
        const auto slot = static_cast<std::uint32_t>(free_.empty() ? jobs.size() : free_.back());
        if (free_.empty())
            jobs.emplace_back();
        else
            free_.pop_back();
        fleet_job& j = jobs[slot];
        j.generation = ++generation;
        j.group = &group;
        const auto [profile, is_new] = profiles.try_emplace({e, options});
        if (is_new) profile->second = {rules_of(e, {}, options), {options.strict, options.max_body_bytes}};
        j.profile = &*profile;
        group.reply_timeout = j.rules().reply_timeout;
        ++profile->second.users;
        if (!id.empty()) j.id = &group.ids.emplace(id, slot)->first;
        ++group.account().users;
        ++live;
        return slot;
    }

    /// Forgets a job that is in no queue any more; `live` is the caller's.
    void remove(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        const auto [begin, end] = j.group->ids.equal_range(j.name());
        const auto own = std::find_if(begin, end, [slot](const auto& i) { return i.second == slot; });
        if (own != end) j.group->ids.erase(own);
        --j.account().users;
        if (--j.profile->second.users == 0) profiles.erase(profiles.find(j.profile->first));
        if (j.is_wide) wide_.erase(slot);
        j = {};
        free_.push_back(slot);
    }

private:
    std::vector<std::uint32_t> free_{};
    std::unordered_map<std::uint32_t, machine_state> wide_{}; ///< states that do not fit
};

} // namespace jobpoll::inline v0::detail

#endif
