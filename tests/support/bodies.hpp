// One valid body of every vendor's endpoint, the words of each, and the same body in another status.
#ifndef JOBPOLL_TESTS_SUPPORT_BODIES_HPP
#define JOBPOLL_TESTS_SUPPORT_BODIES_HPP

#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace support {

struct sample {
    const jobpoll::endpoint& endpoint;
    std::string_view job_id;
    std::string_view body; ///< `STATUS` stands for the status word
};

inline constexpr std::string_view uuid = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
inline constexpr std::string_view userpilot_id = "bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875";

inline const std::vector<sample>& samples() {
    static const std::vector<sample> all = {
        {jobpoll::vendors::userpilot::job, userpilot_id,
         R"({"completed_rows":40,"elapsed_time":12,"end_time":"","file_size":2048,"filename":"users.csv",)"
         R"("job_id":"bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875","links":"",)"
         R"("start_time":"2025-05-19 07:27:14","status":"STATUS","total_rows":100,"type":"import"})"},
        {jobpoll::vendors::userpilot::job_list, userpilot_id,
         R"([{"job_id":"another","status":"completed"},{"elapsed_time":12,"end_time":"","file_size":2048,)"
         R"("job_id":"bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875","status":"STATUS",)"
         R"("total_rows":100,"type":"import"}])"},
        {jobpoll::vendors::reply_io::job, uuid,
         R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"STATUS",)"
         R"("category":"r2/bg-jobs/email-validation","startedAt":"2023-11-07T05:31:56Z","finishedAt":null,)"
         R"("progress":0.5,"jsonData":"{\"a\":1}","jsonDataResult":null})"},
        {jobpoll::vendors::reply_io::job_list, uuid,
         R"({"items":[{"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052b","status":"Done"},)"
         R"({"jobId":"3c90c3cc-0d44-4b50-8888-8dd25736052a","status":"STATUS",)"
         R"("startedAt":"2023-11-07T05:31:56Z","finishedAt":null,"progress":0.5}],"hasMore":false})"},
        {jobpoll::vendors::retailgrid::job, uuid,
         R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"import_products","status":"STATUS",)"
         R"("progress":47,"created_at":"2026-03-01T10:00:00Z","started_at":"2026-03-01T10:00:05.250Z"})"},
        {jobpoll::vendors::gu1::job, "550e8400-e29b-41d4-a716-446655440000",
         R"({"success":true,"job":{"jobId":"550e8400-e29b-41d4-a716-446655440000","kind":"entity_automatic",)"
         R"("status":"STATUS","totalItems":100,"succeeded":45,"failed":0,"skipped":1,)"
         R"("heartbeatAt":"2026-06-26T12:00:00.000Z","leaseExpiresAt":"2026-06-26T12:10:00.000Z",)"
         R"("workerError":null,"createdAt":"2026-06-26T11:59:00.000Z","completedAt":null,)"
         R"("metadata":{"fileName":"entities.csv"}}})"},
        {jobpoll::vendors::gu1::job_with_failures, "550e8400-e29b-41d4-a716-446655440000",
         R"({"success":true,"jobId":"550e8400-e29b-41d4-a716-446655440000","kind":"transaction_batch",)"
         R"("status":"STATUS","totalItems":100,"succeeded":45,"failed":0,"skipped":1,)"
         R"("failures":[{"externalId":"t-1","code":"BAD","message":"no"}],"truncated":false,)"
         R"("failuresTotal":1})"},
    };
    return all;
}

/// The sample with a status word in its place.
inline std::string body_of(const sample& s, std::string_view word) {
    std::string body{s.body};
    constexpr std::string_view mark = "STATUS";
    return body.replace(body.find(mark), mark.size(), word);
}

/// The words that the endpoint lists.
inline std::vector<jobpoll::status_word> words_of(const jobpoll::endpoint& e) {
    std::vector<jobpoll::status_word> words;
    for (const jobpoll::detail::shape_word& w : e.words())
        words.push_back({.text = w.text(), .phase = w.phase, .outcome = w.outcome});
    return words;
}

/// A word of the endpoint for a job that is being worked on.
inline std::string_view running_word(const jobpoll::endpoint& e) {
    for (const jobpoll::detail::shape_word& w : e.words())
        if (w.phase == jobpoll::phase::running) return w.text();
    return {};
}

} // namespace support

#endif
