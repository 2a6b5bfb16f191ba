// The endpoints that the example programs know by name.
#ifndef JOBPOLL_EXAMPLES_KNOWN_ENDPOINTS_HPP
#define JOBPOLL_EXAMPLES_KNOWN_ENDPOINTS_HPP

#include <string>
#include <string_view>

#include <jobpoll/endpoint.hpp>

namespace examples {

/// The endpoint of that name. *Errors*: a usage_error that lists the names where there is none.
[[nodiscard]] const jobpoll::endpoint& find_endpoint(std::string_view name);

/// The value of the Authorization header that the vendor documents, with the key in its place.
[[nodiscard]] std::string authorization(const jobpoll::endpoint& endpoint, std::string_view api_key);

} // namespace examples

#endif
