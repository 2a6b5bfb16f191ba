// Simulation: the least that inspecting jobs of a known family can cost.
#ifndef JOBPOLL_SIMULATION_OPTIMUM_HPP
#define JOBPOLL_SIMULATION_OPTIMUM_HPP

#include "simulation/duration_family.hpp"

namespace simulation {

/// The cost of the best schedule for a family, by dynamic programming over the moments of a fine grid; the
/// poll at once is counted. `fineness` is a third of the number of moments.
[[nodiscard]] double optimal_cost(const cumulative& below, double poll_cost, int fineness = 700);

} // namespace simulation

#endif
