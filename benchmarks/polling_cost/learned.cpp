#include <algorithm>
#include <cmath>
#include <cstdio>

#include <simulation/closed_loop.hpp>
#include <simulation/optimum.hpp>

#include "report.hpp"
#include "shapes.hpp"

namespace polling_cost {

namespace {

using namespace simulation;

struct kind {
    const char* name;
    cumulative below;
};

/// Families for the closed loop: narrow ones and rare outliers among them.
std::vector<kind> kinds() {
    return {{"normal 25 min, 3 %", normal(1'500, 45)},
            {"normal 7 min, 4 %", normal(420, 16.8)},
            {"normal 12 s, 12 %", normal(12, 1.44)},
            {"45 s, one in 25 is 2000 s", mixture(.96, normal(45, 4.5), normal(2'000, 200))},
            {"lognormal 60 s, 0.3", lognormal(60, .3)},
            {"normal 15 min, 2 %", normal(900, 18)},
            {"lognormal 5 s, 0.6", lognormal(5, .6)},
            {"Weibull 20 min, k 1.5", weibull(1'200, 1.5)},
            {"20 s or 700 s", mixture(.6, lognormal(20, .2), lognormal(700, .15))},
            {"gamma(3) 3 h", erlang(10'800, 3)}};
}

double drawn(const kind& k, std::uint64_t a, std::uint64_t b) {
    return quantile(k.below, unit(a, b));
}

/// Means of cost, as multiples of the optimum: jobs 21 to 40 and the last hundred; and the dearest prefix of
/// twenty jobs or more as a multiple of the uninformed schedule.
struct learned_ratios {
    double uninformed = 0;
    double early = 0;
    double late = 0;
    double prefix = 0;
};

learned_ratios run_loop(const kind& k, double poll_cost, jobpoll::delay_limits limits, int jobs, int runs) {
    learned_ratios made;
    const double optimum = optimal_cost(k.below, poll_cost, 500);
    for (int run = 0; run < runs; ++run) {
        closed_loop loop{poll_cost, limits};
        double paid = 0;
        double uninformed = 0;
        for (int j = 0; j < jobs; ++j) {
            const auto seed = static_cast<std::uint64_t>(run * 100'000 + j * 20);
            const double duration = drawn(k, 5, seed);
            const followed_job job = loop.follow(duration, seed, no_report);
            const double without = loop.uninformed_cost(duration, seed);
            loop.learn(job);
            paid += job.cost;
            uninformed += without;
            made.uninformed += without / jobs;
            if (j >= 20 && j < 40) made.early += job.cost / 20;
            if (j >= jobs - 100) made.late += job.cost / 100;
            if (j >= 19) made.prefix = std::max(made.prefix, paid / uninformed);
        }
    }
    for (double* ratio : {&made.uninformed, &made.early, &made.late})
        *ratio /= optimum * runs;
    return made;
}

void closed_loop_table(report& r, double poll_cost, jobpoll::delay_limits limits, int jobs, int runs,
                       bool is_claimed) {
    r.line("| family | uninformed | jobs 21 to 40 | the last 100 of " + std::to_string(jobs) +
           " | dearest prefix, of uninformed |\n|---|---|---|---|---|");
    summary early;
    summary late;
    double prefix = 0;
    for (const kind& k : kinds()) {
        const learned_ratios ratios = run_loop(k, poll_cost, limits, jobs, runs);
        early.add(ratios.early, k.name);
        late.add(ratios.late, k.name);
        prefix = std::max(prefix, ratios.prefix);
        r.line(std::string{"| "} + k.name + " | " + fixed(ratios.uninformed, 2) + " | " +
               fixed(ratios.early, 2) + " | " + fixed(ratios.late, 2) + " | " + fixed(ratios.prefix, 2) +
               " |");
    }
    r.line("| **mean; worst** | | " + fixed(early.mean(), 2) + "; " + fixed(early.worst, 2) + " | " +
           fixed(late.mean(), 2) + "; " + fixed(late.worst, 2) + " | " + fixed(prefix, 2) + " |\n");
    if (!is_claimed) return;
    r.claim("closed loop, 20 jobs in, mean", early.mean(), 1.30, 1.30);
    r.claim("closed loop, 200 jobs in, mean", late.mean(), 1.15, 1.15);
    r.claim("closed loop, 200 jobs in, worst", late.worst, 1.45, 1.45);
    r.claim("closed loop, any prefix, of uninformed", prefix, 1.30, 1.30);
}

/// The first 50 jobs after a change, `at_once` of them running at the same time, of uninformed.
double after_change(const kind& before, const kind& after, int at_once, std::uint64_t salt) {
    closed_loop loop{poll_cost, general_limits()};
    for (int j = 0; j < 150; ++j)
        loop.learn(loop.follow(drawn(before, salt, static_cast<std::uint64_t>(j)),
                               salt + static_cast<std::uint64_t>(j), no_report));
    double paid = 0;
    double uninformed = 0;
    for (int j = 0; j < 50; j += at_once) {
        std::vector<followed_job> all;
        for (int k = j; k < j + at_once && k < 50; ++k) {
            const auto seed = salt * 1'000 + static_cast<std::uint64_t>(k) * 20;
            const double duration = drawn(after, salt + 9, seed);
            all.push_back(loop.follow(duration, seed, no_report, static_cast<std::uint32_t>(at_once)));
            paid += all.back().cost;
            uninformed += loop.uninformed_cost(duration, seed);
        }
        for (const followed_job& job : all)
            loop.learn(job);
    }
    return paid / uninformed;
}

void change_section(report& r, bool quick) {
    r.line("\n### After a change of regime\n");
    r.line("150 jobs of one family, then 50 of another: the cost of the 50, as a multiple of the uninformed "
           "schedule's, over 90 pairs.\n");
    r.line("| jobs at once | mean | worst pair | |\n|---|---|---|---|");
    const std::vector<kind> all = kinds();
    for (const int at_once : {1, 10}) {
        summary s;
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = 0; j < all.size(); ++j)
                if (i != j && (!quick || (i + j) % 3 == 0)) {
                    const double ratio = (after_change(all[i], all[j], at_once, 11) +
                                          after_change(all[i], all[j], at_once, 12)) /
                                         2;
                    s.add(ratio, std::string{all[i].name} + ", then " + all[j].name);
                }
        r.line("| " + std::to_string(at_once) + " | " + fixed(s.mean()) + " | " + fixed(s.worst) + " | " +
               s.worst_family + " |");
        const bool alone = at_once == 1;
        r.claim("after a change, mean, at once " + std::to_string(at_once), s.mean(), alone ? .9 : 1.5,
                alone ? .9 : 2.5);
        r.claim("after a change, worst pair, at once " + std::to_string(at_once), s.worst, alone ? 1.8 : 2.5,
                alone ? 1.8 : 2.5);
    }
    r.line();
}

/// Each time the duration, of forty, that costs most: against the smooth bound, or against the true mean.
void adversary_that_reads(report& r, bool quick) {
    r.line("\n### An adversary that reads the history\n");
    r.line("Before each job it tries forty durations from 1 s to 6 h, four times each, and takes the one "
           "that costs "
           "most; as a multiple of the uninformed schedule's mean.\n");
    r.line("| it looks at | whole | dearest prefix of 20 jobs or more |\n|---|---|---|");
    std::vector<double> durations;
    std::vector<double> uninformed;
    std::vector<double> bounds;
    const closed_loop fresh{poll_cost, general_limits()};
    const jobpoll::detail::uninformed_schedule schedule{
        jobpoll::milliseconds{2'000}, {jobpoll::default_min_delay, jobpoll::default_max_delay}};
    for (int i = 0; i < 40; ++i) {
        durations.push_back(std::pow(21'600, i / 39.0));
        uninformed.push_back(fresh.uninformed_cost(durations.back(), 3, 64));
        bounds.push_back(
            static_cast<double>(schedule.bound(static_cast<std::int64_t>(durations.back() * 1'000))) / 1'000);
    }
    const int jobs = quick ? 60 : 200;
    for (const bool true_mean : {false, true}) {
        closed_loop loop{poll_cost, general_limits()};
        double paid = 0;
        double without = 0;
        double prefix = 0;
        for (int j = 0; j < jobs; ++j) {
            std::size_t worst = 0;
            double most = 0;
            for (std::size_t i = 0; i < durations.size(); ++i) {
                double cost = 0;
                for (std::uint64_t k = 0; k < 4; ++k)
                    cost +=
                        loop.follow(durations[i], 1'000 * static_cast<std::uint64_t>(j) + k, no_report).cost /
                        4;
                const double ratio = cost / (true_mean ? uninformed[i] : bounds[i]);
                if (ratio > most) most = ratio, worst = i;
            }
            const followed_job job =
                loop.follow(durations[worst], 77'000 + static_cast<std::uint64_t>(j), no_report);
            loop.learn(job);
            paid += job.cost;
            without += uninformed[worst];
            if (j >= 19) prefix = std::max(prefix, paid / without);
        }
        const std::string name = true_mean ? "the mean over jitter" : "the smooth bound B";
        r.line("| cost against " + name + " | " + fixed(paid / without, 2) + " | " + fixed(prefix, 2) + " |");
        r.claim("adversary by " + name + ", whole", paid / without, 1.35, 1.35);
    }
    r.line();
}

/// Progress with a history: jobs 51 to 150, of uninformed.
void progress_in_the_loop(report& r, bool quick) {
    r.line("\n### Progress, and a history that learned how honest it is\n");
    r.line("Jobs 51 to 150 of 150, as a multiple of the uninformed schedule's cost; and the dearest prefix "
           "of 20 jobs or more.\n");
    r.line("| progress | mean | worst family | dearest prefix |\n|---|---|---|---|");
    const kind families[] = {{"lognormal 60 s, 1", lognormal(60, 1)},
                             {"normal 300 s, 3 %", normal(300, 9)},
                             {"lognormal 2.5 h, 1", lognormal(9'000, 1)},
                             {"Weibull 15 min, k 1.5", weibull(900, 1.5)}};
    for (const shape& s : shapes()) {
        if (quick && s.kind == honesty::honest) continue;
        summary ratios;
        double prefix = 0;
        for (const kind& k : families) {
            closed_loop loop{poll_cost, general_limits()};
            double paid = 0;
            double uninformed = 0;
            double late[2] = {0, 0};
            for (int j = 0; j < 150; ++j) {
                const auto seed = static_cast<std::uint64_t>(j) * 20 + 1;
                const double duration = drawn(k, 3, seed);
                const followed_job job = loop.follow(duration, seed, s.report);
                const double without = loop.uninformed_cost(duration, seed, 8);
                loop.learn(job);
                paid += job.cost;
                uninformed += without;
                if (j >= 19) prefix = std::max(prefix, paid / uninformed);
                if (j < 50) continue;
                late[0] += job.cost;
                late[1] += without;
            }
            ratios.add(late[0] / late[1], k.name);
        }
        r.line("| " + s.name + " | " + fixed(ratios.mean(), 2) + " | " + fixed(ratios.worst, 2) + " | " +
               fixed(prefix, 2) + " |");
        if (s.name == "linear") r.claim("linear progress in the loop, mean", ratios.mean(), .30, .30);
        if (s.name == "linear, in whole per cents")
            r.claim("whole per cents in the loop, mean", ratios.mean(), .40, .40);
        if (s.name == "steps of 10 %" || s.name == "noise of 3 %")
            r.claim(s.name + " in the loop, mean", ratios.mean(), .60, .60);
        if (s.kind == honesty::lying)
            r.claim("lying in the loop, " + s.name + ", dearest prefix", prefix, 1.30, 1.30);
    }
    r.line();
}

} // namespace

void learned_section(report& r, const std::vector<family>&, bool quick) {
    r.line("\n## A history that learns from its own polls\n");
    r.line("Cost, as a multiple of the best schedule that knows the family. 2 s a poll.\n");
    closed_loop_table(r, poll_cost, general_limits(), quick ? 160 : 300, quick ? 1 : 12, !quick);
    if (!quick) {
        for (const double cost : {.1, .5, 10.0}) {
            r.line("\n" + fixed(cost, 1) + " s a poll:\n");
            closed_loop_table(r, cost, general_limits(), 300, 8, false);
        }
        r.line("\n2 s a poll, a documented cadence of 2 to 30 s:\n");
        closed_loop_table(r, poll_cost, {std::chrono::seconds{2}, std::chrono::seconds{30}}, 300, 2, false);
        r.line("\n2 s a poll, 10 000 jobs: more data does not make it worse.\n");
        closed_loop_table(r, poll_cost, general_limits(), 10'000, 1, false);
    }
    change_section(r, quick);
    adversary_that_reads(r, quick);
    progress_in_the_loop(r, quick);
}

} // namespace polling_cost
