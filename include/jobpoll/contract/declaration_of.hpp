// jobpoll: the declaration that an endpoint was compiled from.
#ifndef JOBPOLL_CONTRACT_DECLARATION_OF_HPP
#define JOBPOLL_CONTRACT_DECLARATION_OF_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/endpoint.hpp>

namespace jobpoll::inline v0 {

namespace detail {

constexpr void copy_texts(std::string_view (&to)[8], const text_pool& texts, std::size_t first,
                          std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i)
        to[i] = texts[first + i];
}

[[nodiscard]] constexpr member member_of(const endpoint& e, const endpoint_member& row) noexcept {
    member m;
    m.at = row.at;
    m.type =
        row.null == nulls::documented && !row.has_null ? without(row.allowed, json_type::null) : row.allowed;
    m.required = row.required;
    // That nothing can be decided without a status goes without saying.
    m.needed = row.needed && (row.role != role::status || e.shape.has_unsaid_phase);
    m.closed = row.closed;
    m.null = row.null;
    m.tolerated = row.null == nulls::tolerated && row.tolerated != json_type::any
                      ? without(row.tolerated, json_type::null)
                      : row.tolerated;
    m.role = row.role;
    m.format = row.format;
    if (row.range != no_index) m.range = range_of(e, row);
    if (row.has_constant) m.constant = static_cast<bool>(row.constant);
    copy_texts(m.one_of, e.shape.texts, row.first_text, row.text_count);
    m.blank = row.blank;
    if (row.child != no_index) m.items = e.shape.nodes[row.child].items;
    m.fold = row.folds ? fold::all_finished : fold::none;
    m.may_go_back = row.may_go_back;
    return m;
}

[[nodiscard]] constexpr word_list words_at(const text_pool& texts, const shape_atom& atom) noexcept {
    const auto text = [&](std::size_t i) { return texts[atom.first_text + i]; };
    switch (atom.text_count) {
    case 0:
        return {};
    case 1:
        return word_list{text(0)};
    case 2:
        return {text(0), text(1)};
    case 3:
        return {text(0), text(1), text(2)};
    default:
        return {text(0), text(1), text(2), text(3)};
    }
}

[[nodiscard]] constexpr condition condition_of(const endpoint& e, const shape_condition& compiled) noexcept {
    if (compiled.atom == no_index) return {};
    const shape_atom& atom = e.shape.atoms[compiled.atom];
    return {e.members[atom.member].at, compiled.negated ? test::absent : atom.is,
            words_at(e.shape.texts, atom)};
}

[[nodiscard]] constexpr refinement refinement_of(const endpoint& e,
                                                 const shape_refinement& compiled) noexcept {
    refinement r;
    if (compiled.word == word_place::unlisted)
        r.word = unlisted_word;
    else if (compiled.word != word_place::any)
        r.word = e.shape.words[compiled.word].text();
    for (std::size_t c = 0; c < std::size(r.when); ++c)
        r.when[c] = condition_of(e, compiled.when[c]);
    r.phase = compiled.phase;
    r.outcome = compiled.outcome;
    r.over = compiled.over;
    r.means = compiled.means;
    return r;
}

/// What a list that follows another endpoint has from there, and does not say itself.
constexpr void copy_meaning(declaration& d, const endpoint& e) noexcept {
    d.open_vocabulary = e.open_vocabulary;
    d.fold_case = e.fold_case;
    for (std::size_t i = 0; i < e.shape.word_count; ++i) {
        const shape_word& word = e.shape.words[i];
        d.words[i] = {word.text(), word.phase, word.outcome, word.is_prefix ? match::prefix : match::exact,
                      word.means()};
    }
    for (std::size_t i = 0; i < e.shape.refinement_count; ++i)
        d.refine[i] = refinement_of(e, e.shape.refinements[i]);
    if (e.shape.has_unsaid_phase) d.phase_without_status = e.shape.unsaid_phase;
    d.progress.unit = e.shape.unit;
    for (std::size_t i = 0; i < std::size(d.progress.parts); ++i)
        d.progress.parts[i] = e.shape.progress_parts[i];
    d.without_job = e.shape.without_job;
}

} // namespace detail

/// The rows that an endpoint was compiled from, in their order; what goes without saying is left out.
///
/// *Lifetime*: the texts are those of the endpoint.
[[nodiscard]] constexpr declaration declaration_of(const endpoint& e) noexcept {
    declaration d;
    d.name = e.name;
    d.vendor = e.vendor;
    d.source = e.source;
    d.checked = e.checked;
    d.root = e.root;
    d.closed = e.closed;
    d.job_at = e.job_at;
    for (std::size_t i = e.shape.item_count; i < e.shape.member_count; ++i)
        d.members[i - e.shape.item_count] = detail::member_of(e, e.members[i]);
    if (e.items_of == nullptr) detail::copy_meaning(d, e);
    for (std::size_t i = 0; i < std::size(d.cadence); ++i)
        d.cadence[i] = e.cadence[i];
    for (std::size_t i = 0; i < std::size(d.quota); ++i)
        d.quota[i] = e.quota[i];
    d.retention = e.retention;
    d.request = e.request;
    for (std::size_t i = 0; i < std::size(d.status_codes); ++i)
        d.status_codes[i] = e.status_codes[i];
    for (std::size_t i = 0; i < std::size(d.errors); ++i)
        d.errors[i] = e.errors[i];
    if (e.shape.discriminator != detail::no_index) d.discriminator = e.members[e.shape.discriminator].at;
    if (e.alternative != nullptr) d.alternative = e.alternative;
    if (e.list != nullptr) d.list = e.list;
    d.complete = detail::condition_of(e, e.shape.complete);
    if (e.items_of != nullptr) d.items_of = e.items_of;
    d.accepted = e.accepted;
    return d;
}

} // namespace jobpoll::inline v0

#endif
