// Bytes as the body of a reply, read by every endpoint: what the reader says has to be true.
#include "fuzz.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <boost/json/parser.hpp>

#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/reading/status_codes.hpp>
#include <jobpoll/reading/syntax.hpp>
#include <jobpoll/text/violation_text.hpp>

#include <support/bodies.hpp>
#include <support/every_endpoint.hpp>
#include <support/workshop.hpp>

using fuzz::promise;
using namespace jobpoll;

namespace {

constexpr int status_codes[] = {200, 200, 200, 201, 204, 304, 302, 400, 401,
                                404, 410, 422, 429, 500, 503, 199, 600, -7};
constexpr std::size_t kept_violations = 12;

/// Whether some sample is of this endpoint.
bool has_sample(const std::vector<support::sample>& samples, const endpoint& e) {
    return std::any_of(samples.begin(), samples.end(),
                       [&e](const support::sample& s) { return &s.endpoint == &e; });
}

/// The samples of the four vendors, an invented endpoint, then every other endpoint of jobs. The first byte
/// of an input is the place in this order.
const std::vector<support::sample>& asked() {
    static const std::vector<support::sample> all = [] {
        std::vector<support::sample> made = support::samples();
        made.push_back({support::workshop, "w", {}});
        for (const endpoint* const e : support::every_endpoint)
            if (e->shape.nodes[e->shape.job_node].is_job && !has_sample(made, *e))
                made.push_back({*e, "7", {}});
        return made;
    }();
    return all;
}

/// One read with a reader of its own, out of a copy of the body that ends where its bytes end. The copy is
/// gone afterwards: what the reader says must not depend on it.
struct reading {
    reader seen;
    std::size_t body_size;
    report said;

    reading(const endpoint& e, int code, std::string_view text, std::string_view job_id, bool strict)
        : seen{e, job_id, {.strict = strict, .kept_violations = kept_violations}},
          body_size{text.size()},
          said{read_copy(code, text)} {}

    bool is_usable() const { return jobpoll::is_usable(said.event); }

private:
    report read_copy(int code, std::string_view text) {
        std::vector<char> copy{text.begin(), text.end()};
        const report made = seen.read({.status = code, .body = {copy.data(), copy.size()}});
        std::fill(copy.begin(), copy.end(), '\x7f');
        return made;
    }
};

/// Everything that a reading says, in text.
std::string text_of(const reading& r) {
    std::string text{to_string(r.said.event)};
    const job& j = r.seen.job();
    const problem& said = r.seen.problem();
    for (const std::string_view part :
         {j.id, j.vendor_status, j.kind, j.name, j.error.code, j.error.message, j.result.text(),
          j.hint.text(), said.code, said.message, said.where.text(), j.reason, j.reason_code, j.next_url,
          j.result_url}) {
        text += '\n';
        text += part;
    }
    for (const auto& number : {j.items.total, j.items.completed, j.items.succeeded, j.items.failed,
                               j.items.skipped, j.items.remaining})
        text += ' ' + (number ? std::to_string(*number) : "-");
    for (const auto& time :
         {j.times.created, j.times.started, j.times.finished, j.times.heartbeat, j.times.lease_expires,
          j.times.expires, j.times.expected_end, j.remaining, r.said.retry_after})
        text += ' ' + (time ? std::to_string(time->count()) : "-");
    text += ' ' + (j.progress ? std::to_string(*j.progress) : "-");
    text += j.retryable ? (*j.retryable ? " retryable " : " final ") : " - ";
    text += to_string(j.phase);
    text += to_string(j.outcome);
    for (const violation& v : r.seen.violations())
        text += '\n' + pointer(v) + ' ' + describe(r.seen.read_as(), v) + ' ' + std::to_string(v.offset);
    return text;
}

void check_job(const reading& r) {
    const job& j = r.seen.job();
    promise(!j.progress || (*j.progress >= 0 && *j.progress <= 1000), "progress is 0 to 1000");
    if (!r.is_usable() || !r.said.mentions_job) return;
    promise(r.said.phase == j.phase && r.said.outcome == j.outcome, "the report says what the job says");
    promise(r.seen.body().size() == r.body_size, "the body of the last usable reply is kept");
    promise((r.said.event == event::vendor_terminal) == (j.outcome != outcome::none),
            "the job ends exactly where it has an outcome");
    promise((j.phase == phase::finished) == (j.outcome != outcome::none), "a finished job has an outcome");
    promise(j.outcome == outcome::none || ended_by_vendor(j.outcome), "the outcome is the vendor's");
}

bool is_row_of(const endpoint& e, const endpoint_member* row) {
    return std::less_equal<>{}(std::begin(e.members), row) && std::less<>{}(row, std::end(e.members));
}

bool is_success(int code) {
    return code >= 200 && code < 300;
}

void check_violations(const reading& r, const endpoint& asked) {
    const reader& seen = r.seen;
    promise(seen.violations().size() == std::min<std::size_t>(seen.counts().total(), kept_violations),
            "the first violations are kept, and all are counted");
    for (const violation& v : seen.violations()) {
        promise(v.offset <= r.body_size, "an offset is inside the body");
        const std::string at = pointer(v);
        promise(at.empty() || at.front() == '/', "a pointer begins with a slash");
        promise(v.declared == nullptr || v.declared->at.empty() || !is_success(r.said.status) ||
                    is_row_of(seen.read_as(), v.declared) || is_row_of(asked, v.declared),
                "a violation names a row of the contract that was asked for or read by");
    }
}

/// The parser of the same library, into a tree: an independent way through the same bytes.
bool is_json(std::string_view body) {
    boost::json::parser parser;
    boost::system::error_code error;
    parser.write(body.data(), body.size(), error);
    return !error;
}

void check_accepted(const endpoint& e, std::string_view body) {
    for (const reply& r : {reply{.status = 202, .body = body}, reply{.status = 202, .location = body}}) {
        const accepted_job made = read_accepted(e, r);
        promise(made.what == event::in_progress, "202 is a job that was created");
        promise(made.job_id.size() <= body.size() && made.status_url.size() <= body.size(),
                "what is accepted stands in the reply");
        promise(made.can_be_polled() == !(made.job_id.empty() && made.status_url.empty()),
                "an id or a URL can be polled");
    }
}

bool has_syntax_error(const reader& seen) {
    for (const violation& v : seen.violations())
        for (const rule r : {rule::empty_body, rule::html, rule::byte_order_mark, rule::syntax,
                             rule::truncated, rule::trailing_bytes, rule::unicode, rule::depth})
            if (v.rule == r) return true;
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::choices choose{data, size};
    const auto& samples = asked();
    const support::sample& s = samples[choose.below(static_cast<std::uint8_t>(samples.size()))];
    const int code = status_codes[choose.below(std::size(status_codes))];
    const bool any_job = choose.flag();
    const std::string_view body = choose.rest();
    const std::string_view job_id = any_job ? std::string_view{} : s.job_id;

    const reading once{s.endpoint, code, body, job_id, false};
    const reading again{s.endpoint, code, body, job_id, false};
    const reading strictly{s.endpoint, code, body, job_id, true};
    promise(once.said == again.said && text_of(once) == text_of(again),
            "the same bytes are read in the same way");
    check_job(once);
    check_violations(once, s.endpoint);
    check_violations(strictly, s.endpoint);
    check_accepted(s.endpoint, body);
    const status_code_row* const row = find_code_row(s.endpoint, code, {});
    if (row != nullptr && row->phase != phase::unknown) return 0; // the code decides, not the body
    if (meaning_of(s.endpoint, code) != event::in_progress) {
        promise(!once.is_usable(), "an error reply tells nothing of the job");
        return 0;
    }
    promise((once.said.event != event::malformed) == (once.seen.counts().fatal == 0),
            "what can be decided by has no fatal violation");
    if (once.said.event != event::malformed && !once.is_usable()) return 0; // an event in a reply of success
    const bool keeps_contract = once.seen.counts().fatal == 0 && once.seen.counts().breaches == 0;
    promise(strictly.is_usable() || !keeps_contract, "strict takes what keeps the contract");
    // In a list a breach of a job that was not asked for stays one.
    const bool is_list = once.seen.read_as().shape.is_list;
    promise(!strictly.is_usable() || keeps_contract || (is_list && once.is_usable()),
            "strict refuses what breaks the contract");
    if (has_no_body(code) && body.empty()) return 0;
    if (once.is_usable()) promise(is_json(detail::without_byte_order_mark(body)), "what is usable is JSON");
    if (is_json(body)) promise(!has_syntax_error(once.seen), "what is JSON has no error of syntax");
    return 0;
}
