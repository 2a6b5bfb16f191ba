// jobpoll: finds the member of the contract for each key; reports duplicate and undeclared keys.
#ifndef JOBPOLL_READING_KEY_WALK_HPP
#define JOBPOLL_READING_KEY_WALK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/key_finder.hpp>
#include <jobpoll/reading/reply_store.hpp>
#include <jobpoll/reading/text_arena.hpp>
#include <jobpoll/reading/value_checker.hpp>

namespace jobpoll::inline v0::detail {

/// The keys of the objects that the contract describes.
class key_walk : public value_checker {
public:
    key_walk(const endpoint& e, stored_reply& into, violation_log& log) noexcept
        : value_checker{e, into.body(), log, into.job, into.elements},
          row_{none()},
          expected_{none()},
          texts_{into.decoded, into.body_size},
          finder_{into.bytes.data()} {}

    key_walk(const key_walk&) = delete;
    key_walk& operator=(const key_walk&) = delete;

    /// Whether a member of the root object was there.
    [[nodiscard]] bool saw(std::uint8_t member) const noexcept {
        return member != no_index && (seen_ & endpoint_->members[member].bit) != 0;
    }

protected:
    /// The position of the walk: the object or array, the row of the next value, the expected row of the key
    /// after it, and the number of elements so far.
    struct place {
        const shape_node* node;
        const endpoint_member* row;
        const endpoint_member* expected;
        std::uint32_t count;
    };

    bool key(std::string_view piece) {
        // Servers emit the members in one order, so that the next one of the document is tried first.
        const endpoint_member& next = *expected_;
        if (!position_.is_roomy(piece) || !has_key_ends(next, piece) || (seen_ & next.bit) != 0 ||
            (piece.size() > 16 && !is_long_key(next, piece)))
            return opaque_ != 0 || any_key(piece);
        position_.key_is(piece);
        row_is(next);
        return true;
    }

    JOBPOLL_NOINLINE void take_piece(std::string_view piece) {
        texts_.append(piece);
        position_.begin_pieces();
    }

    /// The text whose last piece is `piece`; it stays where it is where it lies in the body and is all there
    /// is.
    std::string_view whole_text(std::string_view piece) {
        position_.end_pieces();
        return texts_.finish(piece, !position_.contains(piece));
    }

    /// The row of every value that is not asked for.
    [[nodiscard]] const endpoint_member* none() const noexcept { return &endpoint_->members[undeclared_row]; }

    [[nodiscard]] const endpoint_member* row_of_node() const noexcept {
        return node_->opened_by == no_index ? nullptr : &endpoint_->members[node_->opened_by];
    }

private:
    [[nodiscard]] JOBPOLL_NOINLINE static bool is_long_key(const endpoint_member& row,
                                                           std::string_view text) noexcept {
        return text == key_of(row);
    }

    void row_is(const endpoint_member& found) noexcept {
        row_ = &found;
        expected_ = &found + found.to_next;
        seen_ |= found.bit;
    }

    // A key out of order, undeclared, written with escapes, or at the very end of the body.
    JOBPOLL_NOINLINE bool any_key(std::string_view piece) {
        if (texts_.started() || !position_.contains(piece)) {
            piece = whole_text(piece);
            position_.last_key = finder_.key_behind(position_.last_key, way_to_node(), position_.end());
        } else {
            position_.key_is(piece);
        }
        const endpoint_member& found = find_member(*endpoint_, *node_, piece, position_.is_roomy(piece));
        if ((seen_ & found.bit) != 0) return duplicate(found);
        if (found.index == no_index) return undeclared(piece);
        const endpoint_member* const skipped = expected_;
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
    JOBPOLL_COLD bool duplicate(const endpoint_member& found) {
        const bool decides = found.needed || found.role == role::id;
        log_->add(
            position_.here(rule::duplicate_member, decides ? severity::fatal : severity::breach, &found));
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

protected:
    const endpoint_member* row_;
    std::uint64_t seen_ = 0;
    const endpoint_member* expected_;
    const shape_node* node_ = nullptr;
    std::uint32_t opaque_ = 0; ///< how many containers are open that are not looked into
    std::uint32_t count_ = 0;  ///< of the elements so far
    text_arena texts_;
    key_finder finder_;
    place* top_ = stack_;
    // Not filled with zeros: there is a parser for every body.
    place stack_[node_limit + 1];
};

} // namespace jobpoll::inline v0::detail

#endif
