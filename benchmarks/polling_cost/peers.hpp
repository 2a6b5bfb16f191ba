// Polling cost: the schedules that others publish, exact to their sources.
#ifndef JOBPOLL_BENCHMARKS_POLLING_COST_PEERS_HPP
#define JOBPOLL_BENCHMARKS_POLLING_COST_PEERS_HPP

#include <string>
#include <vector>

#include <simulation/schedule_price.hpp>

namespace polling_cost {

struct peer {
    std::string name;
    std::string source;
    simulation::wait_law law;
    bool is_random;
};

[[nodiscard]] std::vector<peer> peers();

} // namespace polling_cost

#endif
