// jobpoll: the slots of a fleet's jobs, and where they wait: for a moment, for their turn, for a reply.
#ifndef JOBPOLL_FLEET_QUEUES_HPP
#define JOBPOLL_FLEET_QUEUES_HPP

#include <functional>
#include <queue>
#include <unordered_map>

#include <jobpoll/fleet/jobs.hpp>
#include <jobpoll/reading/job_validation.hpp>

namespace jobpoll::inline v0::detail {

/// The jobs in their slots, in which they stay, and every queue that they can be in.
///
/// A job is in one queue, which `place` names; an entry of a heap that says otherwise is out of date, and
/// dropped when it comes to the top.
class job_queues {
public:
    std::vector<fleet_job> jobs{};
    account_map accounts{};
    std::map<std::uint64_t, list_request> lists{};     ///< by their numbers
    std::map<std::uint64_t, std::uint32_t> finished{}; ///< jobs in the order of their ends
    fleet_options options{};
    fleet_counters counters{};
    milliseconds now = (milliseconds::min)(); ///< the latest moment that is known
    std::uint64_t sent = 0;                   ///< the number of the last request
    std::uint32_t in_flight = 0;
    std::uint32_t generation = 0; ///< of the last job

    void reserve(std::size_t count) {
        jobs.reserve(count);
        ids_.max_load_factor(2); // looked up once for each job, and for each mention of a list
        ids_.reserve(count);
        wakeups_.reserve(count);
    }
    /// The first moment at which `due` has something to do; nothing where only another call can help.
    [[nodiscard]] std::optional<milliseconds> next_wakeup() const {
        milliseconds first = (milliseconds::max)();
        for (const job_group* g : active_)
            if (g->ready != 0 && has_share(g->account()))
                first = (std::min)(first, g->account().next_grant(options.smoothing.value(), now));
        for (const timer_queue* q : {&wakeups_, &deadlines_})
            if (!q->empty()) first = (std::min)(first, q->top().at());
        if (!requests_.empty()) first = (std::min)(first, requests_.top().expires);
        return first == (milliseconds::max)() ? std::nullopt : std::optional{(std::max)(first, now)};
    }
    /// Drops what is out of date, so that `next_wakeup` is exact and memory bounded.
    void tidy() {
        wakeups_.tidy(waiting_, [this](const timed_slot& e) { return is_waiting(e); });
        deadlines_.tidy(live_, [this](const timed_slot& e) { return is_watched(e); });
        while (!requests_.empty() && !is_on_the_way(requests_.top()))
            requests_.pop();
    }

    [[nodiscard]] job_handle handle_of(std::uint32_t slot) const noexcept {
        return {slot, jobs[slot].generation};
    }
    [[nodiscard]] machine_state state_of(std::uint32_t slot) const {
        return jobs[slot].is_wide ? wide_.at(slot) : jobs[slot].state.unpack();
    }
    /// The slot of the job with this id.
    [[nodiscard]] std::uint32_t find(const job_group& g, std::string_view id, const endpoint& e) const {
        const auto [begin, end] = ids_.equal_range(g.mark_of(id));
        const auto found = std::find_if(begin, end, [&](const auto& i) {
            return &jobs[i.second].group() == &g && is_same_id(e, jobs[i.second].name(), id);
        });
        return found == end ? no_slot : found->second;
    }
    /// The job that ended first after so many others.
    [[nodiscard]] std::optional<job_handle> finished_after(std::uint64_t number) const {
        const auto next = finished.upper_bound(number);
        return next == finished.end() ? std::nullopt : std::optional{handle_of(next->second)};
    }
    [[nodiscard]] auto account_of(std::uint64_t number, const endpoint& e) {
        const auto [at, is_new] = accounts.try_emplace({number, &e});
        for (const request_quota& q : e.quota)
            if (is_new && q.requests != 0) at->second.quotas.push_back({q});
        return at;
    }
    /// Forgets a job, and every count that it is in.
    void erase(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        if (j.goes_on()) count_live(j, -1);
        leave(slot);
        j.account().demand -= demand_of(state_of(slot), options.spread.value());
        const auto [begin, end] = ids_.equal_range(j.group().mark_of(j.name()));
        const auto own = std::find_if(begin, end, [slot](const auto& i) { return i.second == slot; });
        if (own != end) ids_.erase(own);
        --j.account().jobs;
        if (--j.profile->second.users == 0) j.group().profiles.erase(profile_key{j.profile->first});
        wide_.erase(slot);
        j = {};
        free_.push_back(slot);
        tidy();
    }

protected:
    /// The group of an account for jobs of this endpoint.
    [[nodiscard]] job_group& group_of(std::uint64_t number, const endpoint& e, const poll_options& o) {
        const auto owner = account_of(number, e);
        for (job_group& g : owner->second.groups)
            if (g.list == list_of(e) && g.list_only == e.shape.is_list && g.reading.strict == o.strict &&
                g.reading.max_body_bytes == o.max_body_bytes)
                return g;
        return owner->second.groups.emplace_back(
            job_group{&*owner, list_of(e), {o.strict, o.max_body_bytes}, e.shape.is_list});
    }
    /// A slot for a job; takes an id that its group has not.
    std::uint32_t add(job_group& group, const endpoint& e, const job_value& made) {
        const poll_options& o = made.options;
        const auto [profile, is_new] = group.profiles.try_emplace({&e, o.past, numbers_of(o)});
        poll_profile& common = profile->second;
        if (is_new) {
            common = {&group, rules_of(e, {}, o), o.past, o.past.make_forecast(), &sharing_[o.past]};
            common.rules.ahead = common.ahead.data();
        }
        ++common.users;
        group.reply_timeout = common.rules.reply_timeout;
        ++group.account().jobs;
        group.account().demand += demand_of(made.state, options.spread.value());
        if (free_.empty()) {
            free_.push_back(to_uint32(jobs.size()));
            jobs.emplace_back();
        }
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        fleet_job& j = jobs[slot];
        j.generation = ++generation;
        j.profile = &*profile;
        j.seed = made.seed;
        j.tag = made.tag;
        j.is_single = made.is_single;
        j.origin = made.origin;
        j.due = saturating_add(made.origin, made.turn);
        j.id_size = static_cast<std::uint16_t>(made.id.size());
        if (!made.id.empty()) {
            j.id.reset(new char[made.id.size()]);
            made.id.copy(j.id.get(), made.id.size());
            ids_.emplace(group.mark_of(made.id), slot);
        }
        set_state(slot, made.state);
        count_live(j, 1);
        return slot;
    }
    /// Counts a job that goes on: 1 for one more, -1 for one less.
    void count_live(const fleet_job& j, int change) noexcept {
        live_ += static_cast<std::uint32_t>(change);
        j.account().live += static_cast<std::uint32_t>(change);
        *j.profile->second.sharing += static_cast<std::uint32_t>(change);
    }
    void set_state(std::uint32_t slot, const machine_state& s) {
        jobs[slot].is_wide = !jobs[slot].state.pack(s);
        if (jobs[slot].is_wide) [[unlikely]]
            wide_[slot] = s;
    }

    /// Whether an account may have one more slot: one that shares the fleet leaves as many free as it has.
    ///
    /// So an account that hangs takes half of them at most, two take a third each, and one is always left.
    /// Precedent: dynamic thresholds for buffers that ports share (Choudhury and Hahne, 1998), with factor 1.
    [[nodiscard]] bool has_share(const job_account& a) const noexcept {
        if (in_flight >= options.max_in_flight) return false;
        return a.live == live_ || a.in_flight < options.max_in_flight - in_flight;
    }
    /// The time for a reply: the fleet's, or a job's own.
    [[nodiscard]] milliseconds timeout_of(milliseconds own) const noexcept {
        return options.reply_timeout.value_or(own).value();
    }

    /// Puts a job that is in no queue where its `due` belongs.
    void place(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        if (j.deadline() <= now) deadlines_.push(j.deadline(), slot);
        if (j.due <= now) return make_ready(slot);
        j.place = job_place::waiting;
        wakeups_.push(j.due, slot);
        ++waiting_;
    }
    void make_ready(std::uint32_t slot) {
        leave(slot);
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
        j.place = job_place::ready;
        g.queue.push(j.urgency(), slot);
        ++g.ready;
        g.listable += j.is_listable() ? 1u : 0u;
        ++g.account().ready;
        if (!g.is_active) active_.push_back(&g);
        g.is_active = true;
    }
    /// Takes a job out of the queue that it is in.
    void leave(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        if (j.place == job_place::finished) finished.erase(j.request);
        if (j.place == job_place::waiting) --waiting_;
        if (j.place == job_place::ready) {
            --j.group().ready;
            j.group().listable -= j.is_listable() ? 1u : 0u;
            --j.account().ready;
        } else if (j.place == job_place::asked) {
            --in_flight;
            j.account().leave(j.request);
        }
        j.place = job_place::nowhere;
    }
    void finish(std::uint32_t slot) {
        jobs[slot].place = job_place::finished;
        jobs[slot].request = ++ended_;
        finished.emplace_hint(finished.end(), ended_, slot);
        count_live(jobs[slot], -1);
    }

    /// Counts a request that is handed out: of a job, or of a list where there is no slot.
    [[nodiscard]] std::uint64_t count_request(std::uint32_t slot, account_limiter& a, milliseconds timeout) {
        a.ask(now, ++sent);
        ++in_flight;
        ++counters.polls;
        requests_.push({saturating_add(now, timeout_of(timeout)), sent, slot});
        return sent;
    }
    /// A list request holds its slot no longer.
    void leave_list(list_request& l, std::uint64_t number) noexcept {
        if (l.is_late) return;
        --in_flight;
        l.group->account().leave(number);
        l.is_late = true;
    }
    [[nodiscard]] bool is_covered(std::uint32_t slot, std::uint64_t number) const noexcept {
        return jobs[slot].place == job_place::covered && jobs[slot].request == number;
    }
    [[nodiscard]] bool is_on_the_way(const sent_request& r) const {
        if (r.slot == no_slot) return lists.contains(r.number);
        return jobs[r.slot].place == job_place::asked && jobs[r.slot].request == r.number;
    }
    [[nodiscard]] bool is_waiting(const timed_slot& e) const noexcept {
        return jobs[e.slot].place == job_place::waiting && jobs[e.slot].due == e.at();
    }
    [[nodiscard]] bool is_watched(const timed_slot& e) const noexcept {
        return jobs[e.slot].goes_on() && jobs[e.slot].deadline() <= e.at();
    }
    [[nodiscard]] bool is_ready(const timed_slot& e, const job_group& g) const noexcept {
        const fleet_job& j = jobs[e.slot];
        return j.place == job_place::ready && &j.group() == &g && j.urgency() == e.at();
    }

    timer_queue wakeups_{};            ///< the waiting jobs by their polls
    timer_queue deadlines_{};          ///< all jobs that go on by their deadlines
    std::vector<job_group*> active_{}; ///< groups with due jobs
    /// By the end of the time for a reply.
    std::priority_queue<sent_request, std::vector<sent_request>, std::greater<>> requests_{};
    std::vector<std::uint32_t> free_{};
    std::unordered_multimap<std::uint64_t, std::uint32_t> ids_{}; ///< by `mark_of`
    std::map<const history*, std::uint32_t> sharing_{};       ///< jobs that go on by each history, or none
    std::unordered_map<std::uint32_t, machine_state> wide_{}; ///< states that do not fit, or once did not
    std::uint32_t live_ = 0;                                  ///< jobs that go on
    std::uint32_t waiting_ = 0;
    std::uint64_t ended_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
