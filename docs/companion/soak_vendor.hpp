// jobpoll, the program: the vendors of a soak: jobs that begin and end by the seed alone.
#ifndef JOBPOLL_COMPANION_SOAK_VENDOR_HPP
#define JOBPOLL_COMPANION_SOAK_VENDOR_HPP

#include <cstdint>
#include <optional>
#include <string>

#include <jobpoll/endpoint.hpp>

#include "contract_replies.hpp"

namespace companion {

/// What becomes of a request.
enum class fate : std::uint8_t { no_reply, server_error, throttled, html_page, good };

/// Jobs of accounts at two vendors: even accounts are Userpilot's, odd ones Reply.io's. Or all at the service
/// of a contract, whose replies are made up; its lists are not asked for.
///
/// *Units*: milliseconds of virtual time.
class soak_vendor {
public:
    static constexpr std::uint64_t jobs_of_account = 500;
    static constexpr std::size_t longest_page = 200;
    static constexpr std::uint64_t arrivals_ms = 600'000; ///< in which all jobs begin

    soak_vendor(std::uint64_t jobs, std::uint64_t seed, const jobpoll::endpoint* contract);

    [[nodiscard]] std::int64_t begin_of(std::uint64_t job) const noexcept;
    /// From ten seconds to three quarters of an hour later, every octave as likely as the others.
    [[nodiscard]] std::int64_t end_of(std::uint64_t job) const noexcept;

    [[nodiscard]] static std::uint64_t account_of(std::uint64_t job) noexcept {
        return job / jobs_of_account;
    }
    [[nodiscard]] const jobpoll::endpoint& endpoint_of(std::uint64_t account) const noexcept;
    /// How its jobs end.
    [[nodiscard]] jobpoll::outcome outcome_of(std::uint64_t account) const noexcept;

    /// A UUID; a number where the contract has no others.
    [[nodiscard]] std::string id_of(std::uint64_t job) const;
    [[nodiscard]] static std::uint64_t job_of(std::string_view id);

    [[nodiscard]] std::string body_of(std::uint64_t job, std::int64_t now) const;
    /// The page with the jobs of an account that began last.
    [[nodiscard]] std::string list_of(std::uint64_t account, std::int64_t now) const;

    /// One request in twenty fails, in one of four ways.
    [[nodiscard]] fate fate_of(std::uint64_t request) const noexcept;

private:
    [[nodiscard]] static bool is_reply_io(std::uint64_t account) noexcept { return account % 2 == 1; }
    [[nodiscard]] std::uint64_t random(std::uint64_t what, std::uint64_t which) const noexcept;

    std::uint64_t jobs_;
    std::uint64_t seed_;
    bool has_numbers_ = false;                    ///< for ids
    std::optional<jobpoll::endpoint> contract_{}; ///< without its list
    made_up_replies replies_{};                   ///< of the job with the number 0
};

} // namespace companion

#endif
