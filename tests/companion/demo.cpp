#include "program.hpp"

#include <algorithm>
#include <filesystem>

#include <support/catch.hpp>

using namespace companion_tests;

TEST_CASE("the demo shows seven endpoints in full and a line of each other, and needs no file") {
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
    for (const std::string_view other :
         {"anthropic.message_batch", "azure.operation", "bigquery.job", "databricks.run",
          "github.workflow_run", "gitlab.pipeline", "google.operation", "openai.batch", "salesforce.bulk_job",
          "zendesk.job_status ", "zendesk.job_status_list"}) {
        const std::vector<std::string> lines = lines_of(r.out);
        const auto line = std::find_if(lines.begin(), lines.end(), [other](const std::string& text) {
            return text.starts_with(other) && text.find(" polls ") != std::string::npos;
        });
        CAPTURE(std::string{other});
        REQUIRE(line != lines.end());
        CHECK(line->find("succeeded") != std::string::npos);
    }
    CHECK(lines_of(r.out).size() < 110);
    CHECK(r.out.find('\x1b') == std::string::npos);
}

TEST_CASE("there are colours on a terminal, and only where they are wanted") {
    CHECK(run_on_terminal({"demo"}, {"TERM=xterm"}).out.find("\x1b[1m") != std::string::npos);
    CHECK(run_on_terminal({"demo"}, {"TERM=xterm", "NO_COLOR=1"}).out.find('\x1b') == std::string::npos);
    CHECK(run_on_terminal({"demo"}, {"TERM=dumb"}).out.find('\x1b') == std::string::npos);
}
