// jobpoll, the program: a first declaration as C++.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_TEXT_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_TEXT_HPP

#include <string>
#include <vector>

#include "scaffold_contract.hpp"
#include "scaffold_declaration.hpp"

namespace companion {

/// A header with the declaration, and with those of the error bodies, one for each in `known`. Lines with
/// `decide` are for a person.
[[nodiscard]] std::string write_scaffold(const contract& known, const drafted_declaration& job,
                                         const std::vector<drafted_declaration>& errors,
                                         const endpoint_name& name, const std::string& made_from);

} // namespace companion

#endif
