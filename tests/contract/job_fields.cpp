#include <jobpoll/contract/job_fields.hpp>

#include <support/catch.hpp>

using namespace jobpoll;

TEST_CASE("a cleared job has nothing of the job before it") {
    constexpr std::string_view text = "text";
    const json_text json{text.data(), text.data() + text.size()};
    job filled;
    for (std::string_view job::*const field : detail::text_fields)
        filled.*field = text;
    for (auto const field : detail::time_fields)
        filled.times.*field = milliseconds{1};
    for (auto const field : detail::count_fields)
        filled.items.*field = 1;
    filled.error = {text, text};
    filled.result = filled.hint = json;
    filled.progress = std::int16_t{500};
    filled.phase = phase::running;
    filled.outcome = outcome::failed;
    filled.lease_expired = true;

    detail::clear(filled);

    for (const std::string_view field :
         {filled.id, filled.vendor_status, filled.kind, filled.name, filled.error.code, filled.error.message})
        CHECK(field.data() == nullptr);
    const job_times& times = filled.times;
    for (const auto& field :
         {times.created, times.started, times.finished, times.heartbeat, times.lease_expires})
        CHECK_FALSE(field.has_value());
    const item_counts& items = filled.items;
    for (const auto& field : {items.total, items.completed, items.succeeded, items.failed, items.skipped})
        CHECK_FALSE(field.has_value());
    CHECK(filled.result.empty());
    CHECK(filled.hint.empty());
    CHECK_FALSE(filled.progress.has_value());
    CHECK(filled.phase == phase::unknown);
    CHECK(filled.outcome == outcome::none);
    CHECK_FALSE(filled.lease_expired);
}
