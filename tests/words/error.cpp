#include <jobpoll/words/error.hpp>

#include <set>
#include <string>

#include <support/catch.hpp>

TEST_CASE("every rule has a name of its own, a meaning, and advice") {
    std::set<std::string_view> names;
    for (const jobpoll::rule_description& r : jobpoll::rule_table) {
        CAPTURE(std::string{r.name});
        CHECK(names.insert(r.name).second);
        CHECK(to_string(r.id) == r.name);
        CHECK_FALSE(r.meaning.empty());
        CHECK_FALSE(r.advice.empty());
    }
    CHECK(names.size() == std::size(jobpoll::rule_table));
}

TEST_CASE("rules are spelled like the JSON Schema keyword where there is one") {
    using jobpoll::rule;
    CHECK(to_string(rule::enumeration) == "enum");
    CHECK(to_string(rule::constant) == "const");
    CHECK(to_string(rule::type) == "type");
    CHECK(to_string(rule::required) == "required");
    CHECK(to_string(rule::minimum) == "minimum");
    CHECK(to_string(rule::maximum) == "maximum");
    CHECK(to_string(rule::format) == "format");
    CHECK(to_string(rule::additional_properties) == "additional_properties");
    CHECK(to_string(static_cast<rule>(200)) == "?");
}

TEST_CASE("it is always said who has to act") {
    CHECK(whose_fault(jobpoll::rule::type) == jobpoll::fault::vendor);
    CHECK(whose_fault(jobpoll::rule::http_status) == jobpoll::fault::caller);
    CHECK(to_string(jobpoll::fault::snapshot) == "snapshot");
    CHECK(to_string(jobpoll::severity::tolerated) == "tolerated");
    CHECK(to_string(jobpoll::severity::breach) == "breach");
    CHECK(to_string(jobpoll::severity::fatal) == "fatal");
}
