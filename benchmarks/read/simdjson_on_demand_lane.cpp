// For the instruction set that everything else is compiled for.
#include "simdjson_on_demand.hpp"

namespace bench {

finding simdjson_on_demand_lane(const jobpoll::endpoint& e, std::string_view body) {
    return read_on_demand(e, body);
}

} // namespace bench
