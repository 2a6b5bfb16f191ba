#include <algorithm>
#include <cmath>

#include "peers.hpp"
#include "report.hpp"

namespace polling_cost {

namespace {

summaries ratios(const std::vector<family>& world, const simulation::wait_law& law, int seeds) {
    summaries s;
    for (const family& f : world)
        s.add(cost_of(f, law, seeds) / f.optimum, f);
    return s;
}

double textbook(const simulation::look& l) {
    return std::max(2.0, std::sqrt(2 * poll_cost * l.elapsed));
}

} // namespace

void blind_section(report& r, const std::vector<family>& world, bool quick) {
    const int seeds = quick ? 8 : 40;
    r.line("## Nothing known of the job\n");
    r.line(
        "Cost, as a multiple of the best schedule that knows the family: geometric mean and worst family.\n");
    r.line("| law | train | worst | held out | worst | narrow | worst |\n|---|---|---|---|---|---|---|");
    summaries own;
    for (const family& f : world)
        own.add(f.blind / f.optimum, f);
    r.row("**inspection**", own);
    r.row("sqrt(2 c t), at least 2 s", ratios(world, textbook, 1));
    double best_mean[2] = {HUGE_VAL, HUGE_VAL};
    double best_worst[2] = {HUGE_VAL, HUGE_VAL};
    for (const peer& p : peers()) {
        const summaries s = ratios(world, p.law, p.is_random ? seeds : 1);
        r.row(p.name, s);
        for (const int i : {0, 1}) {
            best_mean[i] = std::min(best_mean[i], s.of[i].mean());
            best_worst[i] = std::min(best_worst[i], s.of[i].worst);
        }
    }
    r.line("\nSources:\n");
    for (const peer& p : peers())
        r.line("- " + p.name + ": " + p.source);
    r.line("\n| family | optimum | inspection | ratio |\n|---|---|---|---|");
    for (const family& f : world)
        r.line("| " + f.name + " | " + fixed(f.optimum, 2) + " s | " + fixed(f.blind, 2) + " s | " +
               fixed(f.blind / f.optimum) + " |");
    r.line();
    for (const part p : {part::train, part::held_out}) {
        const int i = static_cast<int>(p);
        const std::string name = part_names[i];
        r.claim("blind, mean, " + name, own[p].mean(), 1.40, 1.40);
        r.claim("blind, worst, " + name, own[p].worst, 2.1, 2.1);
        r.claim("blind mean of the best published mean, " + name, own[p].mean() / best_mean[i], 1, 1);
        r.claim("blind worst of the best published worst, " + name, own[p].worst / best_worst[i], 1, 1);
    }
}

} // namespace polling_cost
