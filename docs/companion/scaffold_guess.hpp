// jobpoll, the program: what names and words usually mean. Guesses, which a person decides on.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_GUESS_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_GUESS_HPP

#include <string_view>

#include <jobpoll/contract/declaration.hpp>

#include "scaffold_contract.hpp"

namespace companion {

/// How much a name sounds like the status of a job: 0 for not at all, higher is more.
[[nodiscard]] int sounds_like_status(std::string_view key) noexcept;

/// The role that a member has by its name and its types; none where it sounds like nothing.
[[nodiscard]] jobpoll::role guess_role(const contract_node& member);

/// As it is written in C++.
[[nodiscard]] std::string_view name_of(jobpoll::role r) noexcept;

/// What a status word usually means; `phase::unknown` where it means nothing to us.
struct word_meaning {
    jobpoll::phase phase = jobpoll::phase::unknown;
    jobpoll::outcome outcome = jobpoll::outcome::none;
};
[[nodiscard]] word_meaning guess_word(std::string_view word);

} // namespace companion

#endif
