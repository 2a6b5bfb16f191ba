// Polling cost: what vendors report as progress, honestly and not.
#ifndef JOBPOLL_BENCHMARKS_POLLING_COST_SHAPES_HPP
#define JOBPOLL_BENCHMARKS_POLLING_COST_SHAPES_HPP

#include <string>
#include <vector>

#include <simulation/schedule_price.hpp>

namespace polling_cost {

enum class honesty { linear, honest, lying };

struct shape {
    std::string name;
    honesty kind;
    bool is_held_out; ///< not looked at while the law's constants were chosen
    simulation::report report;
};

[[nodiscard]] std::vector<shape> shapes();

} // namespace polling_cost

#endif
