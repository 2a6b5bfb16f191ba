// jobpoll: turns members with roles into a job, and a status word with its refinements into phase and
// outcome.
#ifndef JOBPOLL_DETAIL_JOB_BUILDER_HPP
#define JOBPOLL_DETAIL_JOB_BUILDER_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/detail/arithmetic.hpp>
#include <jobpoll/detail/date_time.hpp>
#include <jobpoll/detail/decimal.hpp>
#include <jobpoll/endpoint.hpp>
#include <jobpoll/job.hpp>

namespace jobpoll::inline v0::detail {

/// How the status word was understood.
enum class word_state : std::uint8_t { absent, unusable, listed, unlisted };

/// A number of the body: its text, and its value where that is an integer.
struct number_value {
    std::string_view text;
    double value = 0;
    std::int64_t integer = 0; ///< rounded down, and held at the ends of the range
    bool is_integer = true;
};

/// One job while its members go by.
class job_builder {
public:
    explicit job_builder(const endpoint& e) noexcept : endpoint_{&e} {}

    void begin() noexcept {
        job_ = {};
        facts_ = 0;
        word_ = -1;
        word_state_ = word_state::absent;
        message_rank_ = code_rank_ = no_index;
        progress_above_all_ = false;
        offsets = {};
    }

    void take_text(const shape_member& row, std::uint8_t index, std::string_view text) noexcept {
        switch (row.role) {
        case role::id:
            job_.id = text;
            break;
        case role::status:
            take_status(text);
            break;
        case role::kind:
            job_.kind = text;
            break;
        case role::name:
            job_.name = text;
            break;
        case role::error_code:
            take_first(job_.error.code, code_rank_, index, text);
            break;
        case role::error_message:
            take_first(job_.error.message, message_rank_, index, text);
            break;
        default:
            break;
        }
    }

    /// A time that was parsed already, because its format was checked.
    void take_time(role wanted, milliseconds moment) noexcept {
        switch (wanted) {
        case role::created:
            job_.times.created = moment;
            break;
        case role::started:
            job_.times.started = moment;
            break;
        case role::finished:
            job_.times.finished = moment;
            break;
        case role::heartbeat:
            job_.times.heartbeat = moment;
            break;
        case role::lease_expires:
            job_.times.lease_expires = moment;
            break;
        default:
            break;
        }
    }

    void take_number(const shape_member& row, std::uint8_t index, const number_value& number) noexcept {
        switch (row.role) {
        case role::total:
            job_.items.total = number.integer;
            break;
        case role::completed:
            job_.items.completed = number.integer;
            break;
        case role::succeeded:
            job_.items.succeeded = number.integer;
            break;
        case role::failed:
            job_.items.failed = number.integer;
            break;
        case role::skipped:
            job_.items.skipped = number.integer;
            break;
        case role::progress:
            take_progress(number.text);
            break;
        default:
            take_text(row, index, number.text);
            break;
        }
    }

    void take_json(role wanted, json_text value) noexcept {
        if (wanted == role::result) job_.result = value;
        if (wanted == role::hint && job_.hint.empty()) job_.hint = value;
    }

    void status_is_unusable() noexcept { word_state_ = word_state::unusable; }

    /// Sets the bits of the row's atoms that hold. `type` is what the value is, `text` its text, `positive`
    /// its sign.
    void take_facts(const shape_member& row, json_type type, std::string_view text, bool positive) noexcept {
        for (std::size_t i = row.first_atom; i < std::size_t{row.first_atom} + row.atom_count; ++i)
            if (holds(endpoint_->shape.atoms[i], type, text, positive)) facts_ |= std::uint32_t{1} << i;
    }

    /// Phase, outcome and progress, once every member has gone by.
    void finish() noexcept {
        if (word_state_ == word_state::absent && endpoint_->phase_without_status)
            job_.phase = *endpoint_->phase_without_status;
        if (word_ >= 0) {
            job_.phase = endpoint_->words[word_].phase;
            job_.outcome = endpoint_->words[word_].outcome;
        }
        refine();
        if (endpoint_->progress.unit == progress_unit::ratio) job_.progress = ratio_progress();
    }

    /// Where in the body the time of the end and the error message are, for whoever finds that they
    /// contradict the status.
    struct {
        std::uint64_t finished = 0;
        std::uint64_t message = 0;
        std::uint64_t progress = 0;
    } offsets;

    [[nodiscard]] const jobpoll::job& job() const noexcept { return job_; }
    [[nodiscard]] jobpoll::job& job() noexcept { return job_; }
    [[nodiscard]] word_state word() const noexcept { return word_state_; }
    [[nodiscard]] bool progress_above_all() const noexcept { return progress_above_all_; }

private:
    void take_status(std::string_view text) noexcept {
        job_.vendor_status = text;
        word_state_ = word_state::unlisted;
        for (std::size_t i = 0; i < endpoint_->shape.word_count; ++i) {
            if (!same_word(endpoint_->words[i].text, text, endpoint_->fold_case)) continue;
            word_ = static_cast<std::int8_t>(i);
            word_state_ = word_state::listed;
            return;
        }
    }

    static void take_first(std::string_view& slot, std::uint8_t& rank, std::uint8_t index,
                           std::string_view text) noexcept {
        if (index >= rank || text.empty()) return;
        rank = index;
        slot = text;
    }

    // Progress above the whole, or below nothing, is no progress: it is reported and not believed.
    void take_progress(std::string_view text) noexcept {
        const int shift = endpoint_->progress.unit == progress_unit::fraction ? 3 : 1;
        const std::optional<std::int64_t> thousandths = scaled_decimal(text, shift);
        const std::optional<std::int64_t> millionths = scaled_decimal(text, shift + 3);
        progress_above_all_ = millionths && *millionths > 1'000'000;
        if (thousandths && !progress_above_all_) job_.progress = static_cast<std::int16_t>(*thousandths);
    }

    [[nodiscard]] static bool holds(const shape_atom& atom, json_type type, std::string_view text,
                                    bool positive) noexcept {
        switch (atom.is) {
        case test::present:
            return type != json_type::null;
        case test::is_null:
            return type == json_type::null;
        case test::is_true:
            return type == json_type::boolean && text == "true";
        case test::is_set:
            return type != json_type::null && !(type == json_type::boolean && text == "false");
        case test::positive:
            return positive;
        case test::equals:
            return type == json_type::string && text == atom.word;
        case test::none:
        case test::absent:
            break;
        }
        return false;
    }

    void refine() noexcept {
        for (std::size_t i = 0; i < endpoint_->shape.refinement_count; ++i) {
            const shape_refinement& r = endpoint_->shape.refinements[i];
            const bool word_fits =
                r.word == shape_refinement::any || r.word == word_ ||
                (r.word == shape_refinement::unlisted && word_state_ == word_state::unlisted);
            if (!word_fits || (facts_ & r.must) != r.must || (facts_ & r.must_not) != 0) continue;
            job_.phase = endpoint_->refine[i].phase;
            job_.outcome = endpoint_->refine[i].outcome;
            return;
        }
    }

    [[nodiscard]] std::optional<std::int64_t> part(role wanted) const noexcept {
        switch (wanted) {
        case role::completed:
            return job_.items.completed;
        case role::succeeded:
            return job_.items.succeeded;
        case role::failed:
            return job_.items.failed;
        case role::skipped:
            return job_.items.skipped;
        default:
            return std::nullopt;
        }
    }

    [[nodiscard]] std::optional<std::int16_t> ratio_progress() const noexcept {
        const std::int64_t total = job_.items.total.value_or(0);
        if (total <= 0) return std::nullopt;
        std::int64_t done = 0;
        bool any = false;
        for (const role wanted : endpoint_->progress.parts) {
            const std::optional<std::int64_t> value = part(wanted);
            any = any || value.has_value();
            if (value && *value > 0) done = add_held(done, *value);
        }
        if (!any) return std::nullopt;
        // Beyond 2^53 items a thousandth more or less is not worth 128 bits.
        const int cut = total > int64_max / 1000 ? 10 : 0;
        return static_cast<std::int16_t>(done >= total ? 1000 : (done >> cut) * 1000 / (total >> cut));
    }

    const endpoint* endpoint_;
    jobpoll::job job_{};
    std::uint32_t facts_ = 0;
    std::int8_t word_ = -1;
    word_state word_state_ = word_state::absent;
    std::uint8_t message_rank_ = no_index;
    std::uint8_t code_rank_ = no_index;
    bool progress_above_all_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
