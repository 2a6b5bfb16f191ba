// jobpoll: everything that a fleet remembers, and how it is found again.
#ifndef JOBPOLL_FLEET_FLEET_STORE_HPP
#define JOBPOLL_FLEET_FLEET_STORE_HPP

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <jobpoll/fleet/fleet_index.hpp>
#include <jobpoll/fleet/fleet_kind.hpp>
#include <jobpoll/fleet/fleet_lane.hpp>
#include <jobpoll/fleet/fleet_pages.hpp>
#include <jobpoll/fleet/fleet_texts.hpp>
#include <jobpoll/reading/job_judge.hpp>

namespace jobpoll::inline v0::detail {

/// The list that mentions an endpoint's jobs: itself, the one that it declares, or none.
[[nodiscard]] constexpr const endpoint* list_of(const endpoint& e) noexcept {
    return e.shape.is_list ? &e : e.list;
}

/// Whose list it is, or zero. The fingerprint of an endpoint leaves its list out, for it changes no decision
/// on a job; what a fleet asks for depends on it, so that the texts of a fleet name both.
[[nodiscard]] constexpr std::uint64_t list_fingerprint(const endpoint& e) noexcept {
    const endpoint* list = list_of(e);
    return list != nullptr ? list->fingerprint : 0;
}

/// Ids that differ in the case of letters alone have the same hash: UUIDs are compared without it.
[[nodiscard]] constexpr std::uint32_t hash_of_id(std::uint32_t group, std::string_view id) noexcept {
    std::uint64_t mark = group;
    for (const char c : id)
        mark = (mark ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3u;
    return static_cast<std::uint32_t>(mix(mark) >> 32);
}

/// Jobs, kinds, lanes and groups.
class fleet_store {
public:
    fleet_pages jobs;
    fleet_kinds kinds;
    std::vector<fleet_lane> lanes;
    std::vector<fleet_group> groups;

    [[nodiscard]] std::string_view id_of(const fleet_record& r) const noexcept {
        return texts_.view(r.id_text, r.id_size);
    }
    [[nodiscard]] const endpoint& endpoint_of(const fleet_record& r) const noexcept {
        return *kinds[r.kind].rules.documented;
    }
    [[nodiscard]] fleet_lane& lane_of(const fleet_record& r) noexcept { return lanes[groups[r.group].lane]; }

    [[nodiscard]] machine_state state_of(std::uint32_t slot) const {
        const fleet_record& r = jobs[slot];
        machine_state
            s; // the one object that is returned: copying what was just written in parts would stall
        if ((r.flags & flag_wide) != 0)
            s = wide_.at(slot);
        else
            static_cast<void>(copy_state(r.state, s));
        return s;
    }

    void set_state(std::uint32_t slot, const machine_state& s) {
        fleet_record& r = jobs[slot];
        const bool fits = copy_state(s, r.state);
        if (!fits)
            wide_[slot] = s;
        else if ((r.flags & flag_wide) != 0)
            wide_.erase(slot);
        r.flags = static_cast<std::uint8_t>(fits ? r.flags & ~flag_wide : r.flags | flag_wide);
    }

    /// When the poll of a job is due.
    [[nodiscard]] milliseconds due_of(std::uint32_t slot) const {
        const fleet_record& r = jobs[slot];
        const milliseconds after =
            (r.flags & flag_wide) != 0 ? wide_.at(slot).next_poll : milliseconds{r.state.next_poll};
        return saturating_add(r.origin, after);
    }

    /// The moment at which waiting for a due job has cost as much as asking: due jobs go by that.
    [[nodiscard]] milliseconds urgency_of(std::uint32_t slot) const {
        return saturating_add(due_of(slot), kinds[jobs[slot].kind].rules.poll_cost);
    }

    /// The job of a group with this id, or `no_slot`.
    [[nodiscard]] std::uint32_t find(std::uint32_t group, std::string_view id) const {
        return index_.find(hash_of_id(group, id), [&](std::uint32_t slot) {
            const fleet_record& r = jobs[slot];
            return r.group == group && is_same_id(endpoint_of(r), id_of(r), id);
        });
    }

    /// Gives a job its texts and its place in the index; a job without an id is in none.
    void name(std::uint32_t slot, std::string_view id) {
        fleet_record& r = jobs[slot];
        r.id_size = static_cast<std::uint16_t>(id.size());
        r.id_text = texts_.add(id);
        r.id_hash = hash_of_id(r.group, id);
        if (!id.empty()) index_.add(slot, hasher{this});
    }

    /// Forgets a job that is in no list and no queue any more.
    void forget(std::uint32_t slot) {
        fleet_record& r = jobs[slot];
        if (r.id_size != 0) index_.remove(slot, hasher{this});
        texts_.remove(r.id_text, r.id_size);
        kinds.release(r.kind);
        if ((r.flags & flag_wide) != 0) wide_.erase(slot);
        r.flags = 0;
        jobs.give_back(slot);
    }

    /// The lane of an account at an endpoint's vendor.
    [[nodiscard]] std::uint32_t lane(std::uint64_t account, const endpoint& e) {
        const auto hash = [this](std::uint32_t at) {
            return hash_of_lane(lanes[at].account, *lanes[at].first);
        };
        const auto same = [&](std::uint32_t at) { return lanes[at].is_shared_with(account, e); };
        const std::uint32_t found = lane_index_.find(hash_of_lane(account, e), same);
        if (found != no_slot) return found;
        lanes.emplace_back(account, e);
        lane_index_.add(static_cast<std::uint32_t>(lanes.size() - 1), hash);
        return static_cast<std::uint32_t>(lanes.size() - 1);
    }

    /// The group of a lane for jobs of this kind.
    [[nodiscard]] std::uint32_t group(std::uint32_t lane_at, const fleet_kind& k) {
        const endpoint& e = *k.rules.documented;
        return add_group({.lane = lane_at,
                          .list = list_of(e),
                          .max_body_bytes = k.max_body_bytes,
                          .strict = k.strict,
                          .alone = e.shape.is_list});
    }

    /// The group that is like this one, which is added where there is none.
    std::uint32_t add_group(fleet_group&& wanted) {
        const auto hash = [this](std::uint32_t at) {
            return hash_of_group(groups[at].lane, groups[at].list);
        };
        const auto same = [&](std::uint32_t at) {
            const fleet_group& g = groups[at];
            return g.lane == wanted.lane && g.list == wanted.list && g.alone == wanted.alone &&
                   g.strict == wanted.strict && g.max_body_bytes == wanted.max_body_bytes;
        };
        const std::uint32_t found = group_index_.find(hash_of_group(wanted.lane, wanted.list), same);
        if (found != no_slot) return found;
        groups.push_back(std::move(wanted));
        const auto at = static_cast<std::uint32_t>(groups.size() - 1);
        group_index_.add(at, hash);
        return at;
    }

private:
    struct hasher {
        const fleet_store* store;
        std::uint32_t operator()(std::uint32_t slot) const noexcept { return store->jobs[slot].id_hash; }
    };
    [[nodiscard]] static std::uint32_t hash_of_lane(std::uint64_t account, const endpoint& e) noexcept {
        return static_cast<std::uint32_t>(mix(fnv1a(account, fnv1a(e.vendor))) >> 32);
    }
    [[nodiscard]] static std::uint32_t hash_of_group(std::uint32_t lane, const endpoint* list) noexcept {
        return static_cast<std::uint32_t>(mix(fnv1a(lane, list != nullptr ? list->fingerprint : 0)) >> 32);
    }

    fleet_texts texts_;
    fleet_index index_;
    fleet_index lane_index_;
    fleet_index group_index_;
    std::unordered_map<std::uint32_t, machine_state> wide_; ///< states that do not fit into a record
};

} // namespace jobpoll::inline v0::detail

#endif
