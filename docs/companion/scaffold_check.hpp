// jobpoll, the program: what the scaffold prints, held against the rules and the samples before it is printed.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_CHECK_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_CHECK_HPP

#include <string>
#include <vector>

#include "scaffold_declaration.hpp"
#include "scaffold_samples.hpp"

namespace companion {

/// Errors: a failure that names the broken rule and its row.
void hold_to_the_rules(const drafted_declaration& drafted, bool is_error_body, const std::string& file);

} // namespace companion

#endif
