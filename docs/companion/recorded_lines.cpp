#include "recorded_lines.hpp"

#include <algorithm>
#include <limits>

#include <boost/json/value.hpp>

#include "json_line.hpp"

namespace companion {

namespace {

constexpr std::int64_t no_number = -1;

struct flag_row {
    std::string_view name;
    happening what;
};
constexpr flag_row flags[] = {
    {"no_reply", happening::no_reply}, {"cancel", happening::cancel}, {"restart", happening::restart}};

bool is_same_header(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [lower](char x, char y) { return lower(x) == lower(y); });
}

void take_headers(const json_line& line, jobpoll::received& into) {
    const boost::json::value* headers = line.find("headers");
    if (headers == nullptr) return;
    if (!headers->is_object()) throw line.wrong("/headers", "must be an object");
    for (const auto& header : headers->as_object()) {
        const std::string name{header.key().data(), header.key().size()};
        if (!header.value().is_string() && !header.value().is_null())
            throw line.wrong("/headers/" + name, "must be a string or null");
        if (header.value().is_null()) continue;
        const std::string value{header.value().as_string().data(), header.value().as_string().size()};
        if (is_same_header(name, "Retry-After")) into.retry_after = value;
        if (is_same_header(name, "Date")) into.date = value;
        if (is_same_header(name, "Location")) into.location = value;
    }
}

// Three digits, as HTTP has them: what the library thinks of 99 or 1000 cannot happen; of 600, it can.
jobpoll::received take_reply(const json_line& line) {
    jobpoll::received reply;
    if (line.has("body") && line.has("payload")) throw line.wrong("/payload", "there is a body already");
    if (!line.has("body") && !line.has("payload") && !line.has("status"))
        throw line.wrong("", "is no reply: it has neither status nor body nor payload");
    reply.status = static_cast<int>(line.whole_number("status", 100, 999, 200));
    reply.body = line.has("payload") ? line.raw_text("payload") : line.string("body");
    reply.took = std::chrono::milliseconds{
        line.whole_number("took_ms", 0, std::numeric_limits<std::int64_t>::max(), 0)};
    take_headers(line, reply);
    return reply;
}

} // namespace

recorded_line parse_recorded_line(std::string_view text, const line_place& place) {
    const json_line line{text, place};
    recorded_line recorded;
    line.allow({"at_ms", "took_ms", "status", "headers", "body", "payload", "no_reply", "cancel", "restart"});
    const std::int64_t at =
        line.whole_number("at_ms", 0, std::numeric_limits<std::int64_t>::max(), no_number);
    if (at != no_number) recorded.at = jobpoll::milliseconds{at};
    for (const flag_row& row : flags) {
        if (!line.flag(row.name)) continue;
        line.allow({"at_ms", row.name});
        recorded.what = row.what;
        return recorded;
    }
    recorded.reply = take_reply(line);
    return recorded;
}

jobpoll::received parse_reply_line(std::string_view text, const line_place& place) {
    const json_line line{text, place};
    line.allow({"took_ms", "status", "headers", "body", "payload"});
    return take_reply(line);
}

} // namespace companion
