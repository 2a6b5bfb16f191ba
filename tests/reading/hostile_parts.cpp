// Input that was made to hurt what a contract says of parts, elements and numbers in strings.
#include <algorithm>
#include <ctime>
#include <limits>
#include <string>
#include <string_view>

#include <support/catch.hpp>
#include <support/reading.hpp>
#include <support/workshop.hpp>

using namespace jobpoll;
using support::repeated;
using support::workshop;

namespace {

std::string order_with(const std::string& parts, const std::string& more = "") {
    return R"({"parts":[)" + parts + R"({"state":"go"}])" + more + R"(,"id":"w"})";
}

double seconds_to_read(const std::string& body) {
    support::reader r;
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const std::clock_t begin = std::clock();
        r.read(workshop, body);
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
}

} // namespace

TEST_CASE("a hundred thousand parts are one status, one sum and one text") {
    const std::string parts = repeated(R"({"state":"ok","made":"1","of":1,"note":""},)", 99'999);
    const std::string body =
        R"({"parts":[)" + parts + R"({"note":"by hand","of":1,"state":"cut by hand"}],"id":"w"})";
    support::reader r;
    CHECK(r.read(workshop, body, "w").what == event::vendor_terminal);
    CHECK(r.last().job.outcome == outcome::cancelled);
    CHECK(r.last().job.vendor_status == "cut by hand");
    CHECK(r.last().job.error.message == "by hand");
    CHECK(r.last().job.items.completed == 99'999);
    CHECK(r.last().job.items.total == 100'000);
    CHECK(r.last().job.progress == 999);
    CHECK(r.problems().empty());
}

TEST_CASE("conditions hold of one of a hundred thousand elements, and never of two") {
    const std::string apart =
        repeated(R"({"kind":"customs","open":true},{"kind":"road","open":false},)", 50'000);
    const auto phase_with = [&apart](std::string_view last) {
        support::reader r;
        return r.read(workshop, order_with("", R"(,"gates":[)" + apart + std::string{last} + "]")).job.phase;
    };
    CHECK(phase_with(R"({"kind":"road"})") == phase::running);
    CHECK(phase_with(R"({"open":false,"kind":"customs"})") == phase::blocked);
}

TEST_CASE("numbers in strings of any length are held, or are none") {
    support::reader r;
    const auto read = [&r](const std::string& made, const std::string& when) -> const support::seen& {
        return r.read(workshop, R"({"parts":[{"state":"go","of":9,"made":")" + made + R"("}],"when":")" +
                                    when + R"(","id":"w"})");
    };
    const std::string digits(1'000'000, '9');
    CHECK(read(digits, "1").job.items.completed == std::numeric_limits<std::int64_t>::max());
    CHECK(r.last().what == event::in_progress);
    CHECK(read("0." + digits, "1").job.items.completed == 0);
    CHECK_FALSE(read(digits + "x", "1").job.items.completed);
    CHECK(r.problems() == "breach format /parts/0/made; tolerated contradiction /when");
    CHECK_FALSE(read("1", digits).job.times.finished);
    CHECK_FALSE(read("1", '-' + digits).job.times.finished);
    CHECK(read("1", std::string(1'000'000, '0') + "7").job.times.finished == milliseconds{7000});
    CHECK(read("1", "7." + digits).job.times.finished == milliseconds{7999});
    // Counters that add up stop at the end of their range.
    const std::string most = R"({"state":"go","made":"9223372036854775807","of":9223372036854775807},)";
    CHECK(r.read(workshop, order_with(most + most + most)).job.items.total ==
          std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("time grows with the parts of a hostile body and not faster") {
    constexpr std::size_t small = 2'000;
    constexpr std::size_t factor = 8;
    for (const std::string_view part :
         {R"({"state":"go"},)", R"({"state":"dancing"},)", R"({"state":"cut 1","note":"\u0041\n"},)",
          R"({"made":"1","of":1},)", R"({"made":"x","of":"y","note":7},)", R"([],)", R"({},)", R"("",)"}) {
        const double once = std::max(seconds_to_read(order_with(repeated(part, small))), 20e-6);
        const double more = seconds_to_read(order_with(repeated(part, factor * small)));
        CAPTURE(std::string{part}, once, more);
        CHECK(more < 4 * factor * once);
    }
}
