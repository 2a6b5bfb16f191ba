// Every endpoint that the library ships, those of error bodies included.
#ifndef JOBPOLL_TESTS_SUPPORT_EVERY_ENDPOINT_HPP
#define JOBPOLL_TESTS_SUPPORT_EVERY_ENDPOINT_HPP

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

namespace support {

inline constexpr const jobpoll::endpoint* every_endpoint[] = {
    &jobpoll::vendors::anthropic::errors,
    &jobpoll::vendors::anthropic::message_batch,
    &jobpoll::vendors::azure::operation,
    &jobpoll::vendors::azure::resource,
    &jobpoll::vendors::bigquery::errors,
    &jobpoll::vendors::bigquery::job,
    &jobpoll::vendors::databricks::run,
    &jobpoll::vendors::databricks::run_status,
    &jobpoll::vendors::github::workflow_run,
    &jobpoll::vendors::gitlab::token_errors,
    &jobpoll::vendors::gitlab::pipeline,
    &jobpoll::vendors::google::errors,
    &jobpoll::vendors::google::operation,
    &jobpoll::vendors::gu1::job,
    &jobpoll::vendors::gu1::job_with_failures,
    &jobpoll::vendors::openai::errors,
    &jobpoll::vendors::openai::batch,
    &jobpoll::vendors::reply_io::problem_details,
    &jobpoll::vendors::reply_io::job_list,
    &jobpoll::vendors::reply_io::job,
    &jobpoll::vendors::retailgrid::validation_error,
    &jobpoll::vendors::retailgrid::job,
    &jobpoll::vendors::salesforce::errors,
    &jobpoll::vendors::salesforce::bulk_job,
    &jobpoll::vendors::userpilot::errors,
    &jobpoll::vendors::userpilot::job_list,
    &jobpoll::vendors::userpilot::job,
    &jobpoll::vendors::zendesk::errors,
    &jobpoll::vendors::zendesk::job_status,
    &jobpoll::vendors::zendesk::job_status_list,
};

} // namespace support

#endif
