#include "payloads.hpp"

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace bench {
namespace {

using namespace jobpoll::vendors;

const std::string uuid = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const std::string userpilot_id = "bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875";
const std::string gu1_id = "550e8400-e29b-41d4-a716-446655440000";

const std::string userpilot_running =
    R"({"completed_rows":450,"elapsed_time":12,"end_time":null,"file_size":20480,"filename":"users.csv",)"
    R"("job_id":"bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875","links":null,)"
    R"("start_time":"2025-05-19 07:25:29","status":"processing","total_rows":1000,"type":"import"})";
const std::string userpilot_ended =
    R"({"completed_rows":1000,"elapsed_time":50,"end_time":"2025-05-19 07:26:29","file_size":20480,)"
    R"("filename":"users.csv","job_id":"bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875",)"
    R"("links":"https://storage.example.com/x/y/z.csv","start_time":"2025-05-19 07:25:29",)"
    R"("status":"completed","total_rows":1000,"type":"import"})";
const std::string reply_running =
    R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"Processing",)"
    R"("category":"r2/bg-jobs/email-validation","startedAt":"2023-11-07T05:31:56Z","finishedAt":null,)"
    R"("progress":0.5,"jsonData":"plain input","jsonDataResult":null})";
const std::string reply_ended =
    R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"Done",)"
    R"("category":"r2/bg-jobs/email-validation","startedAt":"2023-11-07T05:31:56Z",)"
    R"("finishedAt":"2023-11-07T05:41:56Z","progress":1,"jsonData":"{\"a\":1}",)"
    R"("jsonDataResult":"{\"valid\":1234,\"invalid\":3}"})";
const std::string retailgrid_running =
    R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"import_products","status":"running",)"
    R"("progress":47,"created_at":"2026-06-26T11:59:00Z","started_at":"2026-06-26T11:59:10Z",)"
    R"("completed_at":null,"error_message":null,"grid_id":"0c90c3cc-0d44-4b50-8888-8dd25736052b",)"
    R"("related_grid_fill_job_id":null,"grid_items_count":1200})";
const std::string retailgrid_ended =
    R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"import_products","status":"completed",)"
    R"("progress":100,"created_at":"2026-06-26T11:59:00Z","started_at":"2026-06-26T11:59:10Z",)"
    R"("completed_at":"2026-06-26T12:04:30Z","error_message":null,)"
    R"("grid_id":"0c90c3cc-0d44-4b50-8888-8dd25736052b","related_grid_fill_job_id":null,)"
    R"("grid_items_count":1200})";
const std::string retailgrid_least =
    R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"import_products","status":"queued",)"
    R"("created_at":"2026-06-26T11:59:00Z"})";

std::string gu1_job(const std::string& status, const std::string& total, const std::string& completed_at) {
    return R"({"success":true,"job":{"jobId":"550e8400-e29b-41d4-a716-446655440000",)"
           R"("kind":"entity_automatic","status":")" +
           status + R"(","totalItems":)" + total +
           R"(,"succeeded":95,"failed":4,"skipped":1,"heartbeatAt":"2026-06-26T12:00:00.000Z",)"
           R"("leaseExpiresAt":"2026-06-26T12:10:00.000Z","workerError":null,)"
           R"("createdAt":"2026-06-26T11:59:00.000Z","completedAt":)" +
           completed_at + R"(,"metadata":{"fileName":"entities.csv"}}})";
}

/// The flat shape with rows of failures until it has this size.
std::string gu1_failures(const std::string& status, std::size_t size) {
    std::string body = R"({"success":true,"jobId":"550e8400-e29b-41d4-a716-446655440000",)"
                       R"("kind":"entity_automatic","status":")" +
                       status + R"(","totalItems":100,"succeeded":45,"failed":55,"skipped":0,"failures":[)";
    for (bool first = true; body.size() < size; first = false)
        body += std::string{first ? "" : ","} +
                R"({"taxId":"1234567","type":"company","outcome":"failed","code":"DUPLICATE",)"
                R"("message":"already there"})";
    return body + R"(],"truncated":false,"failuresTotal":55})";
}

/// Jobs with the numbers 0, 1, 2, ... until there are `count` of them or the list has `size` bytes.
std::string userpilot_list(int count, std::size_t size, bool ended) {
    const std::string end = ended ? R"("2025-05-19 07:26:29")" : "null";
    const std::string links = ended ? R"("https://storage.example.com/x/y/z.csv")" : "null";
    std::string list = "[";
    for (int i = 0; i < count && list.size() < size; ++i)
        list += (i == 0 ? "" : ",") + (R"({"elapsed_time":12,"end_time":)" + end) +
                R"(,"file_size":20480,"filename":"users.csv","job_id":"bulk:jobs:NX-)" + std::to_string(i) +
                R"(","links":)" + links + R"(,"start_time":"2025-05-19 07:25:29","status":")" +
                (ended ? "completed" : "processing") + R"(","total_rows":1000,"type":"import"})";
    return list + "]";
}

/// A page of jobs; their ids differ in the last digit.
std::string reply_list(int count, bool ended) {
    std::string page = R"({"items":[)";
    for (int i = 0; i < count; ++i)
        page += (i == 0 ? "" : ",") +
                (R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052)" + std::string{"abcdef"[i % 6]}) +
                R"(","status":")" + (ended ? "Done" : "Processing") +
                R"(","category":"r2/bg-jobs/email-validation","startedAt":"2023-11-07T05:31:56Z",)"
                R"("finishedAt":)" +
                (ended ? R"("2023-11-07T05:41:56Z")" : "null") + R"(,"progress":)" + (ended ? "1" : "0.5") +
                "}";
    return page + R"(],"hasMore":false})";
}

/// A job whose result is a text of so many times `piece`, up to this size.
std::string reply_result(const std::string& piece, std::size_t size) {
    std::string body = R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"Done","category":"r2",)"
                       R"("startedAt":"2023-11-07T05:31:56Z","finishedAt":"2023-11-07T05:41:56Z",)"
                       R"("progress":1,"jsonData":"x","jsonDataResult":"{)";
    body.reserve(size + piece.size() + 2 * padding);
    while (body.size() < size)
        body += piece;
    return body + R"(}"})";
}

const std::string escaped_piece = R"(\"email\":\"someone@example.com\",)";
const std::string plain_piece = "email=someone@example.com, state=valid; ";

} // namespace

void pad(payload& p) {
    p.body.reserve(p.body.size() + padding);
}

std::vector<payload> make_payloads() {
    const std::string gu1_running = gu1_job("running", "100", "null");
    const std::string gu1_ended = gu1_job("completed", "100", R"("2026-06-26T12:10:00.000Z")");
    const std::string half_of_gu1 = gu1_running.substr(0, gu1_running.size() / 2);
    const std::string half_of_userpilot = userpilot_running.substr(0, userpilot_running.size() / 2);
    const std::string html = "<html><head><title>502 Bad Gateway</title></head>"
                             "<body><center><h1>502 Bad Gateway</h1></center></body></html>";
    using enum group;
    std::vector<payload> all = {
        {"userpilot running", &userpilot::job, userpilot_id, running, userpilot_running},
        {"userpilot ended", &userpilot::job, userpilot_id, ended, userpilot_ended},
        {"userpilot list running", &userpilot::job_list, "bulk:jobs:NX-1", running,
         userpilot_list(3, 10'000, false)},
        {"userpilot list ended", &userpilot::job_list, "bulk:jobs:NX-1", ended,
         userpilot_list(3, 10'000, true)},
        {"reply.io running", &reply_io::job, uuid, running, reply_running},
        {"reply.io ended", &reply_io::job, uuid, ended, reply_ended},
        {"reply.io list running", &reply_io::job_list, uuid, running, reply_list(3, false)},
        {"reply.io list ended", &reply_io::job_list, uuid, ended, reply_list(3, true)},
        {"retailgrid running", &retailgrid::job, uuid, running, retailgrid_running},
        {"retailgrid ended", &retailgrid::job, uuid, ended, retailgrid_ended},
        {"retailgrid least", &retailgrid::job, uuid, running, retailgrid_least},
        {"gu1 running", &gu1::job, gu1_id, running, gu1_running},
        {"gu1 ended", &gu1::job, gu1_id, ended, gu1_ended},
        {"gu1 flat running", &gu1::job_with_failures, gu1_id, running, gu1_failures("running", 300)},
        {"gu1 flat ended", &gu1::job_with_failures, gu1_id, ended, gu1_failures("completed", 300)},
        {"userpilot list of 1000", &userpilot::job_list, "bulk:jobs:NX-7", large,
         userpilot_list(1000, 10'000'000, false)},
        {"reply.io 64 KB escaped", &reply_io::job, uuid, large, reply_result(escaped_piece, 65536)},
        {"gu1 8 KB failures", &gu1::job_with_failures, gu1_id, large, gu1_failures("completed", 8192)},
        {"bad: HTML", &gu1::job, gu1_id, bad, html, "gu1 running"},
        {"bad: truncated", &gu1::job, gu1_id, bad, half_of_gu1, "gu1 running"},
        {"bad: truncated, userpilot", &userpilot::job, userpilot_id, bad, half_of_userpilot,
         "userpilot running"},
        {"bad: wrong type", &gu1::job, gu1_id, bad, gu1_job("running", R"("100")", "null"), "gu1 running"},
        {"bad: wrong root", &retailgrid::job, uuid, bad, "[" + retailgrid_running + "]",
         "retailgrid running"},
        {"bad: trailing bytes", &gu1::job, gu1_id, bad, gu1_running + "}", "gu1 running"},
    };
    for (payload& p : all)
        pad(p);
    return all;
}

std::string name_of(growth by) {
    switch (by) {
    case growth::list:
        return "list";
    case growth::escaped_text:
        return "escaped text";
    case growth::plain_text:
        break;
    }
    return "plain text";
}

payload make_long(growth by, std::size_t bytes) {
    constexpr int no_limit = 1 << 30;
    const std::string& piece = by == growth::escaped_text ? escaped_piece : plain_piece;
    payload made = by == growth::list
                       ? payload{name_of(by), &userpilot::job_list, "bulk:jobs:NX-1", group::large,
                                 userpilot_list(no_limit, bytes, false)}
                       : payload{name_of(by), &reply_io::job, uuid, group::large, reply_result(piece, bytes)};
    pad(made);
    return made;
}

} // namespace bench
