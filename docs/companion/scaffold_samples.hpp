// jobpoll, the program: what samples of a reply show.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_SAMPLES_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_SAMPLES_HPP

#include <boost/json/value.hpp>

#include "scaffold_contract.hpp"

namespace companion {

/// Adds one sample to what earlier ones have shown.
void add_sample(contract_node& shown, const boost::json::value& sample);

/// Writes into the notes of a documented contract where samples deviate from it, and gives it their status
/// words and texts where the document lists none.
void compare_with_samples(contract& documented, const contract_node& shown);

} // namespace companion

#endif
