#include "checked_reply.hpp"

#include "job_json.hpp"
#include "json_writer.hpp"

namespace companion {

jobpoll::observation checker::read(const jobpoll::reply& reply, const each_job& show) {
    jobpoll::read_options options{.job_id = settings_->job_id, .strict = settings_->strict};
    const bool is_list = settings_->endpoint->shape.is_list;
    if (is_list)
        options.visitor = {const_cast<each_job*>(&show), [](void* context, const jobpoll::listed_job& found) {
                               (*static_cast<each_job*>(context))(found);
                           }};
    return jobpoll::read(*settings_->endpoint, reply, options, {kept_, decoded_});
}

exit_code verdict_of(const jobpoll::observation& seen) noexcept {
    if (seen.counts.fatal != 0) return exit_code::fatal;
    return seen.counts.breaches != 0 ? exit_code::breaches : exit_code::good;
}

namespace {

// A list that breaks off in the middle has no jobs: what was read before the error is not believed.
void write_jobs(json_writer& json, const jobpoll::observation& seen, const std::string& listed) {
    json.key("jobs").raw('[' + (seen.usable() ? listed : std::string{}) + ']');
}

std::string listed_as_json(const jobpoll::listed_job& found) {
    json_writer json;
    json.begin_object().string("event", to_string(found.what)).key("job");
    write_job(json, found.job);
    return json.end_object().text();
}

} // namespace

std::string checked_as_json(checker& reader, const settings& s, const jobpoll::reply& reply,
                            exit_code& verdict) {
    std::string listed;
    const jobpoll::observation seen = reader.read(reply, [&listed](const jobpoll::listed_job& found) {
        listed += (listed.empty() ? "" : ",") + listed_as_json(found);
    });
    verdict = verdict_of(seen);
    const bool has_job = seen.usable() && seen.mentions_job;
    const jobpoll::job job = has_job ? seen.job : jobpoll::job{};
    json_writer json;
    json.begin_object()
        .boolean("usable", seen.usable())
        .string_or_null("phase", has_job ? to_string(job.phase) : "");
    write_outcome(json, job.outcome);
    json.string_or_null("vendor_status", job.vendor_status).thousandths("progress", job.progress).key("job");
    if (has_job)
        write_job(json, job);
    else
        json.null();
    write_findings(json, write_out(*seen.read_as, seen.violations, seen.problem));
    json.string("event", to_string(seen.what))
        .number("status", seen.status)
        .string("read_as", seen.read_as->name);
    if (s.endpoint->shape.is_list) write_jobs(json, seen, listed);
    return json.end_object().text();
}

} // namespace companion
