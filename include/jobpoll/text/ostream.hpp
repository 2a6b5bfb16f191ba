// jobpoll: decisions, enumerations and violations on a stream.
#ifndef JOBPOLL_TEXT_OSTREAM_HPP
#define JOBPOLL_TEXT_OSTREAM_HPP

#include <concepts>
#include <iosfwd>
#include <string_view>

#include <jobpoll/machine/transitions.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/text/decision_text.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

namespace detail {
/// The enumerations of the library that have a name for each value.
template <class Named>
concept named_enumeration = std::same_as<Named, phase> || std::same_as<Named, outcome> ||
    std::same_as<Named, event> || std::same_as<Named, action> || std::same_as<Named, reason> ||
    std::same_as<Named, rule> || std::same_as<Named, severity> || std::same_as<Named, fault> ||
    std::same_as<Named, stage> || std::same_as<Named, budget> || std::same_as<Named, pace> ||
    std::same_as<Named, polling_policy> || std::same_as<Named, snapshot_error>;
} // namespace detail

/// An enumerator as it is spelled in the code.
template <class Traits, detail::named_enumeration Enum>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream, Enum value) {
    return stream << to_string(value);
}

/// A decision as one sentence.
template <class Traits, class Clock>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream,
                                             const basic_decision<Clock>& d) {
    return stream << std::string_view{describe(d)};
}

} // namespace jobpoll::inline v0

#endif
