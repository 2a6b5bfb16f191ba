// jobpoll, the program: what the scaffold prints, as a document, held against the rules and the samples.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_CHECK_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_CHECK_HPP

#include <string>
#include <vector>

#include "scaffold_contract.hpp"
#include "scaffold_declaration.hpp"
#include "scaffold_samples.hpp"

namespace companion {

/// The contract as a document that `parse_contract` reads: one object, or an array with the error bodies
/// first.
[[nodiscard]] std::string write_document(const contract& known, const drafted_declaration& job,
                                         const std::vector<drafted_declaration>& errors,
                                         const endpoint_name& name);

/// Reads the document, and with it the samples.
///
/// *Errors*: a failure that names the broken rule and its row, or the sample and why it is not read.
void hold_to_the_rules(const std::string& document, const drafted_declaration& job,
                       const std::vector<sample>& samples, bool is_documented, const std::string& file);

} // namespace companion

#endif
