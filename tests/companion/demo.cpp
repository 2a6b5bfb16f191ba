#include "program.hpp"

#include <filesystem>

#include <support/catch.hpp>

using namespace companion_tests;

TEST_CASE("the demo shows all seven endpoints, and needs no file") {
    const result r = run({"demo"});
    CHECK(r.code == 0);
    CHECK(r.err.empty());
    for (const std::string_view endpoint :
         {"userpilot.job ", "userpilot.job_list ", "reply_io.job ", "reply_io.job_list ", "retailgrid.job ",
          "gu1.job ", "gu1.job_with_failures "})
        CHECK(r.out.find('\n' + std::string{endpoint}) != std::string::npos);
    std::size_t ends = 0;
    for (const std::string& line : lines_of(r.out))
        ends += line.starts_with("=> ") ? 1 : 0;
    CHECK(ends == 7);
    CHECK(lines_of(r.out).size() < 100);
    CHECK(r.out.find('\x1b') == std::string::npos);
}

TEST_CASE("there are colours on a terminal, and only where they are wanted") {
    CHECK(run_on_terminal({"demo"}, {"TERM=xterm"}).out.find("\x1b[1m") != std::string::npos);
    CHECK(run_on_terminal({"demo"}, {"TERM=xterm", "NO_COLOR=1"}).out.find('\x1b') == std::string::npos);
    CHECK(run_on_terminal({"demo"}, {"TERM=dumb"}).out.find('\x1b') == std::string::npos);
}
