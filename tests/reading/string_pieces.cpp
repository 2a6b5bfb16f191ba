// Keys and strings come right however the parser cuts them into pieces: every recorded body, handed over in
// many ways.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/reading/body_walker.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/text/violation_text.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/handed_over.hpp>

using namespace jobpoll;

namespace {

using support::character;
using support::piece;
using characters = std::vector<character>;
using pieces = std::vector<piece>;

// How a string is cut.

/// The characters of a range as one piece, in the body where they are written as they are.
piece joined(const characters& all, std::size_t from, std::size_t to) {
    piece made;
    bool is_plain = from != to;
    for (std::size_t i = from; i < to; ++i) {
        made.text += all[i].text;
        is_plain = is_plain && !all[i].is_escape;
    }
    if (is_plain) made.in_body = all[from].written;
    return made;
}

std::size_t first_escape(const characters& all) {
    const auto found = std::find_if(all.begin(), all.end(), [](const character& c) { return c.is_escape; });
    return static_cast<std::size_t>(found - all.begin());
}

/// Boost 1.81 to 1.83: what precedes the first escape, then all the rest out of a buffer of 4096 bytes.
pieces as_boost_1_81(const characters& all, const char* end) {
    const std::size_t plain = first_escape(all);
    if (plain == all.size()) return {{joined(all, 0, plain).text, end - plain}};
    pieces made;
    if (plain != 0) made.push_back(joined(all, 0, plain));
    piece rest = joined(all, plain, all.size());
    rest.in_body = nullptr;
    for (; rest.text.size() > 4096; rest.text.erase(0, 4096))
        made.push_back({rest.text.substr(0, 4096)});
    made.push_back(rest);
    return made;
}

/// Boost 1.92: each row of plain characters and each row of escapes; the last piece is plain, and often
/// empty.
pieces as_boost_1_92(const characters& all, const char* end) {
    pieces made;
    std::size_t from = 0;
    for (std::size_t i = 1; i <= all.size(); ++i) {
        if (i < all.size() && all[i].is_escape == all[from].is_escape) continue;
        made.push_back(joined(all, from, i));
        from = i;
    }
    if (all.empty() || all.back().is_escape) made.push_back({{}, end});
    return made;
}

pieces byte_by_byte(const characters& all, const char* end) {
    pieces made;
    for (const character& c : all)
        for (const char& byte : c.text)
            made.push_back({{byte}, c.is_escape ? nullptr : c.written});
    if (made.empty()) made.push_back({{}, end});
    return made;
}

pieces byte_by_byte_and_nothing(const characters& all, const char* end) {
    pieces made = byte_by_byte(all, end);
    made.push_back({{}, end});
    return made;
}

/// The same out of temporary buffers, the last one of which is empty.
pieces copied_bytes(const characters& all, const char* end) {
    pieces made = byte_by_byte_and_nothing(all, end);
    for (piece& p : made)
        p.in_body = nullptr;
    return made;
}

pieces one_copy(const characters& all, const char*) {
    piece whole = joined(all, 0, all.size());
    whole.in_body = nullptr;
    return {whole};
}

/// Nothing at first, and the first character alone: the last piece, where it is plain, lies in the body.
pieces nothing_and_the_first(const characters& all, const char* end) {
    if (all.empty()) return {{}, {}, {{}, end}};
    return {{}, joined(all, 0, 1), joined(all, 1, all.size())};
}

pieces all_and_the_last(const characters& all, const char* end) {
    if (all.empty()) return {{{}, end}};
    return {joined(all, 0, all.size() - 1), joined(all, all.size() - 1, all.size())};
}

struct named_cutting {
    std::string_view name;
    support::cutting cut;
};
constexpr named_cutting cuttings[] = {
    {"as Boost 1.81", as_boost_1_81},
    {"as Boost 1.92", as_boost_1_92},
    {"byte by byte", byte_by_byte},
    {"byte by byte, and an empty piece", byte_by_byte_and_nothing},
    {"copied bytes, and an empty piece", copied_bytes},
    {"one copy", one_copy},
    {"nothing, the first character, the rest", nothing_and_the_first},
    {"all but the last character, and that", all_and_the_last},
};

// How a string is spelled.

using is_spelled_out = bool (*)(std::size_t index, std::size_t size);

/// The body with some of the plain ASCII characters of each key and string as escapes.
std::string respelled(std::string_view body, is_spelled_out wanted) {
    std::string made;
    for (const char* at = body.data(); at != body.data() + body.size();) {
        const char* const past = *at == '"' ? detail::skip_string(at, body.data() + body.size()) : at + 1;
        const std::string_view token{at, static_cast<std::size_t>(past - at)};
        at = past;
        if (token[0] != '"') {
            made += token;
            continue;
        }
        for (std::size_t i = 0; i < token.size(); ++i) {
            const bool is_escape = token[i] == '\\';
            const bool inside = i != 0 && i + 1 != token.size();
            const bool is_plain = inside && !is_escape && static_cast<unsigned char>(token[i]) < 0x80;
            if (is_plain && wanted(i - 1, token.size() - 2)) {
                constexpr std::string_view digits = "0123456789abcdef";
                const auto code = static_cast<unsigned char>(token[i]);
                made += "\\u00";
                made += {digits[code >> 4], digits[code & 15]};
            } else {
                made += token[i];
            }
            if (!is_escape) continue;
            const std::size_t length = token[i + 1] == 'u' ? 5 : 1;
            made += token.substr(i + 1, length);
            i += length;
        }
    }
    return made;
}

struct spelling {
    std::string_view name;
    is_spelled_out wanted;
};
constexpr spelling spellings[] = {
    {"as recorded", [](std::size_t, std::size_t) { return false; }},
    {"all escapes", [](std::size_t, std::size_t) { return true; }},
    {"the first an escape", [](std::size_t i, std::size_t) { return i == 0; }},
    {"the last an escape", [](std::size_t i, std::size_t size) { return i + 1 == size; }},
    {"every third an escape", [](std::size_t i, std::size_t) { return i % 3 == 1; }},
};

// What was read.

/// Whether offsets and JSON text are told as they are, or for comparison with another spelling of the body.
enum class told { exactly, whatever_the_spelling };

std::string number_or_nothing(const auto& value) {
    if (!value) return "-";
    if constexpr (requires { value->count(); })
        return std::to_string(value->count());
    else
        return std::to_string(*value);
}

std::string json_as(const json_text& text, told how) {
    const std::string raw{text.text()};
    return how == told::exactly || raw.empty() ? raw : boost::json::serialize(boost::json::parse(raw));
}

void tell(std::ostream& out, const job& j, told how) {
    for (const std::string_view text : {j.id, j.vendor_status, j.kind, j.name, j.error.code, j.error.message})
        out << '<' << (text.data() == nullptr ? "absent" : text) << '>';
    out << json_as(j.result, how) << '|' << json_as(j.hint, how);
    for (const auto& count :
         {j.items.total, j.items.completed, j.items.succeeded, j.items.failed, j.items.skipped})
        out << ' ' << number_or_nothing(count);
    for (const auto& moment :
         {j.times.created, j.times.started, j.times.finished, j.times.heartbeat, j.times.lease_expires})
        out << ' ' << number_or_nothing(moment);
    out << ' ' << number_or_nothing(j.progress) << ' ' << to_string(j.phase) << ' ' << to_string(j.outcome)
        << '\n';
}

void tell(std::ostream& out, const violation& v, told how) {
    out << to_string(v.severity) << ' ' << to_string(v.rule) << ' ' << pointer(v) << " <" << v.name << "> <"
        << v.found << '>';
    if (how == told::exactly) out << " at " << v.offset;
    out << '\n';
}

/// What a pass over a body comes to, as text; `pass_over` hands the body to the handler that it makes.
template <class Pass>
std::string outcome_of(const endpoint& e, std::string_view asked, std::string_view body, told how,
                       Pass pass_over) {
    detail::reply_store store;
    detail::stored_reply& reply = store.store({.status = 200, .body = body}, body.size());
    std::vector<violation> kept(64);
    std::vector<listed_job> listed;
    detail::violation_log log{kept, false};
    const detail::reply_context context{asked, {}};
    const detail::walk_plan plan{&context, &listed, true};
    std::ostringstream out;
    pass_over(
        reply.body(),
        [&](detail::body_walker& walker) {
            const event what = walker.validate();
            out << walker.found_job() << ' ' << to_string(what) << ' ' << log.counts().total() << '\n';
        },
        e, plan, reply, log);
    tell(out, reply.job, how);
    for (const listed_job& found : listed) {
        out << to_string(found.said.event) << ' ';
        tell(out, found.job, how);
    }
    for (const violation& v : log.kept())
        tell(out, v, how);
    return out.str();
}

/// What the installed parser makes of the body.
std::string parsed(const endpoint& e, std::string_view asked, std::string_view body, told how) {
    return outcome_of(e, asked, body, how, [](std::string_view text, auto done, auto&&... arguments) {
        boost::json::basic_parser<detail::body_walker> parser{boost::json::parse_options{}, arguments...};
        boost::system::error_code error;
        REQUIRE(parser.write_some(false, text.data(), text.size(), error) == text.size());
        done(parser.handler());
    });
}

/// The same of a body whose strings come in pieces.
std::string handed_over(const endpoint& e, std::string_view asked, std::string_view body,
                        support::cutting cut) {
    return outcome_of(e, asked, body, told::exactly,
                      [cut](std::string_view text, auto done, auto&&... arguments) {
                          detail::body_walker walker{arguments...};
                          support::handed_over{text, cut, walker};
                          done(walker);
                      });
}

// What was recorded.

/// Every body that a recorded line has, or the file as it is.
void take_bodies(const std::string& text, std::set<std::string>& bodies) {
    boost::system::error_code error;
    const boost::json::value line = boost::json::parse(text, error);
    if (error) return;
    bodies.insert(text);
    const boost::json::object* members = line.if_object();
    if (members == nullptr) return;
    if (const auto* payload = members->if_contains("payload"))
        bodies.insert(boost::json::serialize(*payload));
    if (const auto* body = members->if_contains("body"); body != nullptr && body->is_string())
        take_bodies(std::string{body->as_string()}, bodies);
}

const std::set<std::string>& recorded_bodies() {
    static const std::set<std::string> all = [] {
        std::set<std::string> bodies;
        const std::filesystem::path data{JOBPOLL_TEST_DATA};
        for (const std::filesystem::path& folder : {data, data / "../../docs"})
            for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
                std::ifstream file{entry.path()};
                if (entry.path().extension() == ".json")
                    take_bodies({std::istreambuf_iterator<char>{file}, {}}, bodies);
                if (entry.path().extension() == ".jsonl")
                    for (std::string line; std::getline(file, line);)
                        take_bodies(line, bodies);
            }
        for (const support::sample& s : support::samples())
            bodies.insert(support::body_of(s, support::running_word(s.endpoint)));
        return bodies;
    }();
    return all;
}

/// Every endpoint with the id of its sample, and the contract of error bodies.
std::vector<support::sample> readers() {
    std::vector<support::sample> all = support::samples();
    all.push_back({any_error_body, "", ""});
    return all;
}

constexpr endpoint with_result = declare(support::plain_with(
    member{.at = "/result", .type = json_type::any, .role = role::result},
    member{.at = "/name", .type = json_type::string, .role = role::name},
    member{.at = "/parts", .type = json_type::array}, member{.at = "/parts/*", .type = json_type::object},
    member{.at = "/parts/*/size", .type = json_type::integer},
    member{.at = "/message", .type = json_type::string, .role = role::error_message}));

} // namespace

TEST_CASE("every recorded body is read alike in every spelling and however its strings are cut") {
    REQUIRE(recorded_bodies().size() > 100);
    int round = 0;
    for (const support::sample& s : readers())
        for (const std::string& recorded : recorded_bodies()) {
            if (++round % JOBPOLL_ONE_ROUND_IN != 0) continue;
            const std::string plain = parsed(s.endpoint, s.job_id, recorded, told::whatever_the_spelling);
            for (const spelling& spelled : spellings) {
                const std::string body = respelled(recorded, spelled.wanted);
                CAPTURE(s.endpoint.name, spelled.name, body);
                if (parsed(s.endpoint, s.job_id, body, told::whatever_the_spelling) != plain)
                    CHECK(parsed(s.endpoint, s.job_id, body, told::whatever_the_spelling) == plain);
                const std::string expected = parsed(s.endpoint, s.job_id, body, told::exactly);
                for (const named_cutting& c : cuttings)
                    if (const std::string found = handed_over(s.endpoint, s.job_id, body, c.cut);
                        found != expected) {
                        CAPTURE(c.name);
                        CHECK(found == expected);
                    }
            }
        }
    SUCCEED();
}

TEST_CASE("an escaped text is read whole, and spoils no text after it") {
    const auto read = [](std::string_view body, std::string_view id) {
        reader r{support::plain_job, id};
        const report said = r.read({.status = 200, .body = body});
        CHECK(r.violations().empty());
        CHECK(r.job().id == id);
        return said;
    };
    CHECK(read(R"({"id":"\u0042cd","status":"queued"})", "Bcd").phase == phase::queued);
    CHECK(read(R"({"k\u0041":"x\ny","i\u0064":"\u0037","statu\u0073":"don\u0065"})", "7").outcome ==
          outcome::succeeded);
}

TEST_CASE("a result is found however its key is written and wherever it stands") {
    for (const std::string_view value : {R"({"k":["\"",1]})", "[[]]", "true", "-1.5", R"("a\nb")"})
        for (const std::string_view key : {"result", R"(\u0072esult)", R"(resul\u0074)", R"(r\u0065sult)"})
            for (const std::string_view before :
                 {"", R"("id":"7",)", R"("x":{"result":1,"y":{"\u0072esult":2}},)",
                  R"("\u0078":{"\u0079":{}},)",
                  R"("parts":[{"size":1,"result":3},{"\u0073ize":2,"z":[{"result":4}]}],)",
                  R"("x":[{"result":5},"result",["result"],":"],"y" : "result",)", R"("name":"\"\\",)"})
                for (const std::string_view colon : {":", " :\n ", "\t: "}) {
                    const std::string body = "{" + std::string{before} + "\"" + std::string{key} + "\"" +
                                             std::string{colon} + std::string{value} + R"(,"status":"done"})";
                    CAPTURE(body);
                    reader r{with_result};
                    r.read({.status = 200, .body = body});
                    CHECK(r.job().result.text() == value);
                    CHECK(r.violations().empty());
                    for (const named_cutting& c : cuttings) {
                        CAPTURE(c.name);
                        CHECK(handed_over(with_result, "", body, c.cut) ==
                              parsed(with_result, "", body, told::exactly));
                    }
                }
}

TEST_CASE("a violation behind an escaped key is told at its value") {
    const auto offset = [](std::string_view body, std::string_view id = {}) {
        reader r{with_result, id};
        r.read({.status = 200, .body = body});
        REQUIRE(r.violations().size() == 1);
        return r.violations().front().offset;
    };
    CHECK(offset(R"({"status":"done","n\u0061me" : false})") == 31);
    CHECK(offset(R"({"status":"done","parts":[{"si\u007ae":1},{"si\u007ae":[]}]})") == 55);
    CHECK(offset(R"({"i\u0064":"\u0037","status":"done"})", "8") == 11);
}

TEST_CASE("a long text in many parts is read whole") {
    for (const std::size_t size : {4095u, 4096u, 4097u, 12'288u, 12'289u}) {
        const std::string text = "\\n" + std::string(size, 'x');
        const std::string body = R"({"\u006eame":")" + text + R"(","status":"done"})";
        reader r{with_result};
        r.read({.status = 200, .body = body});
        CHECK(r.job().name == "\n" + std::string(size, 'x'));
        for (const named_cutting& c : cuttings) {
            CAPTURE(size, c.name);
            CHECK(handed_over(with_result, "", body, c.cut) == parsed(with_result, "", body, told::exactly));
        }
    }
}
