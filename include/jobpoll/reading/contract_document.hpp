// jobpoll: contracts as documents: the rows of a declaration as JSON, checked by the same rules at run time.
#ifndef JOBPOLL_READING_CONTRACT_DOCUMENT_HPP
#define JOBPOLL_READING_CONTRACT_DOCUMENT_HPP

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/contract_problem.hpp>

namespace jobpoll::inline v0 {

class contract_or_problems;

/// Reads one contract, or an array of up to 64 of them.
///
/// The keys are the columns of `declaration`; docs/contract-documents.md has the grammar. `known` are the
/// endpoints that the contracts may name beside each other; those of the document come first. A contract that
/// has a role of error bodies, or is named in `errors`, and says nothing of a job is checked as
/// `declare_error_body` does, any other as `declare` does. *Lifetime*: `text` is not needed afterwards; the
/// endpoints in `known` are, if they are named. *Errors*: every problem, up to 200; then there are no
/// endpoints. Memory: at most 64 contracts and as much text as the document has.
[[nodiscard]] contract_or_problems parse_contract(std::string_view text,
                                                  std::span<const endpoint* const> known = {});

/// The endpoints of a document, or what is wrong with it.
///
/// *Lifetime*: owns the endpoints and their texts; references to them stay valid when it is moved.
class contract_or_problems {
public:
    /// Whether there are endpoints, and no problems.
    [[nodiscard]] explicit operator bool() const noexcept { return problems_.empty() && !empty(); }

    [[nodiscard]] std::span<const contract_problem> problems() const noexcept { return problems_; }

    /// The endpoints in the order of the document.
    [[nodiscard]] std::span<const endpoint> endpoints() const noexcept {
        return owned_ ? std::span<const endpoint>{owned_->endpoints} : std::span<const endpoint>{};
    }
    [[nodiscard]] auto begin() const noexcept { return endpoints().begin(); }
    [[nodiscard]] auto end() const noexcept { return endpoints().end(); }
    [[nodiscard]] std::size_t size() const noexcept { return endpoints().size(); }
    [[nodiscard]] bool empty() const noexcept { return endpoints().empty(); }
    [[nodiscard]] const endpoint& operator[](std::size_t i) const noexcept { return endpoints()[i]; }

    /// The endpoint with this name; null where there is none.
    [[nodiscard]] const endpoint* find(std::string_view name) const noexcept {
        for (const endpoint& one : endpoints())
            if (one.name == name) return &one;
        return nullptr;
    }

    /// The first endpoint that is not the contract of an error body; null where there is none.
    [[nodiscard]] const endpoint* first_of_jobs() const noexcept {
        return owned_ && owned_->first_of_jobs < size() ? &owned_->endpoints[owned_->first_of_jobs] : nullptr;
    }

private:
    struct content {
        std::deque<std::string> texts{}; ///< what the endpoints point into
        std::vector<endpoint> endpoints{};
        std::size_t first_of_jobs = static_cast<std::size_t>(-1);
    };
    contract_or_problems() = default;
    friend contract_or_problems parse_contract(std::string_view, std::span<const endpoint* const>);

    std::unique_ptr<content> owned_{};
    std::vector<contract_problem> problems_{};
};

} // namespace jobpoll::inline v0

#endif
