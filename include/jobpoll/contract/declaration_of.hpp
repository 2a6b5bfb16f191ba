// jobpoll: the rows of a declaration, out of the endpoint that it was compiled into.
#ifndef JOBPOLL_CONTRACT_DECLARATION_OF_HPP
#define JOBPOLL_CONTRACT_DECLARATION_OF_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/contract/endpoint.hpp>

namespace jobpoll::inline v0 {

namespace detail {

[[nodiscard]] constexpr member member_of(const endpoint& e, const endpoint_member& row) {
    member m{.at = row.at};
    const bool null_only_documented = row.null == nulls::documented && !row.has_null;
    m.type = null_only_documented ? static_cast<json_type>(static_cast<std::uint8_t>(row.allowed) &
                                                           ~static_cast<unsigned>(json_type::null))
                                  : row.allowed;
    m.tolerated = row.declared_tolerated();
    m.required = row.required;
    m.needed = row.needed;
    m.closed = row.closed;
    m.null = row.null;
    m.role = row.role;
    m.format = row.format;
    if (row.range != no_index) m.range = e.shape.ranges[row.range];
    if (row.has_constant) m.constant = bool{row.constant};
    for (std::size_t i = 0; i < row.text_count; ++i)
        m.one_of[i] = e.shape.texts[row.first_text + i];
    m.blank = row.blank;
    if (row.child != no_index) m.items = e.shape.nodes[row.child].items;
    m.fold = row.folds ? fold::all_finished : fold::none;
    m.may_go_back = row.may_go_back;
    return m;
}

[[nodiscard]] constexpr condition condition_of(const endpoint& e, shape_condition compiled) {
    const shape_atom& atom = e.shape.atoms[compiled.atom];
    condition c{.at = e.members[atom.member].at, .is = compiled.negated ? test::absent : atom.is};
    for (std::size_t i = 0; i < atom.text_count; ++i)
        c.word.push_back(e.shape.texts[atom.first_text + i]);
    return c;
}

[[nodiscard]] constexpr refinement refinement_of(const endpoint& e, const shape_refinement& compiled) {
    refinement r{.word = compiled.word == word_place::any        ? any_word
                         : compiled.word == word_place::unlisted ? unlisted_word
                                                                 : e.shape.words[compiled.word].text()};
    for (std::size_t c = 0; c < 3 && compiled.when[c].atom != no_index; ++c)
        r.when[c] = condition_of(e, compiled.when[c]);
    r.phase = compiled.phase;
    r.outcome = compiled.outcome;
    r.over = compiled.over;
    r.means = compiled.means;
    return r;
}

} // namespace detail

/// The declaration that an endpoint was compiled from.
///
/// What it implies is written out: a needed status, the format of a time. Of another endpoint (`items_of`)
/// only the reference is there. *Lifetime*: its texts are those of the endpoint.
[[nodiscard]] constexpr declaration declaration_of(const endpoint& e) {
    const detail::shape& tree = e.shape;
    declaration d;
    d.name = e.name;
    d.vendor = e.vendor;
    d.source = e.source;
    d.checked = e.checked;
    d.root = e.root;
    d.closed = e.closed;
    d.job_at = e.job_at;
    for (std::size_t i = tree.item_count; i < tree.member_count; ++i)
        d.members[i - tree.item_count] = detail::member_of(e, e.members[i]);
    d.retention = e.retention;
    d.request = e.request;
    d.accepted = e.accepted;
    d.alternative = e.alternative;
    d.list = e.list;
    d.items_of = e.items_of;
    d.without_job = tree.without_job;
    for (std::size_t i = 0; i < 4; ++i) {
        d.cadence[i] = e.cadence[i];
        d.errors[i] = e.errors[i];
    }
    for (std::size_t i = 0; i < 3; ++i)
        d.quota[i] = e.quota[i];
    for (std::size_t i = 0; i < 12; ++i)
        d.status_codes[i] = e.status_codes[i];
    if (tree.discriminator != detail::no_index) d.discriminator = e.members[tree.discriminator].at;
    if (tree.complete.atom != detail::no_index) d.complete = detail::condition_of(e, tree.complete);
    if (e.items_of != nullptr) return d;
    for (std::size_t i = 0; i < tree.word_count; ++i) {
        const detail::shape_word& word = tree.words[i];
        d.words[i] = {word.text(), word.phase, word.outcome, word.is_prefix ? match::prefix : match::exact,
                      word.means()};
    }
    for (std::size_t i = 0; i < tree.refinement_count; ++i)
        d.refine[i] = detail::refinement_of(e, tree.refinements[i]);
    d.open_vocabulary = e.open_vocabulary;
    d.fold_case = e.fold_case;
    if (tree.has_unsaid_phase) d.phase_without_status = tree.unsaid_phase;
    d.progress.unit = tree.unit;
    for (std::size_t i = 0; i < 4; ++i)
        d.progress.parts[i] = tree.progress_parts[i];
    return d;
}

} // namespace jobpoll::inline v0

#endif
