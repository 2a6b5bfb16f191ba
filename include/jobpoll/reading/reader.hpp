// jobpoll: a reader: the bytes of a reply in, a report out.
#ifndef JOBPOLL_READING_READER_HPP
#define JOBPOLL_READING_READER_HPP

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/reading/limits.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/reading/reply_store.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0 {

/// How to read.
struct reader_options {
    bool strict = false; ///< every breach is fatal; in a list, not those of the jobs that were not asked for
    std::size_t max_body_bytes = default_max_body_bytes; ///< a longer body is not read
    std::size_t kept_violations = 16; ///< more than one reply has in practice; all are counted
};

/// One job of a list.
///
/// *Lifetime*: the views of `job` live until the next read.
struct listed_job {
    jobpoll::job job;
    report said;
};

namespace detail {

/// What was left open of a reply of success that cannot be used.
enum class open_question : std::uint8_t {
    none,
    words, ///< the vendor's words in it
    fault, ///< these, and what is wrong with its text, which is no document of the contract
};

/// The members of a reader. A moved-from reader gets fresh ones, and so is empty.
struct reader_state {
    const endpoint* contract = nullptr;
    std::string job_id{};
    reader_options options{};
    reply_store replies{};
    std::vector<violation> violations{};
    std::size_t violation_size = 0;
    violation_counts counts{};
    jobpoll::problem problem{};
    const endpoint* read_as = nullptr;
    std::vector<listed_job> listed{};
    bool list_is_whole = false;
    phase last_phase = phase::unknown;
    std::int16_t last_progress = -1;
    open_question open = open_question::none;
    int code = 0; ///< the HTTP status of what was left open
};

} // namespace detail

/// Reads the replies of one endpoint, and keeps the job and the violations.
///
/// *Lifetime*: the endpoint outlives the reader. The reader copies the texts of a reply, so the reply itself
/// need not outlive the call. `job` and `body` are those of the last usable reply; the other views are those
/// of the last reply. All of them live until the next read. A moved-from reader is empty. *Errors*: none are
/// thrown but those of allocation; a reply that cannot be used is a report whose event says so, and the
/// violations say why. *Source*: RFC 8259 for the text; the endpoint's document for everything else.
class reader {
public:
    explicit reader(const endpoint& e, std::string_view job_id = {}, const reader_options& options = {}) {
        ask(e, job_id, options);
    }
    explicit reader(const endpoint&&, std::string_view = {}, const reader_options& = {}) = delete;

    reader(reader&& other) noexcept : state_{std::exchange(other.state_, {})} {}
    reader& operator=(reader&& other) noexcept {
        state_ = std::exchange(other.state_, {});
        return *this;
    }
    reader(const reader&) = delete;
    reader& operator=(const reader&) = delete;
    ~reader() = default;

    /// Reads one reply.
    report read(const reply& r);

    /// Reads the reply of a list and keeps every job of it, for `listed`.
    report read_list(const reply& r);

    /// Switches to another job or endpoint; the buffers stay.
    void ask(const endpoint& e, std::string_view job_id, const reader_options& options) {
        state_.contract = &e;
        state_.job_id.assign(job_id);
        state_.options = options;
        state_.violations.resize(options.kept_violations);
        forget();
        state_.replies.forget();
        state_.last_phase = phase::unknown;
        state_.last_progress = -1;
    }

    /// Goes on after a restart: reads the last usable body once more, and takes the last phase and progress.
    void resume(std::string_view last_body, phase last_phase, std::int16_t last_progress, bool lease_expired);

    /// Forgets the last reply; the last usable job stays.
    void forget() noexcept {
        state_.violation_size = 0;
        state_.counts = {};
        state_.problem = {};
        state_.read_as = nullptr;
        state_.listed.clear();
        state_.open = detail::open_question::none;
    }

    /// The job as the last usable reply reports it.
    [[nodiscard]] const jobpoll::job& job() const noexcept { return state_.replies.last_usable().job; }
    /// The first violations of the last reply; `counts` counts all of them. The first call after a reply that
    /// is no document finds out what is wrong with it.
    [[nodiscard]] std::span<const violation> violations() const noexcept {
        if (state_.open == detail::open_question::fault) answer_question();
        return {state_.violations.data(), state_.violation_size};
    }
    [[nodiscard]] const violation_counts& counts() const noexcept { return state_.counts; }
    /// The code and message of the last error reply. The first call after a reply of success that cannot be
    /// used looks for them.
    [[nodiscard]] const jobpoll::problem& problem() const noexcept {
        if (state_.open != detail::open_question::none) answer_question();
        return state_.problem;
    }
    /// The body of the last usable reply.
    [[nodiscard]] std::string_view body() const noexcept { return state_.replies.last_usable().body(); }
    /// The contract that the last reply was read by: another one where the URL has two shapes.
    [[nodiscard]] const endpoint& read_as() const noexcept {
        return state_.read_as != nullptr ? *state_.read_as : contract();
    }
    /// The contract that replies are read by.
    [[nodiscard]] const endpoint& contract() const noexcept {
        return state_.contract != nullptr ? *state_.contract : any_error_body;
    }
    /// The jobs of the last list that `read_list` read.
    [[nodiscard]] std::span<const listed_job> listed() const noexcept { return state_.listed; }
    /// Whether the last reply was a list that says that it has every job (`complete`): one that is not in it
    /// does not exist.
    [[nodiscard]] bool list_is_whole() const noexcept { return state_.list_is_whole; }
    [[nodiscard]] std::string_view job_id() const noexcept { return state_.job_id; }

private:
    void answer_question() const noexcept;

    mutable detail::reader_state state_{}; ///< mutable, because a question may be answered late
};

} // namespace jobpoll::inline v0

#endif
