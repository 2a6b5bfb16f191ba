// jobpoll: one number for all the facts of a declaration, so that a snapshot knows the contract it was made
// under.
#ifndef JOBPOLL_CONTRACT_FINGERPRINT_HPP
#define JOBPOLL_CONTRACT_FINGERPRINT_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/rows.hpp>

namespace jobpoll::inline v0::detail {

/// Collects facts in a fixed order; texts count with their length, so that two neighbours cannot trade
/// letters.
class fingerprint_builder {
public:
    constexpr fingerprint_builder& add(std::string_view text) noexcept {
        value_ = fnv1a(text, add(text.size()).value_);
        return *this;
    }
    template <class Integer>
    requires std::is_integral_v<Integer> || std::is_enum_v<Integer>
    constexpr fingerprint_builder& add(Integer number) noexcept {
        value_ = mix(value_ ^ static_cast<std::uint64_t>(number));
        return *this;
    }
    constexpr fingerprint_builder& add(milliseconds time) noexcept { return add(time.count()); }
    constexpr fingerprint_builder& add(double number) noexcept {
        return add(std::bit_cast<std::uint64_t>(number));
    }

    constexpr fingerprint_builder& add(const declaration& d, const member& m) noexcept {
        add(m.at).add(m.type).add(m.required).add(is_needed(d, m)).add(m.closed).add(m.null).add(m.tolerated);
        add(m.role).add(format_of(m)).add(m.range.minimum).add(m.range.maximum);
        add(!m.constant ? 0 : *m.constant ? 2 : 1);
        for (const std::string_view word : m.one_of)
            if (!word.empty()) add(word);
        return add(m.blank).add(m.items).add(m.fold).add(m.may_go_back);
    }
    constexpr fingerprint_builder& add(const condition& c) noexcept {
        add(c.at).add(c.is).add(c.word.size());
        for (std::size_t i = 0; i < c.word.size() && i < word_list::limit; ++i)
            add(c.word[i]);
        return *this;
    }
    constexpr fingerprint_builder& add(const refinement& r) noexcept {
        add(r.word).add(r.phase).add(r.outcome).add(r.over).add(r.means);
        for (const condition& c : r.when)
            if (c.is != test::none) add(c);
        return *this;
    }
    constexpr fingerprint_builder& add(const status_word& w) noexcept {
        return add(w.text).add(w.phase).add(w.outcome).add(w.match).add(w.means);
    }
    constexpr fingerprint_builder& add(const status_code_row& s) noexcept {
        return add(s.code).add(s.phase).add(s.outcome).add(s.body_code).add(s.means);
    }

    [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

private:
    std::uint64_t value_ = fnv1a("jobpoll endpoint 2");
};

/// The fingerprint of everything that can change a decision on a job. The source, the date of its check, the
/// request and the start of jobs do not count; nor does `list`, which changes only the URL that is asked. Of
/// another endpoint only the name counts.
[[nodiscard]] constexpr std::uint64_t fingerprint_of(const declaration& d, bool with_words = true) noexcept {
    fingerprint_builder facts;
    facts.add(d.name).add(d.root).add(d.closed).add(d.job_at);
    for (std::size_t i = 0; i < count_of(d.members); ++i)
        facts.add(d, d.members[i]);
    for (std::size_t i = 0; with_words && i < count_of(d.words); ++i)
        facts.add(d.words[i]);
    facts.add(d.open_vocabulary).add(d.fold_case);
    facts.add(d.phase_without_status ? 1 + static_cast<int>(*d.phase_without_status) : 0);
    for (std::size_t i = 0; i < count_of(d.refine); ++i)
        facts.add(d.refine[i]);
    facts.add(d.progress.unit);
    for (const role part : d.progress.parts)
        facts.add(part);
    for (const cadence_row& row : d.cadence)
        facts.add(row.phase).add(row.min_delay).add(row.max_delay);
    for (const request_quota& q : d.quota)
        facts.add(q.requests).add(q.period);
    facts.add(d.retention);
    for (const status_code_row& row : d.status_codes)
        if (row.code != 0) facts.add(row);
    facts.add(d.discriminator).add(d.without_job).add(d.complete);
    if (d.items_of.is_given()) facts.add(d.items_of->name);
    return facts.value();
}

} // namespace jobpoll::inline v0::detail

#endif
