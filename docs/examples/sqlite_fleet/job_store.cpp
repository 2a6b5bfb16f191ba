#include "job_store.hpp"

namespace sqlite_fleet {

namespace {

void bind(sqlite3_stmt* s, int at, std::string_view text) {
    sqlite3_bind_text(s, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

std::string column(sqlite3_stmt* s, int at) {
    const unsigned char* const text = sqlite3_column_text(s, at);
    return {text, text + sqlite3_column_bytes(s, at)};
}

} // namespace

job_store::job_store(const std::string& path) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(path.c_str(), &opened);
    database_.reset(opened);
    if (code != SQLITE_OK) throw database_error{sqlite3_errmsg(database_.get())};
    sqlite3_busy_timeout(database_.get(), 5'000);
    run("PRAGMA journal_mode = WAL");
    // What this page shows is the death of a process; for that of the machine, take FULL.
    run("PRAGMA synchronous = NORMAL");
    run("CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID");
    run("CREATE TABLE IF NOT EXISTS ends (id TEXT PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID");
    put_ = prepare("INSERT INTO jobs VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET line = ?2");
    forget_ = prepare("DELETE FROM jobs WHERE id = ?1");
    end_ = prepare("INSERT INTO ends VALUES (?1, ?2)"); // and not OR IGNORE: a second end is an error
}

void job_store::in_one_transaction(const std::function<void()>& changes) {
    run("BEGIN IMMEDIATE");
    try {
        changes();
        run("COMMIT");
    } catch (...) {
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
}

void job_store::put(std::string_view id, std::string_view line) {
    run(put_.get(), id, line);
}

void job_store::end(std::string_view id, std::string_view outcome) {
    run(end_.get(), id, outcome);
    run(forget_.get(), id, {});
}

void job_store::for_each(const std::function<void(const std::string&, const std::string&)>& take) {
    const statement all = prepare("SELECT id, line FROM jobs ORDER BY id");
    while (step(all.get()))
        take(column(all.get(), 0), column(all.get(), 1));
}

std::int64_t job_store::count_ends() {
    const statement count = prepare("SELECT count(*) FROM ends");
    return step(count.get()) ? sqlite3_column_int64(count.get(), 0) : 0;
}

job_store::statement job_store::prepare(const char* text) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(database_.get(), text, -1, &made, nullptr) != SQLITE_OK)
        throw database_error{sqlite3_errmsg(database_.get())};
    return statement{made};
}

void job_store::run(const char* text) {
    const statement once = prepare(text);
    while (step(once.get())) {
    }
}

void job_store::run(sqlite3_stmt* s, std::string_view first, std::string_view second) {
    bind(s, 1, first);
    if (sqlite3_bind_parameter_count(s) > 1) bind(s, 2, second);
    const auto reset = [](sqlite3_stmt* used) { sqlite3_reset(used); };
    const std::unique_ptr<sqlite3_stmt, decltype(reset)> afterwards{s, reset};
    while (step(s)) {
    }
}

bool job_store::step(sqlite3_stmt* s) {
    const int code = sqlite3_step(s);
    if (code != SQLITE_ROW && code != SQLITE_DONE) throw database_error{sqlite3_errmsg(database_.get())};
    return code == SQLITE_ROW;
}

} // namespace sqlite_fleet
