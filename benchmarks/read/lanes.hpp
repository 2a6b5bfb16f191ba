// What is compared: several ways to learn the same from a body.
#ifndef JOBPOLL_BENCHMARKS_READ_LANES_HPP
#define JOBPOLL_BENCHMARKS_READ_LANES_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/job.hpp>

namespace bench {

/// What every lane has to find out.
struct finding {
    bool usable = false;
    jobpoll::phase phase = jobpoll::phase::unknown;
    jobpoll::outcome outcome = jobpoll::outcome::none;
    std::uint32_t violations = 0;

    bool operator==(const finding&) const = default;
};

using lane_function = finding (*)(const jobpoll::endpoint& e, std::string_view body);

struct lane {
    const char* name;
    lane_function read; ///< null where the library is not installed
    bool is_floor;      ///< parses only, and finds nothing
};

finding floor_lane(const jobpoll::endpoint& e, std::string_view body);
finding jobpoll_lane(const jobpoll::endpoint& e, std::string_view body);
finding boost_lane(const jobpoll::endpoint& e, std::string_view body);
finding boost_monotonic_lane(const jobpoll::endpoint& e, std::string_view body);
finding nlohmann_lane(const jobpoll::endpoint& e, std::string_view body);
finding simdjson_lane(const jobpoll::endpoint& e, std::string_view body);

inline constexpr lane lanes[] = {
    {"floor", floor_lane, true},
    {"jobpoll", jobpoll_lane, false},
    {"Boost.JSON DOM", boost_lane, false},
    {"Boost.JSON DOM, monotonic", boost_monotonic_lane, false},
#if __has_include(<nlohmann/json.hpp>)
    {"nlohmann", nlohmann_lane, false},
#else
    {"nlohmann", nullptr, false},
#endif
#if __has_include(<simdjson.h>)
    {"simdjson DOM", simdjson_lane, false},
#else
    {"simdjson DOM", nullptr, false},
#endif
};

} // namespace bench

#endif
