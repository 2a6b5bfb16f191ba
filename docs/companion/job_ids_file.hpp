// jobpoll, the program: a file of job ids, one a line.
#ifndef JOBPOLL_COMPANION_JOB_IDS_FILE_HPP
#define JOBPOLL_COMPANION_JOB_IDS_FILE_HPP

#include <string>
#include <vector>

#include "files.hpp"

namespace companion {

/// A job id, and where it stands.
struct named_job {
    std::string id;
    line_place place;
};

/// The ids of a file without the blanks around them; lines of white space alone are passed over.
///
/// *Errors*: a failure where the file cannot be read, or names no job.
[[nodiscard]] std::vector<named_job> read_job_ids(const std::string& path);

} // namespace companion

#endif
