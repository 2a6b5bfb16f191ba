#include "soak_vendor.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace companion {

namespace {

constexpr std::string_view id_prefix = "3c90c3cc-0d44-4b50-8888-";

/// The number of the first job, where ids are numbers: all have as many digits.
constexpr std::uint64_t first_number = 1'000'000'000'000;

/// The text with another id in place of the first.
std::string with_id(std::string body, std::string_view first, std::string_view id) {
    for (std::size_t at = body.find(first); at != std::string::npos; at = body.find(first, at + id.size()))
        body.replace(at, first.size(), id);
    return body;
}

bool has_numbers_for_ids(const jobpoll::endpoint& e) {
    for (const jobpoll::endpoint_member& row : e.rows())
        if (row.role == jobpoll::role::id) return !contains(row.allowed, jobpoll::json_type::string);
    return false;
}

} // namespace

soak_vendor::soak_vendor(std::uint64_t jobs, std::uint64_t seed, const jobpoll::endpoint* contract)
    : jobs_{jobs}, seed_{seed} {
    if (contract == nullptr) return;
    contract_ = *contract;
    contract_->list = nullptr;
    has_numbers_ = has_numbers_for_ids(*contract_);
    replies_ = make_up_replies(*contract_, id_of(0));
}

std::uint64_t soak_vendor::random(std::uint64_t what, std::uint64_t which) const noexcept {
    return jobpoll::detail::mix(seed_ ^ jobpoll::detail::mix(what * 8 + which));
}

std::int64_t soak_vendor::begin_of(std::uint64_t job) const noexcept {
    return static_cast<std::int64_t>(random(job, 1) % arrivals_ms);
}

std::int64_t soak_vendor::end_of(std::uint64_t job) const noexcept {
    const std::uint64_t octave = random(job, 2) % 8;
    return begin_of(job) + static_cast<std::int64_t>((10'000 + random(job, 3) % 10'000) << octave);
}

jobpoll::outcome soak_vendor::outcome_of(std::uint64_t) const noexcept {
    return contract_ ? replies_.outcome : jobpoll::outcome::succeeded;
}

const jobpoll::endpoint& soak_vendor::endpoint_of(std::uint64_t account) const noexcept {
    if (contract_) return *contract_;
    return is_reply_io(account) ? jobpoll::vendors::reply_io::job : jobpoll::vendors::userpilot::job;
}

std::string soak_vendor::id_of(std::uint64_t job) const {
    if (has_numbers_) return std::to_string(first_number + job);
    char digits[24];
    std::snprintf(digits, sizeof digits, "%012llu", static_cast<unsigned long long>(job));
    return std::string{id_prefix} + digits;
}

std::uint64_t soak_vendor::job_of(std::string_view id) {
    if (id.substr(0, id_prefix.size()) == id_prefix)
        return std::stoull(std::string{id.substr(id_prefix.size())});
    return std::stoull(std::string{id}) - first_number;
}

std::string soak_vendor::body_of(std::uint64_t job, std::int64_t now) const {
    const bool is_done = now >= end_of(job);
    if (contract_) return with_id(is_done ? replies_.ended : replies_.running, id_of(0), id_of(job));
    if (is_reply_io(account_of(job)))
        return R"({"jobId":")" + id_of(job) + R"(","status":")" + (is_done ? "Done" : "Processing") + "\"}";
    return R"({"job_id":")" + id_of(job) + R"(","status":")" + (is_done ? "completed" : "processing") + "\"}";
}

std::string soak_vendor::list_of(std::uint64_t account, std::int64_t now) const {
    std::vector<std::uint64_t> begun;
    const std::uint64_t last = std::min((account + 1) * jobs_of_account, jobs_);
    for (std::uint64_t job = account * jobs_of_account; job < last; ++job)
        if (begin_of(job) <= now) begun.push_back(job);
    std::sort(begun.begin(), begun.end(), [this](auto a, auto b) { return begin_of(a) > begin_of(b); });
    begun.resize(std::min(begun.size(), longest_page));
    std::string page;
    for (const std::uint64_t job : begun)
        page += (page.empty() ? "" : ",") + body_of(job, now);
    return is_reply_io(account) ? R"({"items":[)" + page + "]}" : "[" + page + "]";
}

fate soak_vendor::fate_of(std::uint64_t request) const noexcept {
    return static_cast<fate>(std::min<std::uint64_t>(random(request, 4) % 80, 4));
}

} // namespace companion
