#include "scaffold_check.hpp"

#include <jobpoll/contract_document.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/text/violation_text.hpp>

#include "failure.hpp"
#include "printable.hpp"

namespace companion {

namespace {

// The rows of `.errors`: they name contracts of the same document.
std::string errors_of(const contract& known, const endpoint_name& name) {
    std::string rows;
    for (const documented_error& error : known.errors)
        rows += (rows.empty() ? "{" : ", {") +
                (error.code == 0 ? std::string{} : "\"code\": " + std::to_string(error.code) + ", ") +
                "\"body\": \"" + name.space + "." + name.of_error(error.code) + "\"}";
    return rows;
}

void append_document(std::string& to, std::string one) {
    while (one.ends_with('\n'))
        one.pop_back();
    to += (to.empty() ? "" : ",\n") + one;
}

void hold_sample(const jobpoll::endpoint& e, const sample& one, bool is_documented) {
    jobpoll::reader seen{e};
    const jobpoll::report said = seen.read({.status = 200, .body = one.file.text});
    const bool is_read = said.event == jobpoll::event::in_progress ||
                         said.event == jobpoll::event::vendor_terminal ||
                         said.event == jobpoll::event::unknown_status;
    if (is_read && seen.counts().fatal == 0 && (is_documented || seen.counts().breaches == 0)) return;
    std::string why = std::string{to_string(said.event)};
    if (!seen.violations().empty()) why = printable(describe(seen.read_as(), seen.violations().front()));
    throw failure{
        exit_code::bad_input,
        one.file.name + ": no declaration was found that reads this sample: " + why +
            "; if it is the reply of another endpoint, leave it out; name the status with --status, "
            "the job with --job"};
}

} // namespace

std::string write_document(const contract& known, const drafted_declaration& job,
                           const std::vector<drafted_declaration>& errors, const endpoint_name& name) {
    std::string all;
    for (const drafted_declaration& error : errors)
        append_document(all, jobpoll::to_document(error.rows));
    std::string last = jobpoll::to_document(job.rows);
    if (!known.errors.empty())
        last.insert(last.rfind("\n}"), ",\n  \"errors\": [" + errors_of(known, name) + "]");
    append_document(all, last);
    return errors.empty() ? all + '\n' : "[" + all + "]\n";
}

void hold_to_the_rules(const std::string& document, const drafted_declaration& job,
                       const std::vector<sample>& samples, bool is_documented, const std::string& file) {
    const jobpoll::contract_or_problems made = jobpoll::parse_contract(document);
    if (!made) {
        const jobpoll::contract_problem& first = made.problems().front();
        const bool is_member = first.pointer.find("/members/") != std::string::npos &&
                               first.row < std::size(job.rows.members) && first.contract == job.rows.name;
        if (first.rule == jobpoll::contract_rule::a_job_of_a_list_has_an_id)
            throw failure{exit_code::bad_input, file + ": " + printable(job.rows.job_at, 80) +
                                                    " is no list of jobs, because nothing in it is called "
                                                    "an id; where these are the parts of one job: --job /, "
                                                    "or --status for another member"};
        throw failure{exit_code::bad_input,
                      file + ": no declaration can be made of this: " + printable(describe(first), 400) +
                          (is_member ? ", which is " + printable(job.rows.members[first.row].at, 80) : "") +
                          "; name another status with --status, or the job with --job"};
    }
    const jobpoll::endpoint* e = made.find(job.rows.name);
    for (const sample& one : samples)
        if (e != nullptr && one.kind == sample_kind::job) hold_sample(*e, one, is_documented);
}

} // namespace companion
