// jobpoll: the machine's table as a diagram and as text, so that neither can disagree with the code.
#ifndef JOBPOLL_TEXT_DOT_HPP
#define JOBPOLL_TEXT_DOT_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include <jobpoll/machine/transitions.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// Whether a row ends the polling once its count is spent.
[[nodiscard]] constexpr bool has_limit(const transition& row) noexcept {
    return row.counts != budget::none && row.counts != budget::throttled;
}

/// What a row does, in a few words: `backoff; when the budget `faults` is spent: unreachable`.
[[nodiscard]] inline std::string describe_row(const transition& row) {
    const std::string_view end =
        row.ends == outcome::none ? std::string_view{"the vendor's outcome"} : to_string(row.ends);
    std::string text;
    if (row.next != pace::none) text = to_string(row.next);
    if (has_limit(row)) {
        text += "; when the budget `";
        text += to_string(row.counts);
        text += "` is spent: ";
    }
    if (has_limit(row) || row.to == stage::ended) text += end;
    return text;
}

/// One kind of arrow of the diagram, told by what its rows do.
struct arrow_style {
    std::string_view heading;
    std::string_view colour;
    std::string_view line = "solid";
    bool when_spent = false; ///< the arrow leads to the end, where the budget is spent
    bool (*has)(const transition& row) = nullptr;
};

/// The kinds of arrows. A row with a budget is in one for each of its two targets.
inline constexpr arrow_style arrow_styles[] = {
    {"begin", "#475569", "solid", false, [](const transition& row) { return row.next == pace::first; }},
    {"poll on schedule", "#1d5fbf", "solid", false,
     [](const transition& row) { return row.next == pace::schedule; }},
    {"ask for a confirmation", "#1d5fbf", "solid", false,
     [](const transition& row) { return row.next == pace::shortest; }},
    {"back off", "#b4540a", "solid", false, [](const transition& row) { return row.next == pace::backoff; }},
    {"renew, poll at once", "#b4540a", "solid", false,
     [](const transition& row) { return row.next == pace::renewal; }},
    {"the vendor ended it", "#13754f", "solid", true,
     [](const transition& row) { return row.counts == budget::confirmations; }},
    {"we give up", "#b3213a", "solid", false, [](const transition& row) { return row.to == stage::ended; }},
    {"budget spent", "#b3213a", "dashed", true,
     [](const transition& row) { return has_limit(row) && row.counts != budget::confirmations; }},
};

/// The events on which a stage goes over to another one, or stays, in one way: a heading and a line for each;
/// empty where there are none.
[[nodiscard]] inline std::string events_of(stage from, stage to, const arrow_style& style) {
    std::string events;
    for (const transition& row : transitions) {
        const stage target = style.when_spent ? stage::ended : target_of(row, from);
        if (row.from.has(from) && target == to && style.has(row))
            events += "<tr><td align=\"left\">" + std::string{to_string(row.on)} + "</td></tr>";
    }
    if (events.empty()) return events;
    return "<tr><td align=\"left\"><b>" + std::string{style.heading} + "</b></td></tr>" + events;
}

/// Lines as Graphviz lays them out.
[[nodiscard]] inline std::string dot_table(const std::string& rows) {
    return R"(<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">)" + rows + "</table>>";
}

/// A stage, with what leaves it as it is.
[[nodiscard]] inline std::string dot_stage(stage s) {
    std::string rows =
        "<tr><td><font point-size=\"16\"><b>" + std::string{to_string(s)} + "</b></font></td></tr>";
    for (const arrow_style& style : arrow_styles) {
        const std::string events = events_of(s, s, style);
        if (events.empty()) continue;
        rows += R"(<tr><td align="left"><font color=")" + std::string{style.colour} + "\">" +
                R"(<table border="0" cellspacing="0" cellpadding="1">)" + events +
                "</table></font></td></tr>";
    }
    return "    " + std::string{to_string(s)} + " [label=" + dot_table(rows) +
           (s == stage::ended ? ", peripheries=2, fillcolor=\"#e3f5ec\"];\n" : "];\n");
}

/// An arrow from a stage to another one; nothing where no event leads there in this way.
[[nodiscard]] inline std::string dot_arrow(stage from, stage to, const arrow_style& style) {
    const std::string events = events_of(from, to, style);
    if (events.empty()) return {};
    const std::string colour = '"' + std::string{style.colour} + '"';
    return "    " + std::string{to_string(from)} + " -> " + std::string{to_string(to)} +
           " [style=" + std::string{style.line} + ", color=" + colour + ", fontcolor=" + colour +
           ", label=" + dot_table(events) + "];\n";
}

} // namespace detail

/// The table for Graphviz: an arrow for all the events that lead from one stage to another in the same way,
/// and a dashed one for spent budgets. What leaves a stage as it is stands inside it.
[[nodiscard]] inline std::string to_dot() {
    std::string text =
        "digraph jobpoll {\n"
        "    rankdir=LR; ranksep=0.9; nodesep=0.4; pad=0.3; bgcolor=\"#ffffff\";\n"
        "    node [shape=box, style=\"rounded,filled\", fillcolor=\"#f4f6f9\", color=\"#94a3b8\", "
        "fontname=\"Helvetica\", fontsize=11, margin=\"0.2,0.12\"];\n"
        "    edge [fontname=\"Helvetica\", fontsize=11, arrowsize=0.8];\n";
    for (std::size_t s = 0; s < stage_count; ++s)
        text += detail::dot_stage(static_cast<stage>(s));
    for (std::size_t from = 0; from < stage_count; ++from)
        for (std::size_t to = 0; to < stage_count; ++to)
            for (const detail::arrow_style& style : detail::arrow_styles)
                if (from != to)
                    text += detail::dot_arrow(static_cast<stage>(from), static_cast<stage>(to), style);
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
                text += " **" + std::string{to_string(target_of(*row, static_cast<stage>(s)))} +
                        "**: " + detail::describe_row(*row) + " |";
        }
        text += '\n';
    }
    return text;
}

} // namespace jobpoll::inline v0

#endif
