#include "lanes.hpp"

namespace bench {
namespace {

#ifdef JOBPOLL_BENCH_OWN_LANES
constexpr lane all[] = {
    {"floor", floor_lane, finds::nothing},
    {"jobpoll", jobpoll_lane, finds::everything},
};
#else
#ifdef JOBPOLL_BENCH_NLOHMANN
constexpr lane_function nlohmann = nlohmann_lane;
#else
constexpr lane_function nlohmann = nullptr;
#endif
#ifdef JOBPOLL_BENCH_VALIJSON
constexpr lane_function valijson = valijson_lane;
#else
constexpr lane_function valijson = nullptr;
#endif
#ifdef JOBPOLL_BENCH_RAPIDJSON
constexpr lane_function rapidjson = rapidjson_lane;
#else
constexpr lane_function rapidjson = nullptr;
#endif
#ifdef JOBPOLL_BENCH_SIMDJSON
constexpr lane_function simdjson_dom = simdjson_dom_lane;
constexpr lane_function simdjson_on_demand = simdjson_on_demand_lane;
const lane_function simdjson_on_demand_avx2 =
    __builtin_cpu_supports("avx2") ? simdjson_on_demand_avx2_lane : nullptr;
#else
constexpr lane_function simdjson_dom = nullptr;
constexpr lane_function simdjson_on_demand = nullptr;
constexpr lane_function simdjson_on_demand_avx2 = nullptr;
#endif

const lane all[] = {
    {"floor", floor_lane, finds::nothing},
    {"jobpoll", jobpoll_lane, finds::everything},
    {"simdjson On-Demand", simdjson_on_demand, finds::everything},
    {"simdjson On-Demand, AVX2", simdjson_on_demand_avx2, finds::everything},
    {"simdjson DOM", simdjson_dom, finds::everything},
    {"Boost.JSON DOM, monotonic", boost_monotonic_lane, finds::everything},
    {"Boost.JSON DOM", boost_lane, finds::everything},
    {"RapidJSON SchemaValidator", rapidjson, finds::the_first_breach},
    {"nlohmann", nlohmann, finds::everything},
    {"nlohmann + valijson", valijson, finds::the_first_breach},
};

#endif

} // namespace

std::span<const lane> lanes() {
    return all;
}

bool agree(const lane& l, const finding& theirs, const finding& ours) {
    if (l.what == finds::nothing || theirs == ours) return true;
    // What an unusable body would have said, and how much more was wrong with it, is no matter.
    if (!theirs.usable && !ours.usable) return true;
    return l.what == finds::the_first_breach && !theirs.usable && ours.violations > 0;
}

} // namespace bench
