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
#include <jobpoll/reading/conditions.hpp>
#include <jobpoll/reading/decimal.hpp>
#include <jobpoll/reading/repeated_values.hpp>
#include <jobpoll/reading/status_fold.hpp>
#include <jobpoll/reading/status_words.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0::detail {

/// What is collected of the elements of arrays; only contracts that ask for it use it.
struct element_store {
    status_fold fold{};
    captured_values captured{};
};

/// One job while its members go by; it is written in place, where it is wanted.
class job_builder {
public:
    job_builder(const endpoint& e, jobpoll::job& fresh, element_store& elements) noexcept
        : endpoint_{&e}, job_{&fresh}, elements_{&elements} {
        ranks_.begin();
    }

    /// Another job of a list begins; it is built in `place`.
    void begin_again(jobpoll::job& place) noexcept {
        job_ = &place;
        clear(place);
        facts_.begin(tree());
        ranks_.begin();
        word_ = no_word;
        word_state_ = word_state::absent;
        means_ = no_event;
        id_type_ = json_type::none;
        progress_above_all_ = false;
        keys = {};
    }

    // What is filled by one member alone.

    void take_field(const endpoint_member& row, std::string_view text) noexcept {
        job_->*text_fields[row.field] = text;
    }
    void take_count(const endpoint_member& row, std::int64_t number) noexcept {
        job_->items.*count_fields[row.field] = number;
    }

    /// The status word; eight bytes can be read at it where `is_roomy`.
    void take_status(std::string_view text, bool is_roomy) noexcept {
        job_->vendor_status = text;
        word_ = find_word(*endpoint_, text, is_roomy);
        word_state_ = word_ >= 0 ? word_state::listed : word_state::unlisted;
    }
    void status_is_unusable() noexcept { word_state_ = word_state::unusable; }

    /// The id, or a value that is no id: then `text` is nothing.
    void take_id(json_type type, std::string_view text) noexcept {
        id_type_ = type;
        job_->id = text;
    }

    // What several members, or elements, may fill.

    void take_text(const endpoint_member& row, std::string_view text) noexcept {
        row.is_ranked ? take_ranked_text(row, text) : take_field(row, text);
    }

    JOBPOLL_NOINLINE void take_ranked_text(const endpoint_member& row, std::string_view text) noexcept {
        if (text.empty()) return;
        const std::size_t place = repeated_place(row);
        if (ranks_.take(place, row)) repeated_text(*job_, place) = text;
        if (row.is_captured) elements_->captured.take(row, text);
    }

    void take_time(const endpoint_member& row, milliseconds moment) noexcept {
        if (!row.is_ranked || ranks_.take(repeated_place(row), row))
            job_->times.*time_fields[row.field] = optional_milliseconds{moment};
        if (row.is_captured) elements_->captured.take(row, moment);
    }

    void take_json(const endpoint_member& row, json_text value) noexcept {
        if (row.role == role::hint) {
            if (job_->hint.empty()) job_->hint = value;
            return;
        }
        if (!row.is_ranked || ranks_.take(result_place, row)) job_->result = value;
        if (row.is_captured) elements_->captured.take(row, value);
    }

    /// A count, where several add up.
    void add_count(const endpoint_member& row, std::int64_t number) noexcept {
        std::optional<std::int64_t>& count = job_->items.*count_fields[row.field];
        count = row.adds_up ? add_saturating(count.value_or(0), number) : number;
    }

    /// Progress that is neither below nothing nor above all; false where it is one of these.
    [[nodiscard]] bool take_whole_progress(std::int64_t number) noexcept {
        if (number < 0 || number > all()) return false;
        job_->progress = static_cast<std::int16_t>(number * (has_fraction() ? 1000 : 10));
        return true;
    }

    bool take_progress(std::string_view text, double value) noexcept {
        return take_progress(text, value, all());
    }
    /// Progress above the whole, which is 1 or 100, or below nothing is reported and not believed: false.
    bool take_progress(std::string_view text, double value, int whole) noexcept {
        progress_above_all_ = value > whole;
        if (progress_above_all_ || !(value >= 0)) return false;
        job_->progress = static_cast<std::int16_t>(scaled_decimal(text, whole == 1 ? 3 : 1));
        return true;
    }

    void take_facts(const endpoint_member& row, const value_facts& value) noexcept {
        facts_.take(tree(), row, value);
    }

    void begin_elements() {
        if (tree().folds) elements_->fold.begin();
        elements_->captured.begin(tree());
    }

    void end_element(const shape_node& array) noexcept {
        const std::uint32_t groups = facts_.end_element(tree(), array);
        if (array.captures) elements_->captured.end_element(groups);
        if (!array.folds) return;
        elements_->fold.add(tree(), word_state_, {job_->vendor_status, word_});
        word_state_ = word_state::absent;
        word_ = no_word;
    }

    /// Phase, outcome and progress, once every member has gone by.
    void finish() noexcept {
        if (tree().folds)
            take_folded();
        else if (word_ >= 0)
            take_word(tree().words[word_]);
        if (word_state_ == word_state::absent && tree().has_unsaid_phase) job_->phase = tree().unsaid_phase;
        if (const std::uint32_t some = refinements_of_word(); some != 0) refine(some);
        if (tree().has_reason) explain();
        if (tree().unit == progress_unit::ratio) take_ratio();
    }

    /// The same where the HTTP status decides.
    void finish_by_code(phase p, outcome o) noexcept {
        job_->phase = p;
        job_->outcome = o;
        if (tree().has_reason) explain();
        if (tree().unit == progress_unit::ratio) take_ratio();
    }

    /// The keys of some members in the body, for what is found only when all of the job was read; `id` only
    /// where its text does not lie in the body.
    struct {
        const char* id = nullptr;
        const char* finished = nullptr;
        const char* message = nullptr;
        const char* progress = nullptr;
    } keys;

    [[nodiscard]] const endpoint& contract() const noexcept { return *endpoint_; }
    [[nodiscard]] const shape& tree() const noexcept { return endpoint_->shape; }
    [[nodiscard]] jobpoll::job& job() const noexcept { return *job_; }
    [[nodiscard]] word_state word() const noexcept { return word_state_; }
    /// Whether there is a status word, listed or not.
    [[nodiscard]] bool has_word() const noexcept { return word_state_ >= word_state::listed; }
    [[nodiscard]] bool progress_above_all() const noexcept { return progress_above_all_; }
    /// What the word or a refinement means instead of a phase.
    [[nodiscard]] event means() const noexcept { return means_; }
    /// The JSON type of the id; none where there is none.
    [[nodiscard]] json_type id_type() const noexcept { return id_type_; }
    /// Whether a condition of the list itself holds.
    [[nodiscard]] bool holds_now(shape_condition asked) const noexcept { return facts_.holds_now(asked); }

private:
    [[nodiscard]] int all() const noexcept { return all_of(tree().unit); }
    [[nodiscard]] bool has_fraction() const noexcept { return tree().unit == progress_unit::fraction; }

    void take_word(const shape_word& word) noexcept {
        job_->phase = word.phase;
        job_->outcome = word.outcome;
        means_ = word.means();
    }

    void take_folded() noexcept {
        const folded_status folded = elements_->fold.result();
        word_state_ = folded.state;
        word_ = folded.decides.word;
        job_->vendor_status = folded.decides.text;
        job_->phase = folded.phase;
        job_->outcome = folded.outcome;
        means_ = folded.means;
    }

    [[nodiscard]] std::uint32_t refinements_of_word() const noexcept {
        if (word_ >= 0) return tree().words[word_].refinements;
        return word_state_ == word_state::unlisted ? tree().refined_unlisted : tree().refined_absent;
    }

    /// Takes the first of these refinements whose conditions hold.
    void refine(std::uint32_t some) noexcept {
        for (; some != 0; some &= some - 1) {
            const shape_refinement& r = tree().refinements[std::countr_zero(some)];
            if (!facts_.satisfy(r)) continue;
            job_->phase = r.phase;
            job_->outcome = r.outcome;
            means_ = r.means;
            if (r.group_count != 0 && r.over == over::any) choose_values(r);
            return;
        }
    }

    /// The values of the elements that satisfied the refinement count.
    JOBPOLL_NOINLINE void choose_values(const shape_refinement& r) const noexcept {
        for (std::size_t g = r.first_group; g < std::size_t{r.first_group} + r.group_count; ++g)
            if (tree().nodes[tree().groups[g].node].captures)
                elements_->captured.of_group(g).overwrite(*job_);
    }

    /// A reason is the job's error where the outcome is bad.
    void explain() const noexcept {
        const outcome o = job_->outcome;
        const bool bad = ended_by_vendor(o) && o != outcome::succeeded &&
                         o != outcome::succeeded_with_failures && o != outcome::skipped;
        if (!bad && means_ == no_event) return;
        if (job_->error.message.empty()) job_->error.message = job_->reason;
        if (job_->error.code.empty()) job_->error.code = job_->reason_code;
    }

    /// The same as `field_of`, of a part of progress.
    [[nodiscard]] static std::size_t field_of_count(role part) noexcept {
        return static_cast<std::size_t>(part) - static_cast<std::size_t>(role::total);
    }

    [[nodiscard]] static std::int64_t above_zero(const std::optional<std::int64_t>& count) noexcept {
        return count && *count > 0 ? *count : 0;
    }

    /// Where no total is reported it is what remains and what is done; where no part of it is, what is done
    /// is the total without what remains.
    JOBPOLL_NOINLINE void take_ratio() noexcept {
        item_counts& items = job_->items;
        std::int64_t done = 0;
        bool any = false;
        for (const role part : tree().progress_parts) {
            if (part == role::none) break;
            const std::optional<std::int64_t>& value = items.*count_fields[field_of_count(part)];
            if (!value) continue;
            any = true;
            if (*value > 0) done = add_held(done, *value);
        }
        if (items.remaining && any && !items.total) items.total = add_held(done, above_zero(items.remaining));
        const std::int64_t total = above_zero(items.total);
        if (total == 0) return;
        if (!any && items.remaining) {
            any = true;
            done = total - (total < above_zero(items.remaining) ? total : above_zero(items.remaining));
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
    element_store* elements_;

private:
    condition_facts facts_{};
    value_ranks ranks_;
    std::int8_t word_ = no_word;
    word_state word_state_ = word_state::absent;
    event means_ = no_event;
    json_type id_type_ = json_type::none;
    bool progress_above_all_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
