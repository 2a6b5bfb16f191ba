#include "checked_reply.hpp"

#include "job_json.hpp"
#include "json_writer.hpp"

namespace companion {

jobpoll::report checker::read(const jobpoll::reply& reply) {
    constexpr std::size_t kept_violations = 65536;
    const jobpoll::reader_options options{.strict = settings_->strict, .kept_violations = kept_violations};
    const jobpoll::endpoint& e = *settings_->endpoint;
    // Each reply stands for itself: the phase of the one before is forgotten.
    if (!reader_)
        reader_.emplace(e, settings_->job_id, options);
    else
        reader_->ask(e, settings_->job_id, options);
    return e.shape.is_list ? reader_->read_list(reply) : reader_->read(reply);
}

exit_code verdict_of(const jobpoll::violation_counts& counts) noexcept {
    if (counts.fatal != 0) return exit_code::fatal;
    return counts.breaches != 0 ? exit_code::breaches : exit_code::good;
}

namespace {

void write_jobs(json_writer& json, const jobpoll::reader& seen) {
    json.key("jobs").begin_array();
    for (const jobpoll::listed_job& found : seen.listed()) {
        json.begin_object().string("event", to_string(found.said.event)).key("job");
        write_job(json, found.job);
        json.end_object();
    }
    json.end_array();
}

} // namespace

std::string checked_as_json(checker& reader, const settings& s, const jobpoll::reply& reply,
                            exit_code& verdict) {
    const jobpoll::report said = reader.read(reply);
    const jobpoll::reader& seen = reader.seen();
    verdict = verdict_of(seen.counts());
    const bool has_job = is_usable(said.event) && said.mentions_job;
    const jobpoll::job job = has_job ? seen.job() : jobpoll::job{};
    json_writer json;
    json.begin_object()
        .boolean("usable", is_usable(said.event))
        .string_or_null("phase", has_job ? to_string(job.phase) : "");
    write_outcome(json, job.outcome);
    json.string_or_null("vendor_status", job.vendor_status).thousandths("progress", job.progress).key("job");
    if (has_job)
        write_job(json, job);
    else
        json.null();
    write_findings(json, write_out(seen.read_as(), seen.violations(), seen.problem()));
    json.string("event", to_string(said.event))
        .number("status", reply.status.code())
        .string("read_as", seen.read_as().name);
    if (s.endpoint->shape.is_list) write_jobs(json, seen);
    return json.end_object().text();
}

} // namespace companion
