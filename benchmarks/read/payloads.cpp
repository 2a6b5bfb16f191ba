#include "payloads.hpp"

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace bench {
namespace {

using namespace jobpoll::vendors;

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

std::string userpilot_list(int count) {
    std::string list = "[";
    for (int i = 0; i < count; ++i) {
        if (i != 0) list += ',';
        list += R"({"elapsed_time":12,"end_time":null,"file_size":20480,"filename":"users.csv",)"
                R"("job_id":"bulk:jobs:NX-)" +
                std::to_string(i) +
                R"(","links":null,"start_time":"2025-05-19 07:25:29","status":"processing",)"
                R"("total_rows":1000,"type":"import"})";
    }
    return list + "]";
}

std::string gu1_failures(std::size_t size) {
    std::string body =
        R"({"success":true,"jobId":"x","kind":"entity_automatic","status":"completed","totalItems":100,)"
        R"("succeeded":45,"failed":55,"skipped":0,"failures":[)";
    for (bool first = true; body.size() < size; first = false)
        body += std::string{first ? "" : ","} +
                R"({"taxId":"1234567","type":"company","outcome":"failed","code":"DUPLICATE",)"
                R"("message":"already there"})";
    return body + R"(],"truncated":false,"failuresTotal":55})";
}

std::string reply_escaped(std::size_t size) {
    std::string body = R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"Done","category":"r2",)"
                       R"("startedAt":"2023-11-07T05:31:56Z","finishedAt":"2023-11-07T05:41:56Z",)"
                       R"("progress":1,"jsonData":"x","jsonDataResult":"{)";
    while (body.size() < size)
        body += R"(\"email\":\"someone@example.com\",)";
    return body + R"(}"})";
}

} // namespace

std::vector<payload> make_payloads() {
    const std::string gu1_running = gu1_job("running", "100", "null");
    return {
        {"userpilot running", &userpilot::job, userpilot_running},
        {"userpilot ended", &userpilot::job, userpilot_ended},
        {"userpilot list of 1000", &userpilot::job_list, userpilot_list(1000)},
        {"reply.io running", &reply_io::job, reply_running},
        {"reply.io ended", &reply_io::job, reply_ended},
        {"reply.io 64 KB escaped", &reply_io::job, reply_escaped(65536)},
        {"retailgrid running", &retailgrid::job, retailgrid_running},
        {"retailgrid least", &retailgrid::job, retailgrid_least},
        {"gu1 running", &gu1::job, gu1_running},
        {"gu1 ended", &gu1::job, gu1_job("completed", "100", "\"2026-06-26T12:10:00.000Z\"")},
        {"gu1 8 KB failures", &gu1::job_with_failures, gu1_failures(8192)},
        {"bad: HTML", &gu1::job, "<html><head><title>502 Bad Gateway</title></head></html>"},
        {"bad: truncated", &gu1::job, gu1_running.substr(0, gu1_running.size() / 2)},
        {"bad: wrong type", &gu1::job, gu1_job("running", "\"100\"", "null")},
    };
}

} // namespace bench
