// What is checked of a value once its row of the contract is found; and what comes of it. The same for every
// lane that checks by hand.
#ifndef JOBPOLL_BENCHMARKS_READ_ROW_CHECK_HPP
#define JOBPOLL_BENCHMARKS_READ_ROW_CHECK_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/uuid.hpp>

#include "lanes.hpp"

namespace bench {

/// Which rows are directly below which; worked out once for an endpoint, before anything is timed.
struct rows_below {
    std::vector<std::size_t> root;
    std::vector<std::vector<std::size_t>> of;
    std::vector<std::string_view> key;
    bool complete = true; ///< every row of the contract is there
    jobpoll::declaration written;
};

[[nodiscard]] const rows_below& rows_of(const jobpoll::endpoint& e);

/// Of these only what JSON Schema does not say: formats, status words, what is tolerated, what refines.
[[nodiscard]] const rows_below& rows_beyond_schema(const jobpoll::endpoint& e);

/// Checks values against rows, and collects what every lane has to find out.
class row_check {
public:
    row_check() = default;
    row_check(const jobpoll::endpoint& e, const rows_below& rows) : e_{&e}, d_{&rows.written} {}

    [[nodiscard]] const jobpoll::member& row(std::size_t at) const { return d_->members[at]; }

    /// Whether a value of this type is to be looked at further.
    bool admit(std::size_t at, jobpoll::json_type type) {
        const jobpoll::member& row = d_->members[at];
        const bool null = type == jobpoll::json_type::null;
        if (null ? row.null != jobpoll::nulls::documented : !contains(row.type, type)) {
            report(row.needed);
            return false;
        }
        return !null;
    }

    void text(std::size_t at, std::string_view text) {
        using jobpoll::format;
        const jobpoll::member& row = d_->members[at];
        if (row.role == jobpoll::role::status) return status(text);
        if (row.format == format::date_time && !jobpoll::detail::parse_date_time(text)) report(false);
        if ((row.format == format::uuid || row.format == format::uuid_not_nil) &&
            !jobpoll::detail::is_uuid(text))
            report(false);
        if (row.one_of[0].empty()) return;
        for (const std::string_view word : row.one_of)
            if (word == text) return;
        report(false);
    }

    void boolean(std::size_t at, bool value) {
        const jobpoll::member& row = d_->members[at];
        if (row.constant && value != *row.constant) report(false);
    }

    void number(std::size_t at, double value) {
        const jobpoll::member& row = d_->members[at];
        if (row.role == jobpoll::role::failed) failed_ = value > 0;
        if (!(value >= row.range.minimum && value <= row.range.maximum)) report(false);
    }

    /// A value that is neither null nor of the wrong type is there.
    void there(std::size_t at) {
        if (d_->members[at].at == "/job/metadata/batchCancelRequested") cancelling_ = true;
    }

    void missing(std::size_t at) {
        const jobpoll::member& row = d_->members[at];
        if (row.required || row.needed) report(row.needed);
    }

    void report(bool fatal) {
        ++found_.violations;
        fatal_ = fatal_ || fatal;
    }

    [[nodiscard]] finding result() {
        if (e_->shape.is_list) return {true, {}, {}, found_.violations};
        found_.usable = !fatal_;
        settle();
        return found_;
    }

private:
    void status(std::string_view text) {
        for (const jobpoll::status_word& word : d_->words) {
            if (word.text.empty()) break;
            if (word.text != text) continue;
            found_.phase = word.phase;
            found_.outcome = word.outcome;
            return;
        }
        report(false);
    }

    // The refinements of the endpoints that are measured.
    void settle() {
        if (!e_->name.starts_with("gu1")) return;
        if (found_.phase == jobpoll::phase::running && cancelling_) found_.phase = jobpoll::phase::cancelling;
        if (found_.outcome == jobpoll::outcome::succeeded && failed_)
            found_.outcome = jobpoll::outcome::succeeded_with_failures;
    }

    const jobpoll::endpoint* e_ = nullptr;
    const jobpoll::declaration* d_ = nullptr;
    finding found_;
    bool fatal_ = false;
    bool failed_ = false;
    bool cancelling_ = false;
};

/// What every lane answers for a body that is no JSON, or not the right value at the root.
inline constexpr finding unreadable{false, jobpoll::phase::unknown, jobpoll::outcome::none, 1};

/// Finds the row of a key among the ones below an object: the one after the last first, because servers write
/// members in one order.
class key_finder {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    key_finder(const rows_below& all, const std::vector<std::size_t>& rows) : all_{&all}, rows_{&rows} {}

    /// The row; and the place among the rows of this object in `last()`.
    std::size_t find(std::string_view key) {
        const std::size_t count = rows_->size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t place = next_ + i < count ? next_ + i : next_ + i - count;
            if (all_->key[(*rows_)[place]] != key) continue;
            last_ = place;
            next_ = place + 1 == count ? 0 : place + 1;
            return (*rows_)[place];
        }
        return none;
    }

    [[nodiscard]] std::size_t last() const { return last_; }
    [[nodiscard]] const std::vector<std::size_t>& rows() const { return *rows_; }

private:
    const rows_below* all_;
    const std::vector<std::size_t>* rows_;
    std::size_t next_ = 0;
    std::size_t last_ = 0;
};

} // namespace bench

#endif
