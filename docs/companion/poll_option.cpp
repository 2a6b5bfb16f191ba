#include "poll_option.hpp"

#include <iterator>
#include <limits>
#include <optional>
#include <type_traits>

#include <jobpoll/reading/contract_values.hpp>

#include "numbers.hpp"
#include "printable.hpp"

namespace companion {

namespace {

using jobpoll::fault_budgets;
using jobpoll::poll_options;

/// One option: hands out what is wrong with the value, or nothing.
struct poll_option_row {
    std::string_view name;
    std::string (*take)(settings& into, std::string_view value);
};

parsed<jobpoll::milliseconds> parse_length(std::string_view text) {
    if (text == "0") return {};
    if (const auto length = jobpoll::detail::parse_duration(text)) return {*length, {}};
    return {{}, "must be a duration such as 250ms, 2s, 5min, 1h or 7d"};
}

/// Stores a value that was read as a wider one.
template <class Number>
std::string store(const parsed<Number>& read, auto& into) {
    if (read.error.empty()) into = static_cast<std::remove_reference_t<decltype(into)>>(read.value);
    return read.error;
}

/// A duration of the poller's options; likewise the next ones.
template <auto Field>
std::string take_length(settings& into, std::string_view value) {
    return store(parse_length(value), into.further.*Field);
}

template <auto Field>
std::string take_count(settings& into, std::string_view value) {
    using number = std::remove_reference_t<decltype(into.further.*Field)>;
    return store(parse_whole_number(value, std::numeric_limits<number>::max()), into.further.*Field);
}

template <auto Field>
std::string take_budget(settings& into, std::string_view value) {
    return store(parse_whole_number(value, std::numeric_limits<std::uint16_t>::max()),
                 into.further.budgets.*Field);
}

std::string take_truth(bool& into, std::string_view value) {
    into = value == "true";
    return value == "true" || value == "false" ? "" : "must be true or false";
}

template <auto Field>
std::string take_flag(settings& into, std::string_view value) {
    return take_truth(into.further.*Field, value);
}

/// What has a word of its own on the command line, too.
template <auto Field>
std::string take_own_length(settings& into, std::string_view value) {
    return store(parse_length(value), into.*Field);
}

std::string take_max_attempts(settings& into, std::string_view value) {
    return store(parse_whole_number(value, std::numeric_limits<std::uint32_t>::max()), into.max_attempts);
}

std::string take_seed(settings& into, std::string_view value) {
    return store(parse_whole_number(value, std::numeric_limits<std::uint64_t>::max()), into.seed);
}

std::string take_strict(settings& into, std::string_view value) {
    return take_truth(into.strict, value);
}

/// In the order of the declaration of `poll_options`.
constexpr poll_option_row rows[] = {
    {"max_wait", take_own_length<&settings::max_wait>},
    {"max_attempts", take_max_attempts},
    {"policy", take_policy},
    {"poll_cost", take_own_length<&settings::poll_cost>},
    {"first_poll", take_length<&poll_options::first_poll>},
    {"min_delay", take_own_length<&settings::min_delay>},
    {"max_delay", take_own_length<&settings::max_delay>},
    {"stall_after", take_own_length<&settings::stall_after>},
    {"seed", take_seed},
    {"jitter_per_mille", take_count<&poll_options::jitter_per_mille>},
    {"max_body_bytes", take_count<&poll_options::max_body_bytes>},
    {"strict", take_strict},
    {"budgets.faults", take_budget<&fault_budgets::faults>},
    {"budgets.malformed", take_budget<&fault_budgets::malformed>},
    {"budgets.unknown_statuses", take_budget<&fault_budgets::unknown_statuses>},
    {"budgets.missing", take_budget<&fault_budgets::missing>},
    {"budgets.unauthorized", take_budget<&fault_budgets::unauthorized>},
    {"patience", take_length<&poll_options::patience>},
    {"confirmations", take_count<&poll_options::confirmations>},
    {"max_queued", take_length<&poll_options::max_queued>},
    {"stall_ignores_heartbeat", take_flag<&poll_options::stall_ignores_heartbeat>},
    {"long_poll", take_flag<&poll_options::long_poll>},
    {"reply_timeout", take_length<&poll_options::reply_timeout>},
};

} // namespace

std::string take_policy(settings& into, std::string_view value) {
    std::string names;
    for (std::size_t i = 0; i < std::size(jobpoll::polling_policy_names); ++i) {
        const std::string_view name = jobpoll::polling_policy_names[i];
        into.policy = static_cast<jobpoll::polling_policy>(i);
        if (name == value) return {};
        names += (names.empty() ? "" : ", ") + std::string{name};
    }
    return "must be one of " + names;
}

std::string poll_option_names() {
    std::string names;
    for (const poll_option_row& row : rows)
        names += (names.empty() ? "" : ", ") + std::string{row.name};
    return names;
}

std::string take_poll_option(settings& into, std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return "must be NAME=VALUE, such as patience=1h";
    const std::string_view value = text.substr(equals + 1);
    for (const poll_option_row& row : rows) {
        if (row.name != text.substr(0, equals)) continue;
        const std::string wrong = row.take(into, value);
        return wrong.empty() ? "" : "'" + printable(value, 40) + "' " + wrong;
    }
    return "is no option; there are: " + poll_option_names();
}

} // namespace companion
