// Bytes as a document of contracts: a contract or problems, and a contract that is printed reads the same
// again.
#include "fuzz.hpp"

#include <string>
#include <string_view>

#include <jobpoll/contract_document.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

using fuzz::promise;
using namespace jobpoll;

namespace {

constexpr const endpoint* known[] = {&vendors::gu1::job, &vendors::reply_io::job,
                                     &vendors::reply_io::job_list, &vendors::userpilot::job_list};

constexpr std::string_view bodies[] = {
    R"({"success":true,"job":{"jobId":"a","status":"running","metadata":{}}})",
    R"({"items":[{"id":"a","status":"done"},{"id":7,"status":null}],"hasMore":false})",
    R"([{"id":"a","status":"queued","progress":0.5},[],"x",null])",
    R"({"id":"a","status":{"state":["x"]},"error":{"code":1,"message":"m"},"at":"2026-01-01T00:00:00Z"})",
    R"({"a":{"b":[{"c":1},{"c":true}]},"status":"failed"})",
};

void check_problems(const contract_or_problems& parsed, std::size_t size) {
    promise(parsed.problems().size() <= detail::problem_limit + 1, "problems are bounded");
    for (const contract_problem& p : parsed.problems()) {
        promise(!p.sentence.empty() && !describe(p).empty(), "a problem has a sentence");
        promise(p.pointer.empty() || p.pointer.front() == '/', "a pointer begins with a slash");
        promise(p.offset.has_value() == (p.what == document_problem::not_json),
                "what is no JSON has an offset");
        promise(!p.offset || *p.offset <= size, "an offset is inside the text");
        promise(p.rule.has_value() == (p.what == document_problem::broken_rule), "a broken rule is named");
    }
}

void check_contract(const endpoint& e) {
    const std::string printed = to_document(e);
    // The others that it names may be of the same document.
    const endpoint* named[] = {e.alternative,    e.list,           e.items_of,      e.errors[0].body,
                               e.errors[1].body, e.errors[2].body, e.errors[3].body};
    const contract_or_problems again = parse_contract(printed, named);
    if (!again) {
        for (const contract_problem& p : again.problems())
            std::fprintf(stderr, "%s\n", describe(p).c_str());
        // Only that another contract names it in `errors` makes a contract without roles one of error bodies.
        promise(e.shape.status_member == detail::no_index && e.shape.word_count == 0,
                "what is printed is read");
        return;
    }
    promise(again[0].fingerprint == e.fingerprint, "with the same fingerprint");
    promise(to_document(again[0]) == printed, "and printed the same");
    for (const std::string_view body : bodies) {
        reader by{e, "a"};
        reader twin{again[0], "a"};
        promise(by.read({.status = 200, .body = body}) == twin.read({.status = 200, .body = body}),
                "a contract that was printed reads as before");
        static_cast<void>(by.read({.status = 404, .body = body}));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const contract_or_problems parsed = parse_contract(text, known);
    promise(static_cast<bool>(parsed) == parsed.problems().empty(), "a contract, or problems");
    promise(parsed.empty() != static_cast<bool>(parsed), "and not both");
    check_problems(parsed, size);
    for (const endpoint& e : parsed)
        check_contract(e);
    return 0;
}
