// One whole step, reply in and decision out, beside reading the same body and beside the machine alone.
//
//   decide_benchmark [FILE]    the table, also into FILE
#include <deque>

#include <support/measuring.hpp>

#include "step_bench.hpp"

namespace {

using bench::payload;
using bench::step_bench;

constexpr int repetitions = 41;
constexpr std::size_t pollers = 16; // in one measurement, so that the clock's own time is nothing
volatile std::uint32_t sink;

struct figures {
    double reading = 0; ///< nanoseconds
    double over = 0;    ///< the whole step, as a multiple of reading
    double machine = 0; ///< nanoseconds
};

template <class Member>
double time_of(std::deque<step_bench>& benches, Member member) {
    return bench::nanoseconds_of([&] {
               for (step_bench& b : benches)
                   sink = sink + (b.*member)();
           }) /
           static_cast<double>(benches.size());
}

/// The three take turns; the pollers are put back between them, which is not counted.
figures measure(const payload& p) {
    std::deque<step_bench> benches;
    for (std::size_t i = 0; i < pollers; ++i)
        benches.emplace_back(p);
    const int rounds = std::max(1, static_cast<int>(400'000 / (pollers * (p.body.size() + 200))));
    std::vector<double> reading, over, machine;
    for (int r = 0; r < repetitions; ++r) {
        double read_time = 0;
        double step_time = 0;
        double machine_time = 0;
        for (int i = 0; i < rounds; ++i) {
            for (step_bench& b : benches)
                b.arm();
            step_time += time_of(benches, &step_bench::whole_step);
            read_time += time_of(benches, &step_bench::reading_alone);
            machine_time += time_of(benches, &step_bench::machine_alone);
        }
        reading.push_back(read_time / rounds);
        over.push_back(step_time / read_time);
        machine.push_back(machine_time / rounds);
    }
    return {bench::median(reading), bench::median(over), bench::median(machine)};
}

const char* const introduction =
    "# Deciding: what a whole step costs beyond reading\n\n"
    "A whole step is `poller::on_reply`: the reply is copied into the poller, read, judged by the machine, kept, "
    "and the decision handed out. Reading is `read` of the same body with the same job id and room for 16 "
    "violations. The machine alone is `step`, from what was read to the next state. Each figure is the median of "
    "41 measurements of 16 pollers each; the three take turns, and the pollers are put back before each, which "
    "is not counted.\n\n"
    "The goals: a whole step costs at most 1.15 times reading, and the machine takes less than 50 ns. "
    "[instructions.csv](instructions.csv) has the same in instructions.\n\n";

} // namespace

int main(int argc, char** argv) {
    std::string report = introduction + bench::made_by(JOBPOLL_BENCHMARK_COMPILER);
    report += bench::head({"payload", "bytes", "reading, ns", "whole step over reading", "machine, ns"});
    std::vector<double> over;
    double slowest = 0;
    for (const payload& p : bench::make_payloads()) {
        const figures f = measure(p);
        over.push_back(f.over);
        slowest = std::max(slowest, f.machine);
        report += bench::row({p.name, std::to_string(p.body.size()), bench::fixed(f.reading, 0),
                              bench::fixed(f.over), bench::fixed(f.machine, 1)});
    }
    const double worst = *std::max_element(over.begin(), over.end());
    const auto goal = [](const char* what, double measured, double at_most) {
        return bench::row({what, bench::fixed(measured), bench::fixed(at_most), measured <= at_most ? "yes" : "no"});
    };
    report += "\n" + bench::head({"goal", "measured", "at most", "reached"});
    report += goal("whole step over reading, geometric mean", bench::geometric_mean(over), 1.15);
    report += goal("whole step over reading, worst", worst, 1.15);
    report += goal("the machine, ns, slowest", slowest, 50);
    return bench::publish(report, argc > 1 ? argv[1] : nullptr);
}
