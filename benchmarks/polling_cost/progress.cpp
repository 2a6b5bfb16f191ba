#include <algorithm>

#include "report.hpp"
#include "shapes.hpp"

namespace polling_cost {

namespace {

constexpr const char* kinds[] = {"linear", "honest", "lying"};

summaries with_reports(const std::vector<family>& world, const shape& s) {
    summaries all;
    for (const family& f : world)
        all.add(cost_of(f, inspection(), reporting_seeds, s.report) / f.blind_of_few, f);
    return all;
}

double mean(const summaries& s) {
    return std::max(s[part::train].mean(), s[part::held_out].mean());
}

double worst(const summaries& s) {
    return std::max(s[part::train].worst, s[part::held_out].worst);
}

void claim_shape(report& r, const shape& s, const summaries& all) {
    switch (s.kind) {
    case honesty::linear:
        return r.claim(s.name + ", mean", mean(all), s.name == "linear" ? 0.45 : 0.50, 0.45);
    case honesty::honest:
        return r.claim(s.name + ", mean", mean(all), s.name == "two items" ? 1 : 0.95, 1);
    case honesty::lying:
        return r.claim(s.name + ", worst family", worst(all), 1.31, 1.25);
    }
}

std::string title_of(const shape& s) {
    return std::string{kinds[static_cast<int>(s.kind)]} + ": " + s.name + (s.is_held_out ? " *" : "");
}

/// A vendor may lie although earlier jobs are known; progress goes before history.
void reports_beside_history(report& r, const std::vector<family>& world, bool quick) {
    r.line("\n## Progress reported, and 200 durations of earlier jobs known\n");
    r.line("Cost, as a multiple of the blind law.\n");
    r.line("| progress | train | worst | held out | worst | narrow | worst |\n|---|---|---|---|---|---|---|");
    std::vector<jobpoll::history> past;
    for (std::size_t i = 0; i < world.size(); ++i)
        past.push_back(simulation::earlier_jobs(world[i].below, 200, i * 1000));
    double dearest = 0;
    for (const shape& s : shapes()) {
        if (s.kind == honesty::honest || (quick && s.name != "99 % at a tenth" && s.name != "stuck at 0"))
            continue;
        summaries all;
        for (std::size_t i = 0; i < world.size(); ++i)
            all.add(cost_of(world[i], inspection(&past[i]), reporting_seeds, s.report) /
                        world[i].blind_of_few,
                    world[i]);
        r.row(title_of(s), all);
        if (s.kind == honesty::lying) dearest = std::max(dearest, mean(all));
    }
    r.line();
    r.claim("lying progress beside a history, mean of the worst lie", dearest, 1.25, 1.25);
}

} // namespace

void progress_section(report& r, const std::vector<family>& world, bool quick) {
    r.line("\n## Progress reported\n");
    r.line(
        "Cost, as a multiple of the blind law: geometric mean and worst family. A star marks the shapes that "
        "were not looked at while the constants were first chosen.\n");
    r.line("| progress | train | worst | held out | worst | narrow | worst |\n|---|---|---|---|---|---|---|");
    double mean_of_lies = 0;
    for (const shape& s : shapes()) {
        const summaries all = with_reports(world, s);
        r.row(title_of(s), all);
        claim_shape(r, s, all);
        if (s.kind == honesty::lying) mean_of_lies = std::max(mean_of_lies, mean(all));
    }
    r.claim("the dearest of these lies, mean", mean_of_lies, 1.25, 1.25);
    reports_beside_history(r, world, quick);
}

} // namespace polling_cost
