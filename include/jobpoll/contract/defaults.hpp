// jobpoll: what a declaration need not say, filled in.
#ifndef JOBPOLL_CONTRACT_DEFAULTS_HPP
#define JOBPOLL_CONTRACT_DEFAULTS_HPP

#include <cstddef>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/role_table.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

/// A status is needed unless its absence has a phase; a time has the `time_format` of the declaration,
/// without one it is a date_time in a string; `null` of the declaration holds for members that nothing
/// depends on.
constexpr void complete_member(member& m, const declaration& d) {
    const bool has_null = m.null != nulls::forbidden || overlaps(m.type, json_type::null);
    m.needed = is_needed(d, m);
    if (is_time_role(m.role) && m.format == format::none) {
        m.format = d.time_format;
        if (m.format == format::none && m.type == json_type::string) m.format = format::date_time;
    }
    if (!has_null && !m.required && !m.needed && m.role != role::status) m.null = d.null;
}

/// The declaration with everything in it that follows from the rest.
[[nodiscard]] constexpr declaration with_defaults(declaration d) {
    for (member& m : d.members)
        if (!m.at.empty()) complete_member(m, d);
    for (refinement& r : d.refine)
        if (r.outcome != outcome::none && r.phase == phase::unknown) r.phase = phase::finished;
    return d;
}

} // namespace jobpoll::inline v0::detail

#endif
