#include "contract_replies.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/reading/reader.hpp>

#include "failure.hpp"
#include "json_writer.hpp"

namespace companion {

namespace {

using jobpoll::condition;
using jobpoll::json_type;
using jobpoll::member;
using jobpoll::refinement;
using jobpoll::role;
using jobpoll::status_word;

std::string quoted(std::string_view text) {
    return json_writer{}.string(text).text();
}

bool leads_to(std::string_view at, std::string_view inner) {
    return inner.substr(0, at.size()) == at && (inner.size() == at.size() || inner[at.size()] == '/');
}

/// Makes up one body: with this word, and with what the refinement asks, where there is one.
class body_maker {
public:
    body_maker(const jobpoll::declaration& rows, std::string_view job_id, std::string_view word,
               const refinement* asked)
        : rows_{&rows}, job_id_{job_id}, word_{word}, asked_{asked} {}

    [[nodiscard]] std::string make() const { return container("", rows_->root); }

private:
    /// The condition that asks for a value of this member, or null.
    [[nodiscard]] const condition* condition_on(std::string_view at) const {
        if (asked_ == nullptr) return nullptr;
        const auto* found =
            std::find_if(std::begin(asked_->when), std::end(asked_->when), [at](const condition& c) {
                return c.at == at && c.is != jobpoll::test::absent && c.is != jobpoll::test::none;
            });
        return found == std::end(asked_->when) ? nullptr : found;
    }

    /// Whether a row has to be there: required, needed, with the id or the status, asked for, or on the way
    /// to such a row.
    [[nodiscard]] bool is_due(std::string_view at) const {
        return std::any_of(std::begin(rows_->members), std::end(rows_->members), [&](const member& m) {
            const bool due = m.required || m.needed || m.role == role::id ||
                             (m.role == role::status && !word_.empty()) || condition_on(m.at) != nullptr ||
                             (!m.at.empty() && (m.at == rows_->job_at || m.at == rows_->discriminator));
            return due && leads_to(at, m.at);
        });
    }

    [[nodiscard]] std::string container(std::string_view at, json_type type) const {
        const bool is_array = contains(type, json_type::array);
        std::string inner;
        for (const member& m : rows_->members) {
            const std::size_t slash = m.at.rfind('/');
            if (m.at.empty() || m.at.substr(0, slash) != at || !is_due(m.at)) continue;
            inner += inner.empty() ? "" : ",";
            if (!is_array) inner += quoted(m.at.substr(slash + 1)) + ':';
            inner += value(m);
        }
        return is_array ? '[' + inner + ']' : '{' + inner + '}';
    }

    [[nodiscard]] std::string value(const member& m) const {
        if (m.role == role::status)
            return contains(m.type, json_type::string) ? quoted(word_) : std::string{word_};
        if (m.role == role::id)
            return contains(m.type, json_type::string) ? quoted(job_id_) : std::string{job_id_};
        if (const condition* c = condition_on(m.at); c != nullptr)
            if (std::string asked = value_for(*c, m); !asked.empty()) return asked;
        if (m.constant) return *m.constant ? "true" : "false";
        if (!m.one_of[0].empty()) return quoted(m.one_of[0]);
        if (overlaps(m.type, json_type::object | json_type::array)) return container(m.at, m.type);
        if (contains(m.type, json_type::string)) return quoted(text_of(m.format));
        if (overlaps(m.type, json_type::number)) return number_of(m);
        return contains(m.type, json_type::boolean) ? "false" : "null";
    }

    /// A value that passes a test, where it is not any value.
    [[nodiscard]] static std::string value_for(const condition& c, const member& m) {
        const auto written = [&m](std::string_view text) {
            return contains(m.type, json_type::string) ? quoted(text) : std::string{text};
        };
        switch (c.is) {
        case jobpoll::test::equals:
            return written(c.word[0]);
        case jobpoll::test::positive:
            return written("1");
        case jobpoll::test::zero:
            return written("0");
        case jobpoll::test::is_false:
            return "false";
        case jobpoll::test::is_null:
            return "null";
        case jobpoll::test::is_true:
            return "true";
        case jobpoll::test::is_set:
            return contains(m.type, json_type::boolean) ? "true" : "";
        default:
            return {};
        }
    }

    [[nodiscard]] static std::string_view text_of(jobpoll::format f) {
        switch (f) {
        case jobpoll::format::uuid:
        case jobpoll::format::uuid_not_nil:
            return "3c90c3cc-0d44-4b50-8888-000000000001";
        case jobpoll::format::date_time:
        case jobpoll::format::iso_8601:
            return "2026-01-01T00:00:00Z";
        case jobpoll::format::unix_seconds:
            return "1767225600";
        case jobpoll::format::unix_milliseconds:
            return "1767225600000";
        case jobpoll::format::decimal:
            return "1";
        case jobpoll::format::none:
            break;
        }
        return "text";
    }

    [[nodiscard]] static std::string number_of(const member& m) {
        if (m.format == jobpoll::format::unix_seconds || m.format == jobpoll::format::unix_milliseconds)
            return std::string{text_of(m.format)};
        const double least = std::max(0.0, m.range.minimum);
        return std::to_string(static_cast<long long>(std::ceil(std::min(least, m.range.maximum))));
    }

    const jobpoll::declaration* rows_;
    std::string_view job_id_;
    std::string_view word_;
    const refinement* asked_;
};

/// The words that may do, the better before the others: a job that runs, or one that ends well.
std::vector<std::string_view> words_for(const jobpoll::declaration& rows, bool ended) {
    std::vector<std::string_view> words;
    for (const bool best : {true, false})
        for (const status_word& word : rows.words) {
            const bool is_best =
                ended ? word.outcome == jobpoll::outcome::succeeded : word.phase == jobpoll::phase::running;
            if (!word.text.empty() && is_best == best) words.push_back(word.text);
        }
    words.emplace_back(); // a contract without a status, or a reply without one
    return words;
}

/// No refinement, and each that there is.
std::vector<const refinement*> refinements_of(const jobpoll::declaration& rows) {
    std::vector<const refinement*> all{nullptr};
    for (const refinement& one : rows.refine)
        if (!one.when[0].at.empty()) all.push_back(&one);
    return all;
}

} // namespace

made_up_replies make_up_replies(const jobpoll::endpoint& e, std::string_view job_id) {
    if (e.shape.is_list)
        throw failure{exit_code::usage, "jobpoll: " + std::string{e.name} +
                                            " is the contract of a list; a soak polls single jobs"};
    const jobpoll::declaration rows = declaration_of(e);
    made_up_replies made;
    // What a body means is the reader's to say: refinements and further members may have a say in it.
    jobpoll::reader reader{e, job_id};
    const auto try_one = [&](std::string_view word, const refinement* asked, bool ended) {
        std::string tried = body_maker{rows, job_id, word, asked}.make();
        const jobpoll::report said = reader.read({.status = 200, .body = tried});
        const auto due = ended ? jobpoll::event::vendor_terminal : jobpoll::event::in_progress;
        if (said.event != due || !said.mentions_job) return std::string{};
        made.outcome = said.outcome;
        return tried;
    };
    for (const bool ended : {false, true}) {
        std::string& body = ended ? made.ended : made.running;
        for (const std::string_view word : words_for(rows, ended))
            for (const refinement* const asked : refinements_of(rows))
                if (body.empty()) body = try_one(word, asked, ended);
        if (body.empty())
            throw failure{exit_code::usage, "jobpoll: no reply can be made up that " + std::string{e.name} +
                                                " reads as a job that " + (ended ? "has ended" : "runs")};
    }
    return made;
}

} // namespace companion
