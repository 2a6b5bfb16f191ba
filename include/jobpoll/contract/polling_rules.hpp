// jobpoll: the rules of progress, cadence, request, HTTP codes, lists and references.
#ifndef JOBPOLL_CONTRACT_POLLING_RULES_HPP
#define JOBPOLL_CONTRACT_POLLING_RULES_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/contract/job_rules.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/refinement_rules.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr std::size_t count_role(const declaration& d, const outline& o, role wanted) noexcept {
    std::size_t count = 0;
    for (std::size_t i = 0; i < o.member_count; ++i)
        count += d.members[i].role == wanted ? 1 : 0;
    return count;
}

template <class Problems>
constexpr void validate_progress(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const progress_unit unit = d.progress.unit;
    const bool ratio = unit == progress_unit::ratio;
    const bool single = unit == progress_unit::fraction || unit == progress_unit::percent;
    const std::size_t parts = count_of(d.progress.parts);
    bool good = single == (count_role(d, o, role::progress) == 1) && ratio == (parts != 0) &&
                row_after_gap(d.progress.parts) == std::size(d.progress.parts) &&
                (!ratio || count_role(d, o, role::total) + count_role(d, o, role::remaining) != 0);
    for (std::size_t i = 0; i < parts; ++i) {
        const role part = d.progress.parts[i];
        good = good && part >= role::completed && part <= role::skipped && count_role(d, o, part) != 0;
        for (std::size_t k = 0; k < i; ++k)
            good = good && d.progress.parts[k] != part;
    }
    if (!good) problems.add(rule::progress_is_made_of_declared_roles, 0);
}

template <class Problems>
constexpr void validate_cadence(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    const milliseconds zero{0};
    if (row_after_gap(d.cadence) < std::size(d.cadence) || row_after_gap(d.quota) < std::size(d.quota))
        problems.add(rule::no_row_stands_after_an_empty_row, 0);
    problems.in("cadence");
    for (std::size_t i = 0; i < count_of(d.cadence); ++i) {
        const cadence_row& row = d.cadence[i];
        if (row.min_delay <= zero || (row.max_delay != zero && row.max_delay < row.min_delay))
            problems.add(rule::a_cadence_has_a_shortest_delay_not_above_the_longest, i);
        bool once = row.phase != phase::finished;
        for (std::size_t k = 0; k < i; ++k)
            once = once && d.cadence[k].phase != row.phase;
        if (!once) problems.add(rule::a_cadence_is_given_once_for_a_phase_that_is_polled, i);
    }
    problems.in("quota");
    for (std::size_t i = 0; i < count_of(d.quota); ++i)
        if (d.quota[i].requests == 0 || d.quota[i].period <= zero)
            problems.add(rule::a_quota_has_requests_and_a_period, i);
    if (d.retention < zero) problems.add(rule::a_retention_is_not_negative, 0);
}

/// The number of places in a template, or -1 where a brace is not closed or holds no name.
[[nodiscard]] constexpr int count_places(std::string_view text) noexcept {
    int places = 0;
    std::size_t open = std::string_view::npos;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            if (open != std::string_view::npos) return -1;
            open = i;
        } else if (text[i] == '}') {
            if (open == std::string_view::npos) return -1;
            const std::size_t name = text[open + 1] == '+' ? open + 2 : open + 1;
            if (name >= i) return -1;
            open = std::string_view::npos;
            ++places;
        }
    }
    return open == std::string_view::npos ? places : -1;
}

/// The number of places in the body of a request, where only `{name}` is a place: a body of JSON has other
/// braces.
[[nodiscard]] constexpr int count_places_of_body(std::string_view body) noexcept;

[[nodiscard]] constexpr bool is_header(std::string_view text) noexcept {
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == ':') return i > 0 && text[i + 1] == ' ';
    return false;
}

template <class Problems>
constexpr void validate_request(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const request_form& r = d.request;
    for (const std::string_view text : {r.server, r.path, r.authorization})
        if (count_places(text) < 0) problems.add(rule::a_place_is_a_name_in_braces, 0);
    const bool asks = !r.path.empty();
    const bool starts = !asks || r.path.front() == '/' || r.path.front() == '{';
    const bool has_place =
        count_places(r.path) > 0 || count_places_of_body(r.body) > 0 || count_places(r.server) > 0;
    if (r.method.empty() || !starts || (asks && !has_place && !o.is_list) ||
        (!asks && (!r.server.empty() || !r.body.empty())))
        problems.add(rule::a_request_has_a_method_and_a_path_with_a_place_for_the_id, 0);
    if (row_after_gap(r.headers) < std::size(r.headers))
        problems.add(rule::no_row_stands_after_an_empty_row, 0);
    for (std::size_t i = 0; i < count_of(r.headers); ++i)
        if (!is_header(r.headers[i])) problems.add(rule::a_header_is_a_name_and_a_value, i);
}

[[nodiscard]] constexpr bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// One past the closing brace of a place that begins at `at`; `at` where none does.
[[nodiscard]] constexpr std::size_t end_of_place(std::string_view text, std::size_t at) noexcept {
    std::size_t i = at + 1;
    if (i < text.size() && text[i] == '+') ++i;
    const std::size_t name = i;
    while (i < text.size() && is_name_character(text[i]))
        ++i;
    return i > name && i < text.size() && text[i] == '}' ? i + 1 : at;
}

[[nodiscard]] constexpr int count_places_of_body(std::string_view body) noexcept {
    int places = 0;
    for (std::size_t i = 0; i < body.size(); ++i)
        if (body[i] == '{' && end_of_place(body, i) != i) ++places;
    return places;
}

template <class Problems>
constexpr void validate_status_codes(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    problems.in("status_codes");
    validate_no_gap(d.status_codes, problems);
    for (std::size_t i = 0; i < count_of(d.status_codes); ++i) {
        const status_code_row& row = d.status_codes[i];
        bool once = row.code >= 100 && row.code <= 599;
        for (std::size_t k = 0; k < i; ++k)
            once = once && (d.status_codes[k].code != row.code ||
                            !is_same(d.status_codes[k].body_code, row.body_code));
        if (!once) problems.add(rule::a_status_code_is_between_100_and_599_and_listed_once, i);
        validate_verdict(row, rule::a_status_code_has_a_phase_or_means_another_event, i, problems);
        if (row.means != no_event && row.body_code.empty() && row.means == general_meaning_of(row.code))
            problems.add(rule::a_status_code_has_a_phase_or_means_another_event, i);
    }
}

template <class Problems>
constexpr void validate_error_contracts(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    problems.in("errors");
    validate_no_gap(d.errors, problems);
    for (std::size_t i = 0; i < count_of(d.errors); ++i) {
        const error_reply& row = d.errors[i];
        bool good = row.body.is_given() && (row.code == 0 || (row.code >= 400 && row.code <= 599));
        for (std::size_t k = 0; k < i; ++k)
            good = good && d.errors[k].code != row.code;
        if (!good) problems.add(rule::an_error_contract_has_a_body_and_a_code_of_an_error, i);
    }
}

/// A list whose elements follow another contract has rows for the way to them, and none inside.
[[nodiscard]] constexpr bool has_rows_of_its_own(const outline& o) noexcept {
    for (std::size_t i = 0; i < o.member_count; ++i)
        if (o.members[i].in_job && i != o.job) return true;
    return o.word_count != 0 || o.refinement_count != 0;
}

template <class Problems>
constexpr void validate_shapes_and_lists(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const bool named = !d.discriminator.empty();
    if (named != (d.alternative.is_given()) ||
        (named && find_row(d, d.discriminator, o.member_count) == no_index))
        problems.add(rule::a_discriminator_and_an_alternative_go_together, 0);
    if (o.is_list && (named || d.list.is_given()))
        problems.add(rule::a_list_has_no_alternative_and_no_list, 0);
    if (d.without_job != no_event && (o.is_list || d.job_at.empty() || !is_event_of_a_row(d.without_job)))
        problems.add(rule::without_job_is_for_a_single_job_below_the_root, 0);
    problems.in("complete");
    if (!is_empty_row(d.complete) && validate_condition(d, o, d.complete, 0, problems)) {
        const member_outline& at = o.members[find_row(d, d.complete.at, o.member_count)];
        if (!o.is_list || at.in_job || at.stars != 0)
            problems.add(rule::complete_is_for_lists_and_tests_a_member_outside_the_jobs, 0);
    }
    if (d.items_of.is_given() && (!o.is_list || has_rows_of_its_own(o)))
        problems.add(rule::items_of_is_for_lists_without_rows_of_their_own, 0);
}

/// The rules of how a job is polled.
template <class Problems>
constexpr void validate_polling(const declaration& d, const outline& o, Problems& problems) {
    validate_progress(d, o, problems);
    validate_cadence(d, problems);
    validate_request(d, o, problems);
    validate_status_codes(d, problems);
    validate_error_contracts(d, problems);
    validate_shapes_and_lists(d, o, problems);
}

} // namespace jobpoll::inline v0::detail

#endif
