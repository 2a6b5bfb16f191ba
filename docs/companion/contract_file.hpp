// jobpoll, the program: contracts as documents, read and printed.
#ifndef JOBPOLL_COMPANION_CONTRACT_FILE_HPP
#define JOBPOLL_COMPANION_CONTRACT_FILE_HPP

#include <memory>
#include <string>

#include <jobpoll/contract_document.hpp>

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// The contracts of a file, of which one is of jobs; they may name the endpoints that the program knows.
///
/// *Errors*: a failure with one line for each problem: `file: contract: pointer: sentence (rule)`.
[[nodiscard]] std::shared_ptr<const jobpoll::contract_or_problems> read_contracts(const std::string& path);

/// `jobpoll contract`: prints an endpoint as a document.
[[nodiscard]] exit_code print_contract(const settings& s);

} // namespace companion

#endif
