// What the lanes of this benchmark have in common: processor time, counted memory, the same random delays.
#ifndef JOBPOLL_BENCHMARKS_FLEET_MEASURE_HPP
#define JOBPOLL_BENCHMARKS_FLEET_MEASURE_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/testing/script.hpp>

namespace bench {

/// What the heap was asked for so far, and how much of it is in use.
extern std::size_t allocations;
extern std::size_t allocated_bytes;

/// Nanoseconds of processor time of this thread: what other programs do meanwhile does not count.
[[nodiscard]] double processor_time() noexcept;

/// Delays from one to 61 seconds, in milliseconds.
class delays {
public:
    std::int64_t next() noexcept {
        state_ = jobpoll::detail::mix(state_);
        return 1000 + static_cast<std::int64_t>(state_ % 60'000);
    }
    std::uint32_t below(std::size_t count) noexcept {
        state_ = jobpoll::detail::mix(state_);
        return static_cast<std::uint32_t>(state_ % count);
    }

private:
    std::uint64_t state_ = 42;
};

[[nodiscard]] inline jobpoll::testing::virtual_clock::time_point moment_of(std::int64_t ms) noexcept {
    return jobpoll::testing::virtual_clock::time_point{jobpoll::milliseconds{ms}};
}

/// One lane at one number of jobs. *Units*: nanoseconds of processor time for each; bytes for each job.
struct costs {
    double add = 0;            ///< one more job
    double due = 0;            ///< a job becomes due and has its next moment
    double early = 0;          ///< a job that is not due has another moment
    double cycle = 0;          ///< due, a reply read, and its next moment; the fleet alone
    double bytes = 0;          ///< without ids
    std::size_t allocated = 0; ///< in the measured part
};

costs measure_fleet(std::size_t jobs, std::size_t count);
costs measure_asio(std::size_t jobs, std::size_t count);
costs measure_lazy_heap(std::size_t jobs, std::size_t count);
costs measure_multimap(std::size_t jobs, std::size_t count);

/// For each job of a reply that lists a thousand of them.
struct list_costs {
    double proposed = 0; ///< by the fleet, when those thousand were due
    double asked = 0;    ///< by the caller, for every job of the account
};

list_costs measure_list(std::size_t jobs);

} // namespace bench

#endif
