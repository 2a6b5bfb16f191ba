#include "recordings.hpp"

#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <support/bodies.hpp>
#include <support/stories.hpp>

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

const support::sample& sample_of(const support::told_story& told) {
    for (const support::sample& s : support::samples())
        if (s.endpoint.name == told.endpoint) return s;
    throw std::runtime_error("no endpoint is called " + told.endpoint);
}

} // namespace

std::vector<recording> all_recordings() {
    std::vector<recording> all;
    for (const support::told_story& told : support::stories_below(JOBPOLL_TEST_DATA)) {
        recording r{.name = told.vendor + '/' + told.name,
                    .endpoint = &sample_of(told).endpoint,
                    .job_id = told.job_id};
        for (const std::string& text : told.lines)
            r.lines.push_back(line_of(text));
        all.push_back(r);
    }
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
