// Polling cost: the families of durations, and what the optimum and the blind law cost for each.
#ifndef JOBPOLL_BENCHMARKS_POLLING_COST_WORLD_HPP
#define JOBPOLL_BENCHMARKS_POLLING_COST_WORLD_HPP

#include <string>
#include <vector>

#include <simulation/duration_family.hpp>
#include <simulation/schedule_price.hpp>

namespace polling_cost {

/// The poll cost of every table, in seconds.
inline constexpr double poll_cost = 2;

/// How often each job is followed where it reports progress; the blind law meets the same jitter.
inline constexpr int reporting_seeds = 4;

/// What a family is for: the law's few constants were chosen by the first kind and looked at by the second.
enum class part { train, held_out, narrow };
inline constexpr const char* part_names[] = {"train", "held out", "narrow"};

struct family {
    std::string name;
    simulation::cumulative below;
    polling_cost::part part;
    std::vector<simulation::weighted_job> jobs{};
    std::vector<simulation::weighted_job> few{}; ///< the same in fewer, for jobs that are followed one by one
    double optimum = 0;                          ///< of a schedule that knows the family
    double blind = 0;                            ///< of the blind law
    double blind_of_few = 0;
};

/// Every family; `quick` takes fewer jobs for each.
[[nodiscard]] std::vector<family> make_world(bool quick);

/// The cost of a law that sees nothing of the job.
[[nodiscard]] double cost_of(const family& f, const simulation::wait_law& law, int seeds,
                             std::uint64_t first_seed = 0);

/// The cost of a law that sees its progress.
[[nodiscard]] double cost_of(const family& f, const simulation::wait_law& law, int seeds,
                             const simulation::report& reported);

/// The inspection law in its default limits.
[[nodiscard]] simulation::library_law inspection(const jobpoll::history* past = nullptr);

} // namespace polling_cost

#endif
