#include <jobpoll/text/violation_text.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;

namespace {
std::string sentence(const endpoint& e, std::string_view body, std::string_view id = {}) {
    support::reader r;
    r.read(e, body, id);
    REQUIRE_FALSE(r.last().violations.empty());
    return describe(*r.last().read_as, r.last().violations.front());
}

bool ends_with_words(std::string_view text, std::string_view end) {
    return text.ends_with(end);
}
} // namespace

TEST_CASE("the pointer of an undeclared member escapes its key") {
    static constexpr endpoint closed = declare(support::changed([](declaration& d) { d.closed = true; }));
    const auto at = [](std::string_view key) {
        return support::problems(closed, R"({"status":"done",")" + std::string{key} + R"(":1})");
    };
    CHECK(at("a/b") == "breach additional_properties /a~1b");
    CHECK(at("m~n") == "breach additional_properties /m~0n");
    CHECK(at("~1") == "breach additional_properties /~01");
    CHECK(at("") == "breach additional_properties /");
    CHECK(at("\\u002f") == "breach additional_properties /~1");
}

TEST_CASE("the pointer into a list has the number of the element") {
    const endpoint& list = vendors::userpilot::job_list;
    CHECK(support::problems(list, R"([{"status":"queued"},{"status":"queued"},{"status":"queued","type":7}])",
                            "x") == "breach type /2/type");
    const endpoint& items = vendors::reply_io::job_list;
    CHECK(support::problems(items, R"({"items":[{"status":"Done"},{"status":"Done","progress":2}]})", "x") ==
          "breach maximum /items/1/progress");
}

TEST_CASE("a sentence says what was expected and what was found") {
    const endpoint& reply = vendors::reply_io::job;
    CHECK(ends_with_words(sentence(reply, R"({"status":"Done","progress":2})"),
                          ": expected at most 1, found 2"));
    CHECK(ends_with_words(sentence(reply, R"({"status":"Done","progress":-0.5})"),
                          ": expected at least 0, found -0.5"));
    CHECK(ends_with_words(sentence(reply, R"({"status":"Done","progress":"1"})"),
                          ": expected number or null, found string"));
    CHECK(ends_with_words(sentence(reply, R"({"status":"Done","category":[]})"),
                          ": expected string or null, found array"));
    CHECK(ends_with_words(sentence(reply, R"({"status":"Done","startedAt":"now"})"),
                          ": expected a date-time (RFC 3339), found \"now\""));
    CHECK(sentence(reply, R"({"status":"Fine"})").find("expected one of \"Scheduled\", \"Processing\"") !=
          std::string::npos);
    CHECK(ends_with_words(sentence(reply, "[]"), ": expected object, found array"));
    CHECK(ends_with_words(sentence(reply, "7"), ": expected object, found a single value"));
    CHECK(ends_with_words(sentence(vendors::gu1::job, R"({"success":false,"job":{}})"),
                          ": expected true, found false"));
}

TEST_CASE("what was found is shown in part where it is long") {
    const std::string text =
        sentence(vendors::reply_io::job, R"({"status":")" + std::string(500, 'x') + "\"}");
    CHECK(text.find(std::string(80, 'x') + "...\"") != std::string::npos);
    CHECK(text.find(std::string(81, 'x')) == std::string::npos);
}

TEST_CASE("types are named in words") {
    CHECK(to_string(json_type::none) == "nothing");
    CHECK(to_string(json_type::integer) == "integer");
    CHECK(to_string(json_type::number) == "number");
    CHECK(to_string(json_type::null) == "null");
    CHECK(to_string(json_type::any) == "any value");
    CHECK(detail::describe_types(json_type::string | json_type::integer) == "integer or string");
    CHECK(detail::describe_types(json_type::number | json_type::null) == "number or null");
}
