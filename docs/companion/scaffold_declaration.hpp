// jobpoll, the program: a first declaration, as the rows of the library and what a person has to decide.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_DECLARATION_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_DECLARATION_HPP

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/contract/declaration.hpp>

#include "scaffold_contract.hpp"
#include "scaffold_rows.hpp"

namespace companion {

/// What the endpoint is called: a namespace and a variable.
struct endpoint_name {
    std::string space = "vendor";
    std::string variable = "job";

    [[nodiscard]] std::string of_error(int code) const {
        return variable + (code == 0 ? "_errors" : "_error_" + std::to_string(code));
    }
};

/// A part of a declaration that comments stand before.
enum class section {
    source,
    job_at,
    members,
    words,
    open,
    without_status,
    refine,
    progress,
    cadence,
    request
};

/// The comment of a section as a whole.
inline constexpr std::size_t whole_section = static_cast<std::size_t>(-1);

/// A declaration with its comments.
///
/// *Lifetime*: owns the texts that its declaration points into.
struct drafted_declaration {
    jobpoll::declaration rows{};
    std::deque<std::string> texts{};
    std::map<std::pair<section, std::size_t>, std::vector<std::string>>
        comments{}; ///< row, or number of rows

    /// Keeps a text for as long as the declaration.
    [[nodiscard]] std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
    void decide(section where, const std::string& what, std::size_t row = whole_section) {
        comments[{where, row}].push_back("decide: " + what);
    }
    void remark(section where, const std::string& what, std::size_t row) {
        comments[{where, row}].push_back(what);
    }
};

/// The declaration of the job. `made_from` names the files; `today` is YYYY-MM-DD.
[[nodiscard]] drafted_declaration draft_job(const contract& known, const scaffold_rows& plan,
                                            const endpoint_name& name, const std::string& made_from,
                                            const std::string& today);

/// The declaration of one error body.
[[nodiscard]] drafted_declaration draft_error(const contract& known, const documented_error& error,
                                              const endpoint_name& name, const std::string& made_from,
                                              const std::string& today);

} // namespace companion

#endif
