// What each word of each vendor means, read out of a reply, against a list of its own.
#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

using namespace jobpoll;

namespace {

struct meaning {
    std::string_view vendor;
    std::string_view word;
    phase where;
    outcome how;
};

constexpr meaning meanings[] = {
    {"Userpilot", "queued", phase::queued, outcome::none},
    {"Userpilot", "validating", phase::running, outcome::none},
    {"Userpilot", "processing", phase::running, outcome::none},
    {"Userpilot", "pending_refresh", phase::finalizing, outcome::none},
    {"Userpilot", "completed", phase::finished, outcome::succeeded},
    {"Userpilot", "failed", phase::finished, outcome::failed},
    {"Reply.io", "Scheduled", phase::queued, outcome::none},
    {"Reply.io", "Processing", phase::running, outcome::none},
    {"Reply.io", "Done", phase::finished, outcome::succeeded},
    {"Reply.io", "Failed", phase::finished, outcome::failed},
    {"Reply.io", "Expired", phase::finished, outcome::expired},
    {"Reply.io", "Cancelled", phase::finished, outcome::cancelled},
    {"Reply.io", "Unknown", phase::finished, outcome::unknown},
    {"Retailgrid", "queued", phase::queued, outcome::none},
    {"Retailgrid", "running", phase::running, outcome::none},
    {"Retailgrid", "completed", phase::finished, outcome::succeeded},
    {"Retailgrid", "failed", phase::finished, outcome::failed},
    {"gu1", "queued", phase::queued, outcome::none},
    {"gu1", "running", phase::running, outcome::none},
    {"gu1", "completed", phase::finished, outcome::succeeded},
    {"gu1", "failed", phase::finished, outcome::failed},
    {"gu1", "cancelled", phase::finished, outcome::cancelled},
    {"gu1", "interrupted", phase::finished, outcome::interrupted},
};

} // namespace

TEST_CASE("each word means at each endpoint of its vendor what the vendor says, and there are no others") {
    for (const support::sample& s : support::samples()) {
        std::size_t known = 0;
        for (const meaning& m : meanings) {
            if (m.vendor != s.endpoint.vendor) continue;
            ++known;
            support::reader r;
            const support::seen& seen = r.read(s.endpoint, support::body_of(s, m.word), s.job_id);
            CAPTURE(std::string{s.endpoint.name}, std::string{m.word});
            CHECK(seen.job.phase == m.where);
            CHECK(seen.job.outcome == m.how);
            CHECK(seen.what == (m.how == outcome::none ? event::in_progress : event::vendor_terminal));
        }
        CHECK(support::words_of(s.endpoint).size() == known);
    }
}
