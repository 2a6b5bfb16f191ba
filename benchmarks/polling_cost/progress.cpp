#include <algorithm>

#include "report.hpp"
#include "shapes.hpp"

namespace polling_cost {

namespace {

constexpr const char* kind_names[] = {"linear", "honest", "lying"};

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
    return std::string{kind_names[static_cast<int>(s.kind)]} + ": " + s.name + (s.is_held_out ? " *" : "");
}

} // namespace

void progress_section(report& r, const std::vector<family>& world, bool) {
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
}

} // namespace polling_cost
