#include "scaffold_guess.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace companion {

using jobpoll::json_type;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::role;

namespace {

// Names and words are compared without case and without what joins their parts.
std::string bare(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (c != '_' && c != '-' && c != ' ' && c != '.')
            letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return letters;
}

constexpr std::string_view status_names[] = {"jobphase", "phase",      "taskstate", "jobstate",
                                             "state",    "taskstatus", "jobstatus", "status"};

constexpr json_type text = json_type::string;
constexpr json_type number = json_type::number;
constexpr json_type text_or_whole = json_type::string | json_type::integer;

struct role_row {
    role means;
    std::string_view name; ///< in C++
    json_type types;       ///< that the library can make something of
    std::string_view names[8];
};

constexpr role_row role_table[] = {
    {role::id, "id", text_or_whole, {"id", "jobid", "taskid", "operationid", "importid", "exportid", "uuid"}},
    {role::status, "status", json_type::any, {}},
    {role::kind, "kind", text, {"type", "kind", "jobtype", "jobkind", "tasktype", "category", "operation"}},
    {role::name, "name", text, {"name", "filename", "title", "displayname"}},
    {role::created, "created", text, {"createdat", "created", "creationtime", "submittedat", "queuedat"}},
    {role::started, "started", text, {"startedat", "started", "starttime"}},
    {role::finished,
     "finished",
     text,
     {"finishedat", "completedat", "endedat", "endtime", "finished", "doneat"}},
    {role::heartbeat, "heartbeat", text, {"heartbeatat", "lastheartbeat", "heartbeat"}},
    {role::lease_expires, "lease_expires", text, {"leaseexpiresat", "leaseexpires"}},
    {role::total, "total", number, {"total", "totalitems", "totalrows", "totalcount", "totalrecords"}},
    {role::completed, "completed", number, {"completedrows", "completeditems", "processed", "processedrows"}},
    {role::succeeded, "succeeded", number, {"succeeded", "successcount", "successful", "succeededcount"}},
    {role::failed, "failed", number, {"failed", "failedcount", "failedrows", "errorcount", "failures"}},
    {role::skipped, "skipped", number, {"skipped", "skippedcount", "skippedrows"}},
    {role::progress, "progress", number, {"progress", "percent", "percentcomplete", "percentage"}},
    {role::error_code, "error_code", json_type::any, {"errorcode", "failurecode"}},
    {role::error_message, "error_message", json_type::any, {"errormessage", "error", "failurereason"}},
    {role::result, "result", json_type::any, {"result", "results", "output", "resulturl", "downloadurl"}},
};

struct word_row {
    word_meaning means;
    std::string_view words[12];
};

constexpr word_row word_table[] = {
    {{phase::queued, outcome::none},
     {"queued", "pending", "waiting", "scheduled", "created", "accepted", "new", "submitted", "enqueued",
      "notstarted"}},
    {{phase::running, outcome::none},
     {"running", "processing", "inprogress", "active", "started", "working", "validating", "executing",
      "importing", "exporting"}},
    {{phase::finalizing, outcome::none}, {"finalizing", "completing", "pendingrefresh", "publishing"}},
    {{phase::cancelling, outcome::none}, {"cancelling", "canceling", "cancelrequested", "stopping"}},
    {{phase::blocked, outcome::none}, {"blocked", "paused", "onhold", "held", "suspended", "needsreview"}},
    {{phase::finished, outcome::succeeded},
     {"completed", "complete", "done", "succeeded", "success", "successful", "finished", "ok"}},
    {{phase::finished, outcome::succeeded_with_failures},
     {"completedwitherrors", "completedwithfailures", "partial", "partiallycompleted", "partialsuccess"}},
    {{phase::finished, outcome::failed}, {"failed", "failure", "error", "errored"}},
    {{phase::finished, outcome::cancelled}, {"cancelled", "canceled", "aborted"}},
    {{phase::finished, outcome::expired}, {"expired", "timedout", "timeout"}},
    {{phase::finished, outcome::interrupted}, {"interrupted"}},
};

template <std::size_t N>
bool is_one_of(std::string_view wanted, const std::string_view (&words)[N]) {
    return !wanted.empty() && std::find(std::begin(words), std::end(words), wanted) != std::end(words);
}

} // namespace

int sounds_like_status(std::string_view key) noexcept {
    const auto* found = std::find(std::begin(status_names), std::end(status_names), bare(key));
    return found == std::end(status_names) ? 0 : static_cast<int>(found - std::begin(status_names)) + 1;
}

role guess_role(const contract_node& member) {
    const std::string key = bare(member.key);
    for (const role_row& row : role_table)
        if (is_one_of(key, row.names) && contains(row.types, member.types)) return row.means;
    return role::none;
}

std::string_view name_of(role r) noexcept {
    for (const role_row& row : role_table)
        if (row.means == r) return row.name;
    return "none";
}

word_meaning guess_word(std::string_view word) {
    const std::string letters = bare(word);
    for (const word_row& row : word_table)
        if (is_one_of(letters, row.words)) return row.means;
    return {};
}

} // namespace companion
