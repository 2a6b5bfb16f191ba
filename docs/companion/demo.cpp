#include "demo.hpp"

#include <string>

#include "demo_stories.hpp"
#include "endpoints_table.hpp"
#include "files.hpp"
#include "recorded_lines.hpp"
#include "replay.hpp"

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

} // namespace

exit_code show_demo(const settings&) {
    put("Recorded replies of seven endpoints, replayed in virtual time: nothing is sent, nobody waits.\n");
    for (const demo_story& story : demo_stories) {
        settings s;
        s.endpoint = &find_endpoint(story.endpoint);
        s.job_id = story.job_id;
        put_line("");
        print_timeline(s, lines_of(story));
    }
    return exit_code::good;
}

} // namespace companion
