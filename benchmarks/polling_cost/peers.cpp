#include "peers.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace polling_cost {

namespace {

using simulation::look;

double gax(const look& l) {
    return std::min(45.0, 5 * std::pow(1.5, l.polls - 1));
}

double google_api_core(const look& l) {
    const double longest = std::min(20.0, std::pow(1.5, l.polls - 1));
    return std::max(1e-3, longest * simulation::unit(l.seed + 77, static_cast<std::uint64_t>(l.polls)));
}

double azure_management(const look& l) {
    constexpr double delays[] = {1, 1, 1, 2, 4, 8, 16, 32};
    return delays[std::min<std::size_t>(static_cast<std::size_t>(l.polls), std::size(delays)) - 1];
}

simulation::wait_law always(double seconds) {
    return [seconds](const look&) { return seconds; };
}

simulation::wait_law ours(jobpoll::polling_policy policy) {
    return simulation::library_law{.policy = policy, .limits = simulation::default_limits(policy)};
}

} // namespace

std::vector<peer> peers() {
    using jobpoll::polling_policy;
    return {
        {"Smithy waiters, 2 to 120 s", "Smithy 2.0, Waiters; our `smithy`", ours(polling_policy::smithy),
         true},
        {"full jitter, 2 to 120 s", "Brooker 2015; our `exponential_full_jitter`",
         ours(polling_policy::exponential_full_jitter), true},
        {"equal jitter, 2 to 120 s", "the same; our `exponential_equal_jitter`",
         ours(polling_policy::exponential_equal_jitter), true},
        {"decorrelated jitter, 2 to 120 s", "the same; our `exponential_decorrelated_jitter`",
         ours(polling_policy::exponential_decorrelated_jitter), true},
        {"Google gax, 5 s x 1.5 to 45 s", "google/api/client.proto, MethodSettings.LongRunning, defaults",
         gax, false},
        {"Google api-core for Python, uniform below 1 s x 1.5 to 20 s",
         "google/api_core/future/polling.py, DEFAULT_POLLING, with retry_base.py", google_api_core, true},
        {"Azure.Core management, 1 1 1 2 4 8 16 32 s", "SequentialDelayStrategy.cs", azure_management, false},
        {"fixed 2 s", "the shortest delay of Smithy waiters", always(2), false},
        {"fixed 10 s", "a usual choice", always(10), false},
        {"fixed 15 s", "botocore, EC2 waiters, delay", always(15), false},
        {"fixed 30 s", "azure-core for Python, LROBasePolling, timeout", always(30), false},
    };
}

} // namespace polling_cost
