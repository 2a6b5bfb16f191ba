// jobpoll, the program: the endpoints that it knows by name.
#ifndef JOBPOLL_COMPANION_ENDPOINTS_TABLE_HPP
#define JOBPOLL_COMPANION_ENDPOINTS_TABLE_HPP

#include <span>
#include <string>
#include <string_view>

#include <jobpoll/endpoint.hpp>

namespace companion {

/// Every endpoint, in the order of the documents.
[[nodiscard]] std::span<const jobpoll::endpoint* const> known_endpoints() noexcept;

/// The endpoint of that name; a failure that lists the names where there is none.
[[nodiscard]] const jobpoll::endpoint& find_endpoint(std::string_view name);

/// Prints one line for each endpoint: name, vendor, source, cadence.
void print_endpoints(bool as_json);

} // namespace companion

#endif
