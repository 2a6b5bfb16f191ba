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
          builder_{e, judge.place()},
          checker_{e, position_, log, builder_} {}

    body_walker(const body_walker&) = delete;
    body_walker& operator=(const body_walker&) = delete;

    [[nodiscard]] bool entered_root() const noexcept { return entered_root_; }
    [[nodiscard]] json_type found_root() const noexcept { return found_root_; }
    /// Whether a member of the root object was there.
    [[nodiscard]] bool saw(std::uint8_t member) const noexcept {
        return member != no_index && (seen_ >> member & 1) != 0;
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
        if (!position_.key_is_plain) [[unlikely]]
            piece = texts_.finish(piece, true);
        else
            position_.last_key = piece.data() + piece.size();
        look_up(piece, position_.key_is_plain && position_.end() - piece.data() >= 8);
        return true;
    }

    bool on_string_part(std::string_view piece, std::size_t, auto&) {
        if (is_asked_for() && tree_->members[member_].use != string_use::type_only) texts_.append(piece);
        return true;
    }
    bool on_string(std::string_view piece, std::size_t, auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index) string(piece);
        return value_is_over();
    }

    bool on_int64(std::int64_t number, std::string_view text, auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index) checker_.number(member_, {text, static_cast<double>(number), number, true});
        return value_is_over();
    }
    bool on_uint64(std::uint64_t number, std::string_view text, auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index)
            checker_.number(member_, {text, static_cast<double>(number), int64_max, true});
        return value_is_over();
    }
    bool on_double(double number, std::string_view text, auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index) checker_.number(member_, describe_number(text, number));
        return value_is_over();
    }
    bool on_bool(bool value, auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index) checker_.boolean(member_, value);
        return value_is_over();
    }
    bool on_null(auto&) {
        if (opaque_ != 0) return true;
        if (member_ != no_index) checker_.unread(member_, json_type::null);
        return value_is_over();
    }

private:
    /// Where the walk is: the object or array, the row of the value that comes next, the row that the key
    /// after it has.
    struct place {
        std::uint8_t node;
        std::uint8_t member;
        std::uint8_t expected;
    };

    [[nodiscard]] const shape_node& node() const noexcept { return tree_->nodes[node_]; }
    [[nodiscard]] bool is_asked_for() const noexcept { return opaque_ == 0 && member_ != no_index; }

    // Servers emit the members in one order, so that the next one of the document is tried first.
    void look_up(std::string_view key, bool is_roomy) {
        const shape_member& expected = tree_->members[expected_];
        member_ = is_key(expected.words_of_key, expected.key, key, is_roomy)
                      ? expected_
                      : find_member(*tree_, node(), key);
        if (member_ == no_index) {
            if (node().closed) undeclared(key);
            return;
        }
        expected_ = tree_->members[member_].next;
        const std::uint64_t bit = std::uint64_t{1} << member_;
        if ((seen_ & bit) != 0) [[unlikely]]
            return duplicate();
        seen_ |= bit;
    }

    void string(std::string_view piece) {
        if (tree_->members[member_].use == string_use::type_only)
            checker_.unread(member_, json_type::string);
        else
            checker_.string(member_, texts_.finish(piece, !position_.contains(piece)));
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
        in_array_ = node().is_array;
        if (in_array_) {
            position_.index[array_depth_++] = 0;
            member_ = node().element;
        }
        if (number == tree_->job_node) {
            if (tree_->is_list) builder_.begin_again();
            job_begins_at_ = log_->mark();
        }
    }

    bool close() {
        if (opaque_ != 0) {
            --opaque_;
            return opaque_ != 0 || value_is_over();
        }
        const std::uint64_t missing = (node().required | node().needed) & ~seen_;
        if (missing != 0) report_missing(missing);
        if (node_ == tree_->exact_node) check_length();
        if (node_ == tree_->job_node) judge_->judge(builder_, *log_, job_begins_at_, position_);
        if (in_array_) --array_depth_;
        const place outer = stack_[--depth_];
        node_ = outer.node;
        member_ = outer.member;
        expected_ = outer.expected;
        if (depth_ == 0) return true;
        in_array_ = node().is_array;
        return value_is_over();
    }

    // In an array every value has the same row and the next index.
    bool value_is_over() noexcept {
        if (in_array_) ++position_.index[array_depth_ - 1];
        return true;
    }

    void check_length() {
        if (position_.index[0] == endpoint_->exact_items) return;
        const bool too_short = position_.index[0] < endpoint_->exact_items;
        log_->add(position_.here(too_short ? rule::minimum_items : rule::maximum_items, severity::breach,
                                 row_of_node()));
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
    std::uint32_t opaque_ = 0;
    std::uint8_t node_ = no_index;
    std::uint8_t member_ = no_index;
    std::uint8_t expected_ = member_limit;
    std::uint8_t depth_ = 0;
    std::uint8_t array_depth_ = 0;
    bool entered_root_ = false;
    bool in_array_ = false;
    json_type found_root_ = json_type::none;
    log_mark job_begins_at_{};
    place stack_[node_limit + 1]; // not filled with zeros: there is a parser for every body
};

} // namespace jobpoll::inline v0::detail

#endif
