// jobpoll: the jobs of a fleet in their slots, their states, ids, groups and accounts.
#ifndef JOBPOLL_FLEET_JOB_STORE_HPP
#define JOBPOLL_FLEET_JOB_STORE_HPP

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <jobpoll/fleet/jobs.hpp>

namespace jobpoll::inline v0::detail {

/// The jobs in their slots, in which they stay.
class job_store {
public:
    std::vector<fleet_job> jobs{};
    account_map accounts{};
    std::uint32_t generation = 0; ///< of the last job
    std::uint32_t live = 0;       ///< jobs that have not ended

    void reserve(std::size_t count) {
        jobs.reserve(count);
        ids_.max_load_factor(2); // looked up once for each job, and for each mention of a list
        ids_.reserve(count);
    }
    [[nodiscard]] machine_state state_of(std::uint32_t slot) const {
        return jobs[slot].is_wide ? wide_.at(slot) : jobs[slot].state.unpack();
    }
    /// The same where a call looks at one state several times.
    [[nodiscard]] const machine_state& state_at_hand(std::uint32_t slot) {
        if (at_hand_ != slot) state_ = state_of(slot);
        at_hand_ = slot;
        return state_;
    }
    void set_state(std::uint32_t slot, const machine_state& s) {
        const bool fits = jobs[slot].state.pack(s);
        if (!fits) [[unlikely]]
            wide_[slot] = s;
        else if (jobs[slot].is_wide)
            wide_.erase(slot);
        jobs[slot].is_wide = !fits;
        state_ = s;
        at_hand_ = slot;
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
        const auto slot = static_cast<std::uint32_t>(free_.empty() ? jobs.size() : free_.back());
        if (free_.empty())
            jobs.emplace_back();
        else
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
        ++group.account().users;
        count_live(j, 1);
        return slot;
    }
    /// Forgets a job that is in no queue any more, and is not counted.
    void remove(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        const auto [begin, end] = ids_.equal_range(j.group().mark_of(j.name()));
        const auto own = std::find_if(begin, end, [slot](const auto& i) { return i.second == slot; });
        if (own != end) ids_.erase(own);
        --j.account().users;
        if (--j.profile->second.users == 0) j.group().profiles.erase(profile_key{j.profile->first});
        if (j.is_wide) wide_.erase(slot);
        if (at_hand_ == slot) at_hand_ = no_slot;
        j = {};
        free_.push_back(slot);
    }
    /// Counts a job that goes on: 1 for one more, -1 for one less.
    void count_live(const fleet_job& j, int change) noexcept {
        live += static_cast<std::uint32_t>(change);
        if (j.profile->second.sharing != nullptr)
            *j.profile->second.sharing += static_cast<std::uint32_t>(change);
    }

private:
    std::vector<std::uint32_t> free_{};
    std::unordered_multimap<std::uint64_t, std::uint32_t> ids_{}; ///< by `mark_of`
    std::map<const history*, std::uint32_t> sharing_{};           ///< jobs that go on by each history
    std::unordered_map<std::uint32_t, machine_state> wide_{};     ///< states that do not fit
    machine_state state_{};                                       ///< of the job `at_hand_`
    std::uint32_t at_hand_ = no_slot;
};

} // namespace jobpoll::inline v0::detail

#endif
