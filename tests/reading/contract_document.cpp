// Contracts as documents: what is read, what is refused and where, and who owns what.
#include <support/catch.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include <jobpoll/contract_document.hpp>

using jobpoll::contract_or_problems;
using jobpoll::contract_problem;
using jobpoll::declaration;
using jobpoll::endpoint;
using jobpoll::parse_contract;

namespace {

constexpr std::string_view smallest = R"({
  "name": "acme.job", "source": "the Acme API, Get a job", "checked": "2026-11-22",
  "members": [{"at": "/status", "type": "string", "role": "status"}],
  "words": [{"text": "queued", "phase": "queued"},
            {"text": "done", "phase": "finished", "outcome": "succeeded"}]})";

std::string problems_of(const contract_or_problems& parsed) {
    std::string text;
    for (const contract_problem& one : parsed.problems())
        text += std::string{to_string(one.what)} + " " + describe(one) + "\n";
    return text;
}

// ---- every column, from a document and in C++

constexpr std::string_view every_column = R"([
  {
    "name": "acme.run", "vendor": "Acme", "source": "the Acme API, Runs", "checked": "2026-11-22",
    "root": "object", "closed": true, "job_at": "/run",
    "members": [
      {"at": "/run", "type": ["object", "null"], "required": true, "closed": true},
      {"at": "/run/id", "type": ["string", "integer"], "needed": true, "role": "id"},
      {"at": "/run/parts", "type": "array", "items": 3},
      {"at": "/run/parts/*", "type": "object"},
      {"at": "/run/parts/*/status", "type": "string", "role": "status", "fold": "all_finished",
       "may_go_back": true},
      {"at": "/run/parts/*/note", "type": "string", "one_of": ["dull", "bright"]},
      {"at": "/run/done", "type": "number", "null": "documented", "role": "completed", "range": [0, null]},
      {"at": "/run/all", "type": "string", "null": "tolerated", "tolerated": "any", "role": "total",
       "format": "decimal"},
      {"at": "/run/ended", "type": "integer", "role": "finished", "format": "unix_milliseconds",
       "blank": "documented"},
      {"at": "/run/share", "type": "number", "range": [-0.5, 1.25]},
      {"at": "/ok", "type": "boolean", "constant": true}
    ],
    "words": [
      {"text": "WAIT", "phase": "queued", "match": "prefix"},
      {"text": "WORK", "phase": "running"},
      {"text": "OVER", "phase": "finished", "outcome": "skipped"},
      {"text": "SLOW", "means": "throttled"}
    ],
    "open_vocabulary": true, "fold_case": true,
    "refine": [
      {"word": "OVER", "when": [{"at": "/run/parts/*/note", "is": "equals", "word": ["dull", "bright"]},
                                {"at": "/run/share", "is": "zero"}],
       "phase": "finished", "outcome": "succeeded_with_failures", "over": "none"},
      {"word": "?", "when": [{"at": "/run/parts/*/note", "is": "differs", "word": "dull"}],
       "means": "unauthorized"}
    ],
    "progress": {"unit": "ratio", "parts": ["completed"]},
    "cadence": [{"phase": "queued", "min_delay": "250ms", "max_delay": "5min"},
                {"phase": "running", "min_delay": "2s"}],
    "quota": [{"requests": 100, "period": "1min"}, {"requests": 3000, "period": "1h"}],
    "retention": "7d",
    "request": {"method": "POST", "server": "https://{tenant}.acme.example", "path": "/runs",
                "authorization": "Bearer {key}", "body": "{\"id\":\"{id}\"}",
                "headers": ["Accept: application/json"]},
    "status_codes": [{"code": 409, "phase": "finished", "outcome": "failed"},
                     {"code": 400, "body_code": "Slow", "means": "throttled"}],
    "errors": [{"code": 404, "body": "acme.errors"}, {"body": "acme.errors"}],
    "discriminator": "/run", "alternative": "acme.flat",
    "list": "acme.runs",
    "without_job": "not_found",
    "accepted": {"id_at": "/runId", "url_at": "/self", "location": true}
  },
  {
    "name": "acme.flat", "source": "the Acme API, Runs", "checked": "2026-11-22",
    "members": [{"at": "/state", "type": "boolean", "role": "status"}, {"at": "/id", "type": "string", "role": "id"}],
    "words": [{"text": "true", "phase": "finished", "outcome": "succeeded"}],
    "phase_without_status": "blocked",
    "discriminator": "/state", "alternative": "acme.run"
  },
  {
    "name": "acme.runs", "source": "the Acme API, Runs", "checked": "2026-11-22",
    "job_at": "/runs/*",
    "members": [{"at": "/runs", "type": "array"}, {"at": "/runs/*", "type": "object"},
                {"at": "/more", "type": "boolean"}],
    "complete": {"at": "/more", "is": "is_false"},
    "items_of": "acme.flat"
  },
  {
    "name": "acme.errors", "source": "the Acme API, Errors", "checked": "2026-11-22", "root": "array",
    "job_at": "/*",
    "members": [{"at": "/*", "type": "object"}, {"at": "/*/text", "type": "any", "role": "error_message"},
                {"at": "/*/code", "type": "any", "role": "error_code"}]
  }
])";

namespace acme {

using namespace jobpoll;
using namespace std::chrono_literals;

constexpr endpoint errors = declare_error_body(declaration{
    .name = "acme.errors",
    .source = "the Acme API, Errors",
    .checked = "2026-11-22",
    .root = json_type::array,
    .job_at = "/*",
    .members = {{.at = "/*", .type = json_type::object},
                {.at = "/*/text", .type = json_type::any, .role = role::error_message},
                {.at = "/*/code", .type = json_type::any, .role = role::error_code}},
});

extern const endpoint run;

constexpr endpoint flat = declare(declaration{
    .name = "acme.flat",
    .source = "the Acme API, Runs",
    .checked = "2026-11-22",
    .members = {{.at = "/state", .type = json_type::boolean, .role = role::status},
                {.at = "/id", .type = json_type::string, .role = role::id}},
    .words = {{.text = "true", .phase = phase::finished, .outcome = outcome::succeeded}},
    .phase_without_status = phase::blocked,
    .discriminator = "/state",
    .alternative = &run,
});

constexpr endpoint runs = declare(declaration{
    .name = "acme.runs",
    .source = "the Acme API, Runs",
    .checked = "2026-11-22",
    .job_at = "/runs/*",
    .members = {{.at = "/runs", .type = json_type::array},
                {.at = "/runs/*", .type = json_type::object},
                {.at = "/more", .type = json_type::boolean}},
    .complete = {.at = "/more", .is = test::is_false},
    .items_of = &flat,
});

constexpr endpoint run = declare(declaration{
    .name = "acme.run",
    .vendor = "Acme",
    .source = "the Acme API, Runs",
    .checked = "2026-11-22",
    .root = json_type::object,
    .closed = true,
    .job_at = "/run",
    .members =
        {{.at = "/run", .type = json_type::object | json_type::null, .required = true, .closed = true},
         {.at = "/run/id", .type = json_type::string | json_type::integer, .needed = true, .role = role::id},
         {.at = "/run/parts", .type = json_type::array, .items = 3},
         {.at = "/run/parts/*", .type = json_type::object},
         {.at = "/run/parts/*/status",
          .type = json_type::string,
          .role = role::status,
          .fold = fold::all_finished,
          .may_go_back = true},
         {.at = "/run/parts/*/note", .type = json_type::string, .one_of = {"dull", "bright"}},
         {.at = "/run/done",
          .type = json_type::number,
          .null = nulls::documented,
          .role = role::completed,
          .range = {.minimum = 0}},
         {.at = "/run/all",
          .type = json_type::string,
          .null = nulls::tolerated,
          .tolerated = json_type::any,
          .role = role::total,
          .format = format::decimal},
         {.at = "/run/ended",
          .type = json_type::integer,
          .role = role::finished,
          .format = format::unix_milliseconds,
          .blank = nulls::documented},
         {.at = "/run/share", .type = json_type::number, .range = {-0.5, 1.25}},
         {.at = "/ok", .type = json_type::boolean, .constant = true}},
    .words = {{.text = "WAIT", .phase = phase::queued, .match = match::prefix},
              {.text = "WORK", .phase = phase::running},
              {.text = "OVER", .phase = phase::finished, .outcome = outcome::skipped},
              {.text = "SLOW", .means = event::throttled}},
    .open_vocabulary = true,
    .fold_case = true,
    .refine = {{.word = "OVER",
                .when = {{"/run/parts/*/note", test::equals, {"dull", "bright"}}, {"/run/share", test::zero}},
                .phase = phase::finished,
                .outcome = outcome::succeeded_with_failures,
                .over = over::none},
               {.word = unlisted_word,
                .when = {{"/run/parts/*/note", test::differs, "dull"}},
                .means = event::unauthorized}},
    .progress = {.unit = progress_unit::ratio, .parts = {role::completed}},
    .cadence = {{phase::queued, 250ms, 5min}, {phase::running, 2s}},
    .quota = {{100, 1min}, {3000, 1h}},
    .retention = 168h,
    .request = {.method = "POST",
                .server = "https://{tenant}.acme.example",
                .path = "/runs",
                .authorization = "Bearer {key}",
                .body = R"({"id":"{id}"})",
                .headers = {"Accept: application/json"}},
    .status_codes = {{.code = 409, .phase = phase::finished, .outcome = outcome::failed},
                     {.code = 400, .body_code = "Slow", .means = event::throttled}},
    .errors = {{404, &errors}, {.body = &errors}},
    .discriminator = "/run",
    .alternative = &flat,
    .list = &runs,
    .without_job = event::not_found,
    .accepted = {.id_at = "/runId", .url_at = "/self", .location = true},
});

} // namespace acme

} // namespace

TEST_CASE("every column of a document is the column of the declaration", "[contract_document]") {
    const contract_or_problems parsed = parse_contract(every_column);
    INFO(problems_of(parsed));
    REQUIRE(parsed);
    REQUIRE(parsed.size() == 4);
    for (const endpoint* const twin : {&acme::run, &acme::flat, &acme::runs, &acme::errors}) {
        const endpoint* const made = parsed.find(twin->name);
        REQUIRE(made != nullptr);
        CHECK(to_document(*made) == to_document(*twin));
        CHECK(made->fingerprint == twin->fingerprint);
    }
    CHECK(parsed[0].alternative == parsed.find("acme.flat"));
    CHECK(parsed[0].list == parsed.find("acme.runs"));
    CHECK(parsed[2].items_of == parsed.find("acme.flat"));
    CHECK(parsed[0].errors[1].body == parsed.find("acme.errors"));
    CHECK(parsed.first_of_jobs() == &parsed[0]);
}

TEST_CASE("the printed twin of every column is read back", "[contract_document]") {
    const std::string text = "[" + to_document(acme::run) + "," + to_document(acme::flat) + "," +
                             to_document(acme::runs) + "," + to_document(acme::errors) + "]";
    const contract_or_problems parsed = parse_contract(text);
    INFO(problems_of(parsed));
    REQUIRE(parsed);
    CHECK(to_document(parsed[0]) == to_document(acme::run));
    CHECK(parsed[0].fingerprint == acme::run.fingerprint);
}

TEST_CASE("the table has every column of every row", "[contract_document]") {
    // A binding for each member: one too few or too many does not compile.
    using jobpoll::detail::columns_of;
    const auto count = [](auto&... columns) { return sizeof...(columns); };
    {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = jobpoll::member{};
        CHECK(columns_of<jobpoll::member>.size() == count(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p));
    }
    {
        const auto& [a, b, c, d, e] = jobpoll::status_word{};
        CHECK(columns_of<jobpoll::status_word>.size() == count(a, b, c, d, e));
    }
    {
        const auto& [a, b, c] = jobpoll::condition{};
        CHECK(columns_of<jobpoll::condition>.size() == count(a, b, c));
    }
    {
        const auto& [a, b, c, d, e, f] = jobpoll::refinement{};
        CHECK(columns_of<jobpoll::refinement>.size() == count(a, b, c, d, e, f));
    }
    {
        const auto& [a, b] = jobpoll::progress_formula{};
        CHECK(columns_of<jobpoll::progress_formula>.size() == count(a, b));
    }
    {
        const auto& [a, b, c] = jobpoll::cadence_row{};
        CHECK(columns_of<jobpoll::cadence_row>.size() == count(a, b, c));
    }
    {
        const auto& [a, b] = jobpoll::request_quota{};
        CHECK(columns_of<jobpoll::request_quota>.size() == count(a, b));
    }
    {
        const auto& [a, b, c, d, e] = jobpoll::status_code_row{};
        CHECK(columns_of<jobpoll::status_code_row>.size() == count(a, b, c, d, e));
    }
    {
        const auto& [a, b, c, d, e, f] = jobpoll::request_form{};
        CHECK(columns_of<jobpoll::request_form>.size() == count(a, b, c, d, e, f));
    }
    {
        const auto& [a, b, c] = jobpoll::accepted_reply{};
        CHECK(columns_of<jobpoll::accepted_reply>.size() == count(a, b, c));
    }
    {
        const auto& [a, b] = jobpoll::error_reply{};
        CHECK(columns_of<jobpoll::error_reply>.size() == count(a, b));
    }
    {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a2, b2,
                     c2] = jobpoll::declaration{};
        CHECK(columns_of<declaration>.size() == count(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s,
                                                      t, u, v, w, x, y, z, a2, b2, c2));
    }
}

// ---- enumerators

namespace {

#define NAMED(type, name)                                                                                    \
    { jobpoll::type::name, #name }

template <class Enum, std::size_t Size>
void check_names(const std::pair<Enum, std::string_view> (&due)[Size]) {
    const jobpoll::detail::value_type& type = jobpoll::detail::value_type_of<Enum>;
    CHECK(type.names.names.size() == Size);
    for (const auto& [value, name] : due) {
        Enum stored{};
        INFO(name);
        CHECK(jobpoll::detail::store_name(type, &stored, name));
        CHECK(stored == value);
        CHECK(jobpoll::detail::value_text(type, &stored, 0) == '"' + std::string{name} + '"');
    }
    Enum stored{};
    CHECK_FALSE(jobpoll::detail::store_name(type, &stored, "nonsense"));
}

} // namespace

TEST_CASE("enumerators have their own names", "[contract_document]") {
    check_names<jobpoll::role>(
        {NAMED(role, none),          NAMED(role, id),          NAMED(role, status),
         NAMED(role, kind),          NAMED(role, name),        NAMED(role, created),
         NAMED(role, started),       NAMED(role, finished),    NAMED(role, heartbeat),
         NAMED(role, lease_expires), NAMED(role, total),       NAMED(role, completed),
         NAMED(role, succeeded),     NAMED(role, failed),      NAMED(role, skipped),
         NAMED(role, progress),      NAMED(role, error_code),  NAMED(role, error_message),
         NAMED(role, result),        NAMED(role, hint),        NAMED(role, remaining),
         NAMED(role, reason),        NAMED(role, reason_code), NAMED(role, expires),
         NAMED(role, retry_after),   NAMED(role, time_left),   NAMED(role, expected_end),
         NAMED(role, next_url),      NAMED(role, result_url),  NAMED(role, retryable)});
    check_names<jobpoll::format>({NAMED(format, none), NAMED(format, uuid), NAMED(format, uuid_not_nil),
                                  NAMED(format, date_time), NAMED(format, unix_seconds),
                                  NAMED(format, unix_milliseconds), NAMED(format, iso_8601),
                                  NAMED(format, decimal)});
    check_names<jobpoll::nulls>({NAMED(nulls, forbidden), NAMED(nulls, documented), NAMED(nulls, tolerated)});
    check_names<jobpoll::fold>({NAMED(fold, none), NAMED(fold, all_finished)});
    check_names<jobpoll::match>({NAMED(match, exact), NAMED(match, prefix)});
    check_names<jobpoll::test>({NAMED(test, none), NAMED(test, present), NAMED(test, absent),
                                NAMED(test, is_null), NAMED(test, is_true), NAMED(test, is_set),
                                NAMED(test, positive), NAMED(test, equals), NAMED(test, differs),
                                NAMED(test, is_false), NAMED(test, zero)});
    check_names<jobpoll::over>({NAMED(over, any), NAMED(over, all), NAMED(over, none)});
    check_names<jobpoll::progress_unit>({NAMED(progress_unit, none), NAMED(progress_unit, fraction),
                                         NAMED(progress_unit, percent), NAMED(progress_unit, ratio)});
    check_names<jobpoll::phase>({NAMED(phase, unknown), NAMED(phase, queued), NAMED(phase, running),
                                 NAMED(phase, finalizing), NAMED(phase, cancelling), NAMED(phase, blocked),
                                 NAMED(phase, paused), NAMED(phase, finished)});
    check_names<jobpoll::outcome>(
        {NAMED(outcome, none),         NAMED(outcome, succeeded),    NAMED(outcome, succeeded_with_failures),
         NAMED(outcome, failed),       NAMED(outcome, cancelled),    NAMED(outcome, expired),
         NAMED(outcome, interrupted),  NAMED(outcome, skipped),      NAMED(outcome, deadline_exceeded),
         NAMED(outcome, unknown),      NAMED(outcome, timed_out),    NAMED(outcome, exhausted),
         NAMED(outcome, unreachable),  NAMED(outcome, unauthorized), NAMED(outcome, not_found),
         NAMED(outcome, gone),         NAMED(outcome, rejected),     NAMED(outcome, malformed),
         NAMED(outcome, unrecognized), NAMED(outcome, stalled),      NAMED(outcome, abandoned)});
    check_names<jobpoll::event>(
        {NAMED(event, in_progress), NAMED(event, vendor_terminal), NAMED(event, unknown_status),
         NAMED(event, malformed), NAMED(event, no_reply), NAMED(event, throttled), NAMED(event, server_error),
         NAMED(event, unauthorized), NAMED(event, not_found), NAMED(event, gone), NAMED(event, rejected),
         NAMED(event, deadline), NAMED(event, attempts_spent), NAMED(event, stalled),
         NAMED(event, queued_too_long), NAMED(event, cancelled)});
}

TEST_CASE("types are a name or an array of names", "[contract_document]") {
    using jobpoll::json_type;
    const std::pair<json_type, std::string_view> due[] = {
        {json_type::null, R"("null")"},
        {json_type::boolean, R"("boolean")"},
        {json_type::integer, R"("integer")"},
        {json_type::number, R"("number")"},
        {json_type::string, R"("string")"},
        {json_type::array, R"("array")"},
        {json_type::object, R"("object")"},
        {json_type::any, R"("any")"},
        {json_type::string | json_type::integer, R"(["string","integer"])"},
        {json_type::object | json_type::number | json_type::null, R"(["object","number","null"])"},
    };
    for (const auto& [types, text] : due) {
        CHECK(jobpoll::detail::value_text(jobpoll::detail::value_type_of<json_type>, &types, 0) == text);
        std::string document{smallest};
        document.insert(document.find("}],") + 1, R"(, {"at": "/a", "type": )" + std::string{text} + "}");
        const contract_or_problems parsed = parse_contract(document);
        INFO(problems_of(parsed));
        REQUIRE(parsed);
        CHECK(declaration_of(parsed[0]).members[1].type == types);
    }
}

TEST_CASE("durations", "[contract_document]") {
    using jobpoll::milliseconds;
    using jobpoll::detail::parse_duration;
    CHECK(parse_duration("250ms") == milliseconds{250});
    CHECK(parse_duration("2s") == milliseconds{2000});
    CHECK(parse_duration("5min") == milliseconds{300'000});
    CHECK(parse_duration("1h") == milliseconds{3'600'000});
    CHECK(parse_duration("7d") == milliseconds{604'800'000});
    CHECK(parse_duration("0s") == milliseconds{0});
    CHECK(parse_duration("999999999d") == milliseconds{999'999'999LL * 86'400'000});
    for (const std::string_view bad :
         {"", "s", "2", "2 s", "-2s", "+2s", "2.5s", "2m", "2S", "1000000000s", "2s "})
        CHECK_FALSE(parse_duration(bad));
    for (const std::string_view text : {"250ms", "2s", "5min", "1h", "7d", "1500ms", "90s", "25h"}) {
        std::string printed;
        jobpoll::detail::append_duration(printed, *parse_duration(text));
        CHECK(printed == '"' + std::string{text} + '"');
    }
}

TEST_CASE("one quota needs no array", "[contract_document]") {
    const contract_or_problems parsed = parse_contract(std::string{smallest.substr(0, smallest.size() - 1)} +
                                                       R"(, "quota": {"requests": 100, "period": "1min"}})");
    REQUIRE(parsed);
    CHECK(parsed[0].quota[0].requests == 100);
    CHECK(parsed[0].quota[0].period == jobpoll::milliseconds{60'000});
}

// ---- what is refused, and where

TEST_CASE("bad documents: each problem with its place", "[contract_document]") {
    std::ifstream file{JOBPOLL_TEST_DATA "/contracts/bad.json"};
    std::stringstream text;
    text << file.rdbuf();
    const boost::json::value cases = boost::json::parse(text.str());
    REQUIRE(cases.as_array().size() > 60);
    for (const boost::json::value& one : cases.as_array()) {
        const bool is_text = one.as_object().contains("text");
        const std::string document = is_text ? boost::json::value_to<std::string>(one.at("text"))
                                             : boost::json::serialize(one.at("document"));
        const contract_or_problems parsed = parse_contract(document);
        INFO(one.at("why").as_string() << "\n" << problems_of(parsed));
        CHECK_FALSE(parsed);
        CHECK(parsed.empty());
        const boost::json::array& due = one.at("problems").as_array();
        REQUIRE(parsed.problems().size() == due.size());
        for (std::size_t i = 0; i < due.size(); ++i) {
            const contract_problem& found = parsed.problems()[i];
            const boost::json::object& problem = due[i].as_object();
            CHECK(to_string(found.what) == std::string_view{problem.at("what").as_string()});
            CHECK(found.pointer == std::string_view{problem.at("pointer").as_string()});
            CHECK(found.row == problem.at("row").to_number<std::size_t>());
            CHECK_FALSE(found.sentence.empty());
            CHECK(found.rule.has_value() == problem.contains("rule"));
            if (found.rule && problem.contains("rule"))
                CHECK(to_string(*found.rule) == std::string_view{problem.at("rule").as_string()});
            CHECK(found.offset.has_value() == problem.contains("offset"));
            if (found.offset && problem.contains("offset"))
                CHECK(*found.offset == problem.at("offset").to_number<std::size_t>());
        }
    }
}

TEST_CASE("a problem has a sentence and the name of its contract, wherever the name stands",
          "[contract_document]") {
    const contract_or_problems parsed = parse_contract(R"([{"rows": [], "name": "acme.job"}])");
    REQUIRE_FALSE(parsed.problems().empty());
    CHECK(describe(parsed.problems()[0]) == "acme.job: /0/rows: `rows` is no column of a contract");
    CHECK(describe(parse_contract("{}x").problems()[0]) ==
          "byte 2: the text goes on after the end of the document");
    bool has_rule = false;
    for (const contract_problem& one : parsed.problems())
        has_rule = has_rule || describe(one) ==
                                   "acme.job: /0/checked: `checked` is the date of the last comparison, "
                                   "YYYY-MM-DD (checked_is_a_date)";
    CHECK(has_rule);
}

TEST_CASE("a text that is no JSON is told why", "[contract_document]") {
    const auto why = [](std::string_view text) { return parse_contract(text).problems().front().sentence; };
    using namespace std::string_view_literals;
    CHECK(why("\xEF\xBB\xBF{}"sv) == "the text begins with a byte order mark: save it without");
    CHECK(why("\xFF\xFE{\0}\0"sv) == "the text is UTF-16 or UTF-32: save it as UTF-8");
    CHECK(why("{\0}\0"sv) == "the text is UTF-16 or UTF-32: save it as UTF-8");
    CHECK(why("\x1F\x8B\x08\x00"sv) == "the text is compressed");
    for (const std::string_view text : {"{\"name\": \"a\xFF\"}"sv, "{\"name\": \"\\ud800\"}"sv})
        CHECK(why(text) ==
              "the text is no Unicode from here on: a byte that is no UTF-8, or half of a surrogate pair");
    CHECK(why("{'name': 1}") == "the text is no JSON from here on");
    CHECK(why("") == "the text ends before the document does");
}

TEST_CASE("large documents have few problems and little memory", "[contract_document]") {
    std::string members;
    for (int i = 0; i < 100'000; ++i)
        members +=
            (i == 0 ? "" : ",") + std::string{R"({"at":"/m)"} + std::to_string(i) + R"(","type":"string"})";
    const std::string start = R"({"name":"acme.job","source":"s","checked":"2026-11-22","members":[)";
    const contract_or_problems many_rows = parse_contract(start + members + "]}");
    REQUIRE_FALSE(many_rows.problems().empty());
    CHECK(many_rows.problems()[0].what == jobpoll::document_problem::too_many_rows);
    CHECK(many_rows.problems().size() < 5);

    std::string contracts = "[";
    for (int i = 0; i < 100'000; ++i)
        contracts += (i == 0 ? "{" : ",{") + std::string{R"("name":"a.)"} + std::to_string(i) + "\"}";
    const contract_or_problems many = parse_contract(contracts + "]");
    CHECK(many.problems().size() == jobpoll::detail::problem_limit + 1);
    CHECK(many.problems().back().what == jobpoll::document_problem::too_many_problems);
    CHECK(many.problems()[0].what == jobpoll::document_problem::too_many_rows);
    CHECK(many.problems()[0].pointer == "/64");
}

TEST_CASE("a contract that does not fit into the tables is refused, and one that just fits is not",
          "[contract_document]") {
    const auto with_words = [](int members, int words) {
        std::string text{smallest.substr(0, smallest.size() - 1)};
        std::string rows = R"(, {"at": "/id", "type": "string", "role": "id"})";
        for (int m = 0; m < members; ++m) {
            rows += R"(, {"at": "/m)" + std::to_string(m) + R"(", "type": "string", "one_of": [)";
            for (int w = 0; w < words; ++w)
                rows += (w == 0 ? "\"" : ", \"") + std::to_string(m * 8 + w) + '"';
            rows += "]}";
        }
        text.insert(text.find("}],") + 1, rows);
        return text + "}";
    };
    const contract_or_problems full = parse_contract(with_words(12, 8));
    INFO(problems_of(full));
    CHECK(full);
    const contract_or_problems over = parse_contract(with_words(13, 8));
    REQUIRE(over.problems().size() == 1);
    CHECK(over.problems()[0].rule == jobpoll::contract_rule::a_contract_fits_into_its_tables);
    CHECK(over.problems()[0].pointer == "/members/14");

    // A list's own rows and those of the job that it follows share the tables.
    std::string list = R"({"name": "acme.jobs", "source": "s", "checked": "2026-11-22", "job_at": "/a/*",
        "members": [{"at": "/a", "type": "array"}, {"at": "/a/*", "type": "object"}], "items_of": "acme.job"})";
    CHECK(parse_contract("[" + list + "," + with_words(12, 8) + "]"));
    std::string job = with_words(0, 0);
    for (int m = 0; m < 45; ++m)
        job.insert(job.find("}],") + 1, R"(, {"at": "/m)" + std::to_string(m) + R"(", "type": "string"})");
    CHECK(parse_contract(job));
    const contract_or_problems both = parse_contract("[" + list + "," + job + "]");
    REQUIRE(both.problems().size() == 1);
    CHECK(both.problems()[0].rule == jobpoll::contract_rule::a_contract_fits_into_its_tables);
    CHECK(both.problems()[0].pointer == "/0/members/1");
}

// ---- references and lifetimes

TEST_CASE("names are looked up in the document first, then among the known", "[contract_document]") {
    const auto with_list = [](std::string_view name) {
        return std::string{smallest.substr(0, smallest.size() - 1)} + R"(, "list": ")" + std::string{name} +
               "\"}";
    };
    const contract_or_problems known =
        parse_contract(with_list("acme.runs"), std::vector<const endpoint*>{&acme::runs});
    REQUIRE(known);
    CHECK(known[0].list == &acme::runs);

    // An endpoint that a known one names is known, too.
    const contract_or_problems naming =
        parse_contract(std::string{smallest.substr(0, smallest.size() - 1)} +
                           R"(, "alternative": "acme.flat", "discriminator": "/status"})",
                       std::vector<const endpoint*>{&acme::run});
    REQUIRE(naming);
    CHECK(naming[0].alternative == &acme::flat);

    const contract_or_problems own = parse_contract(
        "[" + with_list("acme.runs") + "," + to_document(acme::runs) + "," + to_document(acme::flat) + "]",
        std::vector<const endpoint*>{&acme::runs, &acme::flat});
    REQUIRE(own);
    CHECK(own[0].list == &own[1]);
    CHECK(own[1].items_of == &own[2]);
}

TEST_CASE("the texts are the contract's own, and stay where they are", "[contract_document]") {
    std::string text{smallest};
    contract_or_problems first = parse_contract(text);
    text.assign(text.size(), '#');
    REQUIRE(first);
    const endpoint& job = first[0];
    const char* const name = job.name.data();
    const contract_or_problems second = std::move(first);
    CHECK(&second[0] == &job);
    CHECK(job.name.data() == name);
    CHECK(job.name == "acme.job");
    CHECK(first.empty()); // NOLINT(bugprone-use-after-move): a moved-from one has no endpoints
    CHECK(second.find("acme.job") == &job);
    CHECK(second.find("acme.jobs") == nullptr);
    std::size_t count = 0;
    for (const endpoint& one : second)
        count += one.name == "acme.job" ? 1u : 0u;
    CHECK(count == 1);
}

TEST_CASE("texts come right however the parser cuts them", "[contract_document]") {
    std::string text{smallest};
    text.replace(text.find("acme.job"), 8, R"(\u0061cme\u002ej\u006fb)");
    text.replace(text.find("\"name\""), 6, R"("n\u0061me")");
    const contract_or_problems parsed = parse_contract(text);
    INFO(problems_of(parsed));
    REQUIRE(parsed);
    CHECK(parsed[0].name == "acme.job");
}

TEST_CASE("a contract of error bodies is told by what it says", "[contract_document]") {
    const std::string errors = to_document(acme::errors);
    const contract_or_problems alone = parse_contract(errors);
    REQUIRE(alone);
    CHECK(alone.first_of_jobs() == nullptr);
    // With a word of a job it is held to the rules of jobs.
    const contract_or_problems job = parse_contract(errors.substr(0, errors.rfind('}')) +
                                                    R"(, "words": [{"text": "a", "phase": "running"}]})");
    CHECK_FALSE(job);
    // A contract without any role is one where another contract says so.
    const std::string silent =
        R"({"name": "acme.silent", "source": "s", "checked": "2026-11-22", "members": [{"at": "/a", "type": "any"}]})";
    CHECK_FALSE(parse_contract(silent));
    CHECK(parse_contract("[" + silent + "," + std::string{smallest.substr(0, smallest.size() - 1)} +
                         R"(, "errors": [{"body": "acme.silent"}]}])"));
}
