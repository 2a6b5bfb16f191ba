// Bytes as a fleet that was kept on a disk, and as a job of one; their checksums are made right, so that what
// is behind them is tried, too.
#include "fuzz.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <jobpoll/fleet.hpp>
#include <jobpoll/testing/script.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

using fuzz::promise;
using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

using clock = testing::virtual_clock;
using fleet_type = basic_fleet<clock>;

const std::vector<known_endpoint>& known() {
    static const history past = [] {
        history h;
        h.learn(90s);
        return h;
    }();
    static const std::vector<known_endpoint> all = {{&vendors::userpilot::job, &past},
                                                    {&vendors::userpilot::job_list, &past},
                                                    {&vendors::reply_io::job},
                                                    {&vendors::reply_io::job_list}};
    return all;
}

std::string number_text(std::uint64_t bits) {
    return std::to_string(static_cast<std::int64_t>(bits));
}

/// The text of a fleet with right checksums: of every job, and of the whole.
std::string with_checksums(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (text.empty()) break; // the last line is made again
        const std::string_view said = line.substr(0, line.rfind(' '));
        if (line.starts_with("jobpoll-job"))
            (made += said) += ' ' + number_text(detail::fnv1a(said)) + '\n';
        else
            (made += line) += '\n';
    }
    return made + "z " + number_text(detail::fnv1a(made)) + '\n';
}

std::string text_of(fleet_type& fleet) {
    std::string text;
    fleet.save([&text](std::string_view piece) { text += piece; });
    return text;
}

/// A fleet that was made of anything can be used.
void go_on(fleet_type& fleet) {
    for (int round = 0; round < 3; ++round) {
        const auto at = fleet.next_wakeup();
        if (!at) break;
        std::vector<job_handle> asked;
        for (const fleet_request& r : fleet.due(*at))
            asked.push_back(r.handle);
        for (const job_handle h : asked) {
            const auto answer = round == 1 ? fleet.on_reply(h, {.status = 429, .retry_after = "5"}, *at)
                                           : fleet.on_no_reply(h, *at);
            promise(answer.error == fleet_error::none, "what is due can be answered");
            promise(fleet.on_no_reply(h, *at).error == fleet_error::none || (h.slot & detail::list_bit) != 0,
                    "a job can be answered again, and a list not");
        }
    }
    std::uint32_t finished = 0;
    for (auto h = fleet.first_finished(); h; h = fleet.next_finished(*h))
        ++finished;
    promise(finished == fleet.finished_count(), "the finished jobs are the ones that were counted");
    for (auto h = fleet.first_finished(); h; h = fleet.first_finished())
        promise(fleet.erase(*h) == fleet_error::none, "a finished job can be erased");
}

void try_fleet(std::string_view text) {
    fleet_type fleet{{.max_in_flight = 3}};
    const std::string before = text_of(fleet);
    if (fleet.restore(text, known()) != fleet_text_error::none)
        return promise(text_of(fleet) == before, "what is refused changes nothing");
    const std::string saved = text_of(fleet);
    fleet_type again;
    promise(again.restore(saved, known()) == fleet_text_error::none, "what was saved can be restored");
    promise(text_of(again) == saved, "and is the same then");
    go_on(fleet);
}

/// A line that was kept in a database.
void try_job(std::string_view text) {
    for (const known_endpoint& k : known()) {
        fleet_type fleet;
        const auto made = fleet.insert_saved(*k.contract, text, clock::time_point{}, k.past);
        if (made.error != fleet_error::none) {
            promise(!fleet.next_wakeup(), "what is refused changes nothing");
            continue;
        }
        const std::string saved = fleet.save_job(made.handle);
        fleet_type again;
        promise(again.insert_saved(*k.contract, saved, clock::time_point{}, k.past).error ==
                    fleet_error::none,
                "what was saved can be inserted");
        go_on(fleet);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (text.starts_with("jobpoll-job")) {
        try_job(text);
        const std::string_view said = text.substr(0, text.rfind(' '));
        try_job(std::string{said} + ' ' + number_text(detail::fnv1a(said)));
    } else {
        try_fleet(text);
        try_fleet(with_checksums(text));
    }
    return 0;
}
