#include "running_server.hpp"

#include <chrono>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

namespace wired {

namespace {

processes::command server_command(const std::vector<std::string>& stories, const std::string& out,
                                  const std::string& err) {
    processes::command made{.program = JOBPOLL_VENDOR_SERVER, .arguments = {"--key", api_key}};
    made.arguments.insert(made.arguments.end(), stories.begin(), stories.end());
    made.out = out;
    made.err = err;
    return made;
}

} // namespace

std::string story_path(const std::string& name) {
    return JOBPOLL_STORIES "#" + name;
}

std::string recording_path(const std::string& name) {
    const std::size_t slash = name.find('/');
    return JOBPOLL_TEST_DATA "/" + name.substr(0, slash) + "/stories.jsonl#" + name.substr(slash + 1);
}

running_server::running_server(const std::vector<std::string>& stories)
    : process_{server_command(stories, directory_.file("out"), directory_.file("err"))} {
    const auto has_printed_its_url = [this] {
        return processes::read_file(directory_.file("out")).find('\n') != std::string::npos;
    };
    if (!processes::becomes_true(has_printed_its_url, std::chrono::seconds{20}))
        throw std::runtime_error{"vendor_server does not start: " +
                                 processes::read_file(directory_.file("err"))};
    url_ = processes::lines_of(processes::read_file(directory_.file("out"))).at(0);
}

std::vector<seen_request> running_server::requests() const {
    std::vector<seen_request> made;
    const std::string printed = processes::read_file(directory_.file("out"));
    const std::string whole_lines = printed.substr(0, printed.rfind('\n') + 1);
    for (const std::string& line : processes::lines_of(whole_lines)) {
        if (line.front() != '{') continue;
        const boost::json::value value = boost::json::parse(line);
        made.push_back({value.at("at_ms").as_int64(), boost::json::value_to<std::string>(value.at("target")),
                        value.at("line").as_int64(), value.at("status").as_int64(),
                        boost::json::value_to<std::string>(value.at("fault"))});
    }
    return made;
}

std::vector<seen_request> running_server::requests_to(std::string_view target) const {
    std::vector<seen_request> made;
    for (seen_request& request : requests())
        if (request.target == target) made.push_back(std::move(request));
    return made;
}

} // namespace wired
