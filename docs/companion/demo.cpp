#include "demo.hpp"

#include <algorithm>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <jobpoll/text/decision_text.hpp>

#include "demo_stories.hpp"
#include "endpoints_table.hpp"
#include "files.hpp"
#include "printable.hpp"
#include "recorded_lines.hpp"
#include "replay.hpp"
#include "replayer.hpp"

namespace companion {

namespace {

line_source lines_of(const demo_story& story) {
    return [rest = story.lines, place = line_place{std::string{story.file}}](recorded_line& into) mutable {
        if (rest.empty()) return false;
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        ++place.line;
        into = parse_recorded_line(line, place);
        return true;
    };
}

namespace json = boost::json;

std::string_view text_of(const json::value& value) {
    const json::string& text = value.as_string();
    return {text.data(), text.size()};
}

/// The reply of that name as a line of a recording.
std::string line_of(const json::value& recorded, std::string_view name) {
    for (const json::value& one : recorded.at("replies").as_array())
        if (text_of(one.at("name")) == name) return json::serialize(one.at("reply"));
    return {};
}

std::string padded(std::string text, std::size_t size) {
    text.append(size > text.size() ? size - text.size() : 1, ' ');
    return text;
}

/// The first story of an endpoint: how many polls it took, for how long, and how it ended.
void print_short(const recorded_endpoint& from) {
    const json::value recorded = json::parse({from.text.data(), from.text.size()});
    settings s;
    s.endpoint = &find_endpoint(text_of(recorded.at("endpoint")));
    s.job_id = text_of(recorded.at("job_id"));
    replayer player{s};
    line_place place{std::string{from.file}};
    for (const json::value& name : recorded.at("stories").as_array().front().at("plays").as_array()) {
        ++place.line;
        player.play(parse_recorded_line(line_of(recorded, text_of(name)), place));
    }
    const decision& last = player.pending();
    put_line(
        padded(std::string{s.endpoint->name}, 26) + padded(std::to_string(last.attempts) + " polls", 10) +
        padded(jobpoll::describe(last.at.time_since_epoch()), 14) + std::string{to_string(last.outcome)} +
        (player.job().vendor_status.empty() ? "" : " (" + printable(player.job().vendor_status, 40) + ")"));
}

} // namespace

exit_code show_demo(const settings&) {
    put("Recorded replies, replayed in virtual time: nothing is sent, and the waiting takes no time.\n");
    for (const demo_story& story : demo_stories) {
        settings s;
        s.endpoint = &find_endpoint(story.endpoint);
        s.job_id = story.job_id;
        put_line("");
        print_timeline(s, lines_of(story));
    }
    put_line("\nThe other endpoints, one story each:\n");
    for (const recorded_endpoint& recorded : recorded_endpoints)
        print_short(recorded);
    return exit_code::good;
}

} // namespace companion
