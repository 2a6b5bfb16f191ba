// What a fleet costs from 10^3 to 10^6 jobs, and beside it what else one would take to wait for many moments.
//
//   jobpoll_benchmark_fleet [FILE [JOBS]]   the table, also into FILE; up to so many jobs
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "measure.hpp"

namespace {

using bench::costs;

constexpr int repetitions = 3;

struct lane {
    const char* name;
    costs (*measure)(std::size_t jobs, std::size_t count);
};
constexpr lane lanes[] = {{"jobpoll, with its decisions", bench::measure_fleet},
                          {"asio, a timer for each job", bench::measure_asio},
                          {"priority_queue, lazy deletion", bench::measure_lazy_heap},
                          {"multimap", bench::measure_multimap}};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

costs median(const std::vector<costs>& all) {
    costs m;
    for (double costs::*figure : {&costs::add, &costs::due, &costs::early, &costs::cycle, &costs::bytes}) {
        std::vector<double> values;
        for (const costs& c : all)
            values.push_back(c.*figure);
        m.*figure = median(values);
    }
    for (const costs& c : all)
        m.allocated = std::max(m.allocated, c.allocated);
    return m;
}

/// The lanes take turns, so that what slows the machine slows all of them.
std::vector<costs> measure_all(std::size_t jobs) {
    const std::size_t count = std::max<std::size_t>(jobs, 300'000);
    std::vector<std::vector<costs>> found(std::size(lanes));
    for (int r = 0; r < repetitions; ++r)
        for (std::size_t l = 0; l < std::size(lanes); ++l)
            found[l].push_back(lanes[l].measure(jobs, count));
    std::vector<costs> medians;
    for (const auto& of_lane : found)
        medians.push_back(median(of_lane));
    return medians;
}

/// A figure, or nothing where there is none.
std::string cell(double value) {
    return (value == 0 ? std::string{} : std::to_string(static_cast<long long>(value + 0.5))) + " | ";
}

std::string row(std::size_t jobs, const lane& l, const costs& c) {
    return "| " + std::to_string(jobs) + " | " + l.name + " | " + cell(c.add) + cell(c.due) + cell(c.early) +
           cell(c.cycle) + cell(c.bytes) + std::to_string(c.allocated) + " |\n";
}

std::string head() {
    char date[16];
    const std::time_t now = std::time(nullptr);
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    return "# Many jobs\n\nNanoseconds of processor time, each the median of " + std::to_string(repetitions) +
           " repetitions in one process, the lanes taking turns. `due`: a job becomes due and has its next "
           "moment; for jobpoll with the machine's decision on a reply that is read already, for the others "
           "with a random moment. `early`: a job that waits has another moment, as after a list that "
           "mentions "
           "it; for asio, whose timers run out in real time alone, there is only that. `whole`: due, a reply "
           "of 16 bytes read, decided, next moment. Bytes for each job without its id; jobpoll's have the "
           "job's whole state in them, the others' the moment alone.\n\nCompiler: " JOBPOLL_BENCHMARK_COMPILER
           ". Date: " +
           date +
           ".\n\n| jobs | lane | add | due | early | whole | bytes | allocations in the measured part |\n"
           "|--:|---|--:|--:|--:|--:|--:|--:|\n";
}

} // namespace

int main(int argument_count, char* arguments[]) {
    const std::size_t most = argument_count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 1'000'000;
    std::string report = head();
    std::vector<std::vector<costs>> by_size;
    for (std::size_t jobs = 1000; jobs <= most; jobs *= 10) {
        by_size.push_back(measure_all(jobs));
        for (std::size_t l = 0; l < std::size(lanes); ++l) {
            report += row(jobs, lanes[l], by_size.back()[l]);
            std::fprintf(stderr, "%s", row(jobs, lanes[l], by_size.back()[l]).c_str());
        }
    }
    const costs& first = by_size.front()[0];
    const costs& last = by_size.back()[0];
    char text[400];
    std::snprintf(
        text, sizeof text,
        "\nAt %zu jobs a reschedule (`due`) is %.1f times as fast as resetting an asio timer, %.1f times "
        "where the job was not due (`early`). It costs %.2f times what it costs at 1000 jobs; the "
        "whole cycle %.2f times.\n\n",
        most, by_size.back()[1].early / last.due, by_size.back()[1].early / last.early, last.due / first.due,
        last.cycle / first.cycle);
    report += text;
    report +=
        "A list reply of 1000 jobs, for each of them, in a fleet of so many. `due`: the fleet proposed the "
        "list, "
        "because those jobs were due. `ask_list`: the caller asked for it, and so every job of the account "
        "is taken off its queue, and put back where the list does not mention it.\n\n"
        "| jobs | due | ask_list |\n|--:|--:|--:|\n";
    for (std::size_t jobs = 1000; jobs <= most; jobs *= 10) {
        std::vector<double> proposed, asked;
        for (int r = 0; r < repetitions; ++r) {
            const bench::list_costs found = bench::measure_list(jobs);
            proposed.push_back(found.proposed);
            asked.push_back(found.asked);
        }
        std::snprintf(text, sizeof text, "| %zu | %.0f | %.0f |\n", jobs, median(proposed), median(asked));
        report += text;
    }
    std::fputs(report.c_str(), stdout);
    if (argument_count > 1) std::ofstream{arguments[1]} << report;
}
