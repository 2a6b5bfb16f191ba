// jobpoll: the rules of the place of the job, its status and the status words.
#ifndef JOBPOLL_CONTRACT_JOB_RULES_HPP
#define JOBPOLL_CONTRACT_JOB_RULES_HPP

#include <cstddef>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/contract_rule.hpp>
#include <jobpoll/contract/member_rules.hpp>
#include <jobpoll/contract/outline.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0::detail {

/// Whether a text is no number, or one in the range of a row.
[[nodiscard]] constexpr bool is_in_range(const member& m, std::string_view text) noexcept {
    if (!is_number_text(text, false)) return true;
    return value_of(text) >= m.range.minimum && value_of(text) <= m.range.maximum;
}

/// Whether a value with this text is read as null.
[[nodiscard]] constexpr bool is_read_as_null(const member& m, std::string_view text) noexcept {
    return m.blank != nulls::forbidden && (text.empty() || (is_time_role(m.role) && is_same(text, "0")));
}

/// Whether some value that a row accepts has this JSON text.
[[nodiscard]] constexpr bool can_be(const member& m, std::string_view text) noexcept {
    const json_type types = types_of(m);
    const bool is_plain = m.format == format::none && m.blank == nulls::forbidden;
    if (is_plain && overlaps(types, json_type::string)) return true;
    if (is_read_as_null(m, text)) return false;
    if (m.format == format::decimal && !is_in_range(m, without_percent(text))) return false;
    if (overlaps(types, json_type::string) && can_be_in_format(m.format, text)) return true;
    if (overlaps(types, json_type::boolean)) {
        if (is_same(text, "true")) return m.constant.value_or(true);
        if (is_same(text, "false")) return !m.constant.value_or(false);
    }
    return overlaps(types, json_type::number) && is_number_text(text, !contains(types, json_type::number)) &&
           is_in_range(m, text);
}

/// Whether a member may have each of the texts that a condition compares it with.
[[nodiscard]] constexpr bool can_be_equal(const member& m, const word_list& texts) noexcept {
    const std::size_t words = count_of(m.one_of);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        bool listed = words == 0;
        for (std::size_t w = 0; w < words; ++w)
            listed = listed || is_same(m.one_of[w], texts[i]);
        if (!listed || !can_be(m, texts[i])) return false;
    }
    return true;
}

[[nodiscard]] constexpr bool has_text(const word_list& texts, std::string_view wanted) noexcept {
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (is_same(texts[i], wanted)) return true;
    return false;
}

/// Whether a member may have a text, or another value, that is none of these.
[[nodiscard]] constexpr bool can_differ(const member& m, const word_list& texts) noexcept {
    const std::size_t words = count_of(m.one_of);
    if (types_of(m) == json_type::boolean)
        return (can_be(m, "true") && !has_text(texts, "true")) ||
               (can_be(m, "false") && !has_text(texts, "false"));
    for (std::size_t w = 0; w < words; ++w)
        if (!has_text(texts, m.one_of[w])) return true;
    return words == 0 && overlaps(types_of(m), string_or_number | json_type::boolean);
}

/// Whether a row with this phase and outcome can be: a finished job has an outcome of the vendor's.
[[nodiscard]] constexpr bool phase_fits_outcome(phase p, outcome o) noexcept {
    return p == phase::finished ? ended_by_vendor(o) : o == outcome::none;
}

/// What `means` of a word or a refinement may be.
[[nodiscard]] constexpr bool is_event_of_a_row(event what) noexcept {
    return answers_a_poll(what) && what != event::vendor_terminal;
}

/// A row with a phase and an outcome, or with an event in place of both.
template <class Row, class Problems>
constexpr void validate_verdict(const Row& row, contract_rule has_neither, std::size_t i,
                                Problems& problems) {
    using rule = contract_rule;
    const bool has_phase = row.phase != phase::unknown || row.outcome != outcome::none;
    if (has_phase == (row.means != no_event)) problems.add(has_neither, i);
    if (has_phase && !phase_fits_outcome(row.phase, row.outcome))
        problems.add(rule::a_finished_row_has_an_outcome_of_the_vendors_and_no_other_has_one, i);
    if (row.means != no_event && !is_event_of_a_row(row.means))
        problems.add(rule::an_event_of_a_row_keeps_polling_or_refuses, i);
}

/// Whether everything that the word `later` is for is taken by the word before it. Exact words go before
/// prefixes.
[[nodiscard]] constexpr bool takes(const status_word& word, const status_word& later,
                                   bool fold_case) noexcept {
    if (same_word(word.text, later.text, fold_case)) return word.match == later.match;
    return word.match == match::prefix && later.match == match::prefix &&
           later.text.size() > word.text.size() &&
           same_word(word.text, later.text.substr(0, word.text.size()), fold_case);
}

/// Whether a listed word has an ASCII letter.
[[nodiscard]] constexpr bool has_letters(const declaration& d, const outline& o) noexcept {
    for (std::size_t i = 0; i < o.word_count; ++i)
        for (const char c : d.words[i].text)
            if (lower(c) >= 'a' && lower(c) <= 'z') return true;
    return false;
}

/// Whether the status has no value but the listed ones, of which each is possible and listed once.
[[nodiscard]] constexpr bool lists_every_value(const declaration& d, const outline& o) noexcept {
    if (o.status == no_index) return false;
    const member& status = d.members[o.status];
    if (types_of(status) == json_type::boolean) return o.word_count == (status.constant ? 1 : 2);
    if (types_of(status) != json_type::integer) return false;
    return status.range.maximum - status.range.minimum < o.word_count &&
           status.range.maximum == whole_below(status.range.maximum);
}

/// Whether the word of a refinement is for a status with this text; exact words go before prefixes.
[[nodiscard]] constexpr bool is_for_text(const declaration& d, const outline& o, std::string_view word,
                                         std::string_view text) noexcept {
    if (is_same(word, any_word)) return true;
    for (const match how : {match::exact, match::prefix})
        for (std::size_t i = 0; i < o.word_count; ++i) {
            const status_word& listed = d.words[i];
            if (how == match::prefix && listed.match != how) continue;
            const std::string_view compared = how == match::exact || text.size() < listed.text.size()
                                                  ? text
                                                  : text.substr(0, listed.text.size());
            if (same_word(listed.text, compared, d.fold_case)) return is_same(listed.text, word);
        }
    return is_same(word, unlisted_word);
}

/// Whether a status of the word may have each of the texts that a condition compares it with.
[[nodiscard]] constexpr bool can_have_texts(const declaration& d, const outline& o, std::string_view word,
                                            const word_list& texts) noexcept {
    for (std::size_t i = 0; i < texts.size() && i < word_list::limit; ++i)
        if (!is_for_text(d, o, word, texts[i])) return false;
    return true;
}

template <class Problems>
constexpr void validate_words(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    problems.inside("words");
    validate_no_gap(d.words, problems);
    const bool has_status = o.status != no_index;
    if (!has_status && (o.word_count != 0 || d.open_vocabulary || d.fold_case))
        return problems.add(rule::words_are_for_a_status, 0);
    const bool in_strings = has_status && overlaps(d.members[o.status].type, json_type::string);
    if (d.fold_case && (!in_strings || !has_letters(d, o)))
        problems.add(rule::fold_case_is_for_a_status_in_strings, 0);
    if (d.open_vocabulary && lists_every_value(d, o))
        problems.add(rule::open_vocabulary_is_for_a_status_with_other_words, 0);
    for (std::size_t i = 0; i < o.word_count; ++i) {
        const status_word& word = d.words[i];
        validate_verdict(word, rule::a_status_word_has_a_phase_or_means_an_event, i, problems);
        if (is_same(word.text, any_word) || is_same(word.text, unlisted_word) || word.text.empty())
            problems.add(rule::a_status_word_is_none_of_the_two_signs, i);
        if (word.match == match::prefix && !in_strings)
            problems.add(rule::a_prefix_is_for_a_status_in_strings, i);
        else if (!can_be(d.members[o.status], word.text))
            problems.add(rule::a_status_word_is_possible, i);
        for (std::size_t k = 0; k < i; ++k)
            if (takes(d.words[k], word, d.fold_case)) problems.add(rule::a_status_word_is_listed_once, i);
    }
}

[[nodiscard]] constexpr bool some_row_ends(const declaration& d, const outline& o) noexcept {
    for (std::size_t i = 0; i < o.word_count; ++i)
        if (d.words[i].phase == phase::finished) return true;
    for (std::size_t i = 0; i < o.refinement_count; ++i)
        if (d.refine[i].phase == phase::finished) return true;
    for (const status_code_row& row : d.status_codes)
        if (row.phase == phase::finished) return true;
    return false;
}

[[nodiscard]] constexpr bool some_code_decides(const declaration& d) noexcept {
    for (const status_code_row& row : d.status_codes)
        if (row.phase != phase::unknown) return true;
    return false;
}

/// The place of the job is an object that is declared; only its last segment may be a star.
template <class Problems>
constexpr void validate_job_place(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    if (d.job_at.empty()) return;
    if (o.job == no_index || o.job_stars > (o.is_list ? 1 : 0))
        return problems.add(rule::the_place_of_the_job_is_declared, 0);
    if (!overlaps(d.members[o.job].type, json_type::object))
        problems.add(o.is_list ? rule::a_list_is_an_array_of_objects : rule::the_place_of_the_job_is_declared,
                     o.job);
}

[[nodiscard]] constexpr bool may_be_null(const member& m) noexcept {
    return overlaps(m.type | m.tolerated, json_type::null) || m.null != nulls::forbidden ||
           m.blank != nulls::forbidden;
}

/// Whether a member is there, and not null, wherever there is a job; with `in_each_element`, in each element
/// of the array around it.
[[nodiscard]] constexpr bool is_always_there(const declaration& d, const outline& o, std::uint8_t row,
                                             bool in_each_element = false) noexcept {
    for (bool is_asked = true; row != no_index; row = o.members[row].parent, is_asked = false) {
        const member& m = d.members[row];
        const bool leads_to_job = row == o.job || (o.job != no_index && is_within(d.job_at, m.at));
        if (!is_asked && types_of(m) != json_type::object) return false;
        if (leads_to_job) return true;
        if (may_be_null(m) || m.tolerated != json_type::none) return false;
        if (in_each_element && is_same(o.members[row].key, "*")) return true;
        if (!m.needed && !m.required) return false;
    }
    return true;
}

/// Whether some row decides of a job without a status word: a refinement of any word, or a status code.
[[nodiscard]] constexpr bool some_row_needs_no_word(const declaration& d, const outline& o) noexcept {
    for (std::size_t i = 0; i < o.refinement_count; ++i)
        if (is_same(d.refine[i].word, any_word)) return true;
    return some_code_decides(d);
}

/// The phases that rows of a job give, one bit each; a fold makes a running job of unfinished parts.
[[nodiscard]] constexpr unsigned phases_of(const declaration& d, const outline& o) noexcept {
    const auto flag = [](phase p) { return p == phase::unknown ? 0u : 1u << static_cast<unsigned>(p); };
    unsigned phases = flag(d.phase_without_status.value_or(phase::unknown));
    for (std::size_t i = 0; i < o.word_count; ++i)
        phases |= flag(d.words[i].phase);
    for (std::size_t i = 0; i < o.refinement_count; ++i)
        phases |= flag(d.refine[i].phase);
    for (const status_code_row& row : d.status_codes)
        phases |= flag(row.phase);
    const bool folds = o.status != no_index && d.members[o.status].fold != fold::none;
    return folds ? phases | flag(phase::running) : phases;
}

/// What a status says that is null or of a tolerated type.
template <class Problems>
constexpr void validate_status_value(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const member& status = d.members[o.status];
    const bool decided = some_row_needs_no_word(d, o);
    const bool may_be_absent = overlaps(status.type, json_type::null) || status.null == nulls::documented ||
                               status.blank != nulls::forbidden;
    if (may_be_absent && !d.phase_without_status && !decided)
        problems.add(rule::a_status_that_may_be_null_has_a_phase_without_it, o.status);
    if ((status.tolerated != json_type::none || status.null == nulls::tolerated) && !decided)
        problems.add(rule::a_status_of_another_type_says_nothing, o.status);
}

template <class Problems>
constexpr void validate_status(const declaration& d, const outline& o, Problems& problems) {
    using rule = contract_rule;
    const bool stands_in = d.phase_without_status.has_value();
    if (o.status == no_index && !stands_in && !some_code_decides(d) && !d.items_of.is_given())
        problems.add(rule::there_is_one_status_inside_the_job, 0);
    if (o.status != no_index && (!o.members[o.status].in_job || o.status == o.job))
        problems.add(rule::there_is_one_status_inside_the_job, o.status);
    if (stands_in &&
        (*d.phase_without_status == phase::finished || *d.phase_without_status == phase::unknown))
        problems.add(rule::a_phase_without_status_is_one_of_a_job_that_goes_on, 0);
    if (stands_in && o.status != no_index && (d.members[o.status].needed || is_always_there(d, o, o.status)))
        problems.add(rule::a_needed_status_has_no_phase_without_it, o.status);
    problems.inside("members");
    if (o.status != no_index) validate_status_value(d, o, problems);
    if (!some_row_ends(d, o) && !d.items_of.is_given()) problems.add(rule::some_row_ends_the_job, 0);
}

/// The rules of the job, its status and its words.
template <class Problems>
constexpr void validate_job(const declaration& d, const outline& o, Problems& problems) {
    validate_job_place(d, o, problems);
    validate_status(d, o, problems);
    validate_words(d, o, problems);
}

} // namespace jobpoll::inline v0::detail

#endif
