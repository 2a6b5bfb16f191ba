// Time and memory of reading bodies from 1 KB to 10 MB: a table of what one byte takes.
//
//   linearity_benchmark [FILE]    the table, also into FILE
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <new>

#include <jobpoll/poller.hpp>

#include <support/measuring.hpp>

#include "payloads.hpp"

// g++ sees malloc and free where it puts one operator into another.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace {
std::size_t made_so_far = 0;
std::size_t allocations = 0;
std::size_t allocated_bytes = 0;
} // namespace

void* operator new(std::size_t size) {
    ++made_so_far;
    ++allocations;
    allocated_bytes += size;
    if (void* const memory = std::malloc(size)) return memory;
    std::abort();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

using bench::payload;

constexpr int repetitions = 25;
volatile std::uint32_t sink;

/// One length, and what became of it.
struct sample {
    explicit sample(payload made)
        : of{std::move(made)}, by{*of.endpoint}, bytes{static_cast<double>(of.body.size())} {
        allocations = allocated_bytes = 0;
        read();
        first_allocations = allocations;
        first_bytes = allocated_bytes;
        allocations = 0;
        read();
        later_allocations = allocations;
    }

    void read() {
        by.read({.status = 200, .body = of.body});
        sink = sink + by.counts().total();
    }

    void measure() {
        const int rounds = std::max(1, static_cast<int>(1'000'000 / of.body.size()));
        const double took = bench::nanoseconds_of([&] {
                                for (int i = 0; i < rounds; ++i)
                                    read();
                            }) /
                            rounds;
        nanoseconds = nanoseconds == 0 ? took : std::min(nanoseconds, took);
    }

    payload of;
    jobpoll::reader by;
    double bytes;
    double nanoseconds = 0;            ///< the least that was measured
    std::size_t first_allocations = 0; ///< of the first read
    std::size_t first_bytes = 0;
    std::size_t later_allocations = 0; ///< of the second read
};

const char* const introduction =
    "# Reading long bodies\n\n"
    "Lists of jobs (Userpilot), and one job with a long text in it (Reply.io's `jsonDataResult`), escaped "
    "and "
    "plain. The lengths take turns, and each time is the least of 25 measurements of the process's own time: "
    "what the machine does besides only adds. A body of 1 KB of plain "
    "text is mostly members, "
    "which take more than text; what text takes is the slope: the nanoseconds for each further byte.\n\n"
    "Memory is what the reader asks the heap for, beyond the body itself: the first read makes room for "
    "decoded "
    "texts, never more than the body has, and later reads ask for nothing.\n\n";

/// How far the values are from their median, at the most.
double spread_of(const std::vector<double>& values) {
    double most = 0;
    for (const double value : values)
        most = std::max(most, std::abs(value / bench::median(values) - 1));
    return most;
}

} // namespace

int main(int argc, char** argv) {
    std::string report = introduction + bench::made_by(JOBPOLL_BENCHMARK_COMPILER);
    report += bench::head({"body", "bytes", "us", "ns a byte", "ns a further byte", "allocations, first read",
                           "bytes of them", "allocations, second read"});
    std::string spreads = bench::head({"body", "ns a byte, off their median", "ns a further byte", "goal"});
    for (const bench::growth by : bench::growths) {
        std::deque<sample> samples;
        for (const std::size_t length : bench::lengths)
            samples.emplace_back(bench::make_long(by, length));
        if (made_so_far == 0) return std::fputs("allocations are not counted\n", stderr), 1;
        for (int r = 0; r < repetitions; ++r)
            for (sample& s : samples)
                s.measure();
        std::vector<double> per_byte;
        std::vector<double> slopes;
        const sample* before = nullptr;
        for (const sample& s : samples) {
            per_byte.push_back(s.nanoseconds / s.bytes);
            std::string slope;
            if (before != nullptr) {
                slopes.push_back((s.nanoseconds - before->nanoseconds) / (s.bytes - before->bytes));
                slope = bench::fixed(slopes.back(), 3);
            }
            report +=
                bench::row({s.of.name, bench::fixed(s.bytes, 0), bench::fixed(s.nanoseconds / 1000, 1),
                            bench::fixed(per_byte.back(), 3), slope, std::to_string(s.first_allocations),
                            std::to_string(s.first_bytes), std::to_string(s.later_allocations)});
            before = &s;
        }
        const auto percent = [](double part) { return "at most " + bench::fixed(100 * part, 0) + " %"; };
        spreads += bench::row(
            {bench::name_of(by), percent(spread_of(per_byte)), percent(spread_of(slopes)), "25 %"});
    }
    return bench::publish(report + "\n" + spreads, argc > 1 ? argv[1] : nullptr);
}
