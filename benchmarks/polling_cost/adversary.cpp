#include <algorithm>
#include <cmath>

#include <jobpoll/schedule/progress_delay.hpp>
#include <jobpoll/schedule/regret_bound.hpp>

#include <simulation/seconds.hpp>

#include "report.hpp"

namespace polling_cost {

namespace {

using simulation::library_law;
using simulation::look;
using simulation::to_milliseconds;
using simulation::unit;
using simulation::weighted_job;

/// The moments at which a schedule may poll, with the part of the jobs that is over then, and its integral.
struct grid {
    std::vector<double> at;
    std::vector<double> over;
    std::vector<double> over_until;
};

grid make_grid(const family& f, double end, int steps) {
    const auto size = static_cast<std::size_t>(steps) + 1;
    grid g{std::vector<double>(size), std::vector<double>(size), std::vector<double>(size)};
    constexpr int slices = 8;
    for (std::size_t k = 1; k < size; ++k) {
        const double part = static_cast<double>(k) / steps;
        g.at[k] = 2 * poll_cost * (std::pow(1 + end / (2 * poll_cost), part) - 1);
        g.over[k] = k + 1 == size ? 1 : f.below(g.at[k]);
        const double step = (g.at[k] - g.at[k - 1]) / slices;
        g.over_until[k] = g.over_until[k - 1];
        for (int j = 0; j < slices; ++j)
            g.over_until[k] += f.below(g.at[k - 1] + step * (j + .5)) * step;
    }
    return g;
}

struct allowed {
    double first;
    double last;
};

/// What the jobs that go on at moment `i` cost at the most, lateness and later polls; `later` after one more.
double dearest_from(const grid& g, std::size_t i, allowed wait, const std::vector<double>& later) {
    const std::size_t end = g.at.size() - 1;
    const double first = g.at[i] + wait.first;
    const double last = g.at[i] + wait.last;
    bool any = last >= g.at[end];
    double worst = any ? g.over_until[end] - g.over_until[i] - g.over[i] * (g.at[end] - g.at[i]) +
                             (last - g.at[end]) * (1 - g.over[i])
                       : 0;
    for (std::size_t j = i + 1; j <= end && (g.at[j] <= last || !any); ++j) {
        if (g.at[j] < first && j < end) continue;
        worst =
            std::max(worst, g.over_until[j] - g.over_until[i] - g.over[i] * (g.at[j] - g.at[i]) + later[j]);
        any = true;
    }
    return poll_cost * (1 - g.over[i]) + worst;
}

/// The dearest path of waits that the bill lets through, by dynamic programming over polls made and time: no
/// vendor, no report and no history can make the law cost more, if jitter is left out.
double dearest(const family& f, jobpoll::detail::trust in, bool first_is_blind, int steps) {
    const double end = simulation::quantile(f.below, .9999);
    const grid g = make_grid(f, end, steps);
    const int most = static_cast<int>(1.6 * 1.2 * std::sqrt(end / poll_cost)) + 6;
    std::vector<double> later(g.at.size());
    std::vector<double> here(g.at.size());
    const double shortest = static_cast<double>(jobpoll::default_min_delay.count()) / 1000;
    for (int polls = most; polls >= 1; --polls) {
        for (std::size_t i = g.at.size() - 1; i-- > 0;) {
            const jobpoll::milliseconds now = to_milliseconds(g.at[i]);
            const jobpoll::milliseconds cost = to_milliseconds(poll_cost);
            const jobpoll::detail::regret_bound bound{now, cost, polls, in};
            const double blind = static_cast<double>(bound.blind) / 1000;
            allowed wait{std::max(static_cast<double>(bound.earliest()) / 1000, shortest),
                         static_cast<double>(bound.latest()) / 1000};
            if (polls == 1 && first_is_blind) wait = {blind, blind}; // one report says nothing
            here[i] = dearest_from(g, i, wait, later);
        }
        std::swap(here, later);
    }
    return later[0] + poll_cost;
}

constexpr std::size_t lies_in_a_row = 96;
using lies = std::vector<int>;

double cost_of_lies(const std::vector<weighted_job>& jobs, const lies& told, int seeds,
                    std::uint64_t first_seed) {
    const library_law own = inspection();
    std::uint64_t last_seed = ~std::uint64_t{0};
    jobpoll::progress_track track;
    const simulation::wait_law law = [&](const look& l) mutable {
        if (l.seed != last_seed || l.polls == 1) track = {};
        last_seed = l.seed;
        const std::size_t index = static_cast<std::size_t>(l.polls - 1) % told.size();
        track = observe(track, to_milliseconds(l.elapsed), static_cast<std::int16_t>(told[index]));
        look seen = l;
        seen.progress = track;
        return own(seen);
    };
    return add_up(pay(jobs, law, seeds, first_seed)).cost(poll_cost);
}

lies first_lies(int kind, std::uint64_t seed) {
    lies told(lies_in_a_row);
    for (std::size_t i = 0; i < told.size(); ++i) {
        const int n = static_cast<int>(i);
        const int choices[] = {static_cast<int>(unit(seed, i) * 1001), n * 10, 1000 - 1000 / (n + 1), n};
        told[i] = choices[kind];
    }
    return told;
}

lies changed(const lies& told, std::uint64_t seed) {
    const auto pick = [&](std::uint64_t what) { return unit(seed, what); };
    const auto from = static_cast<std::size_t>(pick(0) * lies_in_a_row);
    const std::size_t length = pick(1) < .5 ? 1 : static_cast<std::size_t>(pick(2) * 24);
    const int level = static_cast<int>(pick(3) * 1002) - 1;
    const int slope = static_cast<int>(pick(4) * 30);
    const bool nudge = pick(5) < .3;
    lies next = told;
    for (std::size_t i = from; i < std::min(lies_in_a_row, from + length + 1); ++i) {
        const int risen = level + slope * static_cast<int>(i - from);
        next[i] = nudge ? std::clamp(next[i] + level % 40 - 20, -1, 1000) : std::min(1000, risen);
    }
    return next;
}

/// The dearest sequence of reports that climbing finds: climbed on few seeds, judged on fresh ones.
double climbed(const family& f, int rounds, std::uint64_t seed) {
    const std::vector<weighted_job> few = simulation::draw(f.below, 60);
    const int seeds = rounds < 200 ? 3 : 6;
    double best = 0;
    for (int kind = 0; kind < 4; ++kind) {
        lies told = first_lies(kind, seed);
        double value = cost_of_lies(few, told, seeds, 1);
        for (int round = 0; round < rounds; ++round) {
            const auto salt = static_cast<std::uint64_t>(kind * 100'000 + round);
            const lies next = changed(told, jobpoll::detail::mix(seed * 7919 + salt));
            const double price = cost_of_lies(few, next, seeds, 1);
            if (price < value) continue;
            value = price;
            told = next;
        }
        best = std::max(best, cost_of_lies(f.jobs, told, 20, 100));
    }
    return best;
}

} // namespace

void adversary_section(report& r, const std::vector<family>& world, bool quick) {
    r.line("\n## The dearest that can be reported\n");
    r.line("Cost, as a multiple of the blind law. *Any wait*: the dearest path of waits that the bill lets "
           "through. "
           "*Climbed*: the dearest sequence of 96 reports that a search finds.\n");
    r.line("| family | any wait, progress | climbed reports |\n|---|---|---|");
    summaries any;
    summaries found;
    for (std::size_t i = 0; i < world.size(); ++i) {
        const family& f = world[i];
        if (quick && i % 4 != 1) continue;
        const int steps = quick ? 200 : 800;
        const double a = dearest(f, jobpoll::detail::trust_in_progress, true, steps) / f.blind;
        const double b = climbed(f, quick ? 40 : 400, i + 1) / f.blind;
        any.add(a, f);
        found.add(b, f);
        r.line("| " + f.name + " | " + fixed(a) + " | " + fixed(b) + " |");
    }
    r.line();
    for (const part p : {part::train, part::held_out}) {
        const std::string name = part_names[static_cast<int>(p)];
        r.claim("any wait within the bill, progress, mean, " + name, any[p].mean(), 1.25, 1.25);
        // An upper bound that no report reaches. Uniform durations of 5 to 15 s, where the jittered blind law
        // is cheap, have the dearest path, 1.348; climbed reports come to 1.11 there. Nothing in it is
        // random.
        r.claim("any wait within the bill, progress, worst, " + name, any[p].worst,
                p == part::train ? 1.32 : 1.35, 1.25);
        r.claim("climbed reports, mean, " + name, found[p].mean(), 1.25, 1.25);
        r.claim("climbed reports, worst, " + name, found[p].worst, 1.32, 1.25);
    }
}

} // namespace polling_cost
