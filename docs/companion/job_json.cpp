#include "job_json.hpp"

#include <chrono>
#include <cstdint>

namespace companion {

namespace {

std::string padded(std::int64_t value, std::size_t digits) {
    std::string text = std::to_string(value < 0 ? -value : value);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return value < 0 ? '-' + text : text;
}

void write_time(json_writer& json, std::string_view name, jobpoll::optional_milliseconds moment) {
    json.string_or_null(name, moment ? utc_text(*moment) : std::string{});
}

} // namespace

std::string utc_text(jobpoll::milliseconds moment) {
    namespace chrono = std::chrono;
    // The calendar repeats after 400 years; a year of the standard library has 16 bits.
    constexpr chrono::days era{146'097};
    const auto day = chrono::floor<chrono::days>(moment);
    const std::int64_t eras = day.count() / era.count();
    const chrono::year_month_day date{chrono::sys_days{day - eras * era}};
    const std::int64_t ms = (moment - day).count();
    return padded(int{date.year()} + 400 * eras, 4) + '-' + padded(unsigned{date.month()}, 2) + '-' +
           padded(unsigned{date.day()}, 2) + 'T' + padded(ms / 3'600'000, 2) + ':' +
           padded(ms / 60'000 % 60, 2) + ':' + padded(ms / 1000 % 60, 2) + '.' + padded(ms % 1000, 3) + 'Z';
}

void write_outcome(json_writer& json, jobpoll::outcome outcome) {
    json.key("outcome").string_or_null(outcome == jobpoll::outcome::none ? "" : to_string(outcome));
}

void write_job(json_writer& json, const jobpoll::job& job) {
    json.begin_object()
        .string_or_null("id", job.id)
        .string_or_null("vendor_status", job.vendor_status)
        .string_or_null("kind", job.kind)
        .string_or_null("name", job.name)
        .string("phase", to_string(job.phase));
    write_outcome(json, job.outcome);
    json.thousandths("progress", job.progress)
        .key("items")
        .begin_object()
        .number_or_null("total", job.items.total)
        .number_or_null("completed", job.items.completed)
        .number_or_null("succeeded", job.items.succeeded)
        .number_or_null("failed", job.items.failed)
        .number_or_null("skipped", job.items.skipped)
        .end_object()
        .key("times")
        .begin_object();
    write_time(json, "created", job.times.created);
    write_time(json, "started", job.times.started);
    write_time(json, "finished", job.times.finished);
    write_time(json, "heartbeat", job.times.heartbeat);
    write_time(json, "lease_expires", job.times.lease_expires);
    write_time(json, "expires", job.times.expires);
    write_time(json, "expected_end", job.times.expected_end);
    json.end_object().key("error");
    if (job.error.code.empty() && job.error.message.empty())
        json.null();
    else
        json.begin_object()
            .string_or_null("code", job.error.code)
            .string_or_null("message", job.error.message)
            .end_object();
    json.string_or_null("result", job.result.text())
        .string_or_null("hint", job.hint.text())
        .boolean("lease_expired", job.lease_expired)
        .string_or_null("reason", job.reason)
        .string_or_null("reason_code", job.reason_code)
        .string_or_null("next_url", job.next_url)
        .string_or_null("result_url", job.result_url)
        .number_or_null("remaining_ms", job.remaining ? std::optional{job.remaining->count()} : std::nullopt)
        .key("retryable");
    if (job.retryable)
        json.boolean(*job.retryable);
    else
        json.null();
    json.end_object();
}

} // namespace companion
