#include "scaffold.hpp"

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "files.hpp"
#include "printable.hpp"
#include "scaffold_check.hpp"
#include "scaffold_cpp.hpp"
#include "scaffold_declaration.hpp"
#include "scaffold_json.hpp"
#include "scaffold_openapi.hpp"
#include "scaffold_samples.hpp"
#include "scaffold_text.hpp"

namespace companion {

namespace {

using jobpoll::json_type;

struct sources {
    contract known{};
    std::vector<sample> samples{};
    std::string names{};      ///< of all files
    std::string first_file{}; ///< whose fault it is where something is missing
};

// Without the folder, which says nothing to another reader.
void add_name(sources& from, const std::string& name) {
    from.names += (from.names.empty() ? "" : ", ") + name.substr(name.rfind('/') + 1);
    if (from.first_file.empty()) from.first_file = name;
}

// A refusal is the body of an error; a list beside single jobs is another endpoint.
void take_samples(sources& from, std::string_view status) {
    tell_apart(from.samples, status);
    contract_node shown;
    contract_node refused;
    for (const sample& one : from.samples) {
        const std::string name = printable(one.file.name.substr(one.file.name.rfind('/') + 1), 80);
        if (one.kind == sample_kind::job) {
            ++from.known.samples;
            add_sample(shown, one.file.value);
        } else if (one.kind == sample_kind::refusal) {
            add_sample(refused, one.file.value);
            from.known.notes.push_back(name +
                                       " is taken for a refusal, and is in the rows of the error body");
        } else {
            from.known.notes.push_back(name +
                                       " is taken for a list of jobs, and is not in these rows; make a "
                                       "declaration of it by itself, and name it in .list");
        }
    }
    if (!from.known.is_documented)
        from.known.root = shown;
    else if (!from.samples.empty())
        compare_with_samples(from.known, shown);
    const bool is_object_or_array = refused.types == json_type::object || refused.types == json_type::array;
    if (!from.known.is_documented && is_object_or_array) from.known.errors.push_back({0, refused});
}

sources read_sources(const settings& s) {
    sources from;
    if (!s.openapi.empty()) {
        const json_file document = read_json_file(s.openapi);
        from.known = read_openapi(document, s.path);
        add_name(from, document.name);
    }
    for (const std::string& path : s.files) {
        from.samples.push_back(read_sample(path));
        add_name(from, from.samples.back().file.name);
    }
    take_samples(from, s.status);
    return from;
}

void refuse_bad_root(const sources& from) {
    const json_type root = from.known.root.types;
    if (root != json_type::object && root != json_type::array)
        throw failure{exit_code::bad_input,
                      from.first_file +
                          ": the reply itself has to be an object or an array, the same in every sample"};
}

// The day of the run, UTC: on which the declaration was compared with what it is made from.
std::string today() {
    const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day date{days};
    const auto two_digits = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + '-' +
           two_digits(static_cast<unsigned>(date.month())) + '-' +
           two_digits(static_cast<unsigned>(date.day()));
}

endpoint_name name_of(const settings& s) {
    if (s.name.empty()) return {};
    const std::size_t dot = s.name.find('.');
    endpoint_name name{s.name.substr(0, dot), dot == std::string::npos ? "" : s.name.substr(dot + 1)};
    if (is_good_name(name.space) && is_good_name(name.variable) && name.space != name.variable) return name;
    throw failure{exit_code::usage,
                  "jobpoll: --name: '" + printable(s.name, 40) +
                      "' must be vendor.endpoint, two different names of lower-case letters, digits "
                      "and single underscores, and no words of C++ or of a declaration"};
}

} // namespace

exit_code scaffold(const settings& s) {
    const endpoint_name name = name_of(s);
    if (s.files.empty() && s.openapi.empty())
        throw failure{exit_code::usage, "jobpoll: scaffold needs samples of a reply, or --openapi FILE"};
    if (s.openapi.empty() && !s.path.empty())
        throw failure{exit_code::usage, "jobpoll: --path is about a document: give --openapi FILE, too"};
    const sources from = read_sources(s);
    refuse_bad_root(from);
    const scaffold_rows rows = rows_of_job(from.known, {s.status, s.job, s.conclusion, from.first_file});
    const std::string date = today();
    const drafted_declaration job = draft_job(from.known, rows, name, from.names, date);
    std::vector<drafted_declaration> errors;
    for (const documented_error& error : from.known.errors)
        errors.push_back(draft_error(from.known, error, name, from.names, date));
    const std::string document = write_document(from.known, job, errors, name);
    hold_to_the_rules(document, job, from.samples, from.known.is_documented, from.first_file);
    // A document has no comments.
    if (s.json)
        for (const std::string& note : from.known.notes)
            std::fprintf(stderr, "%s\n", printable(note, 400).c_str());
    put(s.json ? document : write_scaffold(from.known, job, errors, name, from.names));
    return exit_code::good;
}

} // namespace companion
