// jobpoll: the names of the library, for headers that only mention them.
#ifndef JOBPOLL_FWD_HPP
#define JOBPOLL_FWD_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <chrono>
#include <cstdint>

namespace jobpoll {
inline namespace v0 {

enum class action : std::uint8_t;
enum class event : std::uint8_t;
enum class fault : std::uint8_t;
enum class outcome : std::uint8_t;
enum class phase : std::uint8_t;
enum class polling_policy : std::uint8_t;
enum class reason : std::uint8_t;
enum class rule : std::uint8_t;
enum class severity : std::uint8_t;
enum class snapshot_error : std::uint8_t;

class history;
class reader;
struct declaration;
struct endpoint;
struct job;
struct poll_options;
struct problem;
struct received;
struct reply;
struct report;
struct snapshot;
struct violation;

template <class Clock>
struct basic_decision;
template <class Clock>
class basic_fleet;
template <class Clock>
class basic_poller;
using decision = basic_decision<std::chrono::steady_clock>;
using fleet = basic_fleet<std::chrono::steady_clock>;
using poller = basic_poller<std::chrono::steady_clock>;

} // namespace v0
} // namespace jobpoll

#endif

#endif
