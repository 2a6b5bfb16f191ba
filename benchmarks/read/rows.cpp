#include <map>

#include <jobpoll/contract/outline.hpp>

#include "row_check.hpp"

namespace bench {
namespace {

/// Whether there is more to a row than JSON Schema can say.
bool is_beyond_schema(const jobpoll::member& row) {
    return row.format != jobpoll::format::none || row.role == jobpoll::role::status ||
           row.role == jobpoll::role::failed || row.null == jobpoll::nulls::tolerated ||
           row.tolerated != jobpoll::json_type::none || row.at == "/job/metadata/batchCancelRequested";
}

/// The tree of the rows that are chosen, with the objects and arrays around them.
rows_below make_tree(const jobpoll::endpoint& e, bool all) {
    rows_below made;
    made.written = declaration_of(e);
    const jobpoll::declaration& d = made.written;
    const std::size_t count = e.shape.member_count;
    made.of.resize(count);
    made.complete = all;
    std::vector<bool> chosen(count, all);
    for (std::size_t i = count; i-- > 0;) {
        const std::string_view parent = jobpoll::detail::parent_of(d.members[i].at);
        made.key.insert(made.key.begin(), jobpoll::detail::key_of(e.members[i]));
        chosen[i] = chosen[i] || is_beyond_schema(d.members[i]);
        if (chosen[i] && !parent.empty()) chosen[jobpoll::detail::find_row(d, parent, count)] = true;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view parent = jobpoll::detail::parent_of(d.members[i].at);
        if (chosen[i])
            (parent.empty() ? made.root : made.of[jobpoll::detail::find_row(d, parent, count)]).push_back(i);
    }
    return made;
}

const rows_below& remember(std::map<const jobpoll::endpoint*, rows_below>& known, const jobpoll::endpoint& e,
                           bool all) {
    const auto met = known.find(&e);
    return met != known.end() ? met->second : known.emplace(&e, make_tree(e, all)).first->second;
}

} // namespace

const rows_below& rows_of(const jobpoll::endpoint& e) {
    static std::map<const jobpoll::endpoint*, rows_below> known;
    return remember(known, e, true);
}

const rows_below& rows_beyond_schema(const jobpoll::endpoint& e) {
    static std::map<const jobpoll::endpoint*, rows_below> known;
    return remember(known, e, false);
}

} // namespace bench
