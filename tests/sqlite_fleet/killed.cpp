// The example with the database, killed with SIGKILL at random moments: every job ends exactly once.
#include <chrono>
#include <csignal>
#include <cstdint>
#include <random>
#include <string>
#include <thread>

#include <sqlite3.h>

#include "support/catch.hpp"
#include "support/child_process.hpp"

using namespace std::chrono_literals;

namespace {

constexpr int jobs = 2'000;

std::int64_t number_of(const std::string& database, const char* question) {
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open(database.c_str(), &opened) == SQLITE_OK);
    sqlite3_stmt* asked = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, question, -1, &asked, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(asked) == SQLITE_ROW);
    const std::int64_t found = sqlite3_column_int64(asked, 0);
    sqlite3_finalize(asked);
    sqlite3_close(opened);
    return found;
}

} // namespace

TEST_CASE("killed at random moments and started again, every job ends exactly once", "[sqlite_fleet]") {
    const processes::temporary_directory directory;
    const std::string database = directory.file("jobs.sqlite");
    const processes::command start{.program = JOBPOLL_SQLITE_FLEET,
                                   .arguments = {database, std::to_string(jobs)},
                                   .out = directory.file("out"),
                                   .err = directory.file("err")};
    std::mt19937 random{std::random_device{}()};
    int killed = 0;
    for (bool is_over = false; !is_over;) {
        processes::child_process program{start};
        const auto code = program.wait(std::chrono::milliseconds{30 + random() % 300});
        INFO(processes::read_file(directory.file("err")));
        REQUIRE(code.value_or(0) == 0);
        is_over = code.has_value();
        if (is_over) break;
        program.send(SIGKILL);
        program.kill();
        ++killed;
        REQUIRE(killed < 400);
    }
    WARN("killed " << killed << " times");
    CHECK(killed > 5);
    // That no job ends twice is a constraint of the table, which would have stopped the program.
    CHECK(number_of(database, "SELECT count(*) FROM ends") == jobs);
    CHECK(number_of(database, "SELECT count(*) FROM ends WHERE outcome = 'succeeded'") == jobs);
    CHECK(number_of(database, "SELECT count(*) FROM jobs") == 0);
    CHECK(processes::read_file(directory.file("out")) == std::to_string(jobs) + " jobs have ended\n");
}
