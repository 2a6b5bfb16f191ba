// Bytes as a fleet that was kept on a disk, and as its journal; their checksums are made right, so that what
// is behind them is tried, too.
#include "fuzz.hpp"

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

/// The text of a fleet with a right last line.
std::string fleet_with_checksum(std::string_view text) {
    const std::size_t last = text.size() < 2 ? std::string_view::npos : text.rfind('\n', text.size() - 2);
    if (last == std::string_view::npos) return std::string{text};
    const std::string made{text.substr(0, last + 1)};
    return made + "z " + number_text(detail::fnv1a(made)) + '\n';
}

/// The journal with a right checksum at the end of every line.
std::string journal_with_checksums(std::string_view text) {
    std::string made;
    std::uint64_t chain = 0;
    for (std::string_view line; detail::take_line(text, line);) {
        const std::string_view said = line.substr(0, line.rfind(' '));
        chain = detail::fnv1a(said, detail::fnv1a(chain, detail::fnv1a("")));
        (made += said) += ' ' + number_text(chain) + '\n';
    }
    return made;
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
            promise(fleet.on_no_reply(h, *at).error == fleet_error::none ||
                        (h.slot & detail::ticket_bit) != 0,
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

void try_journal(std::string_view text) {
    fleet_type fleet{{.max_in_flight = 3}};
    const journal_replay done = fleet.follow_journal(text, known());
    promise(done.good_bytes <= text.size(), "no more is followed than there is");
    if (done.error != fleet_text_error::none) return;
    const std::string saved = text_of(fleet);
    fleet_type again;
    promise(again.restore(saved, known()) == fleet_text_error::none, "what a journal made can be kept");
    promise(text_of(again) == saved, "and is the same then");
    go_on(fleet);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (text.starts_with(detail::journal_magic)) {
        try_journal(text);
        try_journal(journal_with_checksums(text));
    } else {
        try_fleet(text);
        try_fleet(fleet_with_checksum(text));
    }
    return 0;
}
