// The plots of docs/schedules.md.
#include <cmath>
#include <cstdio>

#include <simulation/optimum.hpp>
#include <simulation/svg_plot.hpp>

#include "peers.hpp"
#include "report.hpp"

namespace polling_cost {

namespace {

using namespace simulation;

constexpr double costs[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};

int per_cents(double elapsed, double duration, std::uint64_t) {
    return static_cast<int>(elapsed / duration * 100) * 10;
}

library_law inspection_at(double cost, const jobpoll::history* past = nullptr) {
    library_law law = inspection(past);
    law.poll_cost = cost;
    return law;
}

price price_at(const family& f, double cost, const jobpoll::history* past) {
    return add_up(pay(f.jobs, inspection_at(cost, past), 10));
}

/// The cost of one kind of job against the poll cost, and polls against lateness.
std::string law_plots(const family& f) {
    const jobpoll::history past = earlier_jobs(f.below, 200, 1);
    plot cost_plot{f.name + ": cost", "poll cost, seconds", "cost of a job, seconds", {}};
    plot trade{f.name + ": polls against lateness", "mean lateness, seconds", "polls", {}};
    plot_series known{"the best that knows the family", {}};
    plot_series blind{"inspection", {}};
    plot_series learned{"inspection, 200 durations known", {}};
    plot_series seen{"inspection, progress in whole per cents", {}};
    plot_series way[3] = {{blind.name, {}}, {learned.name, {}}, {seen.name, {}}};
    for (const double cost : costs) {
        const price p[] = {price_at(f, cost, nullptr), price_at(f, cost, &past),
                           add_up(pay(f.few, inspection_at(cost), 2, per_cents))};
        known.points.push_back({cost, optimal_cost(f.below, cost)});
        plot_series* lines[] = {&blind, &learned, &seen};
        for (int i = 0; i < 3; ++i) {
            lines[i]->points.push_back({cost, p[i].cost(cost)});
            way[i].points.push_back({p[i].lateness, p[i].polls});
        }
    }
    cost_plot.series = {known, blind, learned, seen};
    trade.series = {way[0], way[1], way[2]};
    for (const peer& other : peers()) {
        const bool is_drawn = other.name.rfind("Smithy", 0) == 0 || other.name.rfind("Google gax", 0) == 0 ||
                              other.name.rfind("Azure", 0) == 0 || other.name == "fixed 30 s";
        if (!is_drawn) continue;
        const price p = add_up(pay(f.jobs, other.law, 10));
        plot_series line{other.name, {}};
        for (const double cost : costs)
            line.points.push_back({cost, p.cost(cost)});
        cost_plot.series.push_back(line);
        trade.series.push_back({other.name, {{p.lateness, p.polls}}});
    }
    return to_svg({cost_plot, trade});
}

/// Gap against time.
std::string gap_plot() {
    plot gaps{"Gaps, poll cost 2 s", "seconds since the start", "seconds to the next poll", {}};
    plot_series blind{"inspection", {}};
    for (const peer& other : peers()) {
        if (other.is_random || other.name.rfind("fixed", 0) == 0) continue;
        plot_series line{other.name, {}};
        look l{1, 0, 0, 0, {}};
        for (; l.elapsed < 4'000; ++l.polls) {
            const double gap = other.law(l);
            if (l.elapsed > 1) line.points.push_back({l.elapsed, gap});
            l.elapsed += gap;
        }
        gaps.series.push_back(line);
    }
    for (double t = 1; t < 4'000; t *= 1.2)
        blind.points.push_back({t, library_law{.limits = default_limits(jobpoll::polling_policy::inspection),
                                               .jitter_per_mille = 0}({1, t, 0, 0, {}})});
    gaps.series.insert(gaps.series.begin(), blind);
    return to_svg({gaps});
}

bool write_picture(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

} // namespace

bool draw_pictures(const std::vector<family>& world, const std::string& folder) {
    return write_picture(folder + "/polling_cost_minutes.svg", law_plots(world[1])) &&
           write_picture(folder + "/polling_cost_hours.svg", law_plots(world[3])) &&
           write_picture(folder + "/polling_gaps.svg", gap_plot());
}

} // namespace polling_cost
