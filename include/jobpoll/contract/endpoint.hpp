// jobpoll: one vendor URL's documented contract, checked at compile time and ready to read by.
#ifndef JOBPOLL_CONTRACT_ENDPOINT_HPP
#define JOBPOLL_CONTRACT_ENDPOINT_HPP

#include <cstdint>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/declaration_rules.hpp>
#include <jobpoll/contract/fingerprint.hpp>
#include <jobpoll/contract/shape.hpp>
#include <jobpoll/contract/shape_builder.hpp>

namespace jobpoll::inline v0 {

/// A declaration that keeps every rule, with the tree that the reader walks.
///
/// Shapes: made by `declare` alone, as an `inline constexpr` variable; whatever is read by it points into it.
struct endpoint : declaration {
    detail::shape shape;
    std::uint64_t fingerprint = 0; ///< changes with every fact that could change a decision

private:
    constexpr explicit endpoint(const declaration& d)
        : declaration(d), shape(detail::build_shape(d)), fingerprint(detail::fingerprint_of(d)) {}
    friend consteval endpoint declare(const declaration& d);
    friend consteval endpoint declare_error_body(const declaration& d);
};

namespace detail {
// A null pointer has to be found without comparing it: under -fsanitize=undefined g++ 12 takes no comparison
// of an inline variable's address for a constant. Looking through it is none either, and the compiler shows
// this name.
constexpr bool an_error_reply_has_a_body(const endpoint& body) noexcept {
    return !body.name.empty();
}

constexpr void check_error_replies(const declaration& d) {
    for (const error_reply& reply : d.errors)
        if (reply.code != 0) static_cast<void>(an_error_reply_has_a_body(*reply.body));
}
} // namespace detail

/// Makes an endpoint of its documentation.
///
/// Errors: a declaration that breaks a rule does not compile; the compiler names the rule, which is a
/// function in `jobpoll::broken_rule`.
consteval endpoint declare(const declaration& d) {
    detail::check_members(d);
    detail::check_job(d);
    detail::check_words(d);
    detail::check_refinements(d);
    detail::check_polling(d);
    detail::check_error_replies(d);
    return endpoint{d};
}

/// Makes the contract of an error body: members with roles, and no job.
///
/// Shapes: `job_at` names the object that describes one error; of an array of them the first counts. The
/// members with the roles error_code, error_message and hint (where in the request the error is) are handed
/// on. Errors: as `declare`.
consteval endpoint declare_error_body(const declaration& d) {
    detail::check_members(d);
    return endpoint{d};
}

/// The cadence that the vendor documents for a phase.
///
/// Shapes: the row of the phase itself, else that of running (every phase in which the job is active), else
/// zeros: nothing is documented.
[[nodiscard]] constexpr cadence_row documented_cadence(const endpoint& e, phase p) noexcept {
    cadence_row active{};
    for (const cadence_row& row : e.cadence) {
        if (row.max_delay <= milliseconds{0}) continue;
        if (row.phase == p) return row;
        if (row.phase == phase::running && active.max_delay <= milliseconds{0}) active = row;
    }
    return active;
}

} // namespace jobpoll::inline v0

#endif
