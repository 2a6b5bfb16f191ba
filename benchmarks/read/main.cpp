// Reads every payload in every lane, interleaved, and writes a table of ratios to the floor.
//
//   read_benchmark [FILE]              the table, also into FILE
//   read_benchmark --once LANE COUNT   COUNT reads of every payload in one lane, for callgrind
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "lanes.hpp"
#include "payloads.hpp"

namespace {

using bench::finding;
using bench::lane;
using bench::payload;

constexpr int repetitions = 41;
volatile std::uint32_t sink;

/// Nanoseconds for one read of everything in `order`.
double time_of(const lane& l, const std::vector<const payload*>& order, int rounds) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        for (const payload* p : order)
            sink = sink + l.read(*p->endpoint, p->body).violations;
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    return took.count() / rounds / static_cast<double>(order.size());
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// The floor in nanoseconds, and every other lane as a multiple of it; 0 for a lane that is not here.
///
/// The lanes take turns, and each is divided by the floor of its own turn: what else the machine does at the
/// time slows both.
std::vector<double> measure_lanes(const std::vector<const payload*>& order) {
    std::size_t bytes = 0;
    for (const payload* p : order)
        bytes += p->body.size() + 200;
    const int rounds = std::max(1, static_cast<int>(400'000 / bytes));
    std::vector<std::vector<double>> times(std::size(bench::lanes));
    for (int r = 0; r < repetitions; ++r) {
        const double floor = time_of(bench::lanes[0], order, rounds);
        times[0].push_back(floor);
        for (std::size_t l = 1; l < times.size(); ++l)
            if (bench::lanes[l].read != nullptr)
                times[l].push_back(time_of(bench::lanes[l], order, rounds) / floor);
    }
    std::vector<double> result;
    for (const auto& t : times)
        result.push_back(t.empty() ? 0 : median(t));
    return result;
}

/// Whether every lane finds the same in every payload; says where not.
bool all_agree(const std::vector<payload>& payloads) {
    bool good = true;
    for (const payload& p : payloads) {
        const finding ours = bench::jobpoll_lane(*p.endpoint, p.body);
        for (const lane& l : bench::lanes) {
            if (l.read == nullptr || l.is_floor) continue;
            const finding theirs = l.read(*p.endpoint, p.body);
            // What an unusable body would have said, and how much more was wrong with it, is no matter.
            if (theirs == ours || (!theirs.usable && !ours.usable)) continue;
            std::cerr << l.name << " disagrees on " << p.name << ": " << theirs.violations << " violations, "
                      << ours.violations << " here\n";
            good = false;
        }
    }
    return good;
}

class table {
public:
    table() {
        out_ << "| payload | bytes | floor, ns |";
        for (std::size_t l = 1; l < std::size(bench::lanes); ++l)
            out_ << ' ' << bench::lanes[l].name << " |";
        out_ << "\n|---|--:|--:|";
        for (std::size_t l = 1; l < std::size(bench::lanes); ++l)
            out_ << "--:|";
        out_ << '\n';
    }

    void row(const std::string& name, std::size_t bytes, const std::vector<double>& times) {
        out_ << "| " << name << " | " << bytes << " | " << std::lround(times[0]) << " |";
        for (std::size_t l = 1; l < times.size(); ++l)
            cell(times[l]);
        out_ << '\n';
    }

    void ratios(const std::string& name, const std::vector<double>& values) {
        out_ << "| " << name << " | | |";
        for (std::size_t l = 1; l < values.size(); ++l)
            cell(values[l]);
        out_ << '\n';
    }

    [[nodiscard]] std::string text() const { return out_.str(); }

private:
    void cell(double ratio) {
        char text[16];
        std::snprintf(text, sizeof text, ratio == 0 ? " not here |" : " %.2f |", ratio);
        out_ << text;
    }
    std::ostringstream out_;
};

std::string measure(const std::vector<payload>& payloads) {
    table made;
    std::vector<double> logs(std::size(bench::lanes));
    std::vector<const payload*> mix;
    int readable = 0;
    for (const payload& p : payloads) {
        const std::vector<double> times = measure_lanes({&p});
        made.row(p.name, p.body.size(), times);
        if (p.body.size() < 1000)
            for (int i = 0; i < 20; ++i)
                mix.push_back(&p);
        if (std::string_view{p.name} == "bad: HTML") continue;
        ++readable;
        for (std::size_t l = 0; l < logs.size(); ++l)
            logs[l] += times[l] == 0 ? 0 : std::log(times[l]);
    }
    std::shuffle(mix.begin(), mix.end(), std::mt19937{7});
    made.row("the short ones, mixed", mix.size(), measure_lanes(mix));
    for (std::size_t l = 0; l < logs.size(); ++l)
        logs[l] = bench::lanes[l].read == nullptr ? 0 : std::exp(logs[l] / readable);
    made.ratios("geometric mean without HTML and mix", logs);
    return made.text();
}

std::string heading() {
    const std::time_t now = std::time(nullptr);
    char date[16];
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    return "# Reading, in multiples of the floor\n\n"
           "The floor is the same parser with a handler that does nothing. Median of " +
           std::to_string(repetitions) +
           " repetitions, the lanes taking turns in one process. Every lane finds out the same (usable?, "
           "phase, "
           "outcome, how many violations), and is compared on every payload before it is timed. The DOM "
           "lanes check "
           "row by row; `not here` means that the library was not installed.\n\n" +
           std::string{"Compiler: "} + JOBPOLL_BENCHMARK_COMPILER + ". Date: " + date + ".\n\n";
}

int once(const std::vector<payload>& payloads, std::string_view name, int count) {
    for (const lane& l : bench::lanes)
        if (l.name == name && l.read != nullptr)
            for (int i = 0; i < count; ++i)
                for (const payload& p : payloads)
                    sink = sink + l.read(*p.endpoint, p.body).violations;
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<payload> payloads = bench::make_payloads();
    if (argc == 4 && std::string_view{argv[1]} == "--once")
        return once(payloads, argv[2], std::atoi(argv[3]));
    if (!all_agree(payloads)) return 1;
    const std::string report = heading() + measure(payloads);
    std::cout << report;
    if (argc > 1) std::ofstream{argv[1]} << report;
    return 0;
}
