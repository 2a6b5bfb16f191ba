#include <algorithm>

#include "report.hpp"

namespace polling_cost {

namespace {

using simulation::earlier_jobs;

struct wrong_histories {
    double sum = 0;
    int count = 0;
    int above = 0;
    double worst = 0;
    std::string worst_pair;
    std::vector<double> of_family;

    void add(double ratio, const std::string& pair, std::size_t family) {
        sum += ratio;
        ++count;
        above += ratio > 1.3 ? 1 : 0;
        of_family[family] += ratio;
        if (ratio <= worst) return;
        worst = ratio;
        worst_pair = pair;
    }
};

summaries learned_from(const std::vector<family>& world, int durations, int histories) {
    summaries s;
    for (std::size_t i = 0; i < world.size(); ++i) {
        double sum = 0;
        for (int h = 0; h < histories; ++h) {
            const auto seed = static_cast<std::uint64_t>(h);
            const jobpoll::history past = earlier_jobs(world[i].below, durations, i * 1000 + seed);
            sum += cost_of(world[i], inspection(&past), 1, seed);
        }
        s.add(sum / histories / world[i].optimum, world[i]);
    }
    return s;
}

wrong_histories learned_elsewhere(const std::vector<family>& world, int durations, int histories) {
    wrong_histories wrong;
    wrong.of_family.resize(world.size());
    for (std::size_t i = 0; i < world.size(); ++i)
        for (std::size_t j = 0; j < world.size(); ++j) {
            if (i == j || world[i].part == part::narrow || world[j].part == part::narrow) continue;
            double sum = 0;
            for (int h = 0; h < histories; ++h) {
                const auto seed = static_cast<std::uint64_t>(h);
                const jobpoll::history past = earlier_jobs(world[i].below, durations, i * 1000 + seed);
                sum += cost_of(world[j], inspection(&past), 2, 2 * seed);
            }
            wrong.add(sum / histories / world[j].blind, world[i].name + " for " + world[j].name, j);
        }
    return wrong;
}

} // namespace

void learned_section(report& r, const std::vector<family>& world, bool quick) {
    r.line("\n## Durations of earlier jobs known\n");
    r.line("Cost, as a multiple of the best schedule that knows the family.\n");
    r.line(
        "| durations | train | worst | held out | worst | narrow | worst |\n|---|---|---|---|---|---|---|");
    for (const int durations : {1, 3, 20, 200, 2000}) {
        if (quick && durations != 20 && durations != 200) continue;
        const summaries s = learned_from(world, durations, quick ? 4 : 40);
        r.row(std::to_string(durations), s);
        for (const part p : {part::train, part::held_out}) {
            const std::string name = part_names[static_cast<int>(p)];
            if (durations == 20) r.claim("20 durations, mean, " + name, s[p].mean(), 1.30, 1.30);
            if (durations != 200) continue;
            r.claim("200 durations, mean, " + name, s[p].mean(), 1.12, 1.12);
            r.claim("200 durations, worst, " + name, s[p].worst, 1.28, 1.25);
        }
    }
    const wrong_histories wrong = learned_elsewhere(world, 200, quick ? 1 : 6);
    const double worst_family = *std::max_element(wrong.of_family.begin(), wrong.of_family.end()) / 23;
    r.line("\nA history of 200 jobs of another family, as a multiple of the blind law, over " +
           std::to_string(wrong.count) + " pairs: mean " + fixed(wrong.sum / wrong.count) + ", worst pair " +
           fixed(wrong.worst) + " (" + wrong.worst_pair + "), " + std::to_string(wrong.above) +
           " pairs above 1.3; worst family over all its wrong histories " + fixed(worst_family) + ".\n");
    r.claim("wrong history, mean over pairs", wrong.sum / wrong.count, 1.3, 1.3);
    r.claim("wrong history, worst family", worst_family, 1.38, 1.3);
    r.claim("wrong history, worst pair", wrong.worst, 1.60, 1.3);
}

} // namespace polling_cost
