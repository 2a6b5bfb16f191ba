// One whole step, reply in and decision out, beside reading the same body and beside the machine alone.
//
//   decide_benchmark [FILE]    the table, also into FILE
#include <support/measuring.hpp>

#include "step_bench.hpp"

namespace {

using bench::payload;
using bench::step_bench;

constexpr int repetitions = 41;
volatile std::uint32_t sink;

struct figures {
    double reading = 0; ///< nanoseconds
    double over = 0;    ///< the whole step, as a multiple of reading
    double machine = 0; ///< nanoseconds
};

/// Nanoseconds of one call, out of so many.
template <class Call>
double time_of(int rounds, Call call) {
    return bench::nanoseconds_of([&] {
               for (int i = 0; i < rounds; ++i)
                   sink = sink + call();
           }) /
           rounds;
}

/// The parts take turns, and the least time of each counts: what the machine does besides only adds. The
/// poller is put back before each step, because an ended job is not looked at again. That overlaps with what
/// comes after it, and so the step is compared with a reading before which the poller is put back, too.
figures measure(const payload& p) {
    step_bench b{p};
    const int rounds = std::max(3, static_cast<int>(400'000 / (p.body.size() + 200)));
    figures least{1e12, 1e12, 1e12};
    double armed_reading = 1e12;
    double armed_step = 1e12;
    for (int r = 0; r < repetitions; ++r) {
        const double read_time = time_of(rounds, [&] { return b.reading_alone(); });
        least.reading = std::min(least.reading, read_time);
        armed_reading = std::min(armed_reading, time_of(rounds, [&] { return b.arm(), b.reading_alone(); }));
        armed_step = std::min(armed_step, time_of(rounds, [&] { return b.arm(), b.whole_step(); }));
        least.machine = std::min(least.machine, time_of(1000, [&] { return b.machine_alone(); }));
    }
    least.over = 1 + (armed_step - armed_reading) / least.reading;
    return least;
}

const char* const introduction =
    "# Deciding: what a whole step costs beyond reading\n\n"
    "A whole step is `poller::on_reply`: the reply is copied, read, judged by the machine, and the decision "
    "handed out. Reading is `reader::read` of the same body with the same job id, which copies it, too. "
    "The machine alone is `step`, from what was read to the next state. Each time is the "
    "least of 41 of the process's own, in which they take turns. The poller is put back to the middle of "
    "its job before each step, and before the reading that the step is compared with.\n\n"
    "The goals: a whole step costs at most 1.15 times reading, and the machine takes at most 60 ns. "
    "[instructions.csv](instructions.csv) has the same in instructions.\n\n";

} // namespace

int main(int argc, char** argv) {
    std::string report = introduction + bench::made_by(JOBPOLL_BENCHMARK_COMPILER);
    report += bench::head({"payload", "bytes", "reading, ns", "whole step over reading", "machine, ns"});
    std::vector<double> over, over_sound;
    double slowest = 0;
    for (const payload& p : bench::make_payloads()) {
        const figures f = measure(p);
        over.push_back(f.over);
        if (p.of != bench::group::bad) over_sound.push_back(f.over);
        slowest = std::max(slowest, f.machine);
        report += bench::row({p.name, std::to_string(p.body.size()), bench::fixed(f.reading, 0),
                              bench::fixed(f.over), bench::fixed(f.machine, 1)});
    }
    const double worst = *std::max_element(over.begin(), over.end());
    const auto goal = [](const char* what, double measured, double at_most) {
        return bench::row(
            {what, bench::fixed(measured), bench::fixed(at_most), measured <= at_most ? "yes" : "no"});
    };
    report += "\n" + bench::head({"goal", "measured", "at most", "reached"});
    report += goal("whole step over reading, geometric mean", bench::geometric_mean(over), 1.15);
    report +=
        goal("the same, of the bodies that a job is read from", bench::geometric_mean(over_sound), 1.15);
    report += goal("whole step over reading, worst", worst, 1.15);
    report += goal("the machine, ns, slowest", slowest, 60);
    return bench::publish(report, argc > 1 ? argv[1] : nullptr);
}
