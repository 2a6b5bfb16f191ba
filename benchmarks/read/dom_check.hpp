// The checks of a contract over a parsed document, as one would write them over any DOM: row by row, each
// member looked up by its key.
#ifndef JOBPOLL_BENCHMARKS_READ_DOM_CHECK_HPP
#define JOBPOLL_BENCHMARKS_READ_DOM_CHECK_HPP

#include <optional>

#include "row_check.hpp"

namespace bench {

/// `Dom` says of its `value` what type it has and how many members, and finds members and elements.
template <class Dom>
class dom_check {
public:
    using value = typename Dom::value;

    dom_check(const jobpoll::endpoint& e, const rows_below& rows) : e_{e}, rows_{rows}, check_{e, rows} {}

    finding read(value root) {
        if (!contains(e_.root, Dom::type(root))) return unreadable;
        below(root, rows_.root, e_.closed);
        return check_.result();
    }

private:
    void below(value parent, const std::vector<std::size_t>& rows, bool closed) {
        if (Dom::type(parent) == jobpoll::json_type::array) {
            for (const std::size_t row : rows)
                Dom::each(parent, [&](value element) { one(row, element); });
            return;
        }
        std::size_t found = 0;
        for (const std::size_t row : rows) {
            if (const std::optional<value> met = Dom::find(parent, rows_.key[row])) {
                ++found;
                one(row, *met);
            } else {
                check_.missing(row);
            }
        }
        if (closed && rows_.complete)
            for (; found < Dom::size(parent); ++found)
                check_.report(false);
    }

    void one(std::size_t row, value met) {
        using jobpoll::json_type;
        const json_type type = Dom::type(met);
        if (!check_.admit(row, type)) return;
        check_.there(row);
        if (type == json_type::string) return check_.text(row, Dom::text(met));
        if (type == json_type::boolean) return check_.boolean(row, Dom::boolean(met));
        if (contains(json_type::number, type)) return check_.number(row, Dom::number(met));
        below(met, rows_.of[row], e_.members[row].closed);
    }

    const jobpoll::endpoint& e_;
    const rows_below& rows_;
    row_check check_;
};

} // namespace bench

#endif
