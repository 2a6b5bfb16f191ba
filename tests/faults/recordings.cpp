#include "recordings.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <support/bodies.hpp>

namespace faults {

namespace {

using jobpoll::testing::line;
namespace json = boost::json;

std::string text_of(const json::string& text) {
    return {text.data(), text.size()};
}

line line_of(const std::string& text) {
    const json::object members = json::parse(text).as_object();
    line made;
    if (members.contains("no_reply")) made.what = line::kind::no_reply;
    if (members.contains("cancel")) made.what = line::kind::cancel;
    if (members.contains("restart")) made.what = line::kind::restart;
    if (const auto* status = members.if_contains("status"))
        made.status = static_cast<int>(status->as_int64());
    if (const auto* body = members.if_contains("body")) made.body = text_of(body->as_string());
    if (const auto* payload = members.if_contains("payload")) made.body = json::serialize(*payload);
    if (const auto* headers = members.if_contains("headers"))
        for (const auto& header : headers->as_object()) {
            if (header.key() == "Retry-After") made.retry_after = text_of(header.value().as_string());
            if (header.key() == "Date") made.date = text_of(header.value().as_string());
        }
    return made;
}

/// `gu1/job.success.jsonl` is of the endpoint gu1.job.
const support::sample& sample_of(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    const std::string name = file.parent_path().filename().string() + '.' + stem.substr(0, stem.find('.'));
    for (const support::sample& s : support::samples())
        if (s.endpoint.name == name) return s;
    throw std::runtime_error("no endpoint for " + file.string());
}

/// The id that every story of a vendor asks for.
std::string job_id_beside(const std::filesystem::path& file) {
    std::ifstream text{file.parent_path() / "job_id.txt"};
    std::string id;
    if (!std::getline(text, id)) throw std::runtime_error("no job_id.txt beside " + file.string());
    return id;
}

} // namespace

std::vector<recording> all_recordings() {
    std::vector<recording> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{JOBPOLL_TEST_DATA}) {
        if (entry.path().extension() != ".jsonl") continue;
        const support::sample& s = sample_of(entry.path());
        recording r{.name = entry.path().filename().string(),
                    .endpoint = &s.endpoint,
                    .job_id = job_id_beside(entry.path())};
        std::ifstream file{entry.path()};
        for (std::string text; std::getline(file, text);)
            if (!text.empty()) r.lines.push_back(line_of(text));
        all.push_back(r);
    }
    std::sort(all.begin(), all.end(), [](const recording& a, const recording& b) { return a.name < b.name; });
    for (const support::sample& s : support::samples())
        for (const jobpoll::status_word& w : support::words_of(s.endpoint)) {
            if (w.phase != jobpoll::phase::finished) continue;
            const line running{.body = support::body_of(s, support::running_word(s.endpoint))};
            all.push_back({.name = std::string{s.endpoint.name} + " ends " + std::string{w.text},
                           .endpoint = &s.endpoint,
                           .job_id = std::string{s.job_id},
                           .lines = {running, running, {.body = support::body_of(s, w.text)}}});
        }
    return all;
}

} // namespace faults
