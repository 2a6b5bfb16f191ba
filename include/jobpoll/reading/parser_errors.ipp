// jobpoll: what the parser's errors mean.
#ifndef JOBPOLL_READING_PARSER_ERRORS_IPP
#define JOBPOLL_READING_PARSER_ERRORS_IPP

#include <boost/json/error.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/reading/syntax.hpp>

namespace jobpoll::inline v0::detail {

/// The argument of a function, to name the parser's enumeration of errors: `error` is a macro in R's headers.
template <class Argument>
Argument argument_of(boost::system::error_code (*)(Argument));

/// Why the parser stopped. All its errors are of one category: the handler has none of its own.
[[nodiscard]] inline parser_stop why_it_stopped(const boost::system::error_code& error) noexcept {
    using met = decltype(argument_of(&boost::json::make_error_code));
    const auto code = static_cast<met>(error.value());
    return {.incomplete = code == met::incomplete,
            .too_deep = code == met::too_deep,
            .trailing = error.value() == 0, // which is no error of the parser: it just stops
            .lone_surrogate =
                code == met::illegal_leading_surrogate || code == met::illegal_trailing_surrogate};
}

} // namespace jobpoll::inline v0::detail

#endif
