// jobpoll: where in the contract's tree the reader is: objects, arrays, and the jobs in them.
#ifndef JOBPOLL_READING_MEMBER_WALK_HPP
#define JOBPOLL_READING_MEMBER_WALK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/job_validation.hpp>
#include <jobpoll/reading/key_walk.hpp>
#include <jobpoll/reading/reader.hpp>

namespace jobpoll::inline v0::detail {

/// How a body is read, beside its contract.
struct walk_plan {
    const reply_context* context = nullptr;
    std::vector<listed_job>* listed = nullptr; ///< where the jobs of a list are built
    bool keeps_list = false;
};

/// The walk along the contract's tree, as the brackets of a body lead it.
class member_walk : public key_walk {
public:
    member_walk(const endpoint& e, const walk_plan& plan, stored_reply& into, violation_log& log)
        : key_walk{e, into, log}, plan_{&plan}, into_{&into.job} {
        if (tree().folds || tree().captures) begin_elements();
    }

    /// Whether the root is the one of the contract; any other one is passed over.
    [[nodiscard]] bool found_right_root() const noexcept { return found_root_ == endpoint_->root; }
    [[nodiscard]] json_type found_root() const noexcept { return found_root_; }
    /// Whether a job was read to its end; in a list, the one that was asked for.
    [[nodiscard]] bool found_job() const noexcept { return found_job_; }
    /// Whether the body says what it means without a job.
    [[nodiscard]] bool means_something() const noexcept { return means_something_; }

    /// Validates the job once the whole body has been read; in a list that was done with each of them.
    [[nodiscard]] event validate() {
        if (tree().is_list) return what_;
        if (tree().defers) return validate_deferred();
        if (!found_job_) return what_;
        finish();
        return validate_job(*this, *plan_->context, job_begins_at_);
    }

    /// Validates a job of which the HTTP status says how it is: that it is another job is the one thing that
    /// is fatal; returns whether it is.
    [[nodiscard]] bool validate_by_code(phase p, outcome o) {
        finish_by_code(p, o);
        if (tree().defers) report_deferred(~std::uint64_t{0});
        log_->soften_since({});
        const bool is_another = is_another_job(*this, *plan_->context);
        if (is_another) report_other_id(*this);
        return is_another;
    }

protected:
    // In an array every value has the same row and the next index.
    bool value_is_over() noexcept {
        if (node_ != nullptr && node_->is_array) element_is_over();
        return true;
    }

    // Containers that are not asked for are counted through (`opaque_`) and otherwise ignored.
    bool open(json_type kind) {
        if (row_->opens == kind) return enter(tree().nodes[row_->child]);
        if (opaque_ == 0) return node_ == nullptr ? open_root(kind) : open_asked(kind);
        ++opaque_;
        return true;
    }

    bool close() {
        if (opaque_ == 0) return close_asked();
        if (--opaque_ == 0) return passed_over();
        return true;
    }

private:
    JOBPOLL_NOINLINE bool open_asked(json_type kind) {
        const bool idle = contains(row_->idle, kind);
        if ((!idle && !check_unread(*row_, kind)) || row_->child == no_index ||
            tree().nodes[row_->child].is_array != (kind == json_type::array))
            return pass_over();
        return enter(tree().nodes[row_->child]);
    }

    // No key is the expected one then.
    bool pass_over() noexcept {
        ++opaque_;
        resumes_at_ = expected_;
        row_ = expected_ = none();
        return true;
    }

    bool open_root(json_type kind) {
        found_root_ = kind;
        return endpoint_->root == kind ? enter(tree().nodes[tree().root_node]) : pass_over();
    }

    JOBPOLL_NOINLINE bool enter(const shape_node& node) {
        *top_++ = {node_, row_, expected_, count_};
        node_ = &node;
        expected_ = &endpoint_->members[node.first];
        seen_ &= ~node.own;
        if (!node.is_plain) enter_array_or_job(node);
        return true;
    }

    void enter_array_or_job(const shape_node& node) {
        if (node.is_array) {
            count_ = 0;
            row_ = &endpoint_->members[node.element];
            if (node.has_star) position_.index[stars_++] = 0;
        }
        if (node.is_job) {
            if (tree().is_list) begin_listed();
            job_begins_at_ = log_->mark();
        }
    }

    void element_is_over() noexcept {
        ++count_;
        if (node_->has_star) position_.index[stars_ - 1] = count_;
        if (!node_->is_watched) return;
        if (node_->first_only) row_ = &endpoint_->members[counted_row];
        if (node_->element_atoms != 0 || node_->folds) end_element(*node_);
    }

    bool passed_over() noexcept {
        expected_ = resumes_at_;
        if (node_ != nullptr && node_->is_array)
            row_ = &endpoint_->members[node_->first_only && count_ != 0 ? counted_row : node_->element];
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool close_asked() {
        if ((node_->due & ~seen_) != 0 || !node_->is_plain) return close_with_care();
        return leave();
    }

    JOBPOLL_NOINLINE bool close_with_care() {
        const std::uint64_t missing = node_->due & ~seen_;
        if (missing != 0) miss(missing);
        if (node_->items != 0 && node_->items != count_) check_length();
        if (node_->is_job) end_job();
        if (node_->has_star) --stars_;
        return leave();
    }

    bool leave() noexcept {
        const place& outer = *--top_;
        node_ = outer.node;
        row_ = outer.row;
        expected_ = outer.expected;
        count_ = outer.count;
        return value_is_over();
    }

    void begin_listed() {
        if (plan_->keeps_list || plan_->listed->empty()) plan_->listed->emplace_back();
        begin_again(plan_->listed->back().job);
        if (tree().folds || tree().captures) begin_elements();
    }

    void end_job() {
        if (tree().is_list) return end_listed();
        found_job_ = true;
    }

    // Only the job that was asked for can make a list unusable.
    JOBPOLL_NOINLINE void end_listed() {
        finish();
        const event what = validate_job(*this, *plan_->context, job_begins_at_);
        plan_->listed->back().said.event = what;
        const std::string_view asked = plan_->context->asked_id;
        const bool wanted = !asked.empty() && is_same_id(*endpoint_, job().id, asked);
        if (!wanted || found_job_) log_->soften_since(job_begins_at_);
        if (!wanted) return;
        if (found_job_)
            return report_row(*this, rule::contradiction, severity::breach, tree().id_member, nullptr);
        found_job_ = true;
        what_ = what;
        *into_ = job();
    }

    // An empty array in the place of the job may mean something.
    JOBPOLL_NOINLINE void check_length() {
        if (count_ == 0 && node_->leads_to_job && tree().without_job != no_event) return;
        const rule broken = count_ < node_->items ? rule::minimum_items : rule::maximum_items;
        log_->add(position_.here(broken, severity::breach, row_of_node()));
    }

    JOBPOLL_COLD void miss(std::uint64_t missing) {
        if (tree().defers && node_->leads_to_job)
            missed_ |= missing;
        else
            report_missing(missing);
    }

    JOBPOLL_COLD void report_missing(std::uint64_t missing) {
        for (const endpoint_member& row : endpoint_->rows()) {
            if ((missing & row.bit) == 0) continue;
            if (row.role == role::status) status_is_unusable();
            log_->add(position_.here(row.required ? rule::required : rule::undecidable,
                                     row.needed ? severity::fatal : severity::breach, &row));
        }
    }

    /// The members of the job, and what leads to it, one bit each.
    [[nodiscard]] std::uint64_t members_of_job() const noexcept {
        std::uint64_t members = tree().nodes[tree().job_node].own;
        for (const endpoint_member& row : endpoint_->rows())
            if (row.leads_to_job) members |= row.bit;
        return members;
    }

    /// Reports those of the members that were missed.
    JOBPOLL_NOINLINE void report_deferred(std::uint64_t wanted) {
        report_missing(missed_ & wanted);
        for (const endpoint_member& row : endpoint_->rows())
            if ((null_on_the_way_ & wanted & row.bit) != 0) report_null(row);
    }

    void report_null(const endpoint_member& row) {
        violation found = position_.here(rule::type, row.needed ? severity::fatal : severity::breach, &row);
        found.found_type = json_type::null;
        log_->add(found);
    }

    /// The job is not missed where the body says something else.
    JOBPOLL_NOINLINE event validate_deferred() {
        finish();
        const bool no_job =
            !found_job_ && found_right_root() && !wrong_on_the_way_ && tree().without_job != no_event;
        means_something_ = means() != no_event || no_job;
        report_deferred(means_something_ ? ~members_of_job() : ~std::uint64_t{0});
        if (found_job_) return validate_job(*this, *plan_->context, job_begins_at_);
        if (!means_something_) return what_;
        return means() != no_event ? means() : tree().without_job;
    }

    const walk_plan* plan_;
    jobpoll::job* into_;
    const endpoint_member* resumes_at_ = nullptr; ///< what is expected after what is passed over
    std::uint64_t missed_ = 0; ///< the job, what leads to it and its members, where they were missing
    std::uint8_t stars_ = 0;   ///< how many arrays are open whose elements all have the same row
    json_type found_root_ = json_type::none;
    event what_ = event::malformed;
    bool found_job_ = false;
    bool means_something_ = false;
    log_mark job_begins_at_{};
};

} // namespace jobpoll::inline v0::detail

#endif
