#include "story.hpp"

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <string_view>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "known_endpoints.hpp"

namespace vendor_server {

namespace {

namespace json = boost::json;

/// One line, which knows where it stands.
struct line {
    std::string place;
    json::object members;

    [[noreturn]] void refuse(const std::string& what) const { throw story_error{place + ": " + what}; }

    void allow(std::initializer_list<std::string_view> names) const {
        for (const auto& member : members)
            if (std::find(names.begin(), names.end(), std::string_view{member.key()}) == names.end())
                refuse("no member is called \"" + std::string{member.key()} + '"');
    }

    [[nodiscard]] std::string text(std::string_view name) const {
        const json::value* value = members.if_contains(name);
        if (value == nullptr || !value->is_string()) refuse(std::string{name} + ": expected a text");
        return std::string{value->get_string()};
    }

    [[nodiscard]] bool flag(std::string_view name) const {
        const json::value* value = members.if_contains(name);
        if (value == nullptr) return false;
        if (!value->is_bool() || !value->get_bool()) refuse(std::string{name} + ": expected true");
        return true;
    }

    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const {
        const json::value* value = members.if_contains(name);
        if (value == nullptr) return std::nullopt;
        if (!value->is_int64() || value->get_int64() < 0)
            refuse(std::string{name} + ": expected a whole number that is not negative");
        return value->get_int64();
    }

    template <class Duration>
    [[nodiscard]] std::optional<Duration> duration(std::string_view name) const {
        const std::optional<std::int64_t> value = number(name);
        return value ? std::optional{Duration{*value}} : std::nullopt;
    }
};

line parse_line(const std::string& text, const std::string& place) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object()) throw story_error{place + ": expected a JSON object on one line"};
    return {place, std::move(value.get_object())};
}

void take_headers(const line& from, scripted_reply& made) {
    const json::value* headers = from.members.if_contains("headers");
    if (headers == nullptr) return;
    if (!headers->is_object()) from.refuse("headers: expected an object");
    for (const auto& header : headers->get_object()) {
        if (!header.value().is_string()) from.refuse("headers: expected texts");
        made.headers.emplace_back(header.key(), header.value().get_string());
    }
}

scripted_reply reply_of(const line& from) {
    from.allow({"at_ms", "status", "headers", "body", "payload", "latency_ms", "retry_after_date_s",
                "no_reply", "reset", "truncate_at", "between_bytes_ms", "pad_to"});
    scripted_reply made;
    made.status = static_cast<int>(from.number("status").value_or(200));
    take_headers(from, made);
    if (const json::value* payload = from.members.if_contains("payload"))
        made.body = json::serialize(*payload);
    else if (from.members.contains("body"))
        made.body = from.text("body");
    // White space after the JSON changes its length and nothing else.
    const auto length = static_cast<std::size_t>(from.number("pad_to").value_or(0));
    if (made.body.size() < length) made.body.resize(length, ' ');
    using std::chrono::milliseconds;
    made.latency = from.duration<milliseconds>("latency_ms").value_or(milliseconds{0});
    made.retry_after_date = from.duration<std::chrono::seconds>("retry_after_date_s");
    made.no_reply = from.flag("no_reply");
    made.reset = from.flag("reset");
    if (const auto bytes = from.number("truncate_at")) made.truncate_at = static_cast<std::size_t>(*bytes);
    made.between_bytes = from.duration<milliseconds>("between_bytes_ms");
    return made;
}

/// The first line of a story.
story begin_of(const line& from) {
    from.allow({"story", "endpoint", "job_id"});
    story made;
    if (from.members.contains("story")) made.name = from.text("story");
    made.endpoint = &examples::find_endpoint(from.text("endpoint"));
    made.job_id = from.text("job_id");
    return made;
}

} // namespace

std::vector<story> read_stories(const std::string& path) {
    // A file, or `FILE#NAME` for one story of it.
    const std::string name = path.find('#') == std::string::npos ? "" : path.substr(path.find('#') + 1);
    std::ifstream file{path.substr(0, path.find('#'))};
    if (!file) throw story_error{path + ": cannot be read"};
    std::vector<story> made;
    int number = 0;
    for (std::string text; std::getline(file, text);) {
        ++number;
        if (text.empty()) continue;
        const line read = parse_line(text, path + ':' + std::to_string(number));
        if (read.members.contains("endpoint"))
            made.push_back(begin_of(read));
        else if (made.empty())
            read.refuse("expected the endpoint and the job id of a story first");
        // Those two are of the polling side alone.
        else if (!read.members.contains("cancel") && !read.members.contains("restart"))
            made.back().replies.push_back(reply_of(read));
    }
    std::erase_if(made, [&name](const story& s) { return !name.empty() && s.name != name; });
    const auto is_empty = [](const story& s) { return s.replies.empty(); };
    if (made.empty() || std::any_of(made.begin(), made.end(), is_empty))
        throw story_error{path + ": there is no reply in it"};
    return made;
}

} // namespace vendor_server
