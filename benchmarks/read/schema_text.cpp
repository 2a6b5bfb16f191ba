#include "schema_text.hpp"

#include <cmath>

#include "row_check.hpp"

namespace bench {
namespace {

using jobpoll::json_type;

void add(std::string& list, const std::string& entry) {
    list += (list.empty() ? "" : ",") + entry;
}

std::string quoted(std::string_view text) {
    return '"' + std::string{text} + '"';
}

/// The keyword `type` with a comma behind it; empty where any type will do.
std::string types_of(const jobpoll::member& row) {
    json_type all = row.type | row.tolerated;
    if (row.null != jobpoll::nulls::forbidden) all = all | json_type::null;
    if (contains(all, json_type::any)) return {};
    std::string names;
    for (const json_type one :
         {json_type::null, json_type::boolean, json_type::string, json_type::array, json_type::object})
        if (contains(all, one)) add(names, quoted(to_string(one)));
    if (contains(all, json_type::number))
        add(names, quoted("number"));
    else if (contains(all, json_type::integer))
        add(names, quoted("integer"));
    return R"("type":[)" + names + "],";
}

std::string limits_of(const jobpoll::member& row) {
    std::string limits;
    if (std::isfinite(row.range.minimum)) limits += R"("minimum":)" + std::to_string(row.range.minimum) + ",";
    if (std::isfinite(row.range.maximum)) limits += R"("maximum":)" + std::to_string(row.range.maximum) + ",";
    if (row.constant) limits += std::string{R"("enum":[)"} + (*row.constant ? "true" : "false") + "],";
    std::string words;
    for (const std::string_view word : row.one_of)
        if (!word.empty()) add(words, quoted(word));
    if (!words.empty()) limits += R"("enum":[)" + words + "],";
    return limits;
}

struct writer {
    const jobpoll::endpoint& e;
    const rows_below& rows;

    /// What is inside the value: the keywords of an array or of an object.
    [[nodiscard]] std::string inside(const std::vector<std::size_t>& below, bool closed) const {
        if (below.size() == 1 && rows.key[below[0]] == "*") return R"("items":)" + schema_of(below[0]);
        std::string properties;
        std::string required;
        for (const std::size_t at : below) {
            add(properties, quoted(rows.key[at]) + ":" + schema_of(at));
            if (e.members[at].required) add(required, quoted(rows.key[at]));
        }
        return R"("properties":{)" + properties + "}" +
               (required.empty() ? "" : R"(,"required":[)" + required + "]") +
               (closed ? R"(,"additionalProperties":false)" : "");
    }

    [[nodiscard]] std::string schema_of(std::size_t at) const {
        const jobpoll::member& row = rows.written.members[at];
        return "{" + types_of(row) + limits_of(row) + inside(rows.of[at], row.closed) + "}";
    }
};

} // namespace

std::string schema_text(const jobpoll::endpoint& e) {
    const rows_below& rows = rows_of(e);
    return R"({"type":)" + quoted(to_string(e.root)) + "," + writer{e, rows}.inside(rows.root, e.closed) +
           "}";
}

} // namespace bench
