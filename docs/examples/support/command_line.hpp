// What the example programs are told: the server, the jobs, and how patient to be.
#ifndef JOBPOLL_EXAMPLES_COMMAND_LINE_HPP
#define JOBPOLL_EXAMPLES_COMMAND_LINE_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/polling/options.hpp>

namespace examples {

/// The command line makes no sense; the message says what was expected.
struct usage_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What a program was told.
struct settings {
    std::vector<std::string> words; ///< everything that is no option
    std::string api_key; ///< from the environment: a command line is seen by every user of the machine
    std::chrono::milliseconds max_wait = std::chrono::minutes{30};
    std::optional<std::chrono::milliseconds> min_delay, max_delay; ///< in place of the vendor's cadence
    std::chrono::milliseconds request_timeout = std::chrono::seconds{10};
    std::size_t max_body = std::size_t{1} << 20; ///< bytes; every documented reply is far below

    /// The options of a poller.
    [[nodiscard]] jobpoll::poll_options options() const;
};

/// Reads the options, each `--name VALUE`, and keeps the rest.
///
/// A program with options of its own hands in their names and defaults. *Errors*: usage_error.
[[nodiscard]] settings parse_command_line(int argument_count, char* arguments[],
                                          std::map<std::string, std::int64_t>* more = nullptr);

/// A whole number that is not negative. *Errors*: usage_error, which names `what`.
[[nodiscard]] std::int64_t parse_number(std::string_view text, std::string_view what);

/// What `parse_command_line` takes, for the usage text.
inline constexpr std::string_view options_text =
    "  --max-wait S      give up after so many seconds (1800)\n"
    "  --min-delay MS    wait at least so long between two polls (what the vendor documents)\n"
    "  --max-delay MS    wait at most so long between two polls (what the vendor documents)\n"
    "  --timeout MS      give up on one request after so long (10000)\n"
    "  --max-body BYTES  read no longer body than this (1048576)\n"
    "The key comes from the environment variable API_KEY.\n";

} // namespace examples

#endif
