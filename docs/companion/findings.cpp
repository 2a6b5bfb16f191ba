#include "findings.hpp"

#include <jobpoll/text/violation_text.hpp>

namespace companion {

findings write_out(const jobpoll::endpoint& read_as, std::span<const jobpoll::violation> violations,
                   const jobpoll::problem& problem) {
    findings all;
    for (const jobpoll::violation& v : violations)
        all.violations.push_back({jobpoll::pointer(v), v.rule, v.severity, v.offset,
                                  jobpoll::expected(read_as, v), jobpoll::describe(read_as, v)});
    all.problem = {std::string{problem.code}, std::string{problem.message},
                   std::string{problem.where.text()}};
    return all;
}

void write_findings(json_writer& json, const findings& all) {
    json.key("violations").begin_array();
    for (const finding& f : all.violations)
        json.begin_object()
            .string("pointer", f.pointer)
            .string("rule", to_string(f.rule))
            .string("severity", to_string(f.severity))
            .key("offset")
            .offset(f.offset)
            .string_or_null("expected", f.expected)
            .string("message", f.message)
            .end_object();
    json.end_array().key("problem");
    if (all.problem.empty())
        json.null();
    else
        json.begin_object()
            .string_or_null("code", all.problem.code)
            .string_or_null("message", all.problem.message)
            .string_or_null("where", all.problem.where)
            .end_object();
}

} // namespace companion
