// jobpoll: a declaration against all of its rules, at compile time or at run time.
#ifndef JOBPOLL_CONTRACT_DECLARATION_RULES_HPP
#define JOBPOLL_CONTRACT_DECLARATION_RULES_HPP

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <jobpoll/base/calendar.hpp>
#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/contract/job_rules.hpp>
#include <jobpoll/contract/member_rules.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/polling_rules.hpp>
#include <jobpoll/contract/refinement_rules.hpp>
#include <jobpoll/contract/table_rules.hpp>

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

/// A list whose elements follow another contract has rows for the way to them, and none inside.
[[nodiscard]] constexpr bool has_rows_of_its_own(const declaration& d, const outline& o) noexcept {
    for (std::size_t i = 0; i < o.member_count; ++i)
        if (o.members[i].in_job && i != o.job) return true;
    const bool is_closed = o.job != no_index && d.members[o.job].closed;
    return is_closed || o.word_count != 0 || o.refinement_count != 0;
}

/// A good reply in which there is no job is neither missing nor malformed, and has no status word.
[[nodiscard]] constexpr bool is_event_without_a_job(event what) noexcept {
    return is_event_of_a_row(what) && what != event::no_reply && what != event::malformed &&
           what != event::unknown_status;
}

/// Whether the endpoint that a column names can be looked into. At compile time that is one which is defined
/// further up; contracts of a document are looked into once all of them are read.
[[nodiscard]] constexpr bool is_known(const endpoint_reference& to) noexcept {
#if defined(__GNUC__)
    return to.is_given() && __builtin_constant_p(to->shape.is_list);
#else
    static_cast<void>(to);
    return false;
#endif
}

/// What the rules of other contracts ask of an endpoint that they name.
struct named_contract {
    bool is_list = false;
    bool is_error_body = false;
    bool has_id = false;         ///< inside its job
    bool has_error_code = false; ///< for `body_code`
    bool looks_outside = false;  ///< a refinement has a condition on a member outside its job
    std::string_view discriminator{};
};

/// Takes what the roles of its rows say.
template <class Rows>
constexpr void take_roles(named_contract& made, const Rows& rows, std::string_view job_at) noexcept {
    for (const auto& row : rows) {
        made.has_id = made.has_id || (row.role == role::id && is_within(row.at, job_at));
        made.has_error_code =
            made.has_error_code || row.role == role::error_code || row.role == role::reason_code;
    }
}

[[nodiscard]] constexpr named_contract look_into(const endpoint& e) noexcept {
    named_contract made{e.shape.is_list, !e.shape.nodes[e.shape.job_node].is_job};
    take_roles(made, e.rows(), e.job_at);
    for (const endpoint_member& row : e.rows())
        made.looks_outside = made.looks_outside || (row.atom_count != 0 && !is_within(row.at, e.job_at));
    if (e.shape.discriminator != no_index) made.discriminator = e.members[e.shape.discriminator].at;
    return made;
}

/// The row of `errors` that describes the body of a status code; the number of rows where none does.
[[nodiscard]] constexpr std::size_t error_row_of(const declaration& d, int code) noexcept {
    const std::size_t count = count_of(d.errors);
    for (const int wanted : {code, code < 500 ? 0 : code})
        for (std::size_t i = 0; i < count; ++i)
            if (d.errors[i].code == wanted) return i;
    return count;
}

/// What `body_code` is compared with has to be read: where no error body is declared, common ones are.
///
/// `look_at(reference)` gives what is known of an error body, or nothing.
template <class LookAt, class Problems>
constexpr void validate_body_codes(const declaration& d, LookAt&& look_at, Problems& problems) {
    problems.inside("status_codes");
    for (std::size_t i = 0; i < count_of(d.status_codes); ++i) {
        const status_code_row& row = d.status_codes[i];
        const std::size_t error = error_row_of(d, row.code);
        if (row.body_code.empty() || has_no_body(row.code) || error == count_of(d.errors)) continue;
        const std::optional<named_contract> body = look_at(d.errors[error].body);
        if (body && !body->has_error_code) problems.add(contract_rule::a_body_code_can_be_read, i);
    }
}

/// The contracts that a declaration names, as far as they are known.
template <class Problems>
constexpr void validate_references(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    problems.inside("errors");
    for (std::size_t i = 0; i < count_of(d.errors); ++i)
        if (is_known(d.errors[i].body) && !look_into(*d.errors[i].body).is_error_body)
            problems.add(rule::a_column_names_a_contract_of_its_kind, i);
    if (is_known(d.list) && !look_into(*d.list).is_list)
        problems.add(rule::a_column_names_a_contract_of_its_kind, 0);
    if (is_known(d.alternative)) {
        const named_contract other = look_into(*d.alternative);
        if (other.is_list || other.is_error_body)
            problems.add(rule::a_column_names_a_contract_of_its_kind, 0);
        if (is_same(other.discriminator, d.discriminator))
            problems.add(rule::an_alternative_has_another_discriminator, 0);
    }
    if (is_known(d.items_of)) {
        const named_contract other = look_into(*d.items_of);
        if (other.is_list || other.is_error_body)
            problems.add(rule::a_column_names_a_contract_of_its_kind, 0);
        if (!other.has_id) problems.add(rule::a_job_of_a_list_has_an_id, 0);
        if (other.looks_outside) problems.add(rule::a_condition_of_a_list_stands_inside_its_jobs, 0);
    }
    const auto look_at = [](const endpoint_reference& to) {
        return is_known(to) ? std::optional{look_into(*to)} : std::nullopt;
    };
    validate_body_codes(d, look_at, problems);
}

template <class Problems>
constexpr void validate_shapes_and_lists(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const bool named = !d.discriminator.empty();
    const std::uint8_t row = named ? find_row(d, d.discriminator, o.member_count) : no_index;
    if (named != (row != no_index) || named != d.alternative.is_given() ||
        (named && (o.members[row].stars != 0 || o.members[row].is_element)))
        problems.add(rule::a_discriminator_and_an_alternative_go_together, 0);
    if (o.is_list && (named || d.list.is_given()))
        problems.add(rule::a_list_has_no_alternative_and_no_list, 0);
    if (d.without_job != no_event &&
        (o.is_list || d.job_at.empty() || !is_event_without_a_job(d.without_job)))
        problems.add(rule::without_job_is_for_a_single_job_below_the_root, 0);
    problems.inside("complete");
    if (!is_empty_row(d.complete) && validate_condition(d, o, d.complete, 0, false, problems)) {
        const member_outline& at = o.members[find_row(d, d.complete.at, o.member_count)];
        if (!o.is_list || at.in_job || at.stars != 0)
            problems.add(rule::complete_is_for_lists_and_tests_a_member_outside_the_jobs, 0);
    }
    if (o.is_list && !d.items_of.is_given() && count_role(d, o, role::id) == 0)
        problems.add(rule::a_job_of_a_list_has_an_id, 0);
    if (d.items_of.is_given() &&
        (!o.is_list || has_rows_of_its_own(d, o) || d.phase_without_status.has_value()))
        problems.add(rule::items_of_is_for_lists_without_rows_of_their_own, 0);
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
    validate_shapes_and_lists(d, o, problems);
    validate_references(d, problems);
    validate_capacity(d, o, is_known(d.items_of) ? &d.items_of->shape : nullptr, problems);
}

/// Whether a declaration has columns that only a contract of jobs has a use for.
[[nodiscard]] constexpr bool has_columns_of_a_job(const declaration& d, const outline& o) noexcept {
    return o.refinement_count != 0 || d.open_vocabulary || d.fold_case ||
           d.phase_without_status.has_value() || d.progress.unit != progress_unit::none ||
           count_of(d.progress.parts) != 0 || count_of(d.cadence) != 0 || count_of(d.quota) != 0 ||
           d.retention != milliseconds{0} || !is_same(d.request.method, "GET") || !d.request.server.empty() ||
           !d.request.path.empty() || !d.request.authorization.empty() || !d.request.body.empty() ||
           count_of(d.request.headers) != 0 || count_of(d.status_codes) != 0 || count_of(d.errors) != 0 ||
           !d.discriminator.empty() || d.alternative.is_given() || d.list.is_given() ||
           d.without_job != no_event || !is_empty_row(d.complete) || d.items_of.is_given() ||
           !d.accepted.id_at.empty() || !d.accepted.url_at.empty() || d.accepted.location;
}

/// Every rule of a contract of error bodies: members with roles, and no job.
template <class Problems>
constexpr void validate_error_declaration(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    const outline o = outline_of(d);
    validate_document(d, problems);
    validate_members(d, o, problems);
    if (!d.job_at.empty() && (o.job == no_index || !overlaps(d.members[o.job].type, json_type::object)))
        problems.add(rule::the_place_of_the_job_is_declared, 0);
    for (std::size_t i = 0; i < o.member_count; ++i) {
        if (!traits_of(d.members[i].role).explains_error)
            problems.add(rule::a_role_of_an_error_body_explains_the_error, i);
        if (d.members[i].needed) problems.add(rule::an_error_body_needs_no_member, i);
    }
    if (o.word_count != 0) problems.add(rule::words_are_for_a_status, 0);
    if (has_columns_of_a_job(d, o)) problems.add(rule::an_error_body_has_members_alone, 0);
    validate_capacity(d, o, nullptr, problems);
}

} // namespace detail

} // namespace jobpoll::inline v0

#endif
