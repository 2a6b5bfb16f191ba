// jobpoll: where in the endpoint's tree the reader is: keys, objects and arrays.
#ifndef JOBPOLL_DETAIL_MEMBER_WALK_HPP
#define JOBPOLL_DETAIL_MEMBER_WALK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <jobpoll/detail/body_position.hpp>
#include <jobpoll/detail/config.hpp>
#include <jobpoll/detail/job_builder.hpp>
#include <jobpoll/detail/job_judge.hpp>
#include <jobpoll/detail/key_finder.hpp>
#include <jobpoll/detail/shape.hpp>
#include <jobpoll/detail/text_arena.hpp>
#include <jobpoll/detail/value_checker.hpp>
#include <jobpoll/detail/violation_log.hpp>
#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::detail {

/// The walk along the endpoint's tree, as the keys and brackets of a body lead it.
class member_walk : public value_checker {
public:
    /// Shapes: a root of another type than `wanted` is passed over; `none` passes any over.
    member_walk(const endpoint& e, json_type wanted, std::string_view body, std::vector<char>& decoded,
                violation_log& log, job_judge& judge) noexcept
        : value_checker{e, body, log, judge.place()},
          row_{none()},
          expected_{none()},
          wanted_root_{wanted},
          judge_{&judge},
          texts_{decoded, body.size()},
          finder_{body.data()} {}

    member_walk(const member_walk&) = delete;
    member_walk& operator=(const member_walk&) = delete;

    [[nodiscard]] bool found_right_root() const noexcept { return found_root_ == endpoint_->root; }
    [[nodiscard]] json_type found_root() const noexcept { return found_root_; }
    /// Whether its members were looked at.
    [[nodiscard]] bool looked_into() const noexcept { return found_root_ == wanted_root_; }
    /// Whether a member of the root object was there.
    [[nodiscard]] bool saw(std::uint8_t member) const noexcept {
        return member != no_index && (seen_ & tree().members[member].bit) != 0;
    }

protected:
    JOBPOLL_FAST bool key(std::string_view piece) {
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

    [[nodiscard]] JOBPOLL_APART bool is_long_key(const shape_member& row,
                                                 std::string_view text) const noexcept {
        return is_same_text(text, tree().keys[row.index]);
    }

    /// The row of every value that nobody asked for.
    [[nodiscard]] const shape_member* none() const noexcept { return &tree().members[member_limit]; }

    JOBPOLL_APART bool open_asked(json_type kind) {
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

    JOBPOLL_APART bool enter(const shape_node& node) {
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
            if (tree().is_list) begin_again();
            job_begins_at_ = log_->mark();
        }
    }

    bool passed_over() noexcept {
        expected_ = resumes_at_;
        if (node_ != nullptr && node_->is_array) row_ = &tree().members[node_->element];
        return value_is_over();
    }

    JOBPOLL_APART bool close_asked() {
        if ((node_->due & ~seen_) != 0 || !node_->is_plain) return close_with_care();
        return leave();
    }

    JOBPOLL_APART bool close_with_care() {
        const std::uint64_t missing = node_->due & ~seen_;
        if (missing != 0) [[unlikely]]
            report_missing(missing);
        if (node_->is_exact) check_length();
        if (node_->is_job) judge_->judge(*this, *log_, job_begins_at_, position_);
        if (node_->is_array) --array_depth_;
        return leave();
    }

    bool leave() noexcept {
        const place& outer = *--top_;
        node_ = outer.node;
        row_ = outer.row;
        expected_ = outer.expected;
        return value_is_over();
    }

    JOBPOLL_FAST void row_is(const shape_member& found) noexcept {
        row_ = &found;
        expected_ = &found + found.to_next;
        seen_ |= found.bit;
    }

    // Often the expected member is optional and left out.
    JOBPOLL_APART bool other_key(std::string_view piece) {
        const shape_member& after = expected_[expected_->to_next];
        if (!position_.is_roomy(piece) || piece.size() > 16 || !has_ends_of(after.key, piece) ||
            (seen_ & after.bit) != 0)
            return any_key(piece);
        position_.key_is(piece);
        row_is(after);
        return true;
    }

    // A key out of order, undeclared, written with escapes, or at the very end of the body.
    JOBPOLL_APART bool any_key(std::string_view piece) {
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
    JOBPOLL_RARE bool duplicate(const shape_member& found) {
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

    JOBPOLL_RARE void report_missing(std::uint64_t missing) {
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
    job_judge* judge_;
    text_arena texts_;
    key_finder finder_;
    place* top_ = stack_;
    // Not filled with zeros: there is a parser for every body.
    log_mark job_begins_at_;
    place stack_[node_limit + 1];
};

} // namespace jobpoll::inline v0::detail

#endif
