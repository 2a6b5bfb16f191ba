// Every vendor header, and one endpoint that is used.
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

const jobpoll::endpoint* used_endpoint();
const jobpoll::endpoint* used_endpoint() {
    return &jobpoll::vendors::gitlab::pipeline;
}
