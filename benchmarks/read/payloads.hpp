// The bodies that every lane reads: each endpoint running and ended, long lists, long opaque parts, bad
// bodies.
#ifndef JOBPOLL_BENCHMARKS_READ_PAYLOADS_HPP
#define JOBPOLL_BENCHMARKS_READ_PAYLOADS_HPP

#include <cstddef>
#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>

namespace bench {

/// What a payload is there to show.
enum class group { running, ended, large, bad };

/// One body, and the endpoint that it is read by.
///
/// *Lifetime*: behind the end of `body` lie `padding` bytes of its own capacity, which one of the peers asks
/// for; call `pad` again after copying a payload.
struct payload {
    std::string name;
    const jobpoll::endpoint* endpoint;
    std::string job_id; ///< a job that the body mentions
    group of;
    std::string body;
    std::string sound{}; ///< of a bad one: the name of the body that it was before

    [[nodiscard]] bool is_short() const { return body.size() < 1000; }
};

inline constexpr std::size_t padding = 64;
void pad(payload& p);

[[nodiscard]] std::vector<payload> make_payloads();

/// Ways in which a body grows, and how long it gets.
enum class growth { list, escaped_text, plain_text };
inline constexpr growth growths[] = {growth::list, growth::escaped_text, growth::plain_text};
inline constexpr std::size_t lengths[] = {1'000, 10'000, 100'000, 1'000'000, 10'000'000};

[[nodiscard]] std::string name_of(growth by);

/// What such a body is called.
struct long_name {
    growth by;
    std::size_t bytes;
    [[nodiscard]] std::string text() const { return name_of(by) + " " + std::to_string(bytes); }
};

/// A sound body of about so many bytes.
[[nodiscard]] payload make_long(growth by, std::size_t bytes);

} // namespace bench

#endif
