// jobpoll: reads replies from standard input, one JSON line each, and prints what breaks the contract.
//
// In:  {"endpoint":"gu1.job","status":200,"body":"<raw text>"}
// Out: {"violations":[{"pointer":"/job/status","rule":"enum","severity":"breach"}]}
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include <jobpoll/poller.hpp>
#include <jobpoll/text/violation_text.hpp>

#include <documented_endpoints.hpp>

namespace {

boost::json::string_view text_of(std::string_view text) {
    return {text.data(), text.size()};
}

std::string_view text_member(const boost::json::object& line, const char* key) {
    const boost::json::string& text = line.at(key).as_string();
    return {text.data(), text.size()};
}

boost::json::object describe(const jobpoll::violation& v) {
    return {{"pointer", jobpoll::pointer(v)},
            {"rule", text_of(jobpoll::to_string(v.rule))},
            {"severity", text_of(jobpoll::to_string(v.severity))}};
}

// More violations than any payload of the check has: what is not kept cannot be compared.
constexpr jobpoll::reader_options options{.kept_violations = 100'000};

boost::json::object answer(const boost::json::object& line, jobpoll::reader& reader) {
    const jobpoll::endpoint* e = examples::find_documented(text_member(line, "endpoint"));
    if (e == nullptr) return {{"error", "unknown endpoint"}};
    const int status = line.at("status").to_number<int>();
    const std::string body{text_member(line, "body")};
    reader.ask(*e, {}, options);
    reader.read({.status = status, .body = body});
    if (reader.counts().total() != reader.violations().size())
        return {{"error", "more violations than room"}};
    boost::json::array found;
    for (const jobpoll::violation& v : reader.violations())
        found.emplace_back(describe(v));
    return {{"violations", std::move(found)}};
}

} // namespace

int main() {
    std::ios::sync_with_stdio(false);
    jobpoll::reader reader{*examples::documented_endpoints[0], {}, options};
    for (std::string line; std::getline(std::cin, line);)
        std::cout << answer(boost::json::parse(line).as_object(), reader) << '\n';
}
