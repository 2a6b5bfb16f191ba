// A contract that was parsed decides exactly as the one that was compiled: every endpoint of the library,
// printed and parsed, reads every recorded reply of every vendor in the same way.
#include <support/catch.hpp>
#include <support/every_endpoint.hpp>
#include <support/stories.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include <jobpoll/contract_document.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/text/violation_text.hpp>

using namespace jobpoll;

namespace {

struct recorded {
    std::string where;
    int status = 200;
    std::string body{};
    std::string job_id{};
};

std::string content(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A reply in the input format of the companion.
void add_reply(std::vector<recorded>& to, const std::string& where, const boost::json::value& line,
               const std::string& job_id) {
    if (!line.is_object()) return;
    const boost::json::object& reply = line.as_object();
    recorded made{.where = where, .job_id = job_id};
    if (const auto* status = reply.if_contains("status"))
        if (status->is_int64()) made.status = static_cast<int>(status->as_int64());
    if (const auto* payload = reply.if_contains("payload"))
        made.body = boost::json::serialize(*payload);
    else if (const auto* body = reply.if_contains("body"))
        made.body = body->is_string() ? std::string{body->as_string()} : boost::json::serialize(*body);
    to.push_back(std::move(made));
}

std::vector<recorded> every_reply() {
    std::vector<recorded> made;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{JOBPOLL_TEST_DATA}) {
        const std::filesystem::path& path = entry.path();
        const std::string name = path.filename().string();
        if (!entry.is_regular_file() || path.parent_path().filename() == "contracts") continue;
        const std::vector<support::told_story> stories =
            support::stories_in(path.parent_path() / "stories.jsonl");
        std::string job_id = stories.empty() ? std::string{} : stories.front().job_id;
        if (name.find(".recorded.json") != std::string::npos) {
            const boost::json::value all = boost::json::parse(content(path));
            if (const auto* id = all.as_object().if_contains("job_id"))
                job_id = id->is_string() ? std::string{id->as_string()} : boost::json::serialize(*id);
            for (const boost::json::value& one : all.at("replies").as_array())
                if (const auto* reply = one.as_object().if_contains("reply"))
                    add_reply(made, name, *reply, job_id);
        } else if (path.extension() == ".jsonl") {
            for (const support::told_story& told : stories)
                for (const std::string& line : told.lines)
                    add_reply(made, told.name, boost::json::parse(line), told.job_id);
        } else if (path.extension() == ".json") {
            made.push_back({.where = name, .body = content(path), .job_id = job_id});
        }
    }
    return made;
}

std::string number(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "-";
}
std::string number(const optional_milliseconds& value) {
    return value ? std::to_string(value->count()) : "-";
}

std::string text_of(const job& j) {
    std::ostringstream text;
    for (const std::string_view part :
         {j.id, j.vendor_status, j.kind, j.name, j.error.code, j.error.message, j.reason, j.reason_code,
          j.next_url, j.result_url, j.result.text(), j.hint.text(), to_string(j.phase), to_string(j.outcome)})
        text << part << '|';
    for (const auto& count : {j.items.total, j.items.completed, j.items.succeeded, j.items.failed,
                              j.items.skipped, j.items.remaining})
        text << number(count) << '|';
    for (const auto& time : {j.times.created, j.times.started, j.times.finished, j.times.heartbeat,
                             j.times.lease_expires, j.times.expires, j.times.expected_end, j.remaining})
        text << number(time) << '|';
    text << (j.progress ? *j.progress : -1) << '|' << (j.retryable ? *j.retryable : 2);
    return text.str();
}

/// Everything that is said of a reply, in text.
std::string text_of(reader& by, const recorded& r, bool is_list) {
    const reply sent{.status = r.status, .body = r.body};
    const report said = is_list ? by.read_list(sent) : by.read(sent);
    std::ostringstream text;
    text << to_string(said.event) << ' ' << to_string(said.phase) << ' ' << to_string(said.outcome) << ' '
         << said.mentions_job << ' ' << said.status << ' ' << said.progress << ' ' << said.items_done << ' '
         << said.items_total << ' ' << number(said.retry_after) << ' ' << said.retry_after_ignored << ' '
         << said.activity << ' ' << said.heartbeat << ' ' << number(said.created) << ' '
         << number(said.started) << ' ' << number(said.finished) << '\n'
         << text_of(by.job()) << '\n'
         << by.problem().code << '|' << by.problem().message << '|' << by.problem().where.text() << '\n'
         << by.read_as().name << '\n';
    for (const listed_job& one : by.listed())
        text << text_of(one.job) << '\n';
    for (const violation& v : by.violations())
        text << to_string(v.severity) << ' ' << to_string(v.rule) << ' ' << pointer(v) << ' '
             << describe(by.read_as(), v) << ' ' << v.offset << '\n';
    return text.str();
}

} // namespace

TEST_CASE("every endpoint is printed, and read back with the same fingerprint", "[contract_document]") {
    for (const endpoint* const one : support::every_endpoint) {
        const std::string text = to_document(*one);
        const contract_or_problems parsed = parse_contract(text, support::every_endpoint);
        INFO(text);
        for (const contract_problem& p : parsed.problems())
            UNSCOPED_INFO(describe(p));
        REQUIRE(parsed);
        CHECK(parsed[0].fingerprint == one->fingerprint);
        CHECK(to_document(parsed[0]) == text);
    }
}

TEST_CASE("a parsed contract decides as its compiled twin", "[contract_document]") {
    const std::vector<recorded> replies = every_reply();
    REQUIRE(replies.size() > 100);
    // All in one document, so that they name each other.
    std::string text = "[";
    for (const endpoint* const one : support::every_endpoint)
        text += (text.size() == 1 ? "" : ",") + to_document(*one);
    const contract_or_problems parsed = parse_contract(text + "]");
    for (const contract_problem& p : parsed.problems())
        UNSCOPED_INFO(describe(p));
    REQUIRE(parsed);

    std::size_t usable = 0;
    for (std::size_t i = 0; i < std::size(support::every_endpoint); ++i) {
        const endpoint& compiled = *support::every_endpoint[i];
        REQUIRE(parsed[i].name == compiled.name);
        for (const recorded& r : replies) {
            for (const std::string_view job_id : {std::string_view{r.job_id}, std::string_view{}}) {
                reader one{compiled, job_id};
                reader other{parsed[i], job_id};
                const std::string due = text_of(one, r, compiled.shape.is_list);
                if (due != text_of(other, r, compiled.shape.is_list)) {
                    INFO(compiled.name << ' ' << r.where << '\n' << r.body);
                    reader again{parsed[i], job_id};
                    CHECK(text_of(again, r, compiled.shape.is_list) == due);
                }
                usable += due.find("vendor_terminal") == 0 ? 1u : 0u;
            }
        }
    }
    CHECK(usable > 100); // the endpoints do read these replies
}
