// jobpoll: a reply, read by an endpoint's contract, as an observation. The only file that includes
// Boost.JSON.
#ifndef JOBPOLL_READ_HPP
#define JOBPOLL_READ_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <jobpoll/detail/config.hpp>
#include <jobpoll/detail/syntax.hpp>
#include <jobpoll/endpoint.hpp>
#include <jobpoll/observation.hpp>
#include <jobpoll/options.hpp>

namespace jobpoll::inline v0 {

/// How to read.
struct read_options {
    std::string_view job_id{}; ///< the job that was asked for; empty where any will do
    bool strict = false;       ///< every breach is fatal; in a list, not those of a job that nobody asked for
    std::size_t max_body_bytes = default_max_body_bytes; ///< a longer body is not looked at
    job_visitor visitor{}; ///< sees every job of a list, of a broken one perhaps some
};

/// Room that reading needs and the caller keeps, so that reading again allocates nothing.
///
/// Shapes: `violations` bounds how many are kept; `decoded` holds the strings that were written with escapes.
struct read_buffers {
    std::span<violation> violations;
    std::vector<char>& decoded;
};

/// Reads one reply by the endpoint's contract.
///
/// Shapes: takes the reply as the HTTP stack gave it; hands out views into its body, its headers and the
/// buffers. Errors: none are thrown; what cannot be used is an observation that says why (`malformed`, and
/// the violations). Source: RFC 8259 for the text; the endpoint's own document for everything else.
[[nodiscard]] observation read(const endpoint& e, const reply& r, const read_options& options,
                               const read_buffers& buffers);

namespace detail {
class violation_log;
class job_judge;

/// What one pass over a body came to.
struct pass {
    std::optional<syntax_error> error{};
    bool right_root = false; ///< the value at the root is of the kind that the contract says
    json_type root = json_type::none;
    bool told = false;        ///< the member that tells this shape from another one was there
    bool looked_into = false; ///< its members were handed to the contract
};

/// What is asked of a body that is no document: nothing but where it stops being one, or whatever it says
/// before that.
enum class broken_body : bool { passed_over, looked_into };

/// One pass of the parser over a body, every value handed to its row of the contract.
[[nodiscard]] pass walk(const endpoint& e, std::string_view body, std::vector<char>& decoded,
                        violation_log& log, job_judge& judge, broken_body broken = broken_body::passed_over);
} // namespace detail

} // namespace jobpoll::inline v0

// With JOBPOLL_SEPARATE_COMPILATION the definitions are in the one translation unit that includes
// jobpoll/src.hpp.
#if !defined(JOBPOLL_SEPARATE_COMPILATION) || defined(JOBPOLL_SOURCE)
#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/detail/ascii.hpp>
#include <jobpoll/detail/body_walker.hpp>
#include <jobpoll/detail/read_reply.hpp>

namespace jobpoll::inline v0::detail {

/// Why the parser stopped. All its errors are of one category: the handler has none of its own.
[[nodiscard]] inline parser_stop why_it_stopped(const boost::system::error_code& error) noexcept {
    using met = boost::json::error;
    const auto code = static_cast<met>(error.value());
    return {.incomplete = code == met::incomplete,
            .too_deep = code == met::too_deep,
            .trailing = error.value() == 0, // which is no error of the parser: it just stops
            .lone_surrogate =
                code == met::illegal_leading_surrogate || code == met::illegal_trailing_surrogate};
}

JOBPOLL_INLINE pass walk(const endpoint& e, std::string_view body, std::vector<char>& decoded,
                         violation_log& log, job_judge& judge, broken_body broken) {
    pass done; // the one object that is returned: copying what was just written in parts would stall
    if (is_refused_at_sight(body)) [[unlikely]] {
        done.error = name_syntax_error(body, 0, {});
        return done;
    }
    boost::json::parse_options options;
    // The parser looks at every string once more to check its UTF-8, which ASCII has no need of.
    options.allow_invalid_utf8 = is_ascii(body);
    const bool worth_a_look = broken == broken_body::looked_into || can_be_whole(body);
    const json_type wanted = worth_a_look ? e.root : json_type::none;
    boost::json::basic_parser<body_walker> parser{options, e, wanted, body, decoded, log, judge};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), error);
    const body_walker& walker = parser.handler();
    done.right_root = walker.found_right_root();
    done.root = walker.found_root();
    done.told = walker.saw(e.shape.told_by);
    done.looked_into = walker.looked_into();
    if (error || read != body.size()) [[unlikely]]
        done.error = name_syntax_error(body, read, why_it_stopped(error));
    return done;
}

} // namespace jobpoll::inline v0::detail
#endif

#endif
