// What each member of each vendor's reply means to the job: one reply of every endpoint, with a value of its
// own in every member, and the whole job that comes out of it.
#include <jobpoll/base/calendar.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using namespace jobpoll::vendors;

namespace {

/// A job in one line: what is there, in the order of its members; moments as seconds after ten o'clock.
class job_line {
public:
    explicit job_line(const job& j) {
        put("id", j.id);
        put("kind", j.kind);
        put("name", j.name);
        put("error", j.error.code);
        put("says", j.error.message);
        put("result", j.result.text());
        put("hint", j.hint.text());
        put("total", j.items.total);
        put("completed", j.items.completed);
        put("succeeded", j.items.succeeded);
        put("failed", j.items.failed);
        put("skipped", j.items.skipped);
        put("created", j.times.created);
        put("started", j.times.started);
        put("finished", j.times.finished);
        put("heartbeat", j.times.heartbeat);
        put("lease", j.times.lease_expires);
        put("progress", j.progress);
        put("phase", to_string(j.phase));
        put("outcome", to_string(j.outcome));
    }

    const std::string& text() const { return text_; }

private:
    void put(std::string_view name, optional_milliseconds moment) {
        if (moment) put(name, std::optional{*moment});
    }
    void put(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        text_ += (text_.empty() ? "" : ", ") + std::string{name} + ' ' + std::string{value};
    }
    template <class Integer>
    void put(std::string_view name, std::optional<Integer> value) {
        if (value) put(name, std::to_string(*value));
    }
    void put(std::string_view name, std::optional<milliseconds> value) {
        constexpr milliseconds ten = detail::since_epoch({2026, 3, 1, 10, 0, 0});
        if (value) put(name, std::to_string((*value - ten) / std::chrono::seconds{1}) + " s");
    }

    std::string text_;
};

std::string job_in(const endpoint& e, std::string_view body, std::string_view job_id = {}) {
    support::reader r;
    return job_line{r.read(e, body, job_id).job}.text();
}

} // namespace

TEST_CASE("Userpilot: each member of a reply means what it should to the job") {
    CHECK(
        job_in(
            userpilot::job,
            R"({"completed_rows":3,"elapsed_time":5,"end_time":"e","file_size":7,"filename":"users.csv",)"
            R"("job_id":"a","links":"l","start_time":"s","status":"completed","total_rows":4,"type":"t"})") ==
        R"(id a, kind t, name users.csv, result "l", total 4, completed 3, progress 750, )"
        "phase finished, outcome succeeded");
    CHECK(job_in(userpilot::job_list,
                 R"([{"elapsed_time":5,"end_time":"e","file_size":7,"filename":"users.csv","job_id":"a",)"
                 R"("links":"l","start_time":"s","status":"failed","total_rows":4,"type":"t"}])",
                 "a") ==
          R"(id a, kind t, name users.csv, result "l", total 4, phase finished, outcome failed)");
}

TEST_CASE("Reply.io: each member of a reply means what it should to the job") {
    const std::string id{support::uuid};
    CHECK(
        job_in(
            reply_io::job,
            R"({"jobId":")" + id +
                R"(","status":"Done","category":"c","startedAt":"2026-03-01T10:00:02Z",)"
                R"("finishedAt":"2026-03-01T10:00:03Z","progress":0.5,"jsonData":"d","jsonDataResult":"r"})") ==
        "id " + id +
            R"(, kind c, result "r", hint "d", started 2 s, finished 3 s, progress 500, )"
            "phase finished, outcome succeeded");
    CHECK(job_in(reply_io::job_list,
                 R"({"items":[{"jobId":")" + id +
                     R"(","status":"Expired","category":"c","startedAt":"2026-03-01T10:00:02Z",)"
                     R"("finishedAt":"2026-03-01T10:00:03Z","progress":0.5}],"hasMore":false})",
                 id) ==
          "id " + id + ", kind c, started 2 s, finished 3 s, progress 500, phase finished, outcome expired");
}

TEST_CASE("Retailgrid: each member of a reply means what it should to the job") {
    const std::string id{support::uuid};
    CHECK(
        job_in(retailgrid::job,
               R"({"job_id":")" + id +
                   R"(","job_type":"t","status":"failed","progress":47,"created_at":"2026-03-01T10:00:01Z",)"
                   R"("started_at":"2026-03-01T10:00:02Z","completed_at":"2026-03-01T10:00:03Z",)"
                   R"("error_message":"m","grid_id":null,"grid_items_count":9})") ==
        "id " + id +
            ", kind t, says m, created 1 s, started 2 s, finished 3 s, progress 470, "
            "phase finished, outcome failed");
}

TEST_CASE("gu1: each member of a reply means what it should to the job, in both shapes") {
    CHECK(
        job_in(
            gu1::job,
            R"({"success":true,"job":{"jobId":"a","kind":"entity_automatic","status":"completed",)"
            R"("totalItems":10,"succeeded":1,"failed":2,"skipped":4,"jobFailure":{"code":"c","message":"m"},)"
            R"("heartbeatAt":"2026-03-01T10:00:04Z","leaseExpiresAt":"2026-03-01T10:00:05Z",)"
            R"("workerError":"w","createdAt":"2026-03-01T10:00:01Z","completedAt":"2026-03-01T10:00:03Z",)"
            R"("metadata":{"batchCancelRequested":false}}})") ==
        R"(id a, kind entity_automatic, error c, says m, hint {"batchCancelRequested":false}, total 10, )"
        "succeeded 1, failed 2, skipped 4, created 1 s, finished 3 s, heartbeat 4 s, lease 5 s, "
        "progress 700, phase finished, outcome succeeded_with_failures");
    CHECK(job_in(
              gu1::job_with_failures,
              R"({"success":true,"jobId":"a","kind":"user_event_batch","status":"completed","totalItems":10,)"
              R"("succeeded":1,"failed":2,"skipped":4,"failures":[{}],"truncated":false,"failuresTotal":1,)"
              R"("skips":[{}],"skipsTotal":1,"jobFailure":{"code":"c","message":"m"}})") ==
          "id a, kind user_event_batch, error c, says m, result [{}], total 10, "
          "succeeded 1, failed 2, skipped 4, progress 700, phase finished, outcome succeeded_with_failures");
}
