#include <support/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <jobpoll/contract_document.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include <conclusion.run.hpp>
#include <flag.operation.hpp>
#include <gu1.job.hpp>
#include <hostile.job.hpp>
#include <parts.job.hpp>
#include <refused.job.hpp>
#include <reply_io.job.hpp>
#include <reply_io.page.hpp>
#include <retailgrid.job.hpp>
#include <userpilot.all.hpp>
#include <userpilot.one.hpp>

namespace {

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

using jobpoll::declaration_of;

bool is_same_row(const jobpoll::member& a, const jobpoll::member& b) {
    return a.at == b.at && a.type == b.type && a.required == b.required && a.needed == b.needed &&
           a.closed == b.closed && a.null == b.null && a.tolerated == b.tolerated && a.format == b.format &&
           a.range.minimum == b.range.minimum && a.range.maximum == b.range.maximum &&
           a.constant == b.constant &&
           std::equal(std::begin(a.one_of), std::end(a.one_of), std::begin(b.one_of));
}

bool is_same_word(const jobpoll::status_word& a, const jobpoll::status_word& b) {
    return a.text == b.text && a.phase == b.phase && a.outcome == b.outcome;
}

/// The pointers of the rows that differ.
std::vector<std::string> different_rows(const jobpoll::declaration& a, const jobpoll::declaration& b) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < std::size(a.members); ++i)
        if (!is_same_row(a.members[i], b.members[i]))
            found.push_back(std::string{a.members[i].at} + " / " + std::string{b.members[i].at});
    return found;
}

struct sample_reading {
    jobpoll::reader seen;
    jobpoll::event what;

    sample_reading(const jobpoll::endpoint& e, const std::string& body)
        : seen{e}, what{seen.read({.status = 200, .body = body}).event} {}
};

std::optional<jobpoll::member> row_at(const jobpoll::endpoint& e, std::string_view at) {
    for (const jobpoll::member& m : declaration_of(e).members)
        if (m.at == at) return m;
    return std::nullopt;
}

} // namespace

TEST_CASE("the scaffold of Retailgrid has the rows that were written by hand") {
    const jobpoll::declaration ours = declaration_of(scaffolded_retailgrid::job);
    const jobpoll::declaration theirs = declaration_of(jobpoll::vendors::retailgrid::job);
    CHECK(different_rows(ours, theirs) == std::vector<std::string>{});
    CHECK(ours.root == theirs.root);
    CHECK(ours.closed == theirs.closed);
    CHECK(ours.job_at == theirs.job_at);
    CHECK(std::equal(std::begin(ours.words), std::end(ours.words), std::begin(theirs.words), is_same_word));
    CHECK(ours.open_vocabulary == theirs.open_vocabulary);
    CHECK(ours.progress.unit == theirs.progress.unit);
    CHECK(ours.request.path == theirs.request.path);
    REQUIRE(ours.errors[0].code == theirs.errors[0].code);
    CHECK(different_rows(declaration_of(*ours.errors[0].body), declaration_of(*theirs.errors[0].body)) ==
          std::vector<std::string>{});
}

TEST_CASE("the scaffold of Userpilot has the members, types and words of its document") {
    for (const auto& [made, written] :
         {std::pair{&scaffolded_userpilot::one, &jobpoll::vendors::userpilot::job},
          std::pair{&scaffolded_userpilot::all, &jobpoll::vendors::userpilot::job_list}}) {
        const jobpoll::declaration ours = declaration_of(*made);
        const jobpoll::declaration theirs = declaration_of(*written);
        for (std::size_t i = 0; i < std::size(ours.members); ++i) {
            CHECK(ours.members[i].at == theirs.members[i].at);
            CHECK(ours.members[i].type == theirs.members[i].type);
        }
        CHECK(
            std::equal(std::begin(ours.words), std::end(ours.words), std::begin(theirs.words), is_same_word));
        CHECK_FALSE(ours.open_vocabulary);
        CHECK(ours.root == theirs.root);
        CHECK(ours.job_at == theirs.job_at);
        CHECK(ours.request.path == theirs.request.path);
        CHECK(ours.request.server == theirs.request.server);
    }
    CHECK(scaffolded_userpilot::one.shape.unit == jobpoll::progress_unit::ratio);
}

TEST_CASE("what was scaffolded from a sample reads that sample without a violation") {
    const std::string data = JOBPOLL_TEST_DATA "/";
    const sample_reading gu1{scaffolded_gu1::job, read_file(data + "gu1/job.json")};
    CHECK(gu1.seen.counts().total() == 0);
    CHECK(gu1.what == jobpoll::event::in_progress);
    CHECK(gu1.seen.job().phase == jobpoll::phase::running);
    CHECK(scaffolded_gu1::job.job_at == "/job");
    CHECK(row_at(scaffolded_gu1::job, "/job")->needed);

    const sample_reading reply{scaffolded_reply_io::job, read_file(data + "reply_io/job.sample.json")};
    CHECK(reply.seen.counts().fatal == 0);
    CHECK(reply.seen.counts().breaches == 0);
    CHECK(reply.seen.job().phase == jobpoll::phase::queued);
    CHECK(reply.seen.job().progress == 500);
    CHECK(row_at(scaffolded_reply_io::job, "/jobId")->format == jobpoll::format::uuid);

    const sample_reading page{scaffolded_reply_io::page, read_file(data + "reply_io/job_list.json")};
    CHECK(page.seen.counts().fatal == 0);
    CHECK(scaffolded_reply_io::page.job_at == "/items/*");
}

TEST_CASE("keys and words of any bytes come out as the same bytes, or are left out") {
    const jobpoll::endpoint& e = scaffolded_hostile::job;
    for (const std::string_view at : {"/quo\"te", "/back\\slash\\", "/line\nbreak #include <nothing>",
                                      "/\x1b[31mred\xc3\xa9\xe2\x80\xae", "/0", "/\xf0\x9f\x94\xa5"})
        CHECK(row_at(e, at).has_value());
    for (const std::string_view at : {"/1", "/", "/a/b", "/a~b", "/*", "/*/ int x; // \\"})
        CHECK_FALSE(row_at(e, at).has_value());
    const sample_reading read{e, read_file(JOBPOLL_HOSTILE_SAMPLE)};
    CHECK(read.seen.counts().fatal == 0);
}

TEST_CASE("as a document it is the same contract") {
    for (const jobpoll::endpoint* e :
         {&scaffolded_retailgrid::job, &scaffolded_userpilot::one, &scaffolded_userpilot::all,
          &scaffolded_gu1::job, &scaffolded_reply_io::job, &scaffolded_reply_io::page,
          &scaffolded_hostile::job, &scaffolded_conclusion::run, &scaffolded_parts::job,
          &scaffolded_flag::operation, &scaffolded_refused::job}) {
        const std::string name{e->name.substr(std::string_view{"scaffolded_"}.size())};
        CAPTURE(name);
        const jobpoll::contract_or_problems made =
            jobpoll::parse_contract(read_file(JOBPOLL_SCAFFOLDED "/" + name + ".json"));
        REQUIRE(made);
        REQUIRE(made.find(e->name) != nullptr);
        CHECK(made.find(e->name)->fingerprint == e->fingerprint);
        CHECK(to_document(*made.find(e->name)) == to_document(*e));
    }
}
