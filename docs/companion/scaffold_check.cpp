#include "scaffold_check.hpp"

#include <iterator>

#include <jobpoll/contract/declaration_rules.hpp>
#include <jobpoll/contract/defaults.hpp>

#include "failure.hpp"
#include "printable.hpp"

namespace companion {

namespace {

struct broken_rules {
    struct one {
        jobpoll::contract_rule rule;
        std::size_t row;
    };
    std::vector<one> all{};

    void add(jobpoll::contract_rule rule, std::size_t row) { all.push_back({rule, row}); }
};

} // namespace

void hold_to_the_rules(const drafted_declaration& drafted, bool is_error_body, const std::string& file) {
    const jobpoll::declaration d = jobpoll::detail::with_defaults(drafted.rows);
    broken_rules broken;
    if (is_error_body)
        jobpoll::detail::validate_error_declaration(d, broken);
    else
        jobpoll::detail::validate_declaration(d, broken);
    if (broken.all.empty()) return;
    const broken_rules::one& first = broken.all.front();
    const std::string place =
        first.row < std::size(d.members) ? printable(d.members[first.row].at, 80) : std::string{};
    throw failure{exit_code::bad_input,
                  file + ": no declaration can be made of this: " + std::string{meaning_of(first.rule)} + " (" +
                      std::string{to_string(first.rule)} + ", row " + std::to_string(first.row) +
                      (place.empty() ? "" : ", member " + place) +
                      "); name another status with --status, or the job with --job"};
}

} // namespace companion
