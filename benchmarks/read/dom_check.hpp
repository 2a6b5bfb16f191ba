// The checks of a contract over a parsed document, as one would write them over any DOM: row by row, each
// member looked up by its key.
#ifndef JOBPOLL_BENCHMARKS_READ_DOM_CHECK_HPP
#define JOBPOLL_BENCHMARKS_READ_DOM_CHECK_HPP

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <jobpoll/detail/date_time.hpp>
#include <jobpoll/detail/uuid.hpp>

#include "lanes.hpp"

namespace bench {

/// Which rows are directly below which; worked out once for an endpoint, before anything is timed.
struct rows_below {
    std::vector<std::size_t> root;
    std::vector<std::vector<std::size_t>> of;
    std::vector<std::string_view> key;
};

const rows_below& rows_of(const jobpoll::endpoint& e);

/// `Dom` says of its `value` what type it has, and finds members and elements.
template <class Dom>
class dom_check {
public:
    using value = typename Dom::value;

    explicit dom_check(const jobpoll::endpoint& e) : e_{e}, rows_{rows_of(e)} {}

    finding read(value root) {
        if (!contains(e_.root, Dom::type(root))) return {false, {}, {}, 1};
        below(root, rows_.root);
        if (e_.shape.is_list) return {true, {}, {}, found_.violations};
        found_.usable = !fatal_;
        settle();
        return found_;
    }

private:
    void below(value parent, const std::vector<std::size_t>& rows) {
        for (const std::size_t row : rows) {
            if (Dom::type(parent) == jobpoll::json_type::array) {
                Dom::each(parent, [&](value element) { check(row, element); });
            } else if (const std::optional<value> met = Dom::find(parent, rows_.key[row])) {
                check(row, *met);
            } else if (e_.members[row].required || e_.members[row].needed) {
                report(e_.members[row].needed);
            }
        }
    }

    void check(std::size_t at, value met) {
        const jobpoll::member& row = e_.members[at];
        const jobpoll::json_type type = Dom::type(met);
        const bool null = type == jobpoll::json_type::null;
        if (null ? row.null != jobpoll::nulls::documented : !contains(row.type, type))
            return report(row.needed);
        if (row.role == jobpoll::role::failed) failed_ = !null && Dom::number(met) > 0;
        if (null) return;
        if (type == jobpoll::json_type::string) text(row, Dom::text(met));
        if (row.constant && Dom::boolean(met) != *row.constant) report(false);
        if (contains(jobpoll::json_type::number, type)) range(row, Dom::number(met));
        if (row.at == "/job/metadata/batchCancelRequested") cancelling_ = true;
        below_if_any(met, at, type);
    }

    void below_if_any(value met, std::size_t at, jobpoll::json_type type) {
        if (type == jobpoll::json_type::object || type == jobpoll::json_type::array) below(met, rows_.of[at]);
    }

    void text(const jobpoll::member& row, std::string_view text) {
        using jobpoll::format;
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

    void status(std::string_view text) {
        for (const jobpoll::status_word& word : e_.words) {
            if (word.text.empty()) break;
            if (word.text != text) continue;
            found_.phase = word.phase;
            found_.outcome = word.outcome;
            return;
        }
        report(false);
    }

    void range(const jobpoll::member& row, double number) {
        if (!(number >= row.range.minimum && number <= row.range.maximum)) report(false);
    }

    // The refinements of the endpoints that are measured.
    void settle() {
        if (!e_.name.starts_with("gu1")) return;
        if (found_.phase == jobpoll::phase::running && cancelling_) found_.phase = jobpoll::phase::cancelling;
        if (found_.outcome == jobpoll::outcome::succeeded && failed_)
            found_.outcome = jobpoll::outcome::succeeded_with_failures;
    }

    void report(bool fatal) {
        ++found_.violations;
        fatal_ = fatal_ || fatal;
    }

    const jobpoll::endpoint& e_;
    const rows_below& rows_;
    finding found_;
    bool fatal_ = false;
    bool failed_ = false;
    bool cancelling_ = false;
};

} // namespace bench

#endif
