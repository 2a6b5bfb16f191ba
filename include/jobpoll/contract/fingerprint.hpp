// jobpoll: one number for all the facts of a declaration, so that a snapshot knows the contract it was made
// under.
#ifndef JOBPOLL_CONTRACT_FINGERPRINT_HPP
#define JOBPOLL_CONTRACT_FINGERPRINT_HPP

#include <bit>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/contract/declaration.hpp>

namespace jobpoll::inline v0::detail {

/// Collects facts in a fixed order; texts count with their length, so that two neighbours cannot trade
/// letters.
class fingerprint_builder {
public:
    constexpr fingerprint_builder& add(std::string_view text) noexcept {
        value_ = fnv1a(text, fnv1a(text.size(), value_));
        return *this;
    }
    template <class Integer>
    requires std::is_integral_v<Integer> || std::is_enum_v<Integer>
    constexpr fingerprint_builder& add(Integer number) noexcept {
        value_ = fnv1a(static_cast<std::uint64_t>(number), value_);
        return *this;
    }
    constexpr fingerprint_builder& add(milliseconds time) noexcept { return add(time.count()); }
    constexpr fingerprint_builder& add(double number) noexcept {
        return add(std::bit_cast<std::uint64_t>(number));
    }

    constexpr fingerprint_builder& add(const member& m) noexcept {
        add(m.at)
            .add(m.type)
            .add(m.required)
            .add(m.needed)
            .add(m.closed)
            .add(m.null)
            .add(m.tolerated)
            .add(m.role);
        add(m.format).add(m.range.minimum).add(m.range.maximum).add(!m.constant ? 0 : *m.constant ? 2 : 1);
        for (const std::string_view word : m.one_of)
            if (!word.empty()) add(word);
        return *this;
    }
    constexpr fingerprint_builder& add(const refinement& r) noexcept {
        add(r.word).add(r.phase).add(r.outcome);
        for (const condition& c : r.when)
            if (c.is != test::none) add(c.at).add(c.is).add(c.word);
        return *this;
    }

    [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

private:
    std::uint64_t value_ = fnv1a("jobpoll endpoint 1");
};

/// The fingerprint of everything that can change a decision on a job. Prose (source, checked, server) does
/// not count, and neither does `list`: it changes who is asked, and the texts of a fleet name it themselves.
[[nodiscard]] constexpr std::uint64_t fingerprint_of(const declaration& d, bool with_words = true) noexcept {
    fingerprint_builder facts;
    facts.add(d.name).add(d.root).add(d.closed).add(d.job_at).add(d.exact_items);
    for (const member& m : d.members)
        if (!m.at.empty()) facts.add(m);
    for (const status_word& w : d.words)
        if (with_words && !w.text.empty()) facts.add(w.text).add(w.phase).add(w.outcome);
    facts.add(d.open_vocabulary).add(d.fold_case);
    facts.add(d.phase_without_status ? 1 + static_cast<int>(*d.phase_without_status) : 0);
    for (const refinement& r : d.refine)
        if (r.when[0].is != test::none || r.word != any_word) facts.add(r);
    facts.add(d.progress.unit);
    for (const role part : d.progress.parts)
        facts.add(part);
    for (const cadence_row& row : d.cadence)
        facts.add(row.phase).add(row.min_delay).add(row.max_delay);
    for (const request_quota& q : d.quota)
        facts.add(q.requests).add(q.period);
    for (const status_code_meaning& s : d.status_codes)
        facts.add(s.code).add(s.means);
    facts.add(d.discriminator);
    return facts.value();
}

/// The fingerprint that a snapshot is bound to. Status words do not count: a word decides what a later reply
/// means, and nothing that was decided before.
[[nodiscard]] constexpr std::uint64_t fingerprint_without_words(const declaration& d) noexcept {
    return fingerprint_of(d, false);
}

} // namespace jobpoll::inline v0::detail

#endif
