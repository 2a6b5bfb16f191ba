// Small endpoints and bodies for fleets, and a fleet in virtual time.
#ifndef JOBPOLL_TESTS_SUPPORT_FLEETS_HPP
#define JOBPOLL_TESTS_SUPPORT_FLEETS_HPP

#include <string>

#include <jobpoll/fleet.hpp>
#include <jobpoll/ostream.hpp>
#include <jobpoll/testing/script.hpp>

namespace support {

using namespace std::chrono_literals;
using jobpoll::testing::virtual_clock;
using virtual_fleet = jobpoll::basic_fleet<virtual_clock>;

inline constexpr jobpoll::endpoint progress_job = jobpoll::declare(jobpoll::declaration{
    .name = "test.progress_job",
    .vendor = "Test",
    .source = "a test",
    .checked = "2026-11-22",
    .members =
        {{.at = "/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
         {.at = "/status", .type = jobpoll::json_type::string, .needed = true, .role = jobpoll::role::status},
         {.at = "/progress", .type = jobpoll::json_type::number, .role = jobpoll::role::progress}},
    .words = {{"wait", jobpoll::phase::queued},
              {"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .progress = {.unit = jobpoll::progress_unit::fraction},
    .request = {.server = "https://test", .path = "/jobs/{id}"},
});

/// The same, polled every two to five seconds.
inline constexpr jobpoll::endpoint brisk_job = jobpoll::declare(jobpoll::declaration{
    .name = "test.brisk_job",
    .vendor = "Brisk",
    .source = "a test",
    .checked = "2026-11-22",
    .members = {{.at = "/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
                {.at = "/status",
                 .type = jobpoll::json_type::string,
                 .needed = true,
                 .role = jobpoll::role::status}},
    .words = {{"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .cadence = {{jobpoll::phase::running, 2s, 5s}},
    .request = {.server = "https://test", .path = "/jobs/{id}"},
});

inline std::string body_of(std::string_view id, std::string_view status, std::string_view more = "") {
    return R"({"id":")" + std::string{id} + R"(","status":")" + std::string{status} + '"' +
           std::string{more} + '}';
}

inline constexpr virtual_clock::time_point moment_of(std::int64_t ms) {
    return virtual_clock::time_point{jobpoll::milliseconds{ms}};
}

inline std::string text_of(virtual_fleet& fleet) {
    std::string text;
    fleet.save([&text](std::string_view piece) { text += piece; });
    return text;
}

} // namespace support

#endif
