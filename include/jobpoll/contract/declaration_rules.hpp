// jobpoll: a declaration against all of its rules, at compile time or at run time.
#ifndef JOBPOLL_CONTRACT_DECLARATION_RULES_HPP
#define JOBPOLL_CONTRACT_DECLARATION_RULES_HPP

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include <jobpoll/base/calendar.hpp>
#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/job_rules.hpp>
#include <jobpoll/contract/member_rules.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/polling_rules.hpp>
#include <jobpoll/contract/refinement_rules.hpp>

namespace jobpoll::inline v0 {

/// Declared and never defined: calling it at compile time is an error, and the compiler prints the row,
/// counted from 0. (`throw` would do the same and not build with -fno-exceptions.)
struct broken_rule {
    template <std::size_t Row>
    static void broken_in_row();
};

namespace detail {

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-func-template" // that it has no definition is its purpose
#endif
template <std::size_t... Row>
constexpr void stop_in_row(std::size_t row, std::index_sequence<Row...>) {
    ((row == Row ? broken_rule::broken_in_row<Row>() : void()), ...);
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// One function a rule, so that the compiler prints the name of the rule on its way to the row.
namespace rule_is_broken {
#define JOBPOLL_RULE_FUNCTION(name, meaning)                                                                 \
    constexpr void name(std::size_t row) {                                                                   \
        stop_in_row(row, std::make_index_sequence<std::size(declaration{}.members) + 1>{});                  \
    }
JOBPOLL_CONTRACT_RULES(JOBPOLL_RULE_FUNCTION)
#undef JOBPOLL_RULE_FUNCTION
} // namespace rule_is_broken

/// Stops the compilation at the first broken rule.
struct refuse_to_compile {
    constexpr void inside(std::string_view) {}
    static constexpr void add(contract_rule broken, std::size_t row) {
        constexpr void (*stop[])(std::size_t) = {
#define JOBPOLL_RULE_ADDRESS(name, meaning) &rule_is_broken::name,
            JOBPOLL_CONTRACT_RULES(JOBPOLL_RULE_ADDRESS)
#undef JOBPOLL_RULE_ADDRESS
        };
        stop[static_cast<std::size_t>(broken)](row);
    }
};

[[nodiscard]] constexpr int number_of(std::string_view digits) noexcept {
    int number = 0;
    for (const char c : digits)
        number = c >= '0' && c <= '9' && number >= 0 ? number * 10 + (c - '0') : -1;
    return number;
}

/// Whether a text is a date, YYYY-MM-DD.
[[nodiscard]] constexpr bool is_date(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const int month = number_of(text.substr(5, 2));
    const int day = number_of(text.substr(8, 2));
    return number_of(text.substr(0, 4)) >= 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(number_of(text.substr(0, 4)), month);
}

/// Whether a text is `vendor.endpoint`.
[[nodiscard]] constexpr bool is_dotted_name(std::string_view text) noexcept {
    bool has_dot = false;
    char before = '.';
    for (const char c : text) {
        if (c <= ' ' || (c == '.' && before == '.')) return false;
        has_dot = has_dot || c == '.';
        before = c;
    }
    return has_dot && before != '.';
}

template <class Problems>
constexpr void validate_document(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    if (!is_dotted_name(d.name)) problems.add(rule::an_endpoint_has_a_name_with_a_dot, 0);
    if (d.source.empty() || is_same(d.source, "decide"))
        problems.add(rule::an_endpoint_names_its_document, 0);
    if (!is_date(d.checked)) problems.add(rule::checked_is_a_date, 0);
    if (d.root != json_type::object && d.root != json_type::array)
        problems.add(rule::the_root_is_an_object_or_an_array, 0);
    if (d.closed && d.root != json_type::object) problems.add(rule::only_an_object_is_closed, 0);
}

/// Every rule of a contract of jobs.
template <class Problems>
constexpr void validate_declaration(const declaration& d, Problems& problems) {
    const outline o = outline_of(d);
    validate_document(d, problems);
    validate_members(d, o, problems);
    validate_job(d, o, problems);
    validate_refinements(d, o, problems);
    validate_polling(d, o, problems);
}

/// Whether a declaration has columns that only a contract of jobs has a use for.
[[nodiscard]] constexpr bool has_columns_of_a_job(const declaration& d, const outline& o) noexcept {
    return o.refinement_count != 0 || d.open_vocabulary || d.fold_case ||
           d.phase_without_status.has_value() || d.progress.unit != progress_unit::none ||
           count_of(d.progress.parts) != 0 || count_of(d.cadence) != 0 || count_of(d.quota) != 0 ||
           d.retention != milliseconds{0} || !d.request.server.empty() || !d.request.path.empty() ||
           !d.request.authorization.empty() || !d.request.body.empty() || count_of(d.request.headers) != 0 ||
           count_of(d.status_codes) != 0 || count_of(d.errors) != 0 || !d.discriminator.empty() ||
           d.alternative.is_given() || d.list.is_given() || d.without_job != no_event ||
           !is_empty_row(d.complete) || d.items_of.is_given() || !d.accepted.id_at.empty() ||
           !d.accepted.url_at.empty() || d.accepted.location;
}

/// Every rule of a contract of error bodies: members with roles, and no job.
template <class Problems>
constexpr void validate_error_declaration(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    const outline o = outline_of(d);
    validate_document(d, problems);
    validate_members(d, o, problems);
    if (!d.job_at.empty() && o.job == no_index) problems.add(rule::the_place_of_the_job_is_declared, 0);
    for (std::size_t i = 0; i < o.member_count; ++i)
        if (!traits_of(d.members[i].role).explains_error)
            problems.add(rule::a_role_of_an_error_body_explains_the_error, i);
    if (o.word_count != 0) problems.add(rule::words_are_for_a_status, 0);
    if (has_columns_of_a_job(d, o)) problems.add(rule::an_error_body_has_members_alone, 0);
}

} // namespace detail

} // namespace jobpoll::inline v0

#endif
