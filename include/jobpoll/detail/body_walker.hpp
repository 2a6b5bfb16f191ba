// jobpoll: the handler that the parser drives: walks the endpoint's tree and hands every value to its row.
#ifndef JOBPOLL_DETAIL_BODY_WALKER_HPP
#define JOBPOLL_DETAIL_BODY_WALKER_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

#include <jobpoll/detail/body_position.hpp>
#include <jobpoll/detail/job_builder.hpp>
#include <jobpoll/detail/job_judge.hpp>
#include <jobpoll/detail/shape.hpp>
#include <jobpoll/detail/text_arena.hpp>
#include <jobpoll/detail/value_checker.hpp>
#include <jobpoll/detail/violation_log.hpp>
#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::detail {

/// A handler of SAX events; every event returns true, because a contract that is broken is no reason to stop
/// reading.
///
/// The parser's own types are template parameters, so that this file needs no Boost. Containers that nobody
/// asked for are counted through (`opaque_`) and otherwise ignored.
class body_walker {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    body_walker(const endpoint& e, std::string_view body, std::vector<char>& decoded, violation_log& log,
                job_judge& judge) noexcept
        : tree_{&e.shape},
          endpoint_{&e},
          log_{&log},
          judge_{&judge},
          texts_{decoded, body.size()},
          position_{body, body.data()},
          builder_{e},
          checker_{e, position_, log, builder_} {}

    body_walker(const body_walker&) = delete;
    body_walker& operator=(const body_walker&) = delete;

    [[nodiscard]] bool entered_root() const noexcept { return entered_root_; }
    [[nodiscard]] json_type found_root() const noexcept { return found_root_; }
    [[nodiscard]] bool saw(std::uint8_t member) const noexcept {
        return member != no_index && (ever_seen_ >> member & 1) != 0;
    }

    bool on_document_begin(auto&) noexcept { return true; }
    bool on_document_end(auto&) noexcept { return true; }
    bool on_object_begin(auto&) { return open(json_type::object); }
    bool on_object_end(std::size_t, auto&) { return close(); }
    bool on_array_begin(auto&) { return open(json_type::array); }
    bool on_array_end(std::size_t, auto&) { return close(); }
    bool on_comment_part(std::string_view, auto&) noexcept { return true; }
    bool on_comment(std::string_view, auto&) noexcept { return true; }
    bool on_number_part(std::string_view, auto&) noexcept { return true; }

    bool on_key_part(std::string_view piece, std::size_t, auto&) {
        if (opaque_ == 0) texts_.append(piece);
        return true;
    }
    bool on_key(std::string_view piece, std::size_t, auto&) {
        if (opaque_ != 0) return true;
        position_.key_is_plain = !texts_.started() && position_.contains(piece);
        if (position_.key_is_plain) position_.last_key = piece.data() + piece.size();
        look_up(position_.key_is_plain ? piece : texts_.finish(piece, true));
        return true;
    }

    bool on_string_part(std::string_view piece, std::size_t, auto&) {
        if (is_asked_for() && tree_->members[member_].wants_text) texts_.append(piece);
        return true;
    }
    bool on_string(std::string_view piece, std::size_t, auto&) {
        if (!is_asked_for()) return value_is_over();
        if (tree_->members[member_].wants_text)
            checker_.string(member_, texts_.finish(piece, !position_.contains(piece)));
        else
            checker_.unread(member_, json_type::string);
        return value_is_over();
    }

    bool on_int64(std::int64_t number, std::string_view text, auto&) {
        if (is_asked_for()) checker_.number(member_, {text, static_cast<double>(number), number, true});
        return value_is_over();
    }
    bool on_uint64(std::uint64_t number, std::string_view text, auto&) {
        if (is_asked_for()) checker_.number(member_, {text, static_cast<double>(number), int64_max, true});
        return value_is_over();
    }
    bool on_double(double number, std::string_view text, auto&) {
        if (is_asked_for()) checker_.number(member_, describe_number(text, number));
        return value_is_over();
    }
    bool on_bool(bool value, auto&) {
        if (is_asked_for()) checker_.boolean(member_, value);
        return value_is_over();
    }
    bool on_null(auto&) {
        if (is_asked_for()) checker_.unread(member_, json_type::null);
        return value_is_over();
    }

private:
    /// Where the walk is: the object or array, the row of the value that comes next, the row that the key
    /// after it has.
    struct place {
        std::uint8_t node = no_index;
        std::uint8_t member = no_index;
        std::uint8_t expected = no_index;
    };

    [[nodiscard]] const shape_node& node() const noexcept { return tree_->nodes[node_]; }
    [[nodiscard]] bool is_asked_for() const noexcept { return opaque_ == 0 && member_ != no_index; }

    void look_up(std::string_view key) {
        const bool hit = expected_ != no_index && tree_->members[expected_].key == key;
        member_ = hit ? expected_ : find_member(*tree_, node(), key);
        if (member_ == no_index) {
            if (node().closed) undeclared(key);
            return;
        }
        expected_ = tree_->members[member_].next;
        const std::uint64_t bit = std::uint64_t{1} << member_;
        if ((seen_ & bit) != 0) return duplicate();
        seen_ |= bit;
        ever_seen_ |= bit;
    }

    // A second value for what decides leaves nothing to decide by; of any other member the first value
    // counts.
    void duplicate() {
        const bool decides = endpoint_->members[member_].needed || tree_->members[member_].role == role::id;
        log_->add(position_.here(rule::duplicate_member, decides ? severity::fatal : severity::breach,
                                 &endpoint_->members[member_]));
        member_ = no_index;
    }

    void undeclared(std::string_view key) {
        violation found = position_.here(rule::additional_properties, severity::breach, row_of_node());
        found.name = key;
        log_->add(found);
    }

    [[nodiscard]] const member* row_of_node() const noexcept {
        return node().opened_by == no_index ? nullptr : &endpoint_->members[node().opened_by];
    }

    bool open(json_type kind) {
        if (!entered_root_ && opaque_ == 0) return open_root(kind);
        const bool beyond = node_ == tree_->exact_node && position_.index[0] >= endpoint_->exact_items;
        if (!is_asked_for() || beyond || !checker_.unread(member_, kind)) {
            ++opaque_;
            return true;
        }
        const std::uint8_t child = tree_->members[member_].child;
        if (child != no_index && tree_->nodes[child].is_array == (kind == json_type::array))
            enter(child);
        else
            ++opaque_;
        return true;
    }

    bool open_root(json_type kind) {
        found_root_ = kind;
        entered_root_ = endpoint_->root == kind;
        if (entered_root_)
            enter(0);
        else
            ++opaque_;
        return true;
    }

    void enter(std::uint8_t number) {
        stack_[depth_++] = {node_, member_, expected_};
        node_ = number;
        expected_ = node().first;
        member_ = no_index;
        seen_ &= ~node().own;
        if (node().is_array) {
            position_.index[array_depth_++] = 0;
            member_ = node().element;
        }
        if (number == tree_->job_node) {
            builder_.begin();
            job_begins_at_ = log_->mark();
        }
    }

    bool close() {
        if (opaque_ != 0) {
            --opaque_;
            return value_is_over();
        }
        check_what_is_missing();
        if (node_ == tree_->job_node) judge_->judge(builder_, *log_, job_begins_at_, position_);
        if (node().is_array) --array_depth_;
        const place outer = stack_[--depth_];
        node_ = outer.node;
        member_ = outer.member;
        expected_ = outer.expected;
        return depth_ == 0 ? true : value_is_over();
    }

    // In an array every value has the same row and the next index.
    bool value_is_over() noexcept {
        if (opaque_ == 0 && array_depth_ != 0 && node().is_array) ++position_.index[array_depth_ - 1];
        return true;
    }

    void check_what_is_missing() {
        const std::uint64_t missing = (node().required | node().needed) & ~seen_;
        if (missing != 0) report_missing(missing);
        if (node_ == tree_->exact_node && position_.index[0] != endpoint_->exact_items)
            log_->add(position_.here(position_.index[0] < endpoint_->exact_items ? rule::minimum_items
                                                                                 : rule::maximum_items,
                                     severity::breach, row_of_node()));
    }

    void report_missing(std::uint64_t missing) {
        for (std::uint8_t i = 0; i < tree_->member_count; ++i) {
            if ((missing >> i & 1) == 0) continue;
            const member& row = endpoint_->members[i];
            if (row.role == role::status) builder_.status_is_unusable();
            log_->add(position_.here(row.required ? rule::required : rule::undecidable,
                                     row.needed ? severity::fatal : severity::breach, &row));
        }
    }

    const detail::shape* tree_;
    const endpoint* endpoint_;
    violation_log* log_;
    job_judge* judge_;
    text_arena texts_;
    body_position position_;
    job_builder builder_;
    value_checker checker_;
    std::uint64_t seen_ = 0;
    std::uint64_t ever_seen_ = 0;
    std::uint32_t opaque_ = 0;
    std::uint8_t node_ = no_index;
    std::uint8_t member_ = no_index;
    std::uint8_t expected_ = no_index;
    std::uint8_t depth_ = 0;
    std::uint8_t array_depth_ = 0;
    bool entered_root_ = false;
    json_type found_root_ = json_type::none;
    log_mark job_begins_at_{};
    place stack_[node_limit + 1];
};

} // namespace jobpoll::inline v0::detail

#endif
