// The recordings of tests/data as lines for a poller.
#ifndef JOBPOLL_TESTS_FAULTS_RECORDINGS_HPP
#define JOBPOLL_TESTS_FAULTS_RECORDINGS_HPP

#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/testing/script.hpp>

namespace faults {

/// A job's life as it was recorded.
struct recording {
    std::string name;
    const jobpoll::endpoint* endpoint = nullptr;
    std::string job_id;
    std::vector<jobpoll::testing::line> lines{};
};

/// Every recording of tests/data, and one short life for each word in which a job of an endpoint can end.
std::vector<recording> all_recordings();

} // namespace faults

#endif
