// What the documents take as given: an HTTP client and a clock. Here replies are scripted and no time passes.
#ifndef JOBPOLL_TESTS_DOCUMENTS_SCRIPTED_HTTP_HPP
#define JOBPOLL_TESTS_DOCUMENTS_SCRIPTED_HTTP_HPP

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/jobpoll.hpp>

namespace document {

using namespace std::chrono_literals;

struct http_reply {
    int code = 200;
    std::string text{};
    std::string retry_after{};
    std::string date{};

    [[nodiscard]] std::string_view header(std::string_view name) const {
        return name == "Retry-After" ? retry_after : name == "Date" ? date : std::string_view{};
    }
};

struct scripted_machine {
    std::chrono::steady_clock::time_point present{};
    std::vector<std::optional<http_reply>> replies{};
    std::size_t next = 0;
    std::vector<std::string> urls{};
};

inline scripted_machine machine;

inline std::chrono::steady_clock::time_point now() {
    return machine.present;
}

inline void sleep_until(std::chrono::steady_clock::time_point moment) {
    machine.present = std::max(machine.present, moment);
}

/// The next reply of the script; none where it is over.
inline std::optional<http_reply> http_get(std::string_view url) {
    machine.urls.emplace_back(url);
    return machine.next < machine.replies.size() ? machine.replies[machine.next++] : std::nullopt;
}

struct http_client {
    [[nodiscard]] std::optional<http_reply> get(std::string_view url) const { return http_get(url); }
};

inline std::string gu1_body(std::string_view status, int done, int failed) {
    return R"({"success":true,"job":{"jobId":"550e8400","kind":"entity_automatic","status":")" +
           std::string{status} + R"(","totalItems":100,"succeeded":)" + std::to_string(done) +
           R"(,"failed":)" + std::to_string(failed) +
           R"(,"skipped":0,"createdAt":"2026-06-26T11:59:00.000Z","completedAt":null,"metadata":{}}})";
}

/// A batch import of gu1 that takes five replies, one of them a gateway's.
inline void script_gu1_import() {
    machine = {};
    machine.replies = {http_reply{200, gu1_body("queued", 0, 0)}, http_reply{200, gu1_body("running", 40, 1)},
                       http_reply{503, "<html>Service Unavailable</html>"},
                       http_reply{200, gu1_body("running", 80, 2)},
                       http_reply{200, gu1_body("completed", 97, 3)}};
}

} // namespace document

#endif
