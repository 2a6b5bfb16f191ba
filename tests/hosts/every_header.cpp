// Every public header, and one use of each large part, under the flags of a strict host.
#include <public_headers.hpp>

namespace {

using namespace jobpoll;

using moment = std::chrono::steady_clock::time_point;

decision follow_one(std::string_view body, history& past) {
    poller one{vendors::gu1::job, "7", {.max_wait = std::chrono::hours{1}, .past = &past}};
    const moment now{};
    (void)one.start(now);
    (void)one.on_no_reply(now);
    const decision last = one.on_reply({.status = 200, .retry_after = "30", .body = body}, now);
    past.learn(last);
    snapshot saved;
    if (parse_snapshot(to_text(one.save()), saved) == snapshot_error::none)
        (void)one.restore(saved, now, one.last_body());
    return last;
}

std::size_t follow_many(std::string_view body, std::uint64_t account) {
    fleet all{{.max_in_flight = 2}};
    const moment now{};
    (void)all.insert(vendors::reply_io::job, "7", {.max_wait = for_ever}, now, account);
    for (const fleet_request& asked : all.due(now))
        (void)all.on_reply(asked.handle, {.status = 200, .body = body}, now);
    return all.changes().size();
}

std::size_t contracts_in(std::string_view text) {
    const endpoint* const known[] = {&vendors::gu1::job};
    return parse_contract(text, known).problems().size();
}

} // namespace

std::string use_every_header(std::string_view body) {
    history past;
    const decision last = follow_one(body, past);
    poller other{vendors::userpilot::job, "7", {.max_wait = for_ever}};
    return explain(other) + to_text(past) + std::string{to_string(last.why)} +
           std::to_string(follow_many(body, 1) + contracts_in(body));
}
