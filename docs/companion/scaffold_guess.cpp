#include "scaffold_guess.hpp"

#include <algorithm>
#include <iterator>

#include <jobpoll/contract/role_table.hpp>

namespace companion {

using jobpoll::format;
using jobpoll::json_type;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::role;

namespace {

using words = std::vector<std::string>;

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

// A new part begins at a capital after a small letter, and at the last capital of several: `JSONData`.
bool begins_part(std::string_view name, std::size_t i) {
    if (i == 0 || !is_upper(name[i])) return false;
    return !is_upper(name[i - 1]) || (i + 1 < name.size() && is_lower(name[i + 1]));
}

std::string joined(const words& parts) {
    std::string all;
    for (const std::string& part : parts)
        all += part;
    return all;
}

template <std::size_t N>
bool is_one_of(std::string_view wanted, const std::string_view (&list)[N]) {
    return !wanted.empty() && std::find(std::begin(list), std::end(list), wanted) != std::end(list);
}

template <std::size_t N>
bool has_one_of(const words& parts, const std::string_view (&list)[N]) {
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& p) { return is_one_of(p, list); });
}

// What a job is called.
constexpr std::string_view job_nouns[] = {
    "job",      "task",     "operation", "run",      "import",     "export", "processing",   "process",
    "batch",    "build",    "execution", "workflow", "pipeline",   "query",  "deployment",   "life",
    "cycle",    "transfer", "render",    "sync",     "async",      "report", "provisioning", "indexing",
    "progress", "current",  "overall",   "request",  "conversion", "crawl",  "scan",         "backup"};
constexpr std::string_view status_nouns[] = {"status", "state", "phase"};
constexpr std::string_view of_another_time[] = {"previous", "prev",   "last", "old",    "next",  "desired",
                                                "target",   "http",   "code", "health", "saved", "initial",
                                                "expected", "result", "end",  "final",  "exit"};
constexpr std::string_view flags_of_the_end[] = {"done",       "isdone",     "completed", "complete",
                                                 "iscomplete", "isfinished", "finished",  "iscompleted"};
constexpr std::string_view conclusions[] = {"conclusion", "outcome", "verdict"};
constexpr std::string_view error_nouns[] = {"error",      "errors",  "fault",   "exception",
                                            "exceptions", "failure", "failures"};
constexpr std::string_view error_details[] = {"result", "details", "detail", "info", "data"};
constexpr std::string_view id_nouns[] = {"id", "uuid", "guid", "identifier", "gid", "sid"};

} // namespace

words parts_of(std::string_view name) {
    words parts;
    bool is_open = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c == '_' || c == '-' || c == ' ' || c == '.' || c == ':') {
            is_open = false;
            continue;
        }
        if (!is_open || begins_part(name, i)) parts.emplace_back();
        is_open = true;
        parts.back() += is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return parts;
}

int sounds_like_status(const contract_node& member) {
    words parts = parts_of(member.key);
    if (is_one_of(joined(parts), flags_of_the_end)) return member.types == json_type::boolean ? 1 : 0;
    const bool is_http = contains(json_type::number, member.types) && member.types != json_type::none &&
                         member.minimum && *member.minimum >= 100 && *member.maximum < 600;
    if (parts.empty() || !is_one_of(parts.back(), status_nouns) || is_http) return 0;
    parts.pop_back();
    if (has_one_of(parts, of_another_time)) return 0;
    return std::all_of(parts.begin(), parts.end(), [](const auto& p) { return is_one_of(p, job_nouns); }) ? 2
                                                                                                          : 1;
}

bool sounds_like_conclusion(std::string_view key) {
    const words parts = parts_of(key);
    if (parts.empty()) return false;
    if (is_one_of(parts.back(), conclusions)) return true;
    if (parts.size() == 1) return parts[0] == "result";
    return is_one_of(parts.back(), status_nouns) &&
           (parts[parts.size() - 2] == "result" || parts[parts.size() - 2] == "end" ||
            parts[parts.size() - 2] == "final");
}

bool sounds_like_error(std::string_view key) {
    const words parts = parts_of(key);
    if (parts.empty() || !has_one_of(parts, error_nouns)) return false;
    return is_one_of(parts.back(), error_nouns) || is_one_of(parts.back(), error_details);
}

int sounds_like_id(std::string_view key) {
    const words parts = parts_of(key);
    if (parts.size() == 1 && parts[0] == "id") return 5;
    if (parts.size() == 1 && (parts[0] == "jobid" || parts[0] == "taskid")) return 4;
    if (parts.size() == 1 && (is_one_of(parts[0], id_nouns) || parts[0] == "handle")) return 2;
    if (parts.size() != 2 || !is_one_of(parts[0], job_nouns) || parts[0] == "request") return 0;
    if (is_one_of(parts[1], id_nouns)) return parts[0] == "job" || parts[0] == "task" ? 4 : 3;
    return parts[1] == "handle" || parts[1] == "reference" ? 2 : 0;
}

namespace {

struct role_row {
    role means;
    std::string_view names[12]; ///< without what joins their parts
};

constexpr role_row role_table[] = {
    {role::kind,
     {"type", "kind", "jobtype", "jobkind", "tasktype", "category", "operation", "operationtype"}},
    {role::name, {"name", "filename", "title", "displayname", "jobname"}},
    {role::progress,
     {"progress", "percent", "percentcomplete", "percentage", "progresspercent", "progresspercentage",
      "percentdone", "percentcompleted", "completionpercentage", "pct", "completionratio",
      "percentagecomplete"}},
    {role::error_code, {"errorcode", "failurecode", "errortype"}},
    {role::error_message,
     {"errormessage", "error", "failurereason", "failuremessage", "errordescription", "errorreason",
      "lasterror", "errordetails"}},
    {role::reason,
     {"message", "reason", "statusmessage", "statusreason", "statemessage", "detail", "statusdescription",
      "statusmsg", "statusdetails"}},
    {role::reason_code, {"reasoncode", "statuscode"}},
    {role::result, {"result", "results", "output", "response", "outputs"}},
    {role::result_url, {"resulturl", "downloadurl", "outputurl", "fileurl", "resultsurl"}},
    {role::next_url, {"statusurl", "pollurl", "pollingurl"}},
    {role::retry_after, {"retryafter", "retryafterseconds", "pollafter", "retryafterms"}},
    {role::time_left,
     {"timeleft", "timeremaining", "secondsleft", "secondsremaining", "remainingseconds", "eta"}},
    {role::retryable, {"retryable", "isretryable"}},
};

constexpr role_row error_table[] = {
    {role::error_code, {"code", "type", "errorcode", "reason", "status", "errortype", "name"}},
    {role::error_message,
     {"message", "msg", "detail", "details", "description", "title", "errormessage", "text",
      "errordescription"}},
    {role::retryable, {"retryable"}},
};

constexpr role_row error_body_table[] = {
    {role::error_code, {"code", "errorcode", "type"}},
    {role::error_message,
     {"message", "msg", "detail", "error", "title", "description", "errordescription", "errormessage"}},
};

// What is counted, and that it is counted: these say nothing of what became of it.
constexpr std::string_view counted[] = {
    "num",        "number",    "n",      "nb",       "of",      "count",    "counts",   "cnt",
    "items",      "item",      "rows",   "row",      "records", "record",   "requests", "request",
    "operations", "operation", "files",  "file",     "objects", "entries",  "lines",    "documents",
    "contacts",   "users",     "events", "emails",   "pages",   "messages", "units",    "jobs",
    "steps",      "chunks",    "tasks",  "elements", "images",  "tests"};
constexpr std::string_view counting[] = {"num", "number", "count", "counts", "cnt", "nb"};
constexpr std::string_view count_objects[] = {"counts",  "count",    "stats",  "statistics",
                                              "summary", "progress", "totals", "metrics",
                                              "items",   "rows",     "records"};
constexpr std::string_view time_objects[] = {"metadata", "timestamps", "timing",  "times",
                                             "dates",    "statistics", "timings", "stats"};

constexpr role_row counter_table[] = {
    {role::total, {"total", "all", "totals", "overall"}},
    {role::completed, {"completed", "processed", "done", "finished", "handled", "complete"}},
    {role::succeeded, {"succeeded", "success", "successes", "successful", "passed", "imported", "ok"}},
    {role::failed,
     {"failed", "failures", "failure", "errored", "error", "errors", "invalid", "rejected", "fail"}},
    {role::skipped, {"skipped", "ignored", "duplicates", "duplicate"}},
    {role::remaining, {"remaining", "left", "outstanding", "todo"}},
};

constexpr role_row time_table[] = {
    {role::lease_expires, {"lease"}},
    {role::expected_end, {"estimated", "expected", "eta"}},
    {role::expires, {"expires", "expiry", "expiration", "expire"}},
    {role::heartbeat, {"heartbeat"}},
    {role::created,
     {"created", "creation", "create", "submitted", "submission", "queued", "enqueued", "requested",
      "received"}},
    {role::started, {"started", "start", "began", "begin"}},
    {role::finished,
     {"finished", "finish", "completed", "complete", "completion", "ended", "end", "done", "failed",
      "cancelled", "canceled", "expired"}},
};

template <std::size_t N>
role role_in(const role_row (&table)[N], std::string_view name) {
    for (const role_row& row : table)
        if (is_one_of(name, row.names)) return row.means;
    return role::none;
}

role guess_counter(const contract_node& member, const words& parts, bool is_counts) {
    if (member.minimum && *member.minimum < 0) return role::none;
    words rest;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(rest),
                 [](const std::string& p) { return !is_one_of(p, counted); });
    if (rest.empty()) return has_one_of(parts, counting) && parts.size() > 1 ? role::total : role::none;
    if (is_counts && (rest[0] == "processing" || rest[0] == "pending")) return role::remaining;
    return rest.size() == 1 ? role_in(counter_table, rest[0]) : role::none;
}

role guess_time(const words& parts) {
    if (joined(parts).starts_with("inprogressat")) return role::started;
    for (const role_row& row : time_table)
        if (has_one_of(parts, row.names)) return row.means;
    return role::none;
}

bool is_read_by(const contract_node& member, role r) {
    const json_type types = member.types == json_type::none ? json_type::any : member.types;
    return jobpoll::detail::role_fits(r, types, guess_format(member, r));
}

role only_if_read(const contract_node& member, role r) {
    return r != role::none && is_read_by(member, r) ? r : role::none;
}

constexpr json_type any_number = json_type::number;

} // namespace

bool may_hold_roles(std::string_view key) {
    const words parts = parts_of(key);
    return sounds_like_error(key) || has_one_of(parts, count_objects) || has_one_of(parts, time_objects);
}

role guess_role(const contract_node& member, std::string_view around) {
    const words parts = parts_of(member.key);
    const std::string name = joined(parts);
    if (sounds_like_error(around)) return only_if_read(member, role_in(error_table, name));
    const words outer = parts_of(around);
    const bool is_counts = has_one_of(outer, count_objects);
    const bool is_counted =
        overlaps(member.types, any_number) || guess_format(member, role::total) != format::none;
    const role time = guess_time(parts);
    if (time != role::none && guess_format(member, time) != format::none) return only_if_read(member, time);
    if (around.empty() || is_counts)
        if (const role exact = role_in(role_table, name); exact == role::progress || around.empty())
            if (exact != role::none && is_read_by(member, exact)) return exact;
    if (around.empty() || is_counts)
        if (is_counted) return only_if_read(member, guess_counter(member, parts, is_counts));
    return role::none;
}

role guess_role_in_error(const contract_node& member) {
    return only_if_read(member, role_in(error_body_table, joined(parts_of(member.key))));
}

format guess_format(const contract_node& member, role r) {
    if (member.format != format::none) return member.format;
    const value_facts& f = member.facts;
    const bool is_moment = jobpoll::detail::traits_of(r).what == jobpoll::detail::reads::moment;
    const bool is_quantity = jobpoll::detail::traits_of(r).what == jobpoll::detail::reads::quantity;
    const bool is_text = member.types == json_type::string;
    const std::size_t texts = f.texts - f.blanks;
    const std::size_t unzero = f.texts + f.numbers - f.blanks - f.zeros;
    if (is_moment && unzero != 0 && contains(jobpoll::detail::string_or_number, member.types)) {
        if (f.seconds == unzero) return format::unix_seconds;
        if (f.milliseconds == unzero) return format::unix_milliseconds;
    }
    if (is_quantity && overlaps(member.types, json_type::string) && texts != 0 && f.decimals == texts &&
        contains(jobpoll::detail::string_or_number, member.types))
        return format::decimal;
    if (!is_text || texts == 0) return format::none;
    const bool takes_uuid = r == role::none || r == role::id || r == role::kind || r == role::name;
    if (f.uuids == texts && takes_uuid) return format::uuid;
    if (!is_moment && r != role::none) return format::none;
    if (f.date_times == texts) return format::date_time;
    return f.dates == texts ? format::iso_8601 : format::none;
}

namespace {

struct word_row {
    word_meaning means;
    std::string_view words[20];
};

constexpr word_row word_table[] = {
    {{phase::queued, outcome::none},
     {"queued",          "pending",      "waiting",   "scheduled",    "created",
      "accepted",        "new",          "submitted", "enqueued",     "notstarted",
      "received",        "requested",    "inqueue",   "preparing",    "waitingforresource",
      "waitingforretry", "initializing", "starting",  "provisioning", "initiated"}},
    {{phase::running, outcome::none},
     {"running",    "processing", "inprogress", "active",    "started",   "working",    "validating",
      "executing",  "importing",  "exporting",  "inprocess", "rendering", "converting", "building",
      "generating", "analyzing",  "uploading",  "retrying",  "ongoing",   "progressing"}},
    {{phase::finalizing, outcome::none},
     {"finalizing", "finalising", "completing", "pendingrefresh", "publishing", "terminating", "finishing"}},
    {{phase::cancelling, outcome::none},
     {"cancelling", "canceling", "cancelrequested", "stopping", "aborting", "cancellationrequested",
      "pendingcancellation"}},
    {{phase::blocked, outcome::none},
     {"blocked", "needsreview", "actionrequired", "manual", "waitingforapproval", "needsapproval",
      "awaitingapproval", "pendingapproval"}},
    {{phase::paused, outcome::none}, {"paused", "onhold", "held", "suspended", "hold"}},
    {{phase::finished, outcome::succeeded},
     {"completed", "complete", "done", "succeeded", "success", "successful", "finished", "ok", "passed",
      "completedsuccessfully"}},
    {{phase::finished, outcome::succeeded_with_failures},
     {"completedwitherrors", "completedwithfailures", "partial", "partiallycompleted", "partialsuccess",
      "finishedwitherrors", "partiallysucceeded", "successwithfailures", "donewitherrors"}},
    {{phase::finished, outcome::failed},
     {"failed", "failure", "error", "errored", "crashed", "faulted", "startupfailure", "internalerror",
      "fatal"}},
    {{phase::finished, outcome::cancelled},
     {"cancelled", "canceled", "aborted", "stopped", "killed", "revoked", "withdrawn"}},
    {{phase::finished, outcome::expired}, {"expired"}},
    {{phase::finished, outcome::deadline_exceeded}, {"timedout", "timeout", "deadlineexceeded"}},
    {{phase::finished, outcome::interrupted}, {"interrupted", "preempted"}},
    {{phase::finished, outcome::skipped}, {"skipped", "notapplicable"}},
    {{phase::finished, outcome::unknown}, {"terminated", "ended", "closed"}},
};

constexpr std::string_view unsaid[] = {"job",   "task",      "operation", "run",    "batch", "status",
                                       "state", "import",    "is",        "export", "has",   "been",
                                       "was",   "execution", "request",   "the",    "query", "pipeline",
                                       "build", "workflow",  "process"};

constexpr std::string_view said_of_requests[] = {
    "ok", "success", "successful", "true", "succeeded", "error", "fail", "failure", "200", "0", "1"};

} // namespace

word_meaning guess_word(std::string_view word) {
    const words all = parts_of(word);
    words parts;
    std::copy_if(all.begin(), all.end(), std::back_inserter(parts),
                 [](const std::string& p) { return !is_one_of(p, unsaid); });
    for (const std::string& letters : {joined(all), joined(parts)})
        for (const word_row& row : word_table)
            if (is_one_of(letters, row.words)) return row.means;
    return {};
}

bool is_said_of_requests(std::string_view word) {
    return is_one_of(joined(parts_of(word)), said_of_requests);
}

} // namespace companion
