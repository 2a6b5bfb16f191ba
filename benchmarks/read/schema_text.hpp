// An endpoint's contract as JSON Schema (draft 4), for the lanes whose library validates by one.
#ifndef JOBPOLL_BENCHMARKS_READ_SCHEMA_TEXT_HPP
#define JOBPOLL_BENCHMARKS_READ_SCHEMA_TEXT_HPP

#include <string>

#include <jobpoll/endpoint.hpp>

namespace bench {

/// Types, required members, closed objects, constants, words and ranges.
///
/// What the contract forbids and the reader only reports is allowed, because these validators stop at
/// the first breach. Formats and status words are left to the checks by hand: the former are no part of what
/// the validators look at, and a new word is no reason to stop.
[[nodiscard]] std::string schema_text(const jobpoll::endpoint& e);

} // namespace bench

#endif
