// jobpoll: the target of a request, filled in; sending it is the caller's.
#ifndef JOBPOLL_CONTRACT_REQUEST_HPP
#define JOBPOLL_CONTRACT_REQUEST_HPP

#include <optional>
#include <string>
#include <string_view>

#include <jobpoll/contract/endpoint.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// Source: RFC 3986, section 2.3.
[[nodiscard]] constexpr bool is_unreserved(char c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

inline void append_percent_encoded(std::string& to, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(c))
            to.push_back(c);
        else
            to.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
}

} // namespace detail

/// The path and query to ask, with the job id in its place, percent-encoded.
///
/// Shapes: a list's path may have no place for an id and is handed out as it is.
/// Errors: nothing where the id cannot be a path segment: empty, `.` and `..`, which no encoding keeps in its
/// place (RFC 3986, section 5.2.4), or where the endpoint documents no path. Source: RFC 3986, sections 2.1
/// and 3.3.
[[nodiscard]] inline std::optional<std::string> request_target(const endpoint& e,
                                                               std::string_view job_id) {
    const std::string_view path = e.request.path;
    const std::size_t open = path.find('{');
    const std::size_t close = path.find('}');
    if (path.empty()) return std::nullopt;
    if (open == std::string_view::npos) return std::string{path};
    if (job_id.empty() || job_id == "." || job_id == "..") return std::nullopt;
    std::string target{path.substr(0, open)};
    detail::append_percent_encoded(target, job_id);
    target += path.substr(close + 1);
    return target;
}

} // namespace jobpoll::inline v0

#endif
