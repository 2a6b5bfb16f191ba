#include "contract_file.hpp"

#include <utility>

#include "endpoints_table.hpp"
#include "files.hpp"
#include "printable.hpp"

namespace companion {

std::shared_ptr<const jobpoll::contract_or_problems> read_contracts(const std::string& path) {
    input_file file{path};
    const std::string name = file.place().file;
    auto parsed = std::make_shared<jobpoll::contract_or_problems>(
        jobpoll::parse_contract(file.read_all(), known_endpoints()));
    std::string lines;
    for (const jobpoll::contract_problem& one : parsed->problems())
        lines += (lines.empty() ? "" : "\n") + name + ": " + printable(describe(one));
    if (lines.empty() && parsed->first_of_jobs() == nullptr) lines = name + ": no contract in it is of a job";
    if (!lines.empty()) throw failure{exit_code::bad_input, lines};
    return parsed;
}

exit_code print_contract(const settings& s) {
    put(to_document(*s.endpoint));
    return exit_code::good;
}

} // namespace companion
