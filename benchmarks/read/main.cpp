// Reads every payload in every lane, interleaved, and writes a table of ratios to the floor.
//
//   read_benchmark [FILE]     the tables, also into FILE
//   read_benchmark --agree    only whether all lanes find the same in every payload
#include <algorithm>
#include <random>

#include <support/measuring.hpp>

#include "lanes.hpp"
#include "payloads.hpp"

namespace {

using bench::finding;
using bench::group;
using bench::lane;
using bench::payload;

constexpr int repetitions = 41;
constexpr std::size_t jobpoll_at = 1;
volatile std::uint32_t sink;

/// Nanoseconds for one read of everything in `order`.
double time_of(const lane& l, const std::vector<const payload*>& order, int rounds) {
    return bench::nanoseconds_of([&] {
               for (int i = 0; i < rounds; ++i)
                   for (const payload* p : order)
                       sink = sink + l.read(*p->endpoint, p->body).violations;
           }) /
           rounds / static_cast<double>(order.size());
}

int rounds_of(const std::vector<const payload*>& order) {
    std::size_t bytes = 0;
    for (const payload* p : order)
        bytes += p->body.size() + 200;
    return std::max(1, static_cast<int>(400'000 / bytes));
}

/// The floor in nanoseconds, and every other lane as a multiple of it; 0 for a lane that is not here.
///
/// The lanes take turns, and each is divided by the floor of its own turn: what else the machine does at the
/// time slows both.
std::vector<double> measure_lanes(const std::vector<const payload*>& order) {
    const std::span<const lane> lanes = bench::lanes();
    const int rounds = rounds_of(order);
    std::vector<std::vector<double>> times(lanes.size());
    for (int r = 0; r < repetitions; ++r) {
        const double floor = time_of(lanes[0], order, rounds);
        times[0].push_back(floor);
        for (std::size_t l = 1; l < lanes.size(); ++l)
            if (lanes[l].read != nullptr) times[l].push_back(time_of(lanes[l], order, rounds) / floor);
    }
    std::vector<double> result;
    for (const auto& t : times)
        result.push_back(bench::median(t));
    return result;
}

/// How long one lane takes for one body, as a multiple of what jobpoll takes for another one.
double compare(const lane& by, const payload& one, const payload& other) {
    const lane& jobpoll = bench::lanes()[jobpoll_at];
    const int rounds = rounds_of({&other});
    std::vector<double> ratios;
    for (int r = 0; r < repetitions; ++r)
        ratios.push_back(time_of(by, {&one}, rounds) / time_of(jobpoll, {&other}, rounds));
    return bench::median(ratios);
}

/// Whether every lane finds the same in every payload; says where not.
bool all_agree(const std::vector<payload>& payloads) {
    bool good = true;
    for (const payload& p : payloads) {
        const finding ours = bench::jobpoll_lane(*p.endpoint, p.body);
        const bool sound = p.of != group::bad;
        if (sound && !ours.usable) {
            std::cerr << "jobpoll does not read " << p.name << '\n';
            good = false;
        }
        for (const lane& l : bench::lanes()) {
            if (l.read == nullptr) continue;
            const finding theirs = l.read(*p.endpoint, p.body);
            if (agree(l, theirs, ours)) continue;
            std::cerr << l.name << " disagrees on " << p.name << ": " << theirs.violations << " violations, "
                      << ours.violations << " here\n";
            good = false;
        }
    }
    return good;
}

/// Every lane's ratios over all payloads that count.
struct ratios {
    std::vector<std::vector<double>> of = std::vector<std::vector<double>>(bench::lanes().size());
    std::vector<std::vector<double>> of_sound = of;
    double worst = 0;
    std::string worst_payload;

    void add(const payload& p, const std::vector<double>& times) {
        for (std::size_t l = 1; l < times.size(); ++l)
            if (times[l] > 0) {
                of[l].push_back(times[l]);
                if (p.of != group::bad) of_sound[l].push_back(times[l]);
            }
        if (times[jobpoll_at] <= worst) return;
        worst = times[jobpoll_at];
        worst_payload = p.name;
    }
    [[nodiscard]] double mean(std::size_t l) const { return bench::geometric_mean(of.at(l)); }
};

std::string cell(double ratio) {
    return ratio == 0 ? "not here" : bench::fixed(ratio);
}

std::string table_row(const std::string& name, const std::string& bytes, const std::string& floor,
                      const std::vector<double>& times) {
    std::vector<std::string> cells = {name, bytes, floor};
    for (std::size_t l = 1; l < times.size(); ++l)
        cells.push_back(cell(times[l]));
    return bench::row(cells);
}

std::string payload_table(const std::vector<payload>& payloads, ratios& all) {
    std::vector<std::string> columns = {"payload", "bytes", "floor, ns"};
    for (const lane& l : bench::lanes().subspan(1))
        columns.emplace_back(l.name);
    std::string table = bench::head(columns);
    std::vector<const payload*> mix;
    std::size_t mixed_bytes = 0;
    for (const payload& p : payloads) {
        const std::vector<double> times = measure_lanes({&p});
        table += table_row(p.name, std::to_string(p.body.size()), bench::fixed(times[0], 0), times);
        if (p.name != "bad: HTML") all.add(p, times);
        if (!p.is_short()) continue;
        for (int i = 0; i < 20; ++i) {
            mix.push_back(&p);
            mixed_bytes += p.body.size();
        }
    }
    std::shuffle(mix.begin(), mix.end(), std::mt19937{7});
    const std::vector<double> times = measure_lanes(mix);
    all.add({.name = "the mix", .of = group::bad}, times); // there are bad ones in it
    table += table_row("the short ones, mixed", std::to_string(mixed_bytes / mix.size()),
                       bench::fixed(times[0], 0), times);
    std::vector<double> means = {0};
    std::vector<double> sound_means = {0};
    for (std::size_t l = 1; l < bench::lanes().size(); ++l) {
        means.push_back(all.mean(l));
        sound_means.push_back(bench::geometric_mean(all.of_sound[l]));
    }
    table += table_row("geometric mean of the sound ones", "", "", sound_means);
    return table + table_row("geometric mean without HTML", "", "", means);
}

std::string goal(const std::string& what, double measured, double wanted, bool at_most) {
    const bool kept = at_most ? measured <= wanted : measured >= wanted;
    return bench::row({what, measured == 0 ? "not here" : bench::fixed(measured),
                       (at_most ? "at most " : "at least ") + bench::fixed(wanted),
                       measured == 0 ? ""
                       : kept        ? "yes"
                                     : "no"});
}

std::size_t lane_at(std::string_view name) {
    const auto lanes = bench::lanes();
    const auto found =
        std::find_if(lanes.begin(), lanes.end(), [&](const lane& l) { return l.name == name; });
    return static_cast<std::size_t>(found - lanes.begin());
}

/// jobpoll over a lane, on those payloads for which the floor takes no longer than that lane; 0 where the
/// lane is not here.
double where_the_floor_wins(const ratios& all, std::size_t lane) {
    const std::vector<double>& theirs = all.of.at(lane);
    std::vector<double> over;
    for (std::size_t i = 0; i < theirs.size(); ++i)
        if (theirs[i] >= 1) over.push_back(all.of[jobpoll_at][i] / theirs[i]);
    return over.empty() ? 0 : bench::geometric_mean(over);
}

std::string goal_table(const ratios& all) {
    const double ours = all.mean(jobpoll_at);
    const auto against = [&](std::string_view name) { return all.mean(lane_at(name)); };
    const double plain = against("simdjson On-Demand");
    const double avx2 = against("simdjson On-Demand, AVX2");
    std::string table = bench::head({"goal", "measured", "wanted", "reached"});
    table += goal("jobpoll over the floor, geometric mean", ours, 1.30, true);
    table += goal("jobpoll over the floor, worst: " + all.worst_payload, all.worst, 1.55, true);
    table +=
        goal("jobpoll over simdjson On-Demand, the same flags", plain == 0 ? 0 : ours / plain, 1.00, true);
    table += goal("jobpoll over simdjson On-Demand, AVX2", avx2 == 0 ? 0 : ours / avx2, 1.00, true);
    table += goal("the same flags, without the bodies on which the floor itself loses",
                  where_the_floor_wins(all, lane_at("simdjson On-Demand")), 1.00, true);
    table += goal("AVX2, without those", where_the_floor_wins(all, lane_at("simdjson On-Demand, AVX2")), 1.00,
                  true);
    table += goal("Boost.JSON DOM in a monotonic buffer over jobpoll",
                  against("Boost.JSON DOM, monotonic") / ours, 1.7, false);
    table +=
        goal("RapidJSON SchemaValidator over jobpoll", against("RapidJSON SchemaValidator") / ours, 5, false);
    table += goal("nlohmann + valijson over jobpoll", against("nlohmann + valijson") / ours, 15, false);
    return table;
}

std::string refusal_table(const std::vector<payload>& payloads) {
    const lane& refuses = bench::lanes()[jobpoll_at];
    const lane asks{"jobpoll", bench::jobpoll_lane_asked_why, bench::finds::everything};
    std::string table = bench::head(
        {"bad body", "bytes", "against", "refusing over reading", "goal: at most 1.00", "and asking why"});
    for (const payload& bad : payloads) {
        if (bad.of != group::bad) continue;
        const auto sound = std::find_if(payloads.begin(), payloads.end(),
                                        [&](const payload& p) { return p.name == bad.sound; });
        const double ratio = compare(refuses, bad, *sound);
        table +=
            bench::row({bad.name, std::to_string(bad.body.size()), sound->name, bench::fixed(ratio),
                        ratio <= 1.005 ? "reached" : "missed", bench::fixed(compare(asks, bad, *sound))});
    }
    return table;
}

const char* const introduction =
    "# Reading, in multiples of the floor\n\n"
    "The floor is the same parser with a handler that does nothing. Every lane finds out the same (usable?, "
    "phase, outcome, how many violations) and is compared with jobpoll on every payload before anything is "
    "timed; of a body that cannot be used, only that. The lanes take turns in one process; each figure is "
    "the median of 41 ratios to the floor of the same turn, in the process's own time.\n\n"
    "- **jobpoll**: `reader::read`, which copies the body first; the reader is reused.\n"
    "- **simdjson On-Demand**: one pass in the order of the body, the same checks by hand, a reused parser. "
    "It "
    "reads in place: the 64 bytes behind the body that it asks for are there before the clock runs, in every "
    "lane's body. Values that no row asks for are visited, too, because On-Demand checks only what it "
    "visits. "
    "Compiled with the flags of all lanes, which leave it its slowest way, and for **AVX2** "
    "(-march=haswell), as "
    "its authors advise.\n"
    "- **simdjson DOM**: a reused parser, the same checks by hand; it copies the body, which is counted.\n"
    "- **Boost.JSON DOM**, in a **monotonic** buffer that is reused, and by default; **nlohmann**: the same "
    "checks by hand, member by member.\n"
    "- **RapidJSON SchemaValidator** (SAX; reader and validator reused) and **nlohmann + valijson**: the "
    "contract as JSON Schema of draft 4, compiled before the clock runs; by hand what such a schema cannot "
    "say "
    "here (neither library checks formats): date-times, UUIDs, status words, what is tolerated, the phase. "
    "They "
    "stop at the first breach, so on a body that breaks the contract they are only asked whether it does. "
    "RapidJSON checks UTF-8, as the others do.\n\n"
    "`not here`: the library was not installed when the table was made.\n\n";

} // namespace

int main(int argc, char** argv) {
    const std::vector<payload> payloads = bench::make_payloads();
    if (!all_agree(payloads)) return 1;
    if (argc == 2 && std::string_view{argv[1]} == "--agree") return 0;
    ratios all;
    std::string report = introduction + bench::made_by(JOBPOLL_BENCHMARK_COMPILER);
    report += payload_table(payloads, all);
    report += "\n## Goals\n\n" + goal_table(all);
    report += "\n## Refusing\n\nHow long jobpoll takes to refuse a body, as a multiple of reading the sound "
              "one that it was made of. `read` says that the body cannot be used, and how many violations "
              "there are. `violations` and `problem` find where it breaks, and the vendor's words in it, "
              "when they are asked; the last column has both.\n\n" +
              refusal_table(payloads);
    return bench::publish(report, argc > 1 ? argv[1] : nullptr);
}
