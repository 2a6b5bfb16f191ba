// What each word of each vendor means, read out of a reply, against a list of its own.
#include <iterator>
#include <set>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

#include "../../docs/examples/support/documented_endpoints.hpp"

using namespace jobpoll;

namespace {

struct meaning {
    std::string_view vendor; ///< or the endpoint
    std::string_view word;
    phase where;
    outcome how;
};

constexpr meaning meanings[] = {
    {"Userpilot", "queued", phase::queued, outcome::none},
    {"Userpilot", "validating", phase::running, outcome::none},
    {"Userpilot", "processing", phase::running, outcome::none},
    {"Userpilot", "pending_refresh", phase::finalizing, outcome::none},
    {"Userpilot", "completed", phase::finished, outcome::succeeded},
    {"Userpilot", "failed", phase::finished, outcome::failed},
    {"Reply.io", "Scheduled", phase::queued, outcome::none},
    {"Reply.io", "Processing", phase::running, outcome::none},
    {"Reply.io", "Done", phase::finished, outcome::succeeded},
    {"Reply.io", "Failed", phase::finished, outcome::failed},
    {"Reply.io", "Expired", phase::finished, outcome::expired},
    {"Reply.io", "Cancelled", phase::finished, outcome::cancelled},
    {"Reply.io", "Unknown", phase::finished, outcome::unknown},
    {"Retailgrid", "queued", phase::queued, outcome::none},
    {"Retailgrid", "running", phase::running, outcome::none},
    {"Retailgrid", "completed", phase::finished, outcome::succeeded},
    {"Retailgrid", "failed", phase::finished, outcome::failed},
    {"gu1", "queued", phase::queued, outcome::none},
    {"gu1", "running", phase::running, outcome::none},
    {"gu1", "completed", phase::finished, outcome::succeeded},
    {"gu1", "failed", phase::finished, outcome::failed},
    {"gu1", "cancelled", phase::finished, outcome::cancelled},
    {"gu1", "interrupted", phase::finished, outcome::interrupted},
};

/// Of the catalogue's services, by the endpoint.
constexpr meaning catalogue[] = {
    {"azure.operation", "NotStarted", phase::queued, outcome::none},
    {"azure.operation", "Accepted", phase::queued, outcome::none},
    {"azure.operation", "InProgress", phase::running, outcome::none},
    {"azure.operation", "Running", phase::running, outcome::none},
    {"azure.operation", "Canceling", phase::cancelling, outcome::none},
    {"azure.operation", "Cancelling", phase::cancelling, outcome::none},
    {"azure.operation", "Succeeded", phase::finished, outcome::succeeded},
    {"azure.operation", "Failed", phase::finished, outcome::failed},
    {"azure.operation", "Canceled", phase::finished, outcome::cancelled},
    {"azure.operation", "Cancelled", phase::finished, outcome::cancelled},
    {"azure.resource", "NotStarted", phase::queued, outcome::none},
    {"azure.resource", "Accepted", phase::queued, outcome::none},
    {"azure.resource", "InProgress", phase::running, outcome::none},
    {"azure.resource", "Running", phase::running, outcome::none},
    {"azure.resource", "Canceling", phase::cancelling, outcome::none},
    {"azure.resource", "Cancelling", phase::cancelling, outcome::none},
    {"azure.resource", "Succeeded", phase::finished, outcome::succeeded},
    {"azure.resource", "Failed", phase::finished, outcome::failed},
    {"azure.resource", "Canceled", phase::finished, outcome::cancelled},
    {"azure.resource", "Cancelled", phase::finished, outcome::cancelled},
    {"google.operation", "false", phase::running, outcome::none},
    {"google.operation", "true", phase::finished, outcome::succeeded},
    {"openai.batch", "validating", phase::running, outcome::none},
    {"openai.batch", "in_progress", phase::running, outcome::none},
    {"openai.batch", "finalizing", phase::finalizing, outcome::none},
    {"openai.batch", "cancelling", phase::cancelling, outcome::none},
    {"openai.batch", "completed", phase::finished, outcome::succeeded},
    {"openai.batch", "failed", phase::finished, outcome::failed},
    {"openai.batch", "expired", phase::finished, outcome::expired},
    {"openai.batch", "cancelled", phase::finished, outcome::cancelled},
    {"anthropic.message_batch", "in_progress", phase::running, outcome::none},
    {"anthropic.message_batch", "canceling", phase::cancelling, outcome::none},
    {"anthropic.message_batch", "ended", phase::finished, outcome::succeeded},
    {"github.workflow_run", "requested", phase::queued, outcome::none},
    {"github.workflow_run", "queued", phase::queued, outcome::none},
    {"github.workflow_run", "pending", phase::queued, outcome::none},
    {"github.workflow_run", "waiting", phase::blocked, outcome::none},
    {"github.workflow_run", "in_progress", phase::running, outcome::none},
    {"github.workflow_run", "completed", phase::finished, outcome::unknown},
    {"gitlab.pipeline", "created", phase::queued, outcome::none},
    {"gitlab.pipeline", "waiting_for_resource", phase::queued, outcome::none},
    {"gitlab.pipeline", "preparing", phase::queued, outcome::none},
    {"gitlab.pipeline", "waiting_for_callback", phase::queued, outcome::none},
    {"gitlab.pipeline", "pending", phase::queued, outcome::none},
    {"gitlab.pipeline", "scheduled", phase::queued, outcome::none},
    {"gitlab.pipeline", "manual", phase::blocked, outcome::none},
    {"gitlab.pipeline", "running", phase::running, outcome::none},
    {"gitlab.pipeline", "canceling", phase::cancelling, outcome::none},
    {"gitlab.pipeline", "success", phase::finished, outcome::succeeded},
    {"gitlab.pipeline", "failed", phase::finished, outcome::failed},
    {"gitlab.pipeline", "canceled", phase::finished, outcome::cancelled},
    {"gitlab.pipeline", "skipped", phase::finished, outcome::skipped},
    {"salesforce.bulk_job", "Open", phase::blocked, outcome::none},
    {"salesforce.bulk_job", "UploadComplete", phase::queued, outcome::none},
    {"salesforce.bulk_job", "InProgress", phase::running, outcome::none},
    {"salesforce.bulk_job", "JobComplete", phase::finished, outcome::succeeded},
    {"salesforce.bulk_job", "Failed", phase::finished, outcome::failed},
    {"salesforce.bulk_job", "Aborted", phase::finished, outcome::cancelled},
    {"databricks.run", "QUEUED", phase::queued, outcome::none},
    {"databricks.run", "PENDING", phase::queued, outcome::none},
    {"databricks.run", "BLOCKED", phase::queued, outcome::none},
    {"databricks.run", "WAITING_FOR_RETRY", phase::queued, outcome::none},
    {"databricks.run", "RUNNING", phase::running, outcome::none},
    {"databricks.run", "TERMINATING", phase::finalizing, outcome::none},
    {"databricks.run", "TERMINATED", phase::finished, outcome::unknown},
    {"databricks.run", "SKIPPED", phase::finished, outcome::skipped},
    {"databricks.run", "INTERNAL_ERROR", phase::finished, outcome::failed},
    {"databricks.run_status", "QUEUED", phase::queued, outcome::none},
    {"databricks.run_status", "PENDING", phase::queued, outcome::none},
    {"databricks.run_status", "BLOCKED", phase::queued, outcome::none},
    {"databricks.run_status", "WAITING", phase::queued, outcome::none},
    {"databricks.run_status", "RUNNING", phase::running, outcome::none},
    {"databricks.run_status", "TERMINATING", phase::finalizing, outcome::none},
    {"databricks.run_status", "TERMINATED", phase::finished, outcome::unknown},
    {"bigquery.job", "PENDING", phase::queued, outcome::none},
    {"bigquery.job", "RUNNING", phase::running, outcome::none},
    {"bigquery.job", "DONE", phase::finished, outcome::succeeded},
    {"zendesk.job_status", "queued", phase::queued, outcome::none},
    {"zendesk.job_status", "working", phase::running, outcome::none},
    {"zendesk.job_status", "completed", phase::finished, outcome::succeeded},
    {"zendesk.job_status", "failed", phase::finished, outcome::failed},
    {"zendesk.job_status", "killed", phase::finished, outcome::cancelled},
    {"zendesk.job_status_list", "queued", phase::queued, outcome::none},
    {"zendesk.job_status_list", "working", phase::running, outcome::none},
    {"zendesk.job_status_list", "completed", phase::finished, outcome::succeeded},
    {"zendesk.job_status_list", "failed", phase::finished, outcome::failed},
    {"zendesk.job_status_list", "killed", phase::finished, outcome::cancelled},
};

/// Whether all words of the endpoint are in the list, and how many of the list are the endpoint's.
std::size_t compare_with_catalogue(const endpoint& e) {
    std::size_t known = 0;
    for (const meaning& m : catalogue) {
        if (m.vendor != e.name) continue;
        ++known;
        bool found = false;
        for (const auto& word : e.words())
            found = found || (word.text() == m.word && word.phase == m.where && word.outcome == m.how);
        CAPTURE(std::string{e.name}, std::string{m.word});
        CHECK(found);
    }
    if (known != 0) CHECK(e.words().size() == known);
    return known;
}

} // namespace

TEST_CASE("each word means at each endpoint of its vendor what the vendor says, and there are no others") {
    for (const support::sample& s : support::samples()) {
        std::size_t known = 0;
        for (const meaning& m : meanings) {
            if (m.vendor != s.endpoint.vendor) continue;
            ++known;
            support::reader r;
            const support::seen& seen = r.read(s.endpoint, support::body_of(s, m.word), s.job_id);
            CAPTURE(std::string{s.endpoint.name}, std::string{m.word});
            CHECK(seen.job.phase == m.where);
            CHECK(seen.job.outcome == m.how);
            CHECK(seen.what == (m.how == outcome::none ? event::in_progress : event::vendor_terminal));
        }
        CHECK(support::words_of(s.endpoint).size() == known);
    }
}

TEST_CASE("each word of the catalogue's services means what the list says, and there are no others") {
    std::set<const endpoint*> all;
    for (const endpoint* e : examples::documented_endpoints) {
        all.insert(e);
        if (e->alternative != nullptr) all.insert(e->alternative);
    }
    std::size_t known = 0;
    for (const endpoint* e : all)
        known += compare_with_catalogue(*e);
    CHECK(known == std::size(catalogue));
}
