#include "known_endpoints.hpp"

#include "command_line.hpp"
#include "documented_endpoints.hpp"

namespace examples {

const jobpoll::endpoint& find_endpoint(std::string_view name) {
    if (const jobpoll::endpoint* const found = find_documented(name)) return *found;
    throw usage_error{"no endpoint is called \"" + std::string{name} +
                      "\"; there are: " + documented_names()};
}

std::string authorization(const jobpoll::endpoint& endpoint, std::string_view api_key) {
    constexpr std::string_view place = "{api_key}";
    std::string value{endpoint.request.authorization};
    if (const std::size_t at = value.find(place); at != std::string::npos)
        value.replace(at, place.size(), api_key);
    return value;
}

} // namespace examples
