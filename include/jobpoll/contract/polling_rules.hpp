// jobpoll: the rules of progress, cadence, request and HTTP codes.
#ifndef JOBPOLL_CONTRACT_POLLING_RULES_HPP
#define JOBPOLL_CONTRACT_POLLING_RULES_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
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
    for (std::size_t i = 0; i < o.member_count; ++i) {
        const double most = d.members[i].range.maximum;
        if (d.members[i].role != role::progress || !single) continue;
        const bool is_fraction = unit == progress_unit::fraction;
        const bool ends = most <= (std::numeric_limits<double>::max)();
        const bool is_whole = is_fraction && types_of(d.members[i]) == json_type::integer;
        if (is_whole || (ends && (is_fraction != (most <= 1) || most <= 0)) ||
            d.members[i].range.minimum >= (is_fraction ? 1 : 100))
            problems.add(rule::the_range_of_progress_fits_its_unit, 0);
    }
}

/// The phases that a cadence may be for, one bit each; running stands for all phases without one.
[[nodiscard]] constexpr unsigned polled_phases(const declaration& d, const outline& o) noexcept {
    if (d.items_of.is_given()) return ~0u;
    return phases_of(d, o) | 1u << static_cast<unsigned>(phase::running);
}

template <class Problems>
constexpr void validate_cadence(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const milliseconds zero{0};
    if (row_after_gap(d.cadence) < std::size(d.cadence) || row_after_gap(d.quota) < std::size(d.quota))
        problems.add(rule::no_row_stands_after_an_empty_row, 0);
    problems.inside("cadence");
    const unsigned phases = count_of(d.cadence) == 0 ? 0u : polled_phases(d, o);
    for (std::size_t i = 0; i < count_of(d.cadence); ++i) {
        const cadence_row& row = d.cadence[i];
        if (row.min_delay <= zero || (row.max_delay != zero && row.max_delay < row.min_delay))
            problems.add(rule::a_cadence_has_a_shortest_delay_not_above_the_longest, i);
        bool once = row.phase != phase::finished && row.phase != phase::unknown &&
                    (phases >> static_cast<unsigned>(row.phase) & 1) != 0;
        for (std::size_t k = 0; k < i; ++k)
            once = once && d.cadence[k].phase != row.phase;
        if (!once) problems.add(rule::a_cadence_is_given_once_for_a_phase_that_is_polled, i);
    }
    problems.inside("quota");
    for (std::size_t i = 0; i < count_of(d.quota); ++i) {
        const request_quota& row = d.quota[i];
        if (row.requests == 0 || row.period <= zero) {
            problems.add(rule::a_quota_has_requests_and_a_period, i);
            continue;
        }
        for (std::size_t k = 0; k < count_of(d.quota); ++k) {
            const request_quota& other = d.quota[k];
            const bool same = other.requests == row.requests && other.period == row.period;
            if (k != i && other.requests <= row.requests && other.period >= row.period && (!same || k < i))
                problems.add(rule::a_quota_allows_less_than_the_others, i);
        }
    }
    if (d.retention < zero) problems.add(rule::a_retention_is_not_negative, 0);
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

/// The number of places in a template, or -1 where a brace is not closed or holds no name.
[[nodiscard]] constexpr int count_places(std::string_view text) noexcept {
    int places = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '}') return -1;
        if (text[i] != '{') continue;
        const std::size_t end = end_of_place(text, i);
        if (end == i) return -1;
        i = end - 1;
        ++places;
    }
    return places;
}

/// The number of places in a text where only `{name}` is a place: a body of JSON has other braces.
[[nodiscard]] constexpr int count_places_among_braces(std::string_view text) noexcept {
    int places = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '{' && end_of_place(text, i) != i) ++places;
    return places;
}

/// Whether a text ends within a place.
[[nodiscard]] constexpr bool ends_in_a_place(std::string_view text) noexcept {
    std::size_t i = text.size();
    while (i > 0 && is_name_character(text[i - 1]))
        --i;
    return i > 0 && text[i - 1] == '{';
}

/// Whether every character is above this one.
[[nodiscard]] constexpr bool is_all_above(std::string_view text, char least) noexcept {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= static_cast<unsigned char>(least) || c == 0x7f) return false;
    return true;
}

/// The name of a header field `Name: value`; empty where it is none.
///
/// *Source*: RFC 9110, section 5.6.2, but for rare characters.
[[nodiscard]] constexpr std::string_view header_name(std::string_view text) noexcept {
    std::size_t size = 0;
    while (size < text.size() && is_name_character(text[size]))
        ++size;
    const bool good = size + 2 < text.size() && text[size] == ':' && text[size + 1] == ' ';
    return good ? text.substr(0, size) : std::string_view{};
}

template <class Problems>
constexpr void validate_headers(const request_form& r, Problems& problems) {
    using rule = contract_rule;
    if (row_after_gap(r.headers) < std::size(r.headers))
        problems.add(rule::no_row_stands_after_an_empty_row, 0);
    for (std::size_t i = 0; i < count_of(r.headers); ++i) {
        const std::string_view name = header_name(r.headers[i]);
        bool good = !name.empty() && is_all_above(r.headers[i], '\x1f') &&
                    (r.authorization.empty() || !same_word(name, "authorization", true));
        for (std::size_t k = 0; k < i; ++k)
            good = good && !same_word(name, header_name(r.headers[k]), true);
        if (!good) problems.add(rule::a_header_is_a_name_and_a_value, i);
        if (ends_in_a_place(r.headers[i])) problems.add(rule::a_place_is_a_name_in_braces, 0);
    }
}

/// Whether a method is one of these.
[[nodiscard]] constexpr bool is_one_of(std::string_view method,
                                       std::initializer_list<std::string_view> methods) noexcept {
    for (const std::string_view one : methods)
        if (is_same(method, one)) return true;
    return false;
}

/// Whether the body of a request is sent, and the answer to its method has a body that tells of a job.
///
/// *Source*: RFC 9110, sections 9.3.1, 9.3.2, 9.3.5, 9.3.6 and 9.3.8.
[[nodiscard]] constexpr bool exchanges_bodies(const request_form& r) noexcept {
    return !is_one_of(r.method, {"HEAD", "CONNECT", "TRACE"}) &&
           (r.body.empty() || !is_one_of(r.method, {"GET", "DELETE"}));
}

/// Whether the texts of a request can be sent.
///
/// *Source*: RFC 9110, sections 4.2 and 9.1; RFC 3986, section 2.
[[nodiscard]] constexpr bool can_be_sent(const request_form& r) noexcept {
    for (const char c : r.method)
        if ((c < 'A' || c > 'Z') && c != '-') return false;
    const bool has_scheme = r.server.empty() || r.server.front() == '{' ||
                            begins_with(r.server, "https://") || begins_with(r.server, "http://");
    // What stands behind a `#` is not sent (RFC 3986, section 3.5).
    for (const std::string_view text : {r.server, r.path})
        for (const char c : text)
            if (c == '#') return false;
    return has_scheme && is_all_above(r.server, ' ') && is_all_above(r.path, ' ') &&
           is_all_above(r.authorization, '\x1f');
}

template <class Problems>
constexpr void validate_request(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const request_form& r = d.request;
    for (const std::string_view text : {r.server, r.path, r.authorization})
        if (count_places(text) < 0) problems.add(rule::a_place_is_a_name_in_braces, 0);
    if (ends_in_a_place(r.body)) problems.add(rule::a_place_is_a_name_in_braces, 0);
    const bool asks = !r.path.empty();
    const bool starts = !asks || r.path.front() == '/' || r.path.front() == '{';
    const bool has_place = count_places(r.path) > 0 || count_places_among_braces(r.body) > 0;
    const bool has_more = !r.server.empty() || !r.body.empty() || !r.authorization.empty() ||
                          count_of(r.headers) != 0 || !is_same(r.method, "GET");
    if (r.method.empty() || !starts || (asks && !has_place && !o.is_list) || (!asks && has_more))
        problems.add(rule::a_request_has_a_method_and_a_path_with_a_place_for_the_id, 0);
    if (!exchanges_bodies(r)) problems.add(rule::a_body_is_for_a_method_that_sends_one, 0);
    if (!can_be_sent(r)) problems.add(rule::a_request_has_no_spaces_and_no_line_ends, 0);
    if (!r.authorization.empty() && count_places(r.authorization) == 0)
        problems.add(rule::authorization_has_a_place_for_the_secret, 0);
    validate_headers(r, problems);
    for (const std::string_view at : {d.accepted.id_at, d.accepted.url_at})
        if (!at.empty() && (!is_good_pointer(at) || count_stars(at) != 0))
            problems.add(rule::accepted_has_pointers_without_stars, 0);
    if (!d.accepted.id_at.empty() && is_same(d.accepted.id_at, d.accepted.url_at))
        problems.add(rule::accepted_has_pointers_without_stars, 0);
}

template <class Problems>
constexpr void validate_status_codes(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    problems.inside("status_codes");
    validate_no_gap(d.status_codes, problems);
    for (std::size_t i = 0; i < count_of(d.status_codes); ++i) {
        const status_code_row& row = d.status_codes[i];
        bool once = row.code >= 200 && row.code <= 599;
        for (std::size_t k = 0; k < i; ++k)
            once = once && (d.status_codes[k].code != row.code ||
                            !is_same(d.status_codes[k].body_code, row.body_code));
        if (!once) problems.add(rule::a_status_code_is_between_200_and_599_and_listed_once, i);
        if (o.is_list && row.phase != phase::unknown)
            problems.add(rule::a_status_code_of_a_list_means_an_event, i);
        if (!row.body_code.empty() && has_no_body(row.code)) problems.add(rule::a_body_code_can_be_read, i);
        validate_verdict(row, rule::a_status_code_has_a_phase_or_means_another_event, i, problems);
        if (row.means != no_event && row.body_code.empty() && row.means == general_meaning_of(row.code))
            problems.add(rule::a_status_code_has_a_phase_or_means_another_event, i);
    }
}

template <class Problems>
constexpr void validate_error_contracts(const declaration& d, Problems& problems) {
    using rule = contract_rule;
    problems.inside("errors");
    validate_no_gap(d.errors, problems);
    for (std::size_t i = 0; i < count_of(d.errors); ++i) {
        const error_reply& row = d.errors[i];
        bool good = row.body.is_given() && (row.code == 0 || (row.code >= 400 && row.code <= 599));
        for (std::size_t k = 0; k < i; ++k)
            good = good && d.errors[k].code != row.code;
        if (!good) problems.add(rule::an_error_contract_has_a_body_and_a_code_of_an_error, i);
    }
}

/// The rules of how a job is polled.
template <class Problems>
constexpr void validate_polling(const declaration& d, const outline& o, Problems& problems) {
    validate_progress(d, o, problems);
    validate_cadence(d, o, problems);
    validate_request(d, o, problems);
    validate_status_codes(d, o, problems);
    validate_error_contracts(d, problems);
}

} // namespace jobpoll::inline v0::detail

#endif
