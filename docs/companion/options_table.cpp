#include "options_table.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "contract_file.hpp"
#include "history_file.hpp"
#include "numbers.hpp"
#include "poll_option.hpp"

namespace companion {

namespace {

template <auto Field>
std::string take_flag(settings& into, std::string_view) {
    into.*Field = true;
    return {};
}

template <auto Field>
std::string take_seconds(settings& into, std::string_view value) {
    const auto seconds = parse_seconds(value);
    into.*Field = seconds.value;
    return seconds.error;
}

std::string take_job_id(settings& into, std::string_view value) {
    into.job_id = value;
    return {};
}

std::string take_job_ids(settings& into, std::string_view value) {
    into.job_ids = value;
    return value.empty() ? "must be a file" : "";
}

std::string take_jobs(settings& into, std::string_view value) {
    const auto number = parse_whole_number(value, 10'000'000);
    into.jobs = number.value;
    return number.error.empty() && number.value == 0 ? "must be above 0" : number.error;
}

std::string take_max_attempts(settings& into, std::string_view value) {
    const auto number = parse_whole_number(value, std::numeric_limits<std::uint32_t>::max());
    into.max_attempts = static_cast<std::uint32_t>(number.value);
    return number.error;
}

std::string take_seed(settings& into, std::string_view value) {
    const auto number = parse_whole_number(value, std::numeric_limits<std::uint64_t>::max());
    into.seed = number.value;
    return number.error;
}

std::string take_history(settings& into, std::string_view value) {
    for (const jobpoll::milliseconds duration : read_durations(std::string{value}))
        into.history.learn(duration);
    return {};
}

std::string take_svg(settings& into, std::string_view value) {
    into.svg = value;
    return value.empty() ? "must be a file name" : "";
}

std::string take_contract(settings& into, std::string_view value) {
    into.contracts = read_contracts(std::string{value});
    into.endpoint = into.contracts->first_of_jobs();
    return {};
}

template <auto Field>
std::string take_text(settings& into, std::string_view value) {
    into.*Field = value;
    return value.empty() ? "must not be empty" : "";
}

constexpr option_row options[] = {
    {"--contract", "FILE", "a contract as a document, in place of ENDPOINT", take_contract},
    {"--job-id", "ID", "the job that was asked for; a list endpoint needs it to pick one", take_job_id},
    {"--job-ids", "FILE", "the jobs to follow on a list endpoint, one id a line", take_job_ids},
    {"--jobs", "N", "how many jobs the simulated fleet has (default: 10000)", take_jobs},
    {"--max-wait", "S", "give up after so many seconds (default: 24 h)", take_seconds<&settings::max_wait>},
    {"--max-attempts", "N", "give up after so many polls (default: 0, any number)", take_max_attempts},
    {"--poll-cost", "S", "how many seconds of waiting one request is worth (default: 0.5)",
     take_seconds<&settings::poll_cost>},
    {"--min-delay", "S", "the shortest delay, in place of the documented one",
     take_seconds<&settings::min_delay>},
    {"--max-delay", "S", "the longest delay, in place of the documented one",
     take_seconds<&settings::max_delay>},
    {"--stall-after", "S", "give up when nothing changed for so long (default: 0, never)",
     take_seconds<&settings::stall_after>},
    {"--seed", "N", "of the jitter (default: made of the job id)", take_seed},
    {"--option", "NAME=VALUE",
     "any option of the library, such as patience=1h or budgets.missing=0; may be repeated", take_poll_option,
     true},
    {"--law", "NAME", "when to look next: inspection, fixed, smithy, ... (default: inspection)", take_policy},
    {"--history", "FILE", "durations of earlier jobs, in seconds, one a line", take_history},
    {"--svg", "FILE", "write a picture there, as SVG", take_svg},
    {"--openapi", "FILE", "an OpenAPI 3 document in JSON", take_text<&settings::openapi>},
    {"--path", "PATH", "the path in that document, where it has several GETs", take_text<&settings::path>},
    {"--status", "POINTER", "the member that says how the job is, as /job/status or /items/*/state",
     take_text<&settings::status>},
    {"--job", "POINTER", "the object that is the job, as /job or /items/*; / is the whole reply",
     take_text<&settings::job>},
    {"--conclusion", "POINTER", "the member that says how a finished job ended, or none",
     take_text<&settings::conclusion>},
    {"--name", "NAME", "what the declaration is called (default: vendor.job)", take_text<&settings::name>},
    {"--json", "", "a contract document, for --contract, in place of C++", take_flag<&settings::json>},
    {"--strict", "", "every breach of the contract makes a reply unusable", take_flag<&settings::strict>},
    {"--jsonl", "", "JSON lines, for programs", take_flag<&settings::jsonl>},
    {"--help", "", "what this command does", take_flag<&settings::help>},
};

} // namespace

std::span<const option_row> known_options() noexcept {
    return options;
}

const option_row* find_option(std::string_view name) noexcept {
    const auto* found = std::find_if(std::begin(options), std::end(options),
                                     [name](const option_row& row) { return row.name == name; });
    return found == std::end(options) ? nullptr : found;
}

} // namespace companion
