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

using jobpoll::json_type;
using jobpoll::member;
using jobpoll::role;
using jobpoll::status_word;

std::string quoted(std::string_view text) {
    return json_writer{}.string(text).text();
}

/// Makes up one body.
class body_maker {
public:
    body_maker(const jobpoll::declaration& rows, std::string_view job_id, std::string_view word)
        : rows_{&rows}, job_id_{job_id}, word_{word} {}

    [[nodiscard]] std::string make() const { return container("", rows_->root); }

private:
    /// Whether a row has to be there: required, needed, with the id or the status, or on the way to such a
    /// row.
    [[nodiscard]] bool is_due(std::string_view at) const {
        return std::any_of(std::begin(rows_->members), std::end(rows_->members), [&](const member& m) {
            const bool due = m.required || m.needed || m.role == role::id || m.role == role::status ||
                             (!m.at.empty() && (m.at == rows_->job_at || m.at == rows_->discriminator));
            return due && m.at.substr(0, at.size()) == at &&
                   (m.at.size() == at.size() || m.at[at.size()] == '/');
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
        if (m.constant) return *m.constant ? "true" : "false";
        if (!m.one_of[0].empty()) return quoted(m.one_of[0]);
        if (overlaps(m.type, json_type::object | json_type::array)) return container(m.at, m.type);
        if (contains(m.type, json_type::string)) return quoted(text_of(m.format));
        if (overlaps(m.type, json_type::number)) return number_of(m);
        return contains(m.type, json_type::boolean) ? "false" : "null";
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
    return words;
}

} // namespace

made_up_replies make_up_replies(const jobpoll::endpoint& e, std::string_view job_id) {
    const jobpoll::declaration rows = declaration_of(e);
    made_up_replies made;
    // What a body means is the reader's to say: refinements and further members may have a say in it.
    jobpoll::reader reader{e, job_id};
    for (const bool ended : {false, true}) {
        std::string& body = ended ? made.ended : made.running;
        for (const std::string_view word : words_for(rows, ended)) {
            std::string tried = body_maker{rows, job_id, word}.make();
            const jobpoll::report said = reader.read({.status = 200, .body = tried});
            const auto due = ended ? jobpoll::event::vendor_terminal : jobpoll::event::in_progress;
            if (said.event != due || !said.mentions_job) continue;
            made.outcome = said.outcome;
            body = std::move(tried);
            break;
        }
        if (body.empty())
            throw failure{exit_code::usage, "jobpoll: no reply can be made up that " + std::string{e.name} +
                                                " reads as a job that " + (ended ? "has ended" : "runs")};
    }
    return made;
}

} // namespace companion
