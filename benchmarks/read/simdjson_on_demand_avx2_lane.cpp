// For AVX2, as its authors advise: this file alone is compiled with -march=haswell.
#include "simdjson_on_demand.hpp"

namespace bench {

finding simdjson_on_demand_avx2_lane(const jobpoll::endpoint& e, std::string_view body) {
    return read_on_demand(e, body);
}

} // namespace bench
