// jobpoll, the program: a job as a JSON object.
#ifndef JOBPOLL_COMPANION_JOB_JSON_HPP
#define JOBPOLL_COMPANION_JOB_JSON_HPP

#include <optional>
#include <string>

#include <jobpoll/words/job.hpp>

#include "json_writer.hpp"

namespace companion {

/// Writes the job as an object: every member there, null where the vendor says nothing.
void write_job(json_writer& json, const jobpoll::job& job);

/// The outcome's name, or null while there is none.
void write_outcome(json_writer& json, jobpoll::outcome outcome);

/// `2026-06-26T12:00:00.000Z`.
[[nodiscard]] std::string utc_text(jobpoll::milliseconds moment);

} // namespace companion

#endif
