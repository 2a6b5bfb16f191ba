// jobpoll: the rules of refinements and their conditions.
#ifndef JOBPOLL_CONTRACT_REFINEMENT_RULES_HPP
#define JOBPOLL_CONTRACT_REFINEMENT_RULES_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/job_rules.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/role_table.hpp>
#include <jobpoll/contract/tables.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool compares_words(test is) noexcept {
    return is == test::equals || is == test::differs;
}

[[nodiscard]] constexpr bool is_same(const word_list& a, const word_list& b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!is_same(a[i], b[i])) return false;
    return true;
}

[[nodiscard]] constexpr bool is_same(const condition& a, const condition& b) noexcept {
    return a.is == b.is && is_same(a.at, b.at) && is_same(a.word, b.word);
}

/// Whether some value that the row accepts passes the test.
[[nodiscard]] constexpr bool can_hold(const member& m, const condition& c) noexcept {
    const json_type types = types_of(m);
    const bool counts = overlaps(types, json_type::number) || m.format == format::decimal;
    switch (c.is) {
    case test::is_null:
        return overlaps(m.type | m.tolerated, json_type::null) || m.null != nulls::forbidden ||
               m.blank != nulls::forbidden;
    case test::is_true:
        return overlaps(types, json_type::boolean) && can_be(m, "true");
    case test::is_false:
        return overlaps(types, json_type::boolean) && can_be(m, "false");
    case test::present:
        return types != json_type::none;
    case test::is_set:
        return types != json_type::none && m.constant.value_or(true);
    case test::positive:
        return counts && m.range.maximum > 0;
    case test::zero:
        return counts && m.range.minimum <= 0 && m.range.maximum >= 0 && !is_read_as_null(m, "0");
    case test::equals:
        return can_be_equal(m, c.word);
    case test::differs:
        return can_be_equal(m, c.word) && can_differ(m, c.word);
    default:
        return true;
    }
}

/// Whether a value of a member that has this text may pass a test.
[[nodiscard]] constexpr bool passes(const member& m, std::string_view text, const condition& c) noexcept {
    const std::string_view number = without_percent(text);
    switch (c.is) {
    case test::is_true:
        return is_same(text, "true");
    case test::is_false:
        return is_same(text, "false");
    case test::is_set:
        return !is_same(text, "false") || overlaps(types_of(m), json_type::string);
    case test::positive:
        return is_number_text(number, false) && value_of(number) > 0;
    case test::zero:
        return is_number_text(number, false) && value_of(number) == 0;
    case test::equals:
        return has_text(c.word, text);
    case test::differs:
        return !has_text(c.word, text);
    default:
        return true;
    }
}

/// Whether no value that passes the first test, of those that name texts, passes the second.
[[nodiscard]] constexpr bool keeps_out(const member& m, const condition& a, const condition& b) noexcept {
    if (a.is == test::is_true || a.is == test::is_false)
        return !passes(m, a.is == test::is_true ? "true" : "false", b);
    if (a.is != test::equals) return false;
    for (std::size_t i = 0; i < a.word.size(); ++i)
        if (passes(m, a.word[i], b)) return false;
    return true;
}

/// Whether a condition holds of a member that is not there, or null.
[[nodiscard]] constexpr bool is_nothing(const condition& c) noexcept {
    return c.is == test::absent || c.is == test::is_null;
}

/// Whether no value of a member passes both tests.
[[nodiscard]] constexpr bool excludes(const member& m, const condition& a, const condition& b) noexcept {
    if (is_nothing(a) || is_nothing(b)) return is_nothing(a) != is_nothing(b);
    if (a.is == test::positive && b.is == test::zero) return true;
    if (a.is == test::zero && b.is == test::positive) return true;
    return keeps_out(m, a, b) || keeps_out(m, b, a);
}

[[nodiscard]] constexpr bool has_different_texts(const word_list& texts) noexcept {
    for (std::size_t i = 0; i < texts.size() && i < word_list::limit; ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (is_same(texts[i], texts[k])) return false;
    return texts.size() <= word_list::limit;
}

/// Whether a test holds of every value of a member but null.
[[nodiscard]] constexpr bool asks_for_presence(const member& m, const condition& c) noexcept {
    return c.is == test::present || (c.is == test::is_set && !overlaps(types_of(m), json_type::boolean));
}

/// Whether a refinement is for one text of the status.
[[nodiscard]] constexpr bool names_one_word(const declaration& d, const outline& o,
                                            std::string_view word) noexcept {
    for (std::size_t i = 0; i < o.word_count; ++i)
        if (is_same(d.words[i].text, word)) return d.words[i].match == match::exact && !d.fold_case;
    return false;
}

/// A condition, wherever it stands; true where its member is known.
template <class Problems>
constexpr bool validate_condition(const declaration& d, const outline& o, const condition& c, std::size_t i,
                                  bool is_looked_at_without_a_job, Problems& problems) {
    using rule = contract_rule;
    if (c.at.empty() || c.is == test::none) {
        problems.add(rule::a_condition_has_a_place_and_a_test, i);
        return false;
    }
    if (compares_words(c.is) == c.word.empty() || !has_different_texts(c.word))
        problems.add(rule::equals_and_differs_have_words_and_no_other_test_has, i);
    const std::uint8_t row = find_row(d, c.at, o.member_count);
    if (row == no_index) {
        problems.add(rule::a_condition_tests_a_declared_member, i);
        return false;
    }
    const bool is_never =
        c.is == test::absent && !is_looked_at_without_a_job && is_always_there(d, o, row, true);
    if (is_never || !can_hold(d.members[row], c)) problems.add(rule::a_test_can_hold, i);
    return true;
}

/// Whether the row holds only where the member of a condition has the status in it.
[[nodiscard]] constexpr bool is_around_status(const declaration& d, const outline& o, const refinement& r,
                                              const condition& c) noexcept {
    return o.status != no_index && !is_same(r.word, any_word) && is_within(d.members[o.status].at, c.at);
}

/// Whether the row holds only where the member of a condition has a member in it that another condition asks
/// of.
[[nodiscard]] constexpr bool is_around_another(const refinement& r, const condition& c) noexcept {
    for (const condition& other : r.when)
        if (other.at.size() > c.at.size() && other.is != test::absent && is_within(other.at, c.at))
            return r.over != over::none;
    return false;
}

/// Whether a condition cannot hold together with one before it, or says the same.
[[nodiscard]] constexpr bool meets_an_earlier_one(const member& m, const refinement& r,
                                                  std::size_t k) noexcept {
    const condition& c = r.when[k];
    for (std::size_t b = 0; b < k; ++b)
        if (is_same(c.at, r.when[b].at) && (is_same(c, r.when[b]) || excludes(m, c, r.when[b]))) return true;
    return false;
}

/// Returns how many arrays the conditions of a row are on.
template <class Problems>
constexpr std::size_t validate_conditions(const declaration& d, const outline& o, std::size_t i,
                                          Problems& problems) {
    using rule = contract_rule;
    const refinement& r = d.refine[i];
    if (row_after_gap(r.when) < std::size(r.when)) problems.add(rule::no_row_stands_after_an_empty_row, i);
    std::string_view array;
    std::size_t arrays = 0;
    for (std::size_t k = 0; k < count_of(r.when); ++k) {
        const condition& c = r.when[k];
        if (!validate_condition(d, o, c, i, r.means != no_event, problems)) continue;
        const std::uint8_t row = find_row(d, c.at, o.member_count);
        const member_outline& at = o.members[row];
        const bool of_status = row == o.status && at.inner_stars == 0;
        if (of_status && names_one_word(d, o, r.word))
            problems.add(rule::a_condition_on_the_status_is_for_several_words, i);
        else if ((of_status && !can_have_texts(d, o, r.word, c.word)) ||
                 (is_nothing(c) && (is_around_status(d, o, r, c) || is_around_another(r, c))))
            problems.add(rule::a_test_can_hold, i);
        else if (asks_for_presence(d.members[row], c) &&
                 ((r.means == no_event && is_always_there(d, o, row)) || is_around_status(d, o, r, c)))
            problems.add(rule::a_test_can_fail, i);
        if (meets_an_earlier_one(d.members[row], r, k))
            problems.add(rule::the_conditions_of_a_row_can_hold_together, i);
        if (o.is_list && !at.in_job) problems.add(rule::a_condition_of_a_list_stands_inside_its_jobs, i);
        if (at.inner_stars > 1) problems.add(rule::a_condition_is_below_one_array, i);
        if (at.inner_stars == 0) continue;
        if (arrays == 0 || !is_same(array, up_to_last_star(c.at))) ++arrays;
        array = up_to_last_star(c.at);
    }
    if (r.over != over::any && arrays != 1) problems.add(rule::over_is_for_conditions_on_one_array, i);
    return arrays;
}

/// Whether a word says itself what a row says of it. Where a status is folded the word is not the job's
/// alone.
[[nodiscard]] constexpr bool is_said_by_its_word(const declaration& d, const outline& o,
                                                 const refinement& r) noexcept {
    for (std::size_t w = 0; w < o.word_count; ++w)
        if (d.words[w].phase == r.phase && d.words[w].outcome == r.outcome && d.words[w].means == r.means &&
            is_same(d.words[w].text, r.word))
            return d.members[o.status].fold == fold::none;
    return false;
}

/// Whether a row says what its word says, chooses no element, and keeps no row behind it away.
[[nodiscard]] constexpr bool changes_nothing(const declaration& d, const outline& o, std::size_t i) noexcept {
    const refinement& r = d.refine[i];
    if (o.status == no_index || is_same(r.word, any_word) || !is_said_by_its_word(d, o, r)) return false;
    for (std::size_t c = 0; c < count_of(r.when); ++c)
        if (count_stars(r.when[c].at) > o.job_stars) return false;
    for (std::size_t k = i + 1; k < o.refinement_count; ++k)
        if (is_same(d.refine[k].word, r.word) || is_same(d.refine[k].word, any_word)) return false;
    return true;
}

/// Whether a refinement takes every reply that a later one is for.
[[nodiscard]] constexpr bool takes_all_of(const refinement& before, const refinement& later) noexcept {
    const bool word = is_same(before.word, any_word) || is_same(before.word, later.word);
    if (!word) return false;
    if (count_of(before.when) == 0) return true;
    const std::size_t asked = count_of(later.when);
    // Of no element, fewer conditions are true of fewer arrays.
    if (before.over != later.over || (before.over == over::none && count_of(before.when) != asked))
        return false;
    for (std::size_t k = 0; k < count_of(before.when); ++k) {
        bool shared = false;
        for (std::size_t i = 0; i < asked && !shared; ++i)
            shared = is_same(before.when[k], later.when[i]);
        if (!shared) return false;
    }
    return true;
}

[[nodiscard]] constexpr bool names_a_word(const declaration& d, const outline& o,
                                          std::string_view word) noexcept {
    if (is_same(word, any_word) || (is_same(word, unlisted_word) && o.status != no_index)) return true;
    for (std::size_t i = 0; i < o.word_count; ++i)
        if (is_same(d.words[i].text, word)) return true;
    return false;
}

template <class Problems>
constexpr void validate_refinements(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    problems.inside("refine");
    std::size_t conditions = d.complete.is == test::none ? 0 : 1;
    std::size_t arrays = 0;
    validate_no_gap(d.refine, problems);
    for (std::size_t i = 0; i < o.refinement_count; ++i) {
        const refinement& r = d.refine[i];
        validate_verdict(r, rule::a_refinement_has_a_phase_or_means_an_event, i, problems);
        if (!names_a_word(d, o, r.word)) problems.add(rule::a_refinement_names_a_listed_word, i);
        arrays += validate_conditions(d, o, i, problems);
        if (changes_nothing(d, o, i)) problems.add(rule::a_refinement_says_something_new, i);
        if (is_same(r.word, unlisted_word) && lists_every_value(d, o))
            problems.add(rule::a_refinement_can_be_reached, i);
        for (std::size_t k = 0; k < i; ++k)
            if (takes_all_of(d.refine[k], r)) {
                problems.add(rule::a_refinement_can_be_reached, i);
                break;
            }
        conditions += count_of(r.when);
        if (conditions > atom_limit) problems.add(rule::there_are_at_most_64_conditions, i);
        if (arrays > refinement_limit) problems.add(rule::a_contract_fits_into_its_tables, i);
    }
}

} // namespace jobpoll::inline v0::detail

#endif
