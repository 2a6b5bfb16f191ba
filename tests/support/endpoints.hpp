// Small endpoints to try one column of the declaration at a time.
#ifndef JOBPOLL_TESTS_SUPPORT_ENDPOINTS_HPP
#define JOBPOLL_TESTS_SUPPORT_ENDPOINTS_HPP

#include <jobpoll/endpoint.hpp>

namespace support {

/// The least that can be polled: an id and a status.
constexpr jobpoll::declaration plain() {
    using namespace jobpoll;
    return declaration{
        .name = "test.job",
        .vendor = "Test",
        .source = "tests/support/endpoints.hpp",
        .checked = "2026-11-22",
        .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                    {.at = "/status", .type = json_type::string, .needed = true, .role = role::status}},
        .words = {{"queued", phase::queued},
                  {"running", phase::running},
                  {"done", phase::finished, outcome::succeeded},
                  {"failed", phase::finished, outcome::failed}},
    };
}

/// `plain` and further members.
template <class... Members>
constexpr jobpoll::declaration plain_with(const Members&... more) {
    jobpoll::declaration d = plain();
    std::size_t next = 2;
    ((d.members[next++] = more), ...);
    return d;
}

/// `plain` with one change.
template <class Change>
constexpr jobpoll::declaration changed(Change change) {
    jobpoll::declaration d = plain();
    change(d);
    return d;
}

inline constexpr jobpoll::endpoint plain_job = jobpoll::declare(plain());

} // namespace support

#endif
