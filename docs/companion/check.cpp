#include "check.hpp"

#include <string>
#include <vector>

#include "checked_reply.hpp"
#include "files.hpp"
#include "recorded_lines.hpp"

namespace companion {

namespace {

std::vector<std::string> inputs_of(const settings& s) {
    return s.files.empty() ? std::vector<std::string>{"-"} : s.files;
}

exit_code check_lines(const settings& s) {
    checker reader{s};
    exit_code worst = exit_code::good;
    for (const std::string& path : inputs_of(s)) {
        input_file file{path};
        for (std::string line; file.next_line(line);) {
            const jobpoll::received reply = parse_reply_line(line, file.place());
            exit_code verdict = exit_code::good;
            put_line(checked_as_json(reader, s, reply.view(), verdict));
            worst = worse(worst, verdict);
        }
    }
    return worst;
}

struct named_body {
    std::string name;
    std::string body;
};

// Everything is read before anything is printed: a file that is not there ends the run with one line.
exit_code check_bodies(const settings& s) {
    std::vector<named_body> bodies;
    for (const std::string& path : inputs_of(s)) {
        input_file file{path};
        bodies.push_back({file.place().file, file.read_all()});
    }
    checker reader{s};
    exit_code worst = exit_code::good;
    for (const named_body& b : bodies) {
        exit_code verdict = exit_code::good;
        const std::string text = checked_as_text(reader, {.status = 200, .body = b.body}, verdict);
        put(b.name + ": " + text);
        worst = worse(worst, verdict);
    }
    return worst;
}

} // namespace

exit_code check(const settings& s) {
    return s.jsonl ? check_lines(s) : check_bodies(s);
}

} // namespace companion
