#include "replay.hpp"

#include <string>
#include <utility>
#include <vector>

#include "decision_json.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "fleet_replay.hpp"
#include "replay_picture.hpp"
#include "replayer.hpp"
#include "style.hpp"
#include "timeline.hpp"

namespace companion {

namespace {

line_source lines_of(input_file& file) {
    return [&file, text = std::string{}](recorded_line& into) mutable {
        if (!file.next_line(text)) return false;
        into = parse_recorded_line(text, file.place());
        return true;
    };
}

// One answer for each line, before the next line is read: another program may wait for it.
void print_json_lines(const settings& s, const line_source& next) {
    replayer player{s};
    put_line(decision_line(player));
    for (recorded_line line; next(line);) {
        player.play(line);
        put_line(decision_line(player));
    }
}

// A timeline of a file with a mistake in it is not begun.
std::vector<recorded_line> read_lines(const line_source& next) {
    std::vector<recorded_line> lines;
    for (recorded_line line; next(line);)
        lines.push_back(line);
    return lines;
}

line_source lines_of(const std::vector<recorded_line>& lines) {
    return [next = lines.begin(), end = lines.end()](recorded_line& into) mutable {
        if (next == end) return false;
        into = *next++;
        return true;
    };
}

} // namespace

void print_timeline(const settings& s, const line_source& next) {
    timeline written{s, style_of_output()};
    replayer player{s};
    put(written.head());
    for (recorded_line line; player.pending().poll_again() && next(line);) {
        player.play(line);
        put(written.row(line, player));
    }
    put(written.end(player));
}

namespace {

void print_file(const settings& s, const line_source& next) {
    const std::vector<recorded_line> lines = read_lines(next);
    print_timeline(s, lines_of(lines));
}

/// The same lines, of which a copy is kept.
line_source kept_in(std::vector<recorded_line>& lines, line_source next) {
    return [&lines, next = std::move(next)](recorded_line& into) {
        if (!next(into)) return false;
        lines.push_back(into);
        return true;
    };
}

} // namespace

exit_code replay(const settings& s) {
    const bool is_file = !s.files.empty() && s.files.front() != "-";
    if (!s.job_ids.empty()) {
        if (!s.svg.empty()) throw failure{exit_code::usage, "jobpoll: --svg draws one job, not many"};
        input_file replies{is_file ? s.files.front() : "-"};
        return replay_fleet(s, lines_of(replies));
    }
    const replayer options_make_sense{s};
    input_file file{is_file ? s.files.front() : "-"};
    // The picture is collected meanwhile; each answer is still written at once.
    std::vector<recorded_line> drawn;
    const line_source next = s.svg.empty() ? lines_of(file) : kept_in(drawn, lines_of(file));
    if (s.jsonl)
        print_json_lines(s, next);
    else if (!is_file)
        print_timeline(s, next);
    else
        print_file(s, next);
    if (!s.svg.empty()) write_file(s.svg, draw_replay(s, drawn));
    return exit_code::good;
}

} // namespace companion
