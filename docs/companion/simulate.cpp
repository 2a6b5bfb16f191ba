#include "simulate.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/machine/step.hpp>

#include "files.hpp"
#include "json_writer.hpp"
#include "printable.hpp"
#include "simulation/closed_loop.hpp"
#include "simulation/duration_family.hpp"
#include "simulation/optimum.hpp"
#include "simulation/schedule_price.hpp"
#include "simulation/svg_plot.hpp"

namespace companion {

namespace {

using namespace simulation;

constexpr int drawn_jobs = 400;
constexpr int reporting_jobs = 100; // each is followed by itself: what it reports differs
constexpr int most_sweeps = 20;
constexpr jobpoll::milliseconds longest_wait = std::chrono::hours{24 * 366};

/// The jobs that are simulated, and what is known of them.
struct jobs_to_follow {
    std::vector<weighted_job> jobs;
    std::vector<weighted_job> few; ///< the same in fewer
    cumulative family;             ///< empty where the durations come from a file
    jobpoll::history past;         ///< of jobs like these
    std::string title;
};

jobs_to_follow of_family(const cumulative& family, const std::string& title) {
    return {draw(family, drawn_jobs), draw(family, reporting_jobs), family, earlier_jobs(family, 200, 1),
            title};
}

jobs_to_follow of_file(const std::string& path) {
    jobs_to_follow made;
    made.title = path;
    std::vector<double> durations;
    for (const jobpoll::milliseconds d : read_durations(path)) {
        if (d > longest_wait) throw failure{exit_code::bad_input, path + ": a duration of more than a year"};
        durations.push_back(static_cast<double>(d.count()) / 1'000);
        made.past.learn(d);
    }
    if (durations.empty()) throw failure{exit_code::bad_input, path + ": no durations"};
    made.jobs = equal_jobs(durations);
    const std::size_t step = made.jobs.size() / reporting_jobs + 1;
    for (std::size_t i = step / 2; i < made.jobs.size(); i += step)
        made.few.push_back({made.jobs[i].duration, 1});
    for (weighted_job& job : made.few)
        job.weight = 1 / static_cast<double>(made.few.size());
    return made;
}

jobs_to_follow jobs_of(const settings& s) {
    if (s.files.empty())
        throw failure{exit_code::usage, "jobpoll: simulate needs a family of durations (" + known_families() +
                                            ") or a file of durations"};
    const parsed_family parsed = parse_family(s.files.front());
    if (!parsed.error.empty())
        throw failure{exit_code::usage, "jobpoll: '" + printable(s.files.front(), 40) + "' " + parsed.error};
    jobs_to_follow made = parsed.below ? of_family(parsed.below, s.files.front()) : of_file(s.files.front());
    if (!s.history.empty()) made.past = s.history;
    return made;
}

/// Linear progress in whole per cents.
int per_cents(double elapsed, double duration, std::uint64_t) {
    return static_cast<int>(std::min(elapsed / duration, 1.0) * 100) * 10;
}

/// One law, and what is known to it.
struct row {
    std::string_view name;
    jobpoll::polling_policy policy = jobpoll::polling_policy::inspection;
    bool knows_history = false;
    bool sees_progress = false;
};

std::vector<row> rows() {
    std::vector<row> all;
    for (std::size_t i = 0; i < std::size(jobpoll::polling_policy_names); ++i) {
        const auto law = static_cast<jobpoll::polling_policy>(i);
        all.push_back({to_string(law), law, false, false});
        if (law != jobpoll::polling_policy::inspection) continue;
        all.push_back({"inspection, history known", law, true, false});
        all.push_back({"inspection, progress seen", law, false, true});
    }
    return all;
}

/// How many decisions are enough for a row, and how many are too many.
struct patience {
    std::uint64_t enough;
    std::uint64_t too_many;
};
constexpr patience with_plain_laws{1'000'000, 10'000'000};
constexpr patience with_history{50'000, 250'000}; // each weighs the whole history

/// Follows the jobs with one seed after the other, until there are enough of them.
std::vector<paid> pay_for(const jobs_to_follow& all, const library_law& law, bool sees_progress,
                          std::uint64_t seed) {
    const patience limits = law.past != nullptr ? with_history : with_plain_laws;
    std::uint64_t decisions = 0;
    const wait_law counted = [&](const look& l) {
        if (++decisions <= limits.too_many) return law(l);
        throw failure{exit_code::usage,
                      "jobpoll: these are too many polls to simulate; with a larger --min-delay "
                      "or --poll-cost there are fewer"};
    };
    if (sees_progress) return pay(all.few, counted, 4, per_cents);
    std::vector<paid> sum;
    for (int sweep = 0; sweep < most_sweeps && decisions < limits.enough; ++sweep) {
        const std::vector<paid> more = pay(all.jobs, counted, 1, seed + static_cast<std::uint64_t>(sweep));
        sum.insert(sum.end(), more.begin(), more.end());
    }
    return sum;
}

jobpoll::delay_limits limits_of(jobpoll::polling_policy policy, const settings& s) {
    jobpoll::machine_rules rules;
    rules.policy = policy;
    rules.min_delay = s.min_delay;
    rules.max_delay = s.max_delay;
    return limits_in(rules, jobpoll::phase::running);
}

price price_of(const row& r, const jobs_to_follow& all, const settings& s, double poll_cost) {
    library_law law{.policy = r.policy, .poll_cost = poll_cost};
    law.limits = limits_of(r.policy, s);
    law.past = r.knows_history ? &all.past : nullptr;
    return add_up(pay_for(all, law, r.sees_progress, s.seed.value_or(0)));
}

std::string fixed(double value, int decimals) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string cell(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

void print_table(const jobs_to_follow& all, const std::vector<row>& laws, const std::vector<price>& prices,
                 double poll_cost) {
    std::string text = all.title + ", poll cost " + fixed(poll_cost, 3) + " s\n\n";
    text += "law                                polls   mean late   95 % late        cost\n";
    for (std::size_t i = 0; i < laws.size(); ++i) {
        std::string name{laws[i].name};
        name.resize(32, ' ');
        const price& p = prices[i];
        text += name + cell(fixed(p.polls, 2), 8) + cell(fixed(p.lateness, 2) + " s", 12) +
                cell(fixed(p.lateness_95, 2) + " s", 12) + cell(fixed(p.cost(poll_cost), 2) + " s", 12) +
                '\n';
    }
    // The grid of the best schedule is too coarse for more.
    constexpr double most_polls = 300;
    if (all.family && prices.front().polls < most_polls)
        text += "the least possible, family known" +
                cell(fixed(optimal_cost(all.family, poll_cost), 2) + " s", 44) + '\n';
    put(text);
}

double drawn(const jobs_to_follow& all, std::uint64_t seed, int job) {
    const double part = unit(seed, static_cast<std::uint64_t>(job));
    if (all.family) return quantile(all.family, part);
    return all.jobs[static_cast<std::size_t>(part * static_cast<double>(all.jobs.size()))].duration;
}

/// A history that begins empty and learns from its own polls; then the jobs change, and change back.
void print_closed_loop(const jobs_to_follow& all, const settings& s, double poll_cost) {
    constexpr struct {
        const char* name;
        int jobs;
        double longer;
    } phases[] = {{"jobs 1 to 20", 20, 1},
                  {"jobs 21 to 100", 80, 1},
                  {"jobs 101 to 200", 100, 1},
                  {"then 50, four times as long", 50, 4},
                  {"then 50 as before", 50, 1}};
    const std::uint64_t seed = s.seed.value_or(0);
    closed_loop loop{poll_cost, limits_of(jobpoll::polling_policy::inspection, s)};
    std::string text = "\nlearning from its own polls          cost  uninformed      credit\n";
    int job = 0;
    for (const auto& phase : phases) {
        double cost = 0;
        double uninformed = 0;
        for (const int end = job + phase.jobs; job < end; ++job) {
            const double duration = drawn(all, seed, job) * phase.longer;
            const auto jitter = seed + 20 * static_cast<std::uint64_t>(job);
            const followed_job followed = loop.follow(duration, jitter, no_report);
            uninformed += loop.uninformed_cost(duration, jitter, 4) / phase.jobs;
            cost += followed.cost / phase.jobs;
            loop.learn(followed);
        }
        std::string name = phase.name;
        name.resize(32, ' ');
        const auto credit = static_cast<double>(loop.past().credit().count()) / 1'000;
        text += name + cell(fixed(cost, 2), 8) + " s" + cell(fixed(uninformed, 2), 10) + " s" +
                cell(fixed(credit, 1), 10) + " s\n";
    }
    put(text);
}

void print_json(const std::vector<row>& laws, const std::vector<price>& prices, double poll_cost) {
    for (std::size_t i = 0; i < laws.size(); ++i) {
        json_writer json;
        const price& p = prices[i];
        json.begin_object()
            .string("law", to_string(laws[i].policy))
            .boolean("history", laws[i].knows_history);
        json.boolean("progress", laws[i].sees_progress).key("polls").raw(fixed(p.polls, 3));
        json.key("lateness_mean_s")
            .raw(fixed(p.lateness, 3))
            .key("lateness_p95_s")
            .raw(fixed(p.lateness_95, 3));
        json.key("cost_s").raw(fixed(p.cost(poll_cost), 3)).end_object();
        put_line(json.text());
    }
}

std::string draw_plots(const jobs_to_follow& all, const std::vector<row>& laws, const settings& s) {
    plot costs{all.title + ": cost", "poll cost, seconds", "cost of a job, seconds", {}};
    plot trade{all.title + ": polls against lateness", "mean lateness, seconds", "polls", {}};
    for (const row& r : laws) {
        plot_series cost{std::string{r.name}, {}};
        plot_series moved{std::string{r.name}, {}};
        const bool by_cost = r.policy == jobpoll::polling_policy::inspection;
        std::optional<price> always;
        for (const double poll_cost : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
            const price p = always ? *always : price_of(r, all, s, poll_cost);
            if (!by_cost) always = p;
            cost.points.push_back({poll_cost, p.cost(poll_cost)});
            if (by_cost || moved.points.empty())
                moved.points.push_back({std::max(p.lateness, 1e-3), p.polls});
        }
        costs.series.push_back(cost);
        trade.series.push_back(moved);
    }
    return to_svg({costs, trade});
}

void check_delays(const settings& s) {
    constexpr jobpoll::milliseconds zero{0};
    const auto wrong = [](const char* what) {
        return failure{exit_code::usage, std::string{"jobpoll: "} + what};
    };
    if (s.min_delay && *s.min_delay <= zero) throw wrong("--min-delay is below one millisecond");
    if (s.max_delay && *s.max_delay <= zero) throw wrong("--max-delay is below one millisecond");
    if (s.min_delay && s.max_delay && *s.min_delay > *s.max_delay)
        throw wrong("--min-delay is above --max-delay");
}

} // namespace

exit_code simulate(const settings& s) {
    check_delays(s);
    const double poll_cost =
        static_cast<double>(s.poll_cost.value_or(std::chrono::seconds{2}).count()) / 1'000;
    const jobs_to_follow all = jobs_of(s);
    const std::vector<row> laws = rows();
    std::vector<price> prices;
    for (const row& r : laws)
        prices.push_back(price_of(r, all, s, poll_cost));
    if (s.jsonl)
        print_json(laws, prices, poll_cost);
    else
        print_table(all, laws, prices, poll_cost), print_closed_loop(all, s, poll_cost);
    if (!s.svg.empty()) write_file(s.svg, draw_plots(all, laws, s));
    return exit_code::good;
}

} // namespace companion
