// What is compared: several ways to learn the same from a body.
#ifndef JOBPOLL_BENCHMARKS_READ_LANES_HPP
#define JOBPOLL_BENCHMARKS_READ_LANES_HPP

#include <cstdint>
#include <span>
#include <string_view>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/words/job.hpp>

namespace bench {

/// What every lane has to find out.
struct finding {
    bool usable = false;
    jobpoll::phase phase = jobpoll::phase::unknown;
    jobpoll::outcome outcome = jobpoll::outcome::none;
    std::uint32_t violations = 0;

    bool operator==(const finding&) const = default;
};

/// Reads a body; `padding` bytes behind its end may be looked at (payloads.hpp).
using lane_function = finding (*)(const jobpoll::endpoint& e, std::string_view body);

/// How much a lane finds out.
enum class finds { everything, nothing, the_first_breach };

struct lane {
    const char* name;
    lane_function read; ///< null where the library, or what the processor needs for it, is not there
    finds what;
};

finding floor_lane(const jobpoll::endpoint& e, std::string_view body);
finding jobpoll_lane(const jobpoll::endpoint& e, std::string_view body);
/// The same, and `violations` and `problem` are asked, which look for what a broken body left open.
finding jobpoll_lane_asked_why(const jobpoll::endpoint& e, std::string_view body);
finding boost_lane(const jobpoll::endpoint& e, std::string_view body);
finding boost_monotonic_lane(const jobpoll::endpoint& e, std::string_view body);
finding nlohmann_lane(const jobpoll::endpoint& e, std::string_view body);
finding valijson_lane(const jobpoll::endpoint& e, std::string_view body);
finding rapidjson_lane(const jobpoll::endpoint& e, std::string_view body);
finding simdjson_dom_lane(const jobpoll::endpoint& e, std::string_view body);
finding simdjson_on_demand_lane(const jobpoll::endpoint& e, std::string_view body);
finding simdjson_on_demand_avx2_lane(const jobpoll::endpoint& e, std::string_view body);

/// The floor first, jobpoll second, then the peers; with JOBPOLL_BENCH_OWN_LANES no peers.
[[nodiscard]] std::span<const lane> lanes();

/// Whether a lane's finding is the one of jobpoll, as far as the lane finds things out.
[[nodiscard]] bool agree(const lane& l, const finding& theirs, const finding& ours);

} // namespace bench

#endif
