// jobpoll: the machine's table as a diagram and as text, so that neither can disagree with the code.
#ifndef JOBPOLL_DOT_HPP
#define JOBPOLL_DOT_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include <jobpoll/transitions.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// What a row does, in a few words: `backoff, faults -> unreachable`.
[[nodiscard]] inline std::string describe_row(const transition& row) {
    std::string text;
    if (row.next != pace::none) text = to_string(row.next);
    if (row.spends != budget::none) {
        text += "; when the budget `";
        text += to_string(row.spends);
        text += "` is spent: ";
        text += to_string(row.ends);
    } else if (row.to == stage::ended) {
        text += row.ends == outcome::none ? std::string_view{"the vendor's outcome"} : to_string(row.ends);
    }
    return text;
}

/// An arrow with the events of all rows that fit, or nothing where none does.
template <class Predicate>
[[nodiscard]] std::string describe_arrow(stage from, stage to, std::string_view style, Predicate fits) {
    std::string events;
    for (const transition& row : transitions)
        if (row.from == from && fits(row))
            events += (events.empty() ? "" : "\\n") + std::string{to_string(row.on)};
    if (events.empty()) return {};
    return "    " + std::string{to_string(from)} + " -> " + std::string{to_string(to)} + " [label=\"" +
           events + "\"" + std::string{style} + "];\n";
}

} // namespace detail

/// The table for Graphviz: one arrow for all the events that lead from one stage to another, and one for
/// spent budgets.
[[nodiscard]] inline std::string to_dot() {
    std::string text =
        "digraph jobpoll {\n    rankdir=LR;\n    node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
        "    edge [fontname=\"sans-serif\", fontsize=10];\n    ended [peripheries=2];\n";
    for (std::size_t s = 0; s < stage_count; ++s) {
        const auto from = static_cast<stage>(s);
        for (std::size_t to = 0; to < stage_count; ++to)
            text += detail::describe_arrow(from, static_cast<stage>(to), "", [to](const transition& row) {
                return row.to == static_cast<stage>(to);
            });
        text += detail::describe_arrow(from, stage::ended, ", style=dashed",
                                       [](const transition& row) { return row.spends != budget::none; });
    }
    return text + "}\n";
}

/// The table for Markdown: a row for every event, a column for every stage.
[[nodiscard]] inline std::string to_markdown() {
    std::string text = "| event | idle | unseen | seen | ended |\n|---|---|---|---|---|\n";
    for (std::size_t e = 0; e < event_count; ++e) {
        text += "| `" + std::string{to_string(static_cast<event>(e))} + "` |";
        for (std::size_t s = 0; s < stage_count; ++s) {
            const transition* row = find_transition(static_cast<stage>(s), static_cast<event>(e));
            if (row == nullptr)
                text += " – |";
            else
                text += " **" + std::string{to_string(row->to)} + "**: " + detail::describe_row(*row) + " |";
        }
        text += '\n';
    }
    return text;
}

} // namespace jobpoll::inline v0

#endif
