// jobpoll: keeps the first violations and counts all.
#ifndef JOBPOLL_READING_VIOLATION_LOG_HPP
#define JOBPOLL_READING_VIOLATION_LOG_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/words/error.hpp>

namespace jobpoll::inline v0::detail {

/// Where in the log something began, so that it can be judged again when more is known.
struct log_mark {
    std::size_t kept = 0;
    std::uint32_t fatal = 0;
};

class violation_log {
public:
    violation_log(std::span<violation> storage, bool strict) noexcept : storage_{storage}, strict_{strict} {}

    void add(const violation& found) noexcept {
        const bool raised = strict_ && found.severity == severity::breach;
        const severity weight = raised ? severity::fatal : found.severity;
        std::uint32_t& count = counter(weight);
        count = count_one_more(count);
        if (kept_ == storage_.size()) return;
        storage_[kept_] = found;
        storage_[kept_++].severity = weight;
    }

    [[nodiscard]] log_mark mark() const noexcept { return {kept_, counts_.fatal}; }

    /// Whether something fatal was added after the mark.
    [[nodiscard]] bool is_fatal_since(log_mark since) const noexcept { return counts_.fatal != since.fatal; }

    /// Makes each fatal violation after the mark a breach: it concerns a job that was not asked for, or
    /// something else decides.
    void soften_since(log_mark since) noexcept {
        if (!is_fatal_since(since)) return;
        counts_.breaches += counts_.fatal - since.fatal;
        counts_.fatal = since.fatal;
        for (violation& kept : storage_.first(kept_).subspan(since.kept))
            if (kept.severity == severity::fatal) kept.severity = severity::breach;
    }

    /// Forgets all but the first ones, which are tolerated: the text turned out to be no JSON.
    void forget_all_but(std::uint32_t tolerated) noexcept {
        kept_ = (std::min<std::size_t>)(tolerated, storage_.size());
        counts_ = {tolerated, 0, 0};
    }

    /// Everything so far is tolerated: the reply has the shape of another endpoint.
    void tolerate_all() noexcept {
        for (violation& kept : storage_.first(kept_))
            kept.severity = severity::tolerated;
        counts_ = {counts_.total(), 0, 0};
    }

    /// Whether a violation of the rule was kept.
    [[nodiscard]] bool has(rule wanted) const noexcept {
        return std::any_of(storage_.begin(), storage_.begin() + static_cast<std::ptrdiff_t>(kept_),
                           [wanted](const violation& kept) { return kept.rule == wanted; });
    }

    [[nodiscard]] const violation_counts& counts() const noexcept { return counts_; }
    [[nodiscard]] std::span<const violation> kept() const noexcept { return storage_.first(kept_); }

private:
    [[nodiscard]] std::uint32_t& counter(severity weight) noexcept {
        if (weight == severity::tolerated) return counts_.tolerated;
        return weight == severity::breach ? counts_.breaches : counts_.fatal;
    }

    std::span<violation> storage_;
    std::size_t kept_ = 0;
    violation_counts counts_{};
    bool strict_;
};

} // namespace jobpoll::inline v0::detail

#endif
