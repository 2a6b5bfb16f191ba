// jobpoll: the fields of a job that members fill, in the order of their roles.
#ifndef JOBPOLL_CONTRACT_JOB_FIELDS_HPP
#define JOBPOLL_CONTRACT_JOB_FIELDS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <jobpoll/contract/columns.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0::detail {

/// The fields of the job that `field_of` numbers; a look into a table costs less than a jump.
inline constexpr std::string_view job::*text_fields[] = {&job::id,   &job::vendor_status, &job::kind,
                                                         &job::name, &job::next_url,      &job::result_url};
inline constexpr optional_milliseconds job_times::*time_fields[] = {
    &job_times::created,       &job_times::started, &job_times::finished,    &job_times::heartbeat,
    &job_times::lease_expires, &job_times::expires, &job_times::expected_end};
inline constexpr std::optional<std::int64_t> item_counts::*count_fields[] = {
    &item_counts::total,  &item_counts::completed, &item_counts::succeeded,
    &item_counts::failed, &item_counts::skipped,   &item_counts::remaining};

[[nodiscard]] constexpr bool is_between(role r, role first, role last) noexcept {
    return r >= first && r <= last;
}

/// Which of the job's texts, moments or counts a role fills.
[[nodiscard]] constexpr std::uint8_t field_of(role r) noexcept {
    const auto after = [r](role first) {
        return static_cast<std::uint8_t>(static_cast<int>(r) - static_cast<int>(first));
    };
    if (is_between(r, role::id, role::name)) return after(role::id);
    if (is_between(r, role::created, role::lease_expires)) return after(role::created);
    if (is_between(r, role::total, role::skipped)) return after(role::total);
    if (r == role::next_url) return 4;
    if (r == role::result_url || r == role::expires || r == role::remaining) return 5;
    return r == role::expected_end ? 6 : 0;
}

/// The fields of these numbers, emptied one by one without a loop.
template <std::size_t... Text, std::size_t... Moment, std::size_t... Count>
void clear_fields(job& job, std::index_sequence<Text...>, std::index_sequence<Moment...>,
                  std::index_sequence<Count...>) noexcept {
    ((job.*text_fields[Text] = {}), ...);
    ((job.times.*time_fields[Moment]).reset(), ...);
    ((job.items.*count_fields[Count] = {}), ...);
}

/// The job as if it were fresh; assigning a fresh one would write all of it.
inline void clear(job& job) noexcept {
    clear_fields(job, std::make_index_sequence<std::size(text_fields)>{},
                 std::make_index_sequence<std::size(time_fields)>{},
                 std::make_index_sequence<std::size(count_fields)>{});
    job.error = {};
    job.reason = job.reason_code = {};
    job.result = job.hint = {};
    job.progress = {};
    job.remaining = {};
    job.retryable = {};
    job.phase = phase::unknown;
    job.outcome = outcome::none;
    job.lease_expired = false;
}

} // namespace jobpoll::inline v0::detail

#endif
