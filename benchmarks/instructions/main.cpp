// How many instructions each lane takes for each payload, counted by callgrind: the same on a busy machine.
//
//   read_instructions write VALGRIND FILE      counts, and writes the table
//   read_instructions compare VALGRIND FILE    counts, and fails where a count is 3 % and 100 off the table's
//   read_instructions linear VALGRIND          fails where long bodies take more per byte than short ones
//
// `compare` looks at what is ours (the floor, jobpoll, a step), and is skipped (exit code 77) where compiler,
// flags or libraries are not the ones of the table.
#include <cmath>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>

#include <read/payloads.hpp>
#include <support/measuring.hpp>

#include "conditions.hpp"
#include "counted_calls.hpp"
#include "counts_file.hpp"
#include "under_callgrind.hpp"

namespace {

using bench::count;
using bench::counts;

constexpr int skipped = 77;
constexpr double tolerance = 0.03;
/// Where memory lies, and which of its copying functions the C library picks, is worth so many in either
/// program.
constexpr double least_difference = 100;

bool is_ours(const std::string& lane) {
    return lane == "floor" || lane == "jobpoll" || lane.starts_with("step: ");
}

int write(const counts& today, const char* file) {
    std::ofstream out{file};
    out << bench::to_csv(today, bench::conditions());
    if (out.flush()) return 0;
    std::cerr << "cannot write " << file << '\n';
    return 1;
}

/// Says where the two differ; how often.
int differences(const counts& today, const counts& committed) {
    int found = 0;
    std::set<std::pair<std::string, std::string>> known;
    for (const count& now : today) {
        if (!is_ours(now.lane)) continue;
        known.emplace(now.payload, now.lane);
        const auto before = bench::find(committed, now.payload, now.lane);
        if (!before) {
            std::cerr << now.payload << ", " << now.lane << ": not in the table\n";
            ++found;
            continue;
        }
        const double more = static_cast<double>(now.instructions) - static_cast<double>(*before);
        const double change = more / static_cast<double>(*before);
        if (std::abs(change) <= tolerance || std::abs(more) <= least_difference) continue;
        std::cerr << now.payload << ", " << now.lane << ": " << now.instructions << " instructions, "
                  << *before << " in the table (" << (change > 0 ? "+" : "") << std::lround(100 * change)
                  << " %)\n";
        ++found;
    }
    for (const count& before : committed) {
        if (!is_ours(before.lane) || known.contains({before.payload, before.lane})) continue;
        std::cerr << before.payload << ", " << before.lane << ": in the table, and not counted\n";
        ++found;
    }
    return found;
}

int compare(const char* valgrind, const char* self, const char* file) {
    const std::optional<bench::counts_file> committed = bench::read_counts(file);
    if (!committed) {
        std::cerr << "cannot read " << file << '\n';
        return 1;
    }
    if (committed->conditions != bench::conditions()) {
        std::cout << "SKIPPED: the table was made with " << committed->conditions << "; this is "
                  << bench::conditions() << '\n';
        return skipped;
    }
    const std::optional<counts> today = bench::count_under_callgrind(valgrind, self, "run");
    if (!today) return 1;
    if (const int found = differences(*today, committed->counts); found != 0) {
        std::cerr << found << " counts are more than 3 % off. If that is meant:\n"
                  << "  cmake --build build/release --target bench_instructions\n";
        return 1;
    }
    std::cout << today->size() << " counts, each within 3 % or 100 instructions of the table's\n";
    return 0;
}

/// Instructions for each further byte, from one length to the next: never a quarter off their middle.
int check_linear(const char* valgrind, const char* self) {
    const std::optional<counts> today = bench::count_under_callgrind(valgrind, self, "run-long");
    if (!today) return 1;
    int wrong = 0;
    for (const bench::growth by : bench::growths) {
        std::vector<double> slopes;
        for (std::size_t i = 0; i + 1 < std::size(bench::lengths); ++i) {
            const bench::long_name shorter{by, bench::lengths[i]};
            const bench::long_name longer{by, bench::lengths[i + 1]};
            const auto less = bench::find(*today, shorter.text(), "jobpoll");
            const auto more = bench::find(*today, longer.text(), "jobpoll");
            if (!less || !more) {
                std::cerr << longer.text() << " was not counted\n";
                return 1;
            }
            slopes.push_back(static_cast<double>(*more - *less) /
                             static_cast<double>(longer.bytes - shorter.bytes));
        }
        const double middle = bench::median(slopes);
        std::cout << bench::name_of(by) << ": ";
        for (const double slope : slopes) {
            std::cout << bench::fixed(slope) << ' ';
            if (std::abs(slope / middle - 1) > 0.25) ++wrong;
        }
        std::cout << "instructions a byte from one length to the next\n";
    }
    if (wrong != 0) std::cerr << wrong << " of them are more than a quarter off their median\n";
    return wrong == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "run") return bench::make_counted_calls();
    if (what == "run-long") return bench::make_counted_long_calls();
    if (what == "linear" && argc == 3) return check_linear(argv[2], argv[0]);
    if (what == "compare" && argc == 4) return compare(argv[2], argv[0], argv[3]);
    if (what == "write" && argc == 4) {
        const std::optional<counts> today = bench::count_under_callgrind(argv[2], argv[0], "run");
        return today ? write(*today, argv[3]) : 1;
    }
    std::cerr << "read_instructions write|compare VALGRIND FILE, or linear VALGRIND\n";
    return 2;
}
