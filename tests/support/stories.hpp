// The stories of tests/data: what jobs answered, reply after reply.
#ifndef JOBPOLL_TESTS_SUPPORT_STORIES_HPP
#define JOBPOLL_TESTS_SUPPORT_STORIES_HPP

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

namespace support {

struct told_story {
    std::string vendor;
    std::string name; ///< `job.success`
    std::string endpoint;
    std::string job_id;
    std::vector<std::string> lines; ///< in the input format of `jobpoll replay`
};

/// The stories of one file: a line with a `story` begins the next one.
inline std::vector<told_story> stories_in(const std::filesystem::path& path) {
    std::vector<told_story> all;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("{\"story\"", 0) != 0) {
            all.at(all.size() - 1).lines.push_back(line);
            continue;
        }
        const boost::json::value head = boost::json::parse(line);
        const auto text = [&head](const char* name) {
            return boost::json::value_to<std::string>(head.at(name));
        };
        all.push_back(
            {path.parent_path().filename().string(), text("story"), text("endpoint"), text("job_id"), {}});
    }
    return all;
}

/// The stories of every vendor below a folder, in the order of their names.
inline std::vector<told_story> stories_below(const std::filesystem::path& folder) {
    std::vector<told_story> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.path().filename() == "stories.jsonl")
            for (told_story& one : stories_in(entry.path()))
                all.push_back(std::move(one));
    std::sort(all.begin(), all.end(), [](const told_story& a, const told_story& b) {
        return a.vendor + '/' + a.name < b.vendor + '/' + b.name;
    });
    return all;
}

} // namespace support

#endif
