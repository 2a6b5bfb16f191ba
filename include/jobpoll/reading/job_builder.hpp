// jobpoll: turns members with roles into a job, and a status word with its refinements into phase and
// outcome.
#ifndef JOBPOLL_READING_JOB_BUILDER_HPP
#define JOBPOLL_READING_JOB_BUILDER_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/job_fields.hpp>
#include <jobpoll/reading/decimal.hpp>
#include <jobpoll/words/job.hpp>

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

/// One job while its members go by; it is written in place, where it is wanted.
class job_builder {
public:
    job_builder(const endpoint& e, jobpoll::job& fresh) noexcept : endpoint_{&e}, job_{&fresh} {}

    /// Another job of a list begins; it is built in `place`.
    void begin_again(jobpoll::job& place) noexcept {
        job_ = &place;
        clear(place);
        facts_ = 0;
        word_ = -1;
        word_state_ = word_state::absent;
        message_rank_ = code_rank_ = no_index;
        progress_above_all_ = false;
        keys = {};
    }

    void take_field(const shape_member& row, std::string_view text) noexcept {
        job_->*text_fields[row.field] = text;
    }

    void take_count(const shape_member& row, std::int64_t number) noexcept {
        job_->items.*count_fields[row.field] = number;
    }

    void take_time(const shape_member& row, milliseconds moment) noexcept {
        if (is_between(row.role, role::created, role::lease_expires))
            job_->times.*time_fields[row.field] = optional_milliseconds{moment};
    }

    void take_text(const shape_member& row, std::string_view text) noexcept {
        if (is_between(row.role, role::id, role::name))
            take_field(row, text);
        else if (row.role == role::error_message)
            take_first(job_->error.message, message_rank_, row.index, text);
        else if (row.role == role::error_code)
            take_first(job_->error.code, code_rank_, row.index, text);
    }

    /// The status word; `is_roomy` where eight bytes can be read at it.
    void take_status(std::string_view text, bool is_roomy) noexcept {
        job_->vendor_status = text;
        word_ = endpoint_->fold_case ? find_folded_word(text) : find_word(text, is_roomy);
        word_state_ = word_ >= 0 ? word_state::listed : word_state::unlisted;
    }

    /// The status word, where it is just as one of up to 16 characters is listed; eight bytes can be read at
    /// it.
    [[nodiscard]] bool take_short_status(std::string_view text) noexcept {
        const shape& tree = endpoint_->shape;
        if (text.size() > 16) return false;
        for (int i = 0; i < tree.word_count; ++i) {
            if (!has_ends_of(tree.words[i], text)) continue;
            job_->vendor_status = text;
            word_ = static_cast<std::int8_t>(i);
            word_state_ = word_state::listed;
            return true;
        }
        return false;
    }

    void take_number(const shape_member& row, const number_value& number) noexcept {
        if (is_between(row.role, role::total, role::skipped))
            take_count(row, number.integer);
        else if (row.role == role::progress)
            take_progress(number);
        else
            take_text(row, number.text);
    }

    /// Progress that is neither below nothing nor above all; false where it is one of these.
    [[nodiscard]] bool take_whole_progress(std::int64_t number) noexcept {
        const bool fraction = has_fraction();
        if (number < 0 || number > all()) return false;
        job_->progress = static_cast<std::int16_t>(number * (fraction ? 1000 : 10));
        return true;
    }

    /// The same of a number whose text has up to ten characters.
    ///
    /// Such a number is a multiple of a thousandth, or misses the next one by a millionth of it at the least:
    /// what is added outweighs that a double is not quite that multiple, and reaches no further.
    [[nodiscard]] bool take_short_progress(double number, std::string_view text) noexcept {
        const bool fraction = has_fraction();
        if (text.size() > 10 || !(number >= 0 && number <= all())) return false;
        job_->progress = static_cast<std::int16_t>(number * (fraction ? 1000 : 10) + 1e-7);
        return true;
    }

    void take_json(role wanted, json_text value) noexcept {
        if (wanted == role::result)
            job_->result = value;
        else if (job_->hint.empty())
            job_->hint = value;
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
        if (word_ >= 0) {
            job_->phase = endpoint_->words[word_].phase;
            job_->outcome = endpoint_->words[word_].outcome;
        } else if (word_state_ == word_state::absent && endpoint_->phase_without_status) {
            job_->phase = *endpoint_->phase_without_status;
        }
        if (const std::uint32_t some = refinements_of_word(); some != 0) refine(some);
        if (endpoint_->progress.unit == progress_unit::ratio) take_ratio();
    }

    /// The keys of some members in the body, for what is found only when all of the job was read; `id` only
    /// where its text does not lie in the body.
    struct {
        const char* id = nullptr;
        const char* finished = nullptr;
        const char* message = nullptr;
        const char* progress = nullptr;
    } keys;

    [[nodiscard]] jobpoll::job& job() const noexcept { return *job_; }
    [[nodiscard]] word_state word() const noexcept { return word_state_; }
    /// Whether there is a status word, listed or not.
    [[nodiscard]] bool has_word() const noexcept { return word_state_ >= word_state::listed; }
    [[nodiscard]] bool progress_above_all() const noexcept { return progress_above_all_; }

private:
    [[nodiscard]] std::int8_t find_word(std::string_view text, bool is_roomy) const noexcept {
        const shape& tree = endpoint_->shape;
        for (int i = 0; i < tree.word_count; ++i)
            if (tree.words[i].size == text.size() &&
                is_key(tree.words[i], endpoint_->words[i].text, text, is_roomy))
                return static_cast<std::int8_t>(i);
        return -1;
    }

    [[nodiscard]] std::int8_t find_folded_word(std::string_view text) const noexcept {
        for (int i = 0; i < endpoint_->shape.word_count; ++i)
            if (same_word(endpoint_->words[i].text, text, true)) return static_cast<std::int8_t>(i);
        return -1;
    }

    static void take_first(std::string_view& slot, std::uint8_t& rank, std::uint8_t index,
                           std::string_view text) noexcept {
        if (index >= rank || text.empty()) return;
        rank = index;
        slot = text;
    }

    [[nodiscard]] int all() const noexcept { return all_of(endpoint_->progress.unit); }
    [[nodiscard]] bool has_fraction() const noexcept {
        return endpoint_->progress.unit == progress_unit::fraction;
    }

    // Progress above the whole, or below nothing, is no progress: it is reported and not believed.
    void take_progress(const number_value& number) noexcept {
        const bool fraction = has_fraction();
        progress_above_all_ = number.value > all();
        if (progress_above_all_ || number.value < 0) return;
        job_->progress = static_cast<std::int16_t>(scaled_decimal(number.text, fraction ? 3 : 1));
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

    [[nodiscard]] std::uint32_t refinements_of_word() const noexcept {
        const refinement_sets& sets = endpoint_->shape.refined;
        if (word_ >= 0) return sets.of_listed[word_];
        return word_state_ == word_state::unlisted ? sets.of_unlisted : sets.of_none;
    }

    /// Takes the first of these refinements whose conditions hold.
    void refine(std::uint32_t some) noexcept {
        for (; some != 0; some &= some - 1) {
            const int i = std::countr_zero(some);
            const shape_refinement& r = endpoint_->shape.refinements[i];
            if ((facts_ & r.must) != r.must || (facts_ & r.must_not) != 0) continue;
            job_->phase = endpoint_->refine[i].phase;
            job_->outcome = endpoint_->refine[i].outcome;
            return;
        }
    }

    JOBPOLL_NOINLINE void take_ratio() noexcept {
        const std::int64_t total = job_->items.total.value_or(0);
        if (total <= 0) return;
        std::int64_t done = 0;
        bool any = false;
        const shape& tree = endpoint_->shape;
        for (std::size_t i = 0; i < tree.ratio_field_count; ++i) {
            const std::optional<std::int64_t>& value = job_->items.*count_fields[tree.ratio_fields[i]];
            if (!value) continue;
            any = true;
            if (*value > 0) done = add_held(done, *value);
        }
        if (!any) return;
        // Beyond 2^53 items a thousandth more or less is not worth 128 bits.
        const int cut = total > int64_max / 1000 ? 10 : 0;
        job_->progress =
            static_cast<std::int16_t>(done >= total ? 1000 : (done >> cut) * 1000 / (total >> cut));
    }

protected:
    const endpoint* endpoint_;
    jobpoll::job* job_;

private:
    std::uint32_t facts_ = 0;
    std::int8_t word_ = -1;
    word_state word_state_ = word_state::absent;
    std::uint8_t message_rank_ = no_index;
    std::uint8_t code_rank_ = no_index;
    bool progress_above_all_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
