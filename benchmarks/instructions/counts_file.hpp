// The table of counts, and its form in a file: comma-separated values, every text in quotes.
#ifndef JOBPOLL_BENCHMARKS_INSTRUCTIONS_COUNTS_FILE_HPP
#define JOBPOLL_BENCHMARKS_INSTRUCTIONS_COUNTS_FILE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Instructions of one call.
struct count {
    std::string payload;
    std::string lane;
    std::int64_t instructions = 0;
};

using counts = std::vector<count>;

struct counts_file {
    std::string conditions;
    bench::counts counts;
};

[[nodiscard]] std::optional<std::int64_t> find(const counts& all, std::string_view payload,
                                               std::string_view lane);

[[nodiscard]] std::string to_csv(const counts& all, std::string_view conditions);

/// *Errors*: nothing where the file is not there, or has a line that is no count, or two conditions.
[[nodiscard]] std::optional<counts_file> read_counts(const std::string& file);

} // namespace bench

#endif
