#include "job_ids_file.hpp"

#include "printable.hpp"

namespace companion {

std::vector<named_job> read_job_ids(const std::string& path) {
    constexpr std::string_view blanks = " \t\r";
    std::vector<named_job> jobs;
    input_file file{path};
    for (std::string line; file.next_line(line);) {
        const std::size_t first = line.find_first_not_of(blanks);
        const std::size_t last = line.find_last_not_of(blanks);
        jobs.push_back({line.substr(first, last - first + 1), file.place()});
    }
    if (jobs.empty())
        throw failure{exit_code::bad_input, "jobpoll: --job-ids: '" + printable(path, 40) + "' names no job"};
    return jobs;
}

} // namespace companion
