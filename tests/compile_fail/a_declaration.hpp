// A declaration that keeps every rule, and the same changed at one place.
#include <jobpoll/endpoint.hpp>

using namespace jobpoll;

constexpr declaration good() {
    return declaration{
        .name = "test.job",
        .source = "tests/compile_fail",
        .checked = "2026-11-22",
        .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                    {.at = "/status", .type = json_type::string, .needed = true, .role = role::status}},
        .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
    };
}

template <class Change>
constexpr declaration changed(Change change) {
    declaration d = good();
    change(d);
    return d;
}
