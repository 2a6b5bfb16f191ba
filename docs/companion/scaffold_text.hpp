// jobpoll, the program: a first declaration as C++.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_TEXT_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_TEXT_HPP

#include <string>

#include "scaffold_contract.hpp"
#include "scaffold_rows.hpp"

namespace companion {

/// What the endpoint is called: a namespace and a variable.
struct endpoint_name {
    std::string space = "vendor";
    std::string variable = "job";
};

/// A header with the declaration, and with those of the documented error bodies. Lines with `decide` are for
/// a person.
[[nodiscard]] std::string write_scaffold(const contract& known, const scaffold_rows& job,
                                         const endpoint_name& name, const std::string& made_from);

} // namespace companion

#endif
