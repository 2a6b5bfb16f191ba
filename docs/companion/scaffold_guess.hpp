// jobpoll, the program: what names and words usually mean. Guesses, which a person decides on.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_GUESS_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_GUESS_HPP

#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/declaration.hpp>

#include "scaffold_contract.hpp"

namespace companion {

/// The parts of a name in lower case: `numberRecordsFailed` and `number_records_failed` are the same three.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view name);

/// How much a member sounds like the status of a job: 0 for not at all, 1 for the status of something, 2 for
/// that of a job.
[[nodiscard]] int sounds_like_status(const contract_node& member);

/// Whether a name is that of a member which says how a finished job ended: `conclusion`, `result_state`.
[[nodiscard]] bool sounds_like_conclusion(std::string_view key);

/// How much a name sounds like the id of a job: 0 for not at all, higher is more.
[[nodiscard]] int sounds_like_id(std::string_view key);

/// Whether it is called the id of a job, wherever it stands: `jobId`, `run_id`.
[[nodiscard]] inline bool is_id_of_a_job(std::string_view key) {
    return sounds_like_id(key) == 3 || sounds_like_id(key) == 4;
}

/// Whether a name is that of an error.
[[nodiscard]] bool sounds_like_error(std::string_view key);

/// Whether the members of an object with this name are looked at for roles of the job around it.
[[nodiscard]] bool may_hold_roles(std::string_view key);

/// The role that a member has by its name; none where it sounds like nothing. `around` is the name of the
/// object that holds it, empty for the job itself.
[[nodiscard]] jobpoll::role guess_role(const contract_node& member, std::string_view around);

/// The role of a member of an error body.
[[nodiscard]] jobpoll::role guess_role_in_error(const contract_node& member);

/// The format in which the samples have a value that is a time, a quantity, or anything else.
[[nodiscard]] jobpoll::format guess_format(const contract_node& member, jobpoll::role r);

/// What a status word usually means; `phase::unknown` where it means nothing to us.
struct word_meaning {
    jobpoll::phase phase = jobpoll::phase::unknown;
    jobpoll::outcome outcome = jobpoll::outcome::none;
};
[[nodiscard]] word_meaning guess_word(std::string_view word);

/// Whether a word is as likely said of a request as of a job: `ok`, `success`, `error`.
[[nodiscard]] bool is_said_of_requests(std::string_view word);

} // namespace companion

#endif
