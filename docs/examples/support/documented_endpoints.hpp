// Every endpoint that comes with the library, in the order of the README.
#ifndef JOBPOLL_EXAMPLES_DOCUMENTED_ENDPOINTS_HPP
#define JOBPOLL_EXAMPLES_DOCUMENTED_ENDPOINTS_HPP

#include <string>
#include <string_view>

#include <jobpoll/vendors/anthropic.hpp>
#include <jobpoll/vendors/azure.hpp>
#include <jobpoll/vendors/bigquery.hpp>
#include <jobpoll/vendors/databricks.hpp>
#include <jobpoll/vendors/github.hpp>
#include <jobpoll/vendors/gitlab.hpp>
#include <jobpoll/vendors/google.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/openai.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/salesforce.hpp>
#include <jobpoll/vendors/userpilot.hpp>
#include <jobpoll/vendors/zendesk.hpp>

namespace examples {

inline constexpr const jobpoll::endpoint* documented_endpoints[] = {
    &jobpoll::vendors::userpilot::job,         &jobpoll::vendors::userpilot::job_list,
    &jobpoll::vendors::reply_io::job,          &jobpoll::vendors::reply_io::job_list,
    &jobpoll::vendors::retailgrid::job,        &jobpoll::vendors::gu1::job,
    &jobpoll::vendors::gu1::job_with_failures, &jobpoll::vendors::anthropic::message_batch,
    &jobpoll::vendors::azure::operation,       &jobpoll::vendors::azure::resource,
    &jobpoll::vendors::bigquery::job,          &jobpoll::vendors::databricks::run,
    &jobpoll::vendors::databricks::run_status, &jobpoll::vendors::github::workflow_run,
    &jobpoll::vendors::gitlab::pipeline,       &jobpoll::vendors::google::operation,
    &jobpoll::vendors::openai::batch,          &jobpoll::vendors::salesforce::bulk_job,
    &jobpoll::vendors::zendesk::job_status,    &jobpoll::vendors::zendesk::job_status_list,
};

/// The endpoint of that name, or null.
[[nodiscard]] inline const jobpoll::endpoint* find_documented(std::string_view name) noexcept {
    for (const jobpoll::endpoint* e : documented_endpoints)
        if (e->name == name) return e;
    return nullptr;
}

/// The names of all of them, for the message about an unknown name.
[[nodiscard]] inline std::string documented_names() {
    std::string names;
    for (const jobpoll::endpoint* e : documented_endpoints)
        names += (names.empty() ? "" : ", ") + std::string{e->name};
    return names;
}

} // namespace examples

#endif
