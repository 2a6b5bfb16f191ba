// The recorded replies of the catalogue's services: what each one is read as.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <jobpoll/reading/reader.hpp>

#include <support/catch.hpp>

#include "../../docs/examples/support/documented_endpoints.hpp"

using namespace jobpoll;
namespace json = boost::json;

namespace {

std::string text_of_value(const json::value& value) {
    const json::string& text = value.as_string();
    return {text.data(), text.size()};
}

json::value recording_in(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return json::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
}

std::string text_at(const json::object& all, const char* key) {
    const json::value* found = all.if_contains(key);
    return found != nullptr && found->is_string() ? text_of_value(*found) : std::string{};
}

/// The texts that a `job` or a problem has, against those that are expected of it.
void compare_error(const json::object& expected, const char* key, std::string_view code,
                   std::string_view message) {
    const json::value* all = expected.if_contains(key);
    if (all == nullptr || !all->is_object()) return;
    CHECK(std::string{code} == text_at(all->as_object(), "code"));
    CHECK(std::string{message} == text_at(all->as_object(), "message"));
}

void compare(const endpoint& e, const std::string& job_id, const json::value& one) {
    const json::object& reply_line = one.at("reply").as_object();
    const json::object& expected = one.at("expect").as_object();
    const json::value* payload = reply_line.if_contains("payload");
    const std::string body = payload != nullptr ? json::serialize(*payload) : text_at(reply_line, "body");
    const json::value* status = reply_line.if_contains("status");
    const json::value* headers = reply_line.if_contains("headers");
    const std::string retry_after =
        headers != nullptr ? text_at(headers->as_object(), "Retry-After") : std::string{};
    const int code = status == nullptr ? 200 : static_cast<int>(status->as_int64());
    jobpoll::reader seen{e, job_id};
    const report said = seen.read({.status = code, .retry_after = retry_after, .body = body});
    CHECK(std::string{to_string(said.event)} == text_at(expected, "event"));
    if (const std::string phase = text_at(expected, "phase"); !phase.empty())
        CHECK(std::string{to_string(said.phase)} == phase);
    if (const std::string outcome = text_at(expected, "outcome"); !outcome.empty())
        CHECK(std::string{to_string(said.outcome)} == outcome);
    compare_error(expected, "error", seen.job().error.code, seen.job().error.message);
    compare_error(expected, "problem", seen.problem().code, seen.problem().message);
}

} // namespace

TEST_CASE("every recorded reply of the catalogue is read as its document says") {
    std::size_t replies = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{JOBPOLL_TEST_DATA}) {
        if (entry.path().string().find(".recorded.json") == std::string::npos) continue;
        const json::value recording = recording_in(entry.path());
        const endpoint* e = examples::find_documented(text_of_value(recording.at("endpoint")));
        REQUIRE(e != nullptr);
        for (const json::value& one : recording.at("replies").as_array()) {
            if (!one.as_object().contains("reply")) continue;
            CAPTURE(std::string{e->name}, text_of_value(one.at("name")));
            compare(*e, text_of_value(recording.at("job_id")), one);
            ++replies;
        }
    }
    CHECK(replies > 200);
}
