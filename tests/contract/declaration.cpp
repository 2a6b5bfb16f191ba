// Every column of a declaration changes what is read: a column that nothing reads would fail here.
#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/endpoint.hpp>

#include <iterator>
#include <string>
#include <string_view>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::changed;
using support::plain_with;
using support::problems;
using support::verdict;

namespace {
constexpr std::string_view good = R"({"id":"7","status":"running"})";

std::string with(std::string_view more) {
    return R"({"id":"7","status":"running",)" + std::string{more} + "}";
}
} // namespace

TEST_CASE("the plain endpoint of these tests has nothing to complain about") {
    CHECK(problems(support::plain_job, good).empty());
    CHECK(verdict(support::plain_job, good) == event::in_progress);
}

TEST_CASE("required: an absent member breaks the contract, and the job can be followed") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/name", .type = json_type::string, .required = true}));
    CHECK(problems(e, good) == "breach required /name");
    CHECK(verdict(e, good) == event::in_progress);
    CHECK(problems(support::plain_job, good).empty());
}

TEST_CASE("at: a key of any length is compared as a whole") {
    static constexpr endpoint e = declare(plain_with(
        member{.at = "/ok", .type = json_type::boolean, .required = true},
        member{.at = "/sixteen_letters!", .type = json_type::boolean, .required = true},
        member{.at = "/seventeen_letters", .type = json_type::boolean, .required = true},
        member{.at = "/a_key_of_thirty_letters_in_all", .type = json_type::boolean, .required = true}));
    const auto body_without = [](std::size_t changed, std::size_t at) {
        std::string more;
        for (std::size_t i = 2; i < 6; ++i) {
            std::string key{e.members[i].at.substr(1)};
            if (i == changed) key[at] = '#';
            more += '"' + key + "\":true,";
        }
        return with(more + R"("end":"of all")");
    };
    CHECK(problems(e, body_without(0, 0)).empty());
    for (std::size_t i = 2; i < 6; ++i)
        for (std::size_t at = 0; at + 1 < e.members[i].at.size(); ++at)
            CHECK(problems(e, body_without(i, at)) == "breach required " + std::string{e.members[i].at});
}

TEST_CASE("needed: without the member nothing can be decided, even if the contract does not require it") {
    static constexpr endpoint optional =
        declare(plain_with(member{.at = "/data", .type = json_type::object, .needed = true}));
    static constexpr endpoint both = declare(
        plain_with(member{.at = "/data", .type = json_type::object, .required = true, .needed = true}));
    CHECK(problems(optional, good) == "fatal undecidable /data");
    CHECK(problems(both, good) == "fatal required /data");
    CHECK(verdict(optional, good) == event::malformed);
    CHECK(problems(optional, with(R"("data":3)")) == "fatal type /data");
}

TEST_CASE("closed: further members break the contract of the root or of an object below") {
    static constexpr endpoint root = declare(changed([](declaration& d) { d.closed = true; }));
    static constexpr endpoint below =
        declare(plain_with(member{.at = "/meta", .type = json_type::object, .closed = true},
                           member{.at = "/meta/a", .type = json_type::any}));
    CHECK(problems(root, with(R"("extra":{"x":[1]})")) == "breach additional_properties /extra");
    CHECK(problems(below, with(R"("extra":1,"meta":{"a":1,"b":2})")) ==
          "breach additional_properties /meta/b");
    CHECK(problems(support::plain_job, with(R"("extra":{"x":[1]})")).empty());
}

TEST_CASE("null: forbidden, documented or tolerated are three different things") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/forbidden", .type = json_type::string},
                           member{.at = "/documented", .type = json_type::string, .null = nulls::documented},
                           member{.at = "/tolerated", .type = json_type::string, .null = nulls::tolerated}));
    CHECK(problems(e, with(R"("forbidden":null)")) == "breach type /forbidden");
    CHECK(problems(e, with(R"("documented":null)")).empty());
    CHECK(problems(e, with(R"("tolerated":null)")) == "tolerated type /tolerated");
}

TEST_CASE("tolerated: further types are reported and never worse") {
    static constexpr endpoint e = declare(plain_with(
        member{.at = "/links", .type = json_type::string, .tolerated = json_type::array | json_type::null}));
    CHECK(problems(e, with(R"("links":["a"])")) == "tolerated type /links");
    CHECK(problems(e, with(R"("links":null)")) == "tolerated type /links");
    CHECK(problems(e, with(R"("links":{})")) == "breach type /links");
    CHECK(problems(e, with(R"("links":"a")")).empty());
    CHECK(problems(e, with(R"("links":["a"])"), {}, true) == "tolerated type /links");
}

TEST_CASE("type: several may be allowed, and an integer is a number without a fraction") {
    static constexpr endpoint e = declare(plain_with(
        member{.at = "/n", .type = json_type::integer}, member{.at = "/f", .type = json_type::number},
        member{.at = "/b", .type = json_type::boolean | json_type::string},
        member{.at = "/any", .type = json_type::any}));
    for (const std::string_view value :
         {"46", "46.0", "4.6e1", "-0", "0e400", "18446744073709551615", "1e300"})
        CHECK(problems(e, with(R"("n":)" + std::string{value})).empty());
    for (const std::string_view value : {"46.5", "1e-1", "1e309", "\"46\"", "true", "[]", "{}", "null"})
        CHECK(problems(e, with(R"("n":)" + std::string{value})) == "breach type /n");
    CHECK(problems(e, with(R"("f":46.5)")).empty());
    CHECK(problems(e, with(R"("b":true)")).empty());
    CHECK(problems(e, with(R"("b":"yes")")).empty());
    CHECK(problems(e, with(R"("b":1)")) == "breach type /b");
    for (const std::string_view value : {"1", "1.5", "\"a\"", "true", "null", "[1,{}]", R"({"a":[]})"})
        CHECK(problems(e, with(R"("any":)" + std::string{value})).empty());
}

TEST_CASE("one_of: another text breaks the contract") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/kind", .type = json_type::string, .one_of = {"a", "b"}}));
    CHECK(problems(e, with(R"("kind":"b")")).empty());
    CHECK(problems(e, with(R"("kind":"B")")) == "breach enum /kind");
    CHECK(problems(e, with(R"("kind":"")")) == "breach enum /kind");
}

TEST_CASE("one_of: a text of any length is compared as a whole") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/kind",
                                  .type = json_type::string,
                                  .one_of = {"sevenxx", "eight888", "sixteen_letters!", "seventeen_letters",
                                             "a_word_of_24_characters!", "a_word_of_25_characters!!"}}));
    for (const std::string_view word : declaration_of(e).members[2].one_of) {
        if (word.empty()) continue;
        CHECK(problems(e, with(R"("kind":")" + std::string{word} + '"')).empty());
        for (std::size_t i = 0; i < word.size(); ++i) {
            std::string other{word};
            other[i] = '#';
            CHECK(problems(e, with(R"("kind":")" + other + '"')) == "breach enum /kind");
        }
    }
}

TEST_CASE("one_of and format: both are asked of the same text") {
    static constexpr std::string_view one = "8f14e45f-ceea-467f-a8f0-0d7a1a4b5c6d";
    static constexpr endpoint e = declare(plain_with(member{
        .at = "/u", .type = json_type::string, .role = role::kind, .format = format::uuid, .one_of = {one}}));
    for (const std::string_view behind : {"", R"(,"more":"text behind it")"})
        CHECK(problems(e, with(R"("u":"any")" + std::string{behind})) == "breach enum /u; breach format /u");
    CHECK(problems(e, with(R"("u":")" + std::string{one} + '"')).empty());
    CHECK(problems(e, with(R"("u":"3c90c3cc-0d44-4b50-8888-8dd25736052a")")) == "breach enum /u");
}

TEST_CASE("range: both ends belong to it, and an open end has none") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/x", .type = json_type::number, .range = {0, 1}},
                           member{.at = "/y", .type = json_type::number, .range = {.minimum = 0}}));
    CHECK(problems(e, with(R"("x":0)")).empty());
    CHECK(problems(e, with(R"("x":1)")).empty());
    CHECK(problems(e, with(R"("x":1.0000001)")) == "breach maximum /x");
    CHECK(problems(e, with(R"("x":-1e-300)")) == "breach minimum /x");
    CHECK(problems(e, with(R"("x":1e309)")) == "breach maximum /x");
    CHECK(problems(e, with(R"("x":-1e309)")) == "breach minimum /x");
    CHECK(problems(e, with(R"("x":0e400)")).empty());
    CHECK(problems(e, with(R"("y":18446744073709551615)")).empty());
    CHECK(problems(e, with(R"("y":-1)")) == "breach minimum /y");
}

TEST_CASE("range: the progress of a narrower one is checked against it") {
    const auto reported_in = [](number_range range) {
        declaration d =
            plain_with(member{.at = "/p", .type = json_type::number, .role = role::progress, .range = range});
        d.progress = {.unit = progress_unit::percent};
        return d;
    };
    static constexpr endpoint from_ten = declare(reported_in({10, 100}));
    static constexpr endpoint to_fifty = declare(reported_in({0, 50}));
    CHECK(problems(from_ten, with(R"("p":10)")).empty());
    CHECK(problems(from_ten, with(R"("p":9)")) == "breach minimum /p");
    CHECK(problems(from_ten, with(R"("p":9.5)")) == "breach minimum /p");
    CHECK(problems(to_fifty, with(R"("p":50.0)")).empty());
    CHECK(problems(to_fifty, with(R"("p":51)")) == "breach maximum /p");
    CHECK(problems(to_fifty, with(R"("p":50.5)")) == "breach maximum /p");
}

TEST_CASE("format: UUIDs, non-nil UUIDs and date-times are checked") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/u", .type = json_type::string, .format = format::uuid},
                           member{.at = "/v", .type = json_type::string, .format = format::uuid_not_nil},
                           member{.at = "/t", .type = json_type::string, .format = format::date_time}));
    const std::string nil = "\"00000000-0000-0000-0000-000000000000\"";
    CHECK(problems(e, with("\"u\":" + nil)).empty());
    CHECK(problems(e, with("\"v\":" + nil)) == "breach format /v");
    CHECK(problems(e, with(R"("u":"7")")) == "breach format /u");
    CHECK(problems(e, with(R"("t":"2026-11-22T12:00:00Z")")).empty());
    CHECK(problems(e, with(R"("t":"2026-11-22")")) == "breach format /t");
}

TEST_CASE("constant: only one value keeps the contract") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/ok", .type = json_type::boolean, .constant = true}));
    static constexpr endpoint inverse =
        declare(plain_with(member{.at = "/ok", .type = json_type::boolean, .constant = false}));
    CHECK(problems(e, with(R"("ok":true)")).empty());
    CHECK(problems(e, with(R"("ok":false)")) == "breach const /ok");
    CHECK(problems(inverse, with(R"("ok":true)")) == "breach const /ok");
}

TEST_CASE("root and job_at: the job is where the declaration says") {
    static constexpr endpoint listed = declare(declaration{
        .name = "test.list",
        .source = "tests",
        .checked = "2026-11-22",
        .root = json_type::array,
        .job_at = "/*",
        .members = {{.at = "/*", .type = json_type::object},
                    {.at = "/*/id", .type = json_type::string, .role = role::id},
                    {.at = "/*/status", .type = json_type::string, .needed = true, .role = role::status}},
        .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
    });
    constexpr std::string_view page = R"([{"id":"1","status":"running"},{"id":"2","status":"done"}])";
    CHECK(verdict(listed, page, "1") == event::in_progress);
    CHECK(verdict(listed, page, "2") == event::vendor_terminal);
    support::reader r;
    CHECK(r.read(listed, page, "3").what == event::in_progress);
    CHECK_FALSE(r.last().mentions_job);
    CHECK(problems(listed, good) == "fatal root");
    CHECK(problems(support::plain_job, page) == "fatal root");
    CHECK(problems(listed, "3") == "fatal root");
}

TEST_CASE("items: an array with another length breaks the contract") {
    static constexpr endpoint e = declare(declaration{
        .name = "test.boxed",
        .source = "tests",
        .checked = "2026-11-22",
        .job_at = "/data/0",
        .members =
            {{.at = "/data", .type = json_type::array, .needed = true, .items = 1},
             {.at = "/data/0", .type = json_type::object},
             {.at = "/data/0/status", .type = json_type::string, .needed = true, .role = role::status}},
        .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
    });
    CHECK(verdict(e, R"({"data":[{"status":"done"}]})") == event::vendor_terminal);
    CHECK(problems(e, R"({"data":[{"status":"running"},{"status":"done"}]})") == "breach max_items /data");
    CHECK(verdict(e, R"({"data":[{"status":"running"},{"status":"done"}]})") == event::in_progress);
    CHECK(problems(e, R"({"data":[]})") == "breach min_items /data; fatal undecidable /data/0");
    CHECK(problems(e, R"({"data":[null]})") == "breach type /data/0; fatal undecidable /data/0");
}

TEST_CASE("words: the listed word is the phase and the outcome") {
    support::reader r;
    CHECK(r.read(support::plain_job, R"({"status":"queued"})").job.phase == phase::queued);
    CHECK(r.read(support::plain_job, R"({"status":"failed"})").job.outcome == outcome::failed);
    CHECK(r.last().what == event::vendor_terminal);
    CHECK(r.read(support::plain_job, R"({"status":"dancing"})").what == event::unknown_status);
    CHECK(r.last().job.vendor_status == "dancing");
    CHECK(r.last().job.outcome == outcome::none);
}

TEST_CASE("open_vocabulary: an unlisted word is reported and breaks nothing") {
    static constexpr endpoint open = declare(changed([](declaration& d) { d.open_vocabulary = true; }));
    CHECK(problems(open, R"({"status":"dancing"})") == "tolerated unknown_status /status");
    CHECK(problems(support::plain_job, R"({"status":"dancing"})") == "breach enum /status");
    CHECK(verdict(open, R"({"status":"dancing"})") == event::unknown_status);
}

TEST_CASE("words: a status of any length is compared as a whole") {
    static constexpr std::string_view words[] = {"up", "going_on", "sixteen_letters!", "seventeen_letters",
                                                 "a_status_word_of_thirty_letters"};
    static constexpr endpoint e = declare(changed([](declaration& d) {
        for (std::size_t i = 0; i < std::size(words); ++i)
            d.words[i] = {words[i], phase::running};
        d.words[std::size(words)] = {"done", phase::finished, outcome::succeeded};
    }));
    for (const std::string_view word : words)
        for (std::size_t at = 0; at <= word.size(); ++at) {
            std::string status{word};
            if (at < word.size()) status[at] = '#';
            const bool listed = at == word.size();
            CHECK(verdict(e, R"({"id":"7","status":")" + status + R"(","more":1})") ==
                  (listed ? event::in_progress : event::unknown_status));
        }
}

TEST_CASE("fold_case: the case of the status does not matter where the declaration says so") {
    static constexpr endpoint folded = declare(changed([](declaration& d) { d.fold_case = true; }));
    CHECK(verdict(folded, R"({"status":"DoNe"})") == event::vendor_terminal);
    CHECK(verdict(support::plain_job, R"({"status":"DoNe"})") == event::unknown_status);
    CHECK(verdict(folded, R"({"status":"done "})") == event::unknown_status);
}

TEST_CASE("phase_without_status: an absent status can have a documented meaning") {
    static constexpr endpoint e = declare(changed([](declaration& d) {
        d.members[1].needed = false;
        d.phase_without_status = phase::queued;
    }));
    support::reader r;
    CHECK(r.read(e, R"({"id":"7"})").job.phase == phase::queued);
    CHECK(r.last().what == event::in_progress);
    CHECK(problems(e, R"({"id":"7","status":null})") == "breach type /status; fatal undecidable /status");
    CHECK(problems(support::plain_job, R"({"id":"7"})") == "fatal undecidable /status");
}

TEST_CASE(
    "a status of null that is tolerated is no status, and not an absent one either: refinements decide") {
    static constexpr endpoint e = declare(changed([](declaration& d) {
        d.members[1].needed = false;
        d.members[1].null = nulls::tolerated;
        d.phase_without_status = phase::queued;
        d.members[2] = {.at = "/held", .type = json_type::boolean};
        d.refine[0] = refinement{.when = {{"/status", test::is_null}, {"/held", test::is_true}},
                                 .phase = phase::blocked};
    }));
    CHECK(problems(e, R"({"id":"7","status":null})") == "tolerated type /status; fatal undecidable /status");
    support::reader r;
    CHECK(r.read(e, R"({"id":"7","status":null,"held":true})").job.phase == phase::blocked);
    CHECK(r.problems() == "tolerated type /status");
}

TEST_CASE("a status that is a number or a boolean is listed as its JSON text") {
    static constexpr endpoint e = declare(changed([](declaration& d) {
        d.members[1].type = json_type::integer | json_type::boolean;
        d.words[0] = {"1", phase::running};
        d.words[1] = {"2", phase::finished, outcome::succeeded};
        d.words[2] = {"false", phase::queued};
        d.words[3] = {};
    }));
    CHECK(verdict(e, R"({"status":1})") == event::in_progress);
    CHECK(verdict(e, R"({"status":2})") == event::vendor_terminal);
    CHECK(verdict(e, R"({"status":3})") == event::unknown_status);
    CHECK(verdict(e, R"({"status":false})") == event::in_progress);
    CHECK(problems(e, R"({"status":"2"})") == "fatal type /status");
}
