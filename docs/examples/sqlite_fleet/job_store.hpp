// The jobs of a fleet in a SQLite database: each as the line that the fleet makes of it, until it has ended.
#ifndef JOBPOLL_EXAMPLES_SQLITE_FLEET_JOB_STORE_HPP
#define JOBPOLL_EXAMPLES_SQLITE_FLEET_JOB_STORE_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace sqlite_fleet {

/// What SQLite refused, in its own words.
struct database_error : std::runtime_error {
    using runtime_error::runtime_error;
};

/// Two tables: `jobs` has those that go on, and `ends` those that have ended, each once.
///
/// Every change is made inside a transaction: a process that is killed leaves all of it or nothing.
class job_store {
public:
    explicit job_store(const std::string& path);

    /// Makes all changes of `changes` one; an exception undoes them.
    void in_one_transaction(const std::function<void()>& changes);

    /// A job that goes on.
    void put(std::string_view id, std::string_view line);

    /// A job that has ended. *Errors*: database_error where it has ended before.
    void end(std::string_view id, std::string_view outcome);

    /// Calls `take(id, line)` for every job that goes on.
    void for_each(const std::function<void(const std::string& id, const std::string& line)>& take);

    [[nodiscard]] std::int64_t count_ends();

private:
    struct closer {
        void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    using statement = std::unique_ptr<sqlite3_stmt, closer>;

    [[nodiscard]] statement prepare(const char* text);
    void run(const char* text);
    void run(sqlite3_stmt* s, std::string_view first, std::string_view second);
    [[nodiscard]] bool step(sqlite3_stmt* s);

    std::unique_ptr<sqlite3, closer> database_;
    statement put_, forget_, end_;
};

} // namespace sqlite_fleet

#endif
