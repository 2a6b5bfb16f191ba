#include "report.hpp"

#include <iostream>

#include <jobpoll/ostream.hpp>
#include <jobpoll/text/violation_text.hpp>

namespace examples {

std::string printable(std::string_view text) {
    std::string made{text};
    for (char& c : made)
        if (c < ' ' || c > '~') c = '?';
    return made;
}

void report_no_reply(std::string_view why) {
    std::cerr << "no reply: " << printable(why) << '\n';
}

void report(const jobpoll::poller& poller, const jobpoll::decision& next) {
    for (const jobpoll::violation& v : poller.violations())
        if (v.severity != jobpoll::severity::tolerated)
            std::cerr << v.severity << " at " << printable(pointer(v)) << ": "
                      << printable(describe(poller.read_as(), v)) << '\n';
    if (!poller.problem().message.empty())
        std::cerr << "the vendor says: " << printable(poller.problem().message) << '\n';
    if (next.status != 0) std::cerr << "HTTP " << next.status << ", ";
    std::cerr << next.phase << "; " << next << '\n';
}

void report_end(const jobpoll::endpoint& endpoint, std::string_view job_id, const jobpoll::decision& end) {
    std::cout << endpoint.name << ' ' << printable(job_id) << ": " << end << '\n';
}

} // namespace examples
