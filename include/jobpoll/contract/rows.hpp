// jobpoll: the rows of a declaration, counted and looked up.
#ifndef JOBPOLL_CONTRACT_ROWS_HPP
#define JOBPOLL_CONTRACT_ROWS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/pointers.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::uint8_t no_index = 0xff;

/// Whether a reply has any number of jobs.
[[nodiscard]] constexpr bool is_list(const declaration& d) noexcept {
    return !d.job_at.empty() && d.job_at[d.job_at.size() - 1] == '*';
}

/// A row that says nothing: the end of its table.
[[nodiscard]] constexpr bool is_empty_row(const member& m) noexcept {
    return m.at.empty() && m.type == json_type::none && m.role == role::none;
}
[[nodiscard]] constexpr bool is_empty_row(const status_word& w) noexcept {
    return w.text.empty() && w.phase == phase::unknown && w.outcome == outcome::none && w.means == no_event;
}
[[nodiscard]] constexpr bool is_empty_row(const condition& c) noexcept {
    return c.at.empty() && c.is == test::none && c.word.empty();
}
/// A refinement without conditions is the last "else", so that one is empty only where it decides nothing.
[[nodiscard]] constexpr bool is_empty_row(const refinement& r) noexcept {
    return is_same(r.word, any_word) && is_empty_row(r.when[0]) && r.phase == phase::unknown &&
           r.outcome == outcome::none && r.means == no_event;
}
[[nodiscard]] constexpr bool is_empty_row(const cadence_row& c) noexcept {
    return c.min_delay == milliseconds{0} && c.max_delay == milliseconds{0};
}
[[nodiscard]] constexpr bool is_empty_row(const request_quota& q) noexcept {
    return q.requests == 0 && q.period == milliseconds{0};
}
[[nodiscard]] constexpr bool is_empty_row(const status_code_row& s) noexcept {
    return s.code == 0 && s.phase == phase::unknown && s.means == no_event && s.body_code.empty();
}
[[nodiscard]] constexpr bool is_empty_row(const error_reply& e) noexcept {
    return e.code == 0 && !e.body.is_given();
}
[[nodiscard]] constexpr bool is_empty_row(std::string_view text) noexcept {
    return text.empty();
}
[[nodiscard]] constexpr bool is_empty_row(role r) noexcept {
    return r == role::none;
}

/// The number of rows before the first empty one.
template <class Row, std::size_t Size>
[[nodiscard]] constexpr std::uint8_t count_of(const Row (&rows)[Size]) noexcept {
    std::uint8_t count = 0;
    while (count < Size && !is_empty_row(rows[count]))
        ++count;
    return count;
}

/// The first row that stands after an empty one; `Size` where there is none.
template <class Row, std::size_t Size>
[[nodiscard]] constexpr std::size_t row_after_gap(const Row (&rows)[Size]) noexcept {
    std::size_t i = count_of(rows);
    while (i < Size && is_empty_row(rows[i]))
        ++i;
    return i;
}

/// The row at a pointer, or `no_index`.
[[nodiscard]] constexpr std::uint8_t row_at(const declaration& d, std::string_view at) noexcept {
    const std::size_t size = at.size();
    for (std::size_t i = 0; i < std::size(d.members); ++i) {
        const std::string_view met = d.members[i].at;
        if (met.size() == size && is_same(met, at)) return static_cast<std::uint8_t>(i);
        if (met.empty()) break;
    }
    return no_index;
}

[[nodiscard]] constexpr std::uint8_t row_with(const declaration& d, role wanted) noexcept {
    for (std::size_t i = 0; i < std::size(d.members); ++i)
        if (d.members[i].role == wanted) return static_cast<std::uint8_t>(i);
    return no_index;
}

/// The numbers of the words that are no listed word.
struct word_place {
    static constexpr std::uint8_t any = 0xff;
    static constexpr std::uint8_t unlisted = 0xfe;
};

/// The number of a listed word, `word_place::any`, or `word_place::unlisted`.
[[nodiscard]] constexpr std::uint8_t word_number(const declaration& d, std::string_view word) noexcept {
    if (is_same(word, any_word)) return word_place::any;
    for (std::size_t i = 0; i < std::size(d.words); ++i)
        if (d.words[i].text.size() == word.size() && is_same(d.words[i].text, word))
            return static_cast<std::uint8_t>(i);
    return word_place::unlisted;
}

[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

[[nodiscard]] constexpr bool same_word(std::string_view a, std::string_view b, bool fold_case) noexcept {
    if (a.size() != b.size()) return false;
    if (is_same(a, b)) return true; // the usual case, and many letters at a time
    if (!fold_case) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
    return true;
}

/// Roles of a moment, a count, a text, a delay.
[[nodiscard]] constexpr bool is_time_role(role r) noexcept {
    return (r >= role::created && r <= role::lease_expires) || r == role::expires || r == role::expected_end;
}
[[nodiscard]] constexpr bool is_count_role(role r) noexcept {
    return (r >= role::total && r <= role::skipped) || r == role::remaining;
}
[[nodiscard]] constexpr bool is_delay_role(role r) noexcept {
    return r == role::retry_after || r == role::time_left;
}
[[nodiscard]] constexpr bool is_text_role(role r) noexcept {
    return (r >= role::id && r <= role::name) || r == role::error_code || r == role::error_message ||
           r == role::reason || r == role::reason_code || r == role::next_url || r == role::result_url;
}

/// The format that a member is read by: a time role on a string implies `date_time`.
[[nodiscard]] constexpr format format_of(const member& m) noexcept {
    const bool implied =
        m.format == format::none && is_time_role(m.role) && contains(m.type, json_type::string);
    return implied ? format::date_time : m.format;
}

/// Whether nothing can be decided without the member: implied of a status whose absence has no meaning,
/// unless it is an element of an array.
[[nodiscard]] constexpr bool is_needed(const declaration& d, const member& m) noexcept {
    return m.needed || (m.role == role::status && !d.phase_without_status && !is_element(key_of(m.at)));
}

} // namespace jobpoll::inline v0::detail

#endif
