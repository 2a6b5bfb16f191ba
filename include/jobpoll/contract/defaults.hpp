// jobpoll: what a declaration need not say, filled in.
#ifndef JOBPOLL_CONTRACT_DEFAULTS_HPP
#define JOBPOLL_CONTRACT_DEFAULTS_HPP

#include <cstddef>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/role_table.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

/// A time without a format has the `time_format` of the declaration; without one it is a date_time in a
/// string. True where it has it from the declaration.
constexpr bool complete_format(member& m, format of_times) noexcept {
    if (!is_time_role(m.role) || m.format != format::none) return false;
    m.format = of_times == format::none && m.type == json_type::string ? format::date_time : of_times;
    return of_times != format::none;
}

/// `null` of the declaration holds for members that nothing depends on. True where it does.
constexpr bool complete_null(member& m, nulls of_all) noexcept {
    const bool has_null = m.null != nulls::forbidden || overlaps(m.type, json_type::null);
    if (has_null || m.required || m.needed || m.role == role::status) return false;
    m.null = of_all;
    return true;
}

/// The declaration with everything in it that follows from the rest: a status is needed unless its absence
/// has a phase. `time_format` and `null` are left where no member has them.
[[nodiscard]] constexpr declaration with_defaults(declaration d) {
    bool has_format = false;
    bool has_null = false;
    for (member& m : d.members) {
        if (m.at.empty()) continue;
        m.needed = is_needed(d, m);
        has_format = complete_format(m, d.time_format) || has_format;
        has_null = complete_null(m, d.null) || has_null;
    }
    for (refinement& r : d.refine)
        if (r.outcome != outcome::none && r.phase == phase::unknown) r.phase = phase::finished;
    if (has_format && is_format_of_times(d.time_format)) d.time_format = format::none;
    if (has_null) d.null = nulls::forbidden;
    return d;
}

} // namespace jobpoll::inline v0::detail

#endif
