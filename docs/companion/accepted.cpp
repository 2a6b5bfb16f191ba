#include "accepted.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>

#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/text/decision_text.hpp>

#include "files.hpp"
#include "json_writer.hpp"
#include "printable.hpp"
#include "recorded_lines.hpp"
#include "style.hpp"

namespace companion {

namespace {

std::string row(std::string_view label, const std::string& text) {
    return padded(std::string{label}, 13) + (text.empty() ? "none" : text) + '\n';
}

std::string as_text(const jobpoll::accepted_job& job) {
    constexpr std::size_t shown = 400;
    const std::string delay = job.retry_after ? jobpoll::describe(*job.retry_after) : "";
    return row("event", std::string{to_string(job.what)}) + row("job id", printable(job.job_id, shown)) +
           row("URL", printable(job.status_url, shown)) + row("Retry-After", delay);
}

std::string as_json(const jobpoll::accepted_job& job) {
    json_writer json;
    json.begin_object()
        .boolean("can_be_polled", job.can_be_polled())
        .string("event", to_string(job.what))
        .string_or_null("job_id", job.job_id)
        .string_or_null("url", job.status_url)
        .number_or_null("retry_after_ms",
                        job.retry_after ? std::optional{job.retry_after->count()} : std::nullopt);
    return json.end_object().text() + '\n';
}

/// Whether a text is one JSON object and none of the members that a line with a reply has is in it.
bool is_body(std::string_view text) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object()) return false;
    const boost::json::object& all = value.as_object();
    const boost::json::value* const status = all.if_contains("status");
    return !all.contains("body") && !all.contains("payload") && !all.contains("headers") &&
           (status == nullptr || !status->is_int64());
}

/// The replies of the text, one a line; or the body of one 202.
std::vector<jobpoll::received> replies_in(const std::string& text, line_place place) {
    std::vector<jobpoll::received> replies;
    if (is_body(text)) {
        replies.emplace_back().status = 202;
        replies.back().body = text;
        return replies;
    }
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        ++place.line;
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            replies.push_back(parse_reply_line(line, place));
    }
    if (replies.empty()) throw bad_line(place, "there is no reply");
    return replies;
}

} // namespace

exit_code print_accepted(const settings& s) {
    input_file file{s.files.empty() ? "-" : s.files.front()};
    const std::string text = file.read_all();
    exit_code worst = exit_code::good;
    std::string printed;
    for (const jobpoll::received& reply : replies_in(text, file.place())) {
        const jobpoll::accepted_job job = read_accepted(*s.endpoint, reply.view());
        printed += s.jsonl ? as_json(job) : (printed.empty() ? "" : "\n") + as_text(job);
        if (!job.can_be_polled()) worst = exit_code::fatal;
    }
    put(printed);
    return worst;
}

} // namespace companion
