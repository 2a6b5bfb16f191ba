// jobpoll: where in the endpoint's tree the reader is: keys, objects and arrays.
#ifndef JOBPOLL_READING_MEMBER_WALK_HPP
#define JOBPOLL_READING_MEMBER_WALK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/shape.hpp>
#include <jobpoll/reading/body_position.hpp>
#include <jobpoll/reading/job_builder.hpp>
#include <jobpoll/reading/job_validation.hpp>
#include <jobpoll/reading/key_finder.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/reading/reply_store.hpp>
#include <jobpoll/reading/text_arena.hpp>
#include <jobpoll/reading/value_checker.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// The walk along the endpoint's tree, as the keys and brackets of a body lead it.
class member_walk : public value_checker {
public:
    /// A root of another type than `wanted` is passed over; `none` passes any over. A job is built in `into`;
    /// those of a list in `listed`.
    member_walk(const endpoint& e, json_type wanted, stored_reply& into, violation_log& log,
                const reply_context& context, std::vector<listed_job>& listed, bool keeps_list) noexcept
        : value_checker{e, into.body(), log, into.job},
          row_{none()},
          expected_{none()},
          wanted_root_{wanted},
          texts_{into.decoded, into.body_size},
          finder_{into.bytes.data()},
          into_{&into.job},
          context_{&context},
          listed_{&listed},
          keeps_list_{keeps_list} {}

    member_walk(const member_walk&) = delete;
    member_walk& operator=(const member_walk&) = delete;

    [[nodiscard]] bool found_right_root() const noexcept { return found_root_ == endpoint_->root; }
    [[nodiscard]] json_type found_root() const noexcept { return found_root_; }
    /// Whether its members were looked at.
    [[nodiscard]] bool looked_into() const noexcept { return found_root_ == wanted_root_; }
    /// Whether a job was read to its end; in a list, the one that was asked for.
    [[nodiscard]] bool found_job() const noexcept { return found_job_; }
    /// Validates the job once the whole body has been read; in a list that was done with each of them.
    [[nodiscard]] event validate() {
        if (!tree().is_list && found_job_) what_ = validate_job(*this, *context_, job_begins_at_);
        return what_;
    }
    /// Whether a member of the root object was there.
    [[nodiscard]] bool saw(std::uint8_t member) const noexcept {
        return member != no_index && (seen_ & tree().members[member].bit) != 0;
    }

protected:
    JOBPOLL_ALWAYS_INLINE bool key(std::string_view piece) {
        // Servers emit the members in one order, so that the next one of the document is tried first.
        const shape_member& next = *expected_;
        if (!position_.is_roomy(piece) || !has_ends_of(next.key, piece) || (seen_ & next.bit) != 0 ||
            (piece.size() > 16 && !is_long_key(next, piece)))
            return opaque_ != 0 || other_key(piece);
        position_.key_is(piece);
        row_is(next);
        return true;
    }
    void take_piece(std::string_view piece) {
        texts_.append(piece);
        position_.begin_pieces();
    }

    /// The text whose last piece is `piece`; it stays where it is where it lies in the body and is all there
    /// is.
    std::string_view whole_text(std::string_view piece) {
        position_.end_pieces();
        return texts_.finish(piece, !position_.contains(piece));
    }

    // In an array every value has the same row and the next index.
    bool value_is_over() noexcept {
        if (node_ != nullptr && node_->is_array) ++position_.index[array_depth_ - 1];
        return true;
    }

    // Containers that nobody asked for are counted through (`opaque_`) and otherwise ignored.
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
    /// Where the walk is: the object or array, the row of the value that comes next, the row that the key
    /// after it has.
    struct place {
        const shape_node* node;
        const shape_member* row;
        const shape_member* expected;
    };

    [[nodiscard]] const shape& tree() const noexcept { return endpoint_->shape; }

    [[nodiscard]] JOBPOLL_NOINLINE bool is_long_key(const shape_member& row,
                                                    std::string_view text) const noexcept {
        return is_same_text(text, tree().keys[row.index]);
    }

    /// The row of every value that nobody asked for.
    [[nodiscard]] const shape_member* none() const noexcept { return &tree().members[member_limit]; }

    JOBPOLL_NOINLINE bool open_asked(json_type kind) {
        const bool beyond = node_->is_exact && position_.index[array_depth_ - 1] >= endpoint_->exact_items;
        const bool idle = contains(row_->idle, kind);
        if (beyond || (!idle && !check_unread(*row_, kind)) || row_->child == no_index ||
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
        return wanted_root_ == kind ? enter(tree().nodes[0]) : pass_over();
    }

    JOBPOLL_NOINLINE bool enter(const shape_node& node) {
        *top_++ = {node_, row_, expected_};
        node_ = &node;
        expected_ = &tree().members[node.first];
        seen_ &= ~node.own;
        if (!node.is_plain) enter_array_or_job(node);
        return true;
    }

    void enter_array_or_job(const shape_node& node) {
        if (node.is_array) {
            position_.index[array_depth_++] = 0;
            row_ = &tree().members[node.element];
        }
        if (node.is_job) {
            if (tree().is_list) begin_listed();
            job_begins_at_ = log_->mark();
        }
    }

    bool passed_over() noexcept {
        expected_ = resumes_at_;
        if (node_ != nullptr && node_->is_array) row_ = &tree().members[node_->element];
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool close_asked() {
        if ((node_->due & ~seen_) != 0 || !node_->is_plain) return close_with_care();
        return leave();
    }

    JOBPOLL_NOINLINE bool close_with_care() {
        const std::uint64_t missing = node_->due & ~seen_;
        if (missing != 0) [[unlikely]]
            report_missing(missing);
        if (node_->is_exact) check_length();
        if (node_->is_job) end_job();
        if (node_->is_array) --array_depth_;
        return leave();
    }

    void begin_listed() {
        if (keeps_list_ || listed_->empty()) listed_->emplace_back();
        begin_again(listed_->back().job);
    }

    void end_job() {
        if (tree().is_list) return end_listed();
        found_job_ = true;
    }

    // Only the job that was asked for can make a list unusable.
    JOBPOLL_NOINLINE void end_listed() {
        const event what = validate_job(*this, *context_, job_begins_at_);
        listed_->back().said.event = what;
        const bool wanted =
            !context_->asked_id.empty() && is_same_id(*endpoint_, job().id, context_->asked_id);
        if (!wanted || found_job_) log_->soften_since(job_begins_at_);
        if (!wanted) return;
        if (found_job_)
            return report_row(*this, rule::contradiction, severity::breach, tree().id_member, nullptr);
        found_job_ = true;
        what_ = what;
        *into_ = job();
    }

    bool leave() noexcept {
        const place& outer = *--top_;
        node_ = outer.node;
        row_ = outer.row;
        expected_ = outer.expected;
        return value_is_over();
    }

    JOBPOLL_ALWAYS_INLINE void row_is(const shape_member& found) noexcept {
        row_ = &found;
        expected_ = &found + found.to_next;
        seen_ |= found.bit;
    }

    // Often the expected member is optional and left out.
    JOBPOLL_NOINLINE bool other_key(std::string_view piece) {
        const shape_member& after = expected_[expected_->to_next];
        if (!position_.is_roomy(piece) || piece.size() > 16 || !has_ends_of(after.key, piece) ||
            (seen_ & after.bit) != 0)
            return any_key(piece);
        position_.key_is(piece);
        row_is(after);
        return true;
    }

    // A key out of order, undeclared, written with escapes, or at the very end of the body.
    JOBPOLL_NOINLINE bool any_key(std::string_view piece) {
        if (texts_.started() || !position_.contains(piece)) [[unlikely]] {
            piece = whole_text(piece);
            position_.last_key = finder_.key_behind(position_.last_key, way_to_node(), position_.end());
        } else {
            position_.key_is(piece);
        }
        const shape_member& found = find_member(tree(), *node_, piece, position_.is_roomy(piece));
        if ((seen_ & found.bit) != 0) [[unlikely]]
            return duplicate(found);
        if (found.index == no_index) return undeclared(piece);
        const shape_member* const skipped = expected_;
        row_is(found);
        // After the last one of the document, what was skipped may still come.
        if (expected_ == none()) expected_ = skipped;
        return true;
    }

    [[nodiscard]] open_containers way_to_node() const noexcept {
        open_containers way = 1;
        for (const place* outer = stack_ + 1; outer < top_; ++outer)
            way = with_inner(way, !outer->node->is_array);
        return with_inner(way, !node_->is_array);
    }

    // A second value for what decides leaves nothing to decide by; of any other member the first value
    // counts.
    JOBPOLL_COLD bool duplicate(const shape_member& found) {
        const member& row = endpoint_->members[found.index];
        const bool decides = row.needed || row.role == role::id;
        log_->add(position_.here(rule::duplicate_member, decides ? severity::fatal : severity::breach, &row));
        expected_ = &found + found.to_next;
        row_ = none();
        return true;
    }

    bool undeclared(std::string_view key) {
        row_ = none();
        if (!node_->closed) return true;
        violation found = position_.here(rule::additional_properties, severity::breach, row_of_node());
        found.name = key;
        log_->add(found);
        return true;
    }

    [[nodiscard]] const member* row_of_node() const noexcept {
        return node_->opened_by == no_index ? nullptr : &endpoint_->members[node_->opened_by];
    }

    void check_length() {
        if (position_.index[0] == endpoint_->exact_items) return;
        const bool too_short = position_.index[0] < endpoint_->exact_items;
        log_->add(position_.here(too_short ? rule::minimum_items : rule::maximum_items, severity::breach,
                                 row_of_node()));
    }

    JOBPOLL_COLD void report_missing(std::uint64_t missing) {
        for (std::uint8_t i = 0; i < tree().member_count; ++i) {
            if ((missing & tree().members[i].bit) == 0) continue;
            const member& row = endpoint_->members[i];
            if (row.role == role::status) status_is_unusable();
            log_->add(position_.here(row.required ? rule::required : rule::undecidable,
                                     row.needed ? severity::fatal : severity::breach, &row));
        }
    }

protected:
    const shape_member* row_;
    std::uint64_t seen_ = 0;
    const shape_member* expected_;
    const shape_node* node_ = nullptr;
    std::uint32_t opaque_ = 0;
    std::uint8_t array_depth_ = 0;
    json_type wanted_root_;
    json_type found_root_ = json_type::none;
    const shape_member* resumes_at_ = nullptr; ///< what is expected after what is passed over
    text_arena texts_;
    key_finder finder_;
    jobpoll::job* into_;
    const reply_context* context_;
    std::vector<listed_job>* listed_;
    bool keeps_list_;
    bool found_job_ = false;
    event what_ = event::malformed;
    place* top_ = stack_;
    // Not filled with zeros: there is a parser for every body.
    log_mark job_begins_at_;
    place stack_[node_limit + 1];
};

} // namespace jobpoll::inline v0::detail

#endif
