#include "scaffold.hpp"

#include <algorithm>

#include "files.hpp"
#include "printable.hpp"
#include "scaffold_cpp.hpp"
#include "scaffold_json.hpp"
#include "scaffold_openapi.hpp"
#include "scaffold_samples.hpp"
#include "scaffold_text.hpp"

namespace companion {

namespace {

using jobpoll::json_type;

struct sources {
    contract known;
    std::string names;      ///< of all files
    std::string first_file; ///< whose fault it is where something is missing
};

void add_name(sources& from, const std::string& name) {
    from.names += (from.names.empty() ? "" : ", ") + name;
    if (from.first_file.empty()) from.first_file = name;
}

sources read_sources(const settings& s) {
    sources from;
    if (!s.openapi.empty()) {
        const json_file document = read_json_file(s.openapi);
        from.known = read_openapi(document, s.path);
        add_name(from, document.name);
    }
    contract_node shown;
    for (const std::string& path : s.files) {
        const json_file sample = read_json_file(path);
        add_sample(shown, sample.value);
        add_name(from, sample.name);
    }
    from.known.samples = s.files.size();
    if (!from.known.is_documented)
        from.known.root = shown;
    else if (!s.files.empty())
        compare_with_samples(from.known, shown);
    return from;
}

void check_root(const sources& from) {
    const json_type root = from.known.root.types;
    if (root != json_type::object && root != json_type::array)
        throw failure{exit_code::bad_input,
                      from.first_file +
                          ": the reply itself has to be an object or an array, the same in every sample"};
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
    check_root(from);
    const scaffold_rows job = rows_of_job(from.known.root, s.status, from.first_file);
    put(write_scaffold(from.known, job, name, from.names));
    return exit_code::good;
}

} // namespace companion
