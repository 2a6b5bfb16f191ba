// The order of keys never matters: every recorded body, read by every endpoint, in many orders.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
namespace json = boost::json;

namespace {

/// The value with the keys of all its objects in another order.
json::value shuffled(const json::value& from, std::mt19937& random) {
    if (const json::array* elements = from.if_array()) {
        json::array made;
        for (const json::value& element : *elements)
            made.push_back(shuffled(element, random));
        return made;
    }
    const json::object* members = from.if_object();
    if (members == nullptr) return from;
    std::vector<const json::key_value_pair*> order;
    for (const json::key_value_pair& member : *members)
        order.push_back(&member);
    std::shuffle(order.begin(), order.end(), random);
    json::object made;
    for (const json::key_value_pair* member : order)
        made.emplace(member->key(), shuffled(member->value(), random));
    return made;
}

/// The value with the keys of all its objects in one order.
json::value sorted(const json::value& from) {
    if (const json::array* elements = from.if_array()) {
        json::array made;
        for (const json::value& element : *elements)
            made.push_back(sorted(element));
        return made;
    }
    const json::object* members = from.if_object();
    if (members == nullptr) return from;
    std::set<std::string> keys;
    for (const json::key_value_pair& member : *members)
        keys.emplace(member.key());
    json::object made;
    for (const std::string& key : keys)
        made.emplace(key, sorted(members->at(key)));
    return made;
}

std::string text_of(const json_text& value) {
    return value.empty() ? std::string{} : json::serialize(sorted(json::parse(value.text())));
}

template <class Number>
std::string number_of(const Number& value) {
    return value ? std::to_string(*value) : std::string{"-"};
}

std::string time_of(optional_milliseconds value) {
    return value ? std::to_string(value->count()) : std::string{"-"};
}

/// Everything that a reply says but offsets.
std::string everything_told(support::reader& r, const endpoint& e, const std::string& body,
                            std::string_view id) {
    const support::seen& seen = r.read(e, body, id);
    const report& said = seen.said;
    const job& j = seen.job;
    std::string text{to_string(said.event)};
    const auto add = [&text](std::string_view piece) { (text += '|') += piece; };
    for (const std::string_view piece :
         {to_string(said.phase), to_string(said.outcome), j.id, j.vendor_status, j.kind, j.name, j.error.code,
          j.error.message, j.reason, seen.problem.code, seen.problem.message})
        add(piece);
    add(text_of(j.result));
    add(text_of(j.hint));
    for (const std::int64_t number :
         {std::int64_t{said.mentions_job}, std::int64_t{said.progress}, said.items_done, said.items_total,
          static_cast<std::int64_t>(said.activity)})
        add(std::to_string(number));
    for (const auto& count : {j.items.total, j.items.completed, j.items.succeeded, j.items.failed})
        add(number_of(count));
    for (const auto& time : {j.times.created, j.times.started, j.times.finished, j.times.heartbeat})
        add(time_of(time));
    std::multiset<std::string> problems;
    for (const violation& v : seen.violations)
        problems.insert(support::line_of(v));
    for (const std::string& problem : problems)
        add(problem);
    return text;
}

/// Every JSON document among the recorded data: files, and the payloads of recorded lines.
std::vector<json::value> recorded_documents() {
    std::vector<json::value> all;
    const auto take = [&all](const std::string& text) {
        boost::system::error_code error;
        json::value parsed = json::parse(text, error);
        if (!error) all.push_back(std::move(parsed));
    };
    for (const auto& entry : std::filesystem::recursive_directory_iterator{JOBPOLL_TEST_DATA}) {
        std::ifstream file{entry.path()};
        if (entry.path().extension() == ".json") take({std::istreambuf_iterator<char>{file}, {}});
        if (entry.path().extension() != ".jsonl") continue;
        for (std::string line; std::getline(file, line);) {
            boost::system::error_code error;
            const json::value parsed = json::parse(line, error);
            if (const json::object* members = parsed.if_object(); !error && members != nullptr)
                if (const json::value* payload = members->if_contains("payload")) all.push_back(*payload);
        }
    }
    for (const support::sample& s : support::samples())
        for (const jobpoll::status_word& w : support::words_of(s.endpoint))
            take(support::body_of(s, w.text));
    return all;
}

} // namespace

TEST_CASE("the order of keys changes neither the report, nor the job, nor the violations") {
    std::mt19937 random{20261125};
    support::reader r;
    std::size_t compared = 0;
    for (const json::value& document : recorded_documents()) {
        if (!document.is_object() && !document.is_array()) continue;
        ++compared;
        for (const support::sample& s : support::samples()) {
            const std::string first = everything_told(r, s.endpoint, json::serialize(document), s.job_id);
            for (int i = 0; i < 6; ++i) {
                const std::string other = json::serialize(shuffled(document, random));
                const std::string second = everything_told(r, s.endpoint, other, s.job_id);
                if (first != second)
                    FAIL(s.endpoint.name << '\n' << other << '\n' << first << '\n' << second);
            }
        }
    }
    CHECK(compared > 100);
}
