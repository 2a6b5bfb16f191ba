#include "known_endpoints.hpp"

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include "command_line.hpp"

namespace examples {

namespace {

namespace vendors = jobpoll::vendors;

constexpr const jobpoll::endpoint* endpoints[] = {
    &vendors::userpilot::job,         &vendors::userpilot::job_list, &vendors::reply_io::job,
    &vendors::reply_io::job_list,     &vendors::retailgrid::job,     &vendors::gu1::job,
    &vendors::gu1::job_with_failures,
};

} // namespace

const jobpoll::endpoint& find_endpoint(std::string_view name) {
    std::string known;
    for (const jobpoll::endpoint* endpoint : endpoints) {
        if (endpoint->name == name) return *endpoint;
        known += ' ' + std::string{endpoint->name};
    }
    throw usage_error{"no endpoint is called \"" + std::string{name} + "\"; there are:" + known};
}

std::string authorization(const jobpoll::endpoint& endpoint, std::string_view api_key) {
    constexpr std::string_view place = "{api_key}";
    std::string value{endpoint.request.authorization};
    if (const std::size_t at = value.find(place); at != std::string::npos)
        value.replace(at, place.size(), api_key);
    return value;
}

} // namespace examples
