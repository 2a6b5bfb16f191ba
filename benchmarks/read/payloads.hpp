// The bodies that every lane reads: each endpoint running and ended, a long list, long opaque parts, bad
// bodies.
#ifndef JOBPOLL_BENCHMARKS_READ_PAYLOADS_HPP
#define JOBPOLL_BENCHMARKS_READ_PAYLOADS_HPP

#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>

namespace bench {

struct payload {
    const char* name;
    const jobpoll::endpoint* endpoint;
    std::string body;
};

std::vector<payload> make_payloads();

} // namespace bench

#endif
