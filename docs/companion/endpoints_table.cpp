#include "endpoints_table.hpp"

#include <algorithm>
#include <vector>

#include <jobpoll/text/decision_text.hpp>

#include "documented_endpoints.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "json_writer.hpp"
#include "printable.hpp"

namespace companion {

namespace {

using examples::documented_endpoints;

/// `running 5s to 10s, queued 30s to 60s`, and the quota where one is documented.
std::string describe_cadence(const jobpoll::endpoint& e) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    for (const jobpoll::cadence_row& row : e.cadence)
        if (row.max_delay.count() > 0)
            add(std::string{to_string(row.phase)} + " every " + jobpoll::describe(row.min_delay) + " to " +
                jobpoll::describe(row.max_delay));
    for (const jobpoll::request_quota& q : e.quota)
        if (q.requests != 0)
            add("at most " + std::to_string(q.requests) + " requests in " + jobpoll::describe(q.period));
    return text.empty() ? "none documented" : text;
}

void write_cadence(json_writer& json, const jobpoll::endpoint& e) {
    json.key("cadence").begin_array();
    for (const jobpoll::cadence_row& row : e.cadence)
        if (row.max_delay.count() > 0)
            json.begin_object()
                .string("phase", to_string(row.phase))
                .number("min_delay_ms", row.min_delay.count())
                .number("max_delay_ms", row.max_delay.count())
                .end_object();
    json.end_array().key("quota").begin_array();
    for (const jobpoll::request_quota& q : e.quota)
        if (q.requests != 0)
            json.begin_object()
                .number("requests", q.requests)
                .number("period_ms", q.period.count())
                .end_object();
    json.end_array();
}

std::string as_json_line(const jobpoll::endpoint& e) {
    json_writer json;
    json.begin_object()
        .string("name", e.name)
        .string("vendor", e.vendor)
        .string("source", e.source)
        .string("checked", e.checked)
        .string("method", e.request.method)
        .string("path", e.request.path);
    write_cadence(json, e);
    return json.end_object().text() + '\n';
}

/// A column is as wide as its widest cell.
std::string as_table() {
    std::vector<std::vector<std::string>> rows;
    for (const jobpoll::endpoint* e : documented_endpoints)
        rows.push_back({std::string{e->name}, std::string{e->vendor}, std::string{e->source}});
    std::string text;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t column = 0; column < rows[r].size(); ++column) {
            std::size_t widest = 0;
            for (const auto& row : rows)
                widest = std::max(widest, width(row[column]));
            text += rows[r][column] + std::string(widest - width(rows[r][column]) + 2, ' ');
        }
        text += describe_cadence(*documented_endpoints[r]) + '\n';
    }
    return text;
}

} // namespace

std::span<const jobpoll::endpoint* const> known_endpoints() noexcept {
    return documented_endpoints;
}

const jobpoll::endpoint& find_endpoint(std::string_view name) {
    if (const jobpoll::endpoint* const found = examples::find_documented(name)) return *found;
    throw failure{exit_code::usage, "jobpoll: unknown endpoint '" + printable(name) +
                                        "'; known: " + examples::documented_names()};
}

void print_endpoints(bool as_json) {
    if (!as_json) return put(as_table());
    std::string lines;
    for (const jobpoll::endpoint* e : documented_endpoints)
        lines += as_json_line(*e);
    put(lines);
}

} // namespace companion
