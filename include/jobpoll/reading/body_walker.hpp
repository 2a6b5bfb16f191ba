// jobpoll: the handler that the parser drives: walks the endpoint's tree and hands every value to its row.
#ifndef JOBPOLL_READING_BODY_WALKER_HPP
#define JOBPOLL_READING_BODY_WALKER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/reading/member_walk.hpp>
#include <jobpoll/reading/parser_events.hpp>

namespace jobpoll::inline v0::detail {

/// A handler of SAX events; every event returns true, because a contract that is broken is no reason to stop
/// reading.
///
/// The parser's own types are template parameters, so that this file needs no Boost. An event decides with
/// one look at the row whether there is anything to do, and that is done apart.
class body_walker : public member_walk, public parser_events {
public:
    using member_walk::member_walk;

    bool on_object_begin(auto&) { return open(json_type::object); }
    bool on_object_end(std::size_t, auto&) { return close(); }
    bool on_array_begin(auto&) { return open(json_type::array); }
    bool on_array_end(std::size_t, auto&) { return close(); }

    bool on_key(std::string_view piece, std::size_t, auto&) { return key(piece); }
    bool on_key_part(std::string_view piece, std::size_t, auto&) {
        if (opaque_ == 0) take_piece(piece);
        return true;
    }

    // In each of these: nothing is asked of most values but their type.
    bool on_string(std::string_view piece, std::size_t, auto&) {
        if (contains(row_->idle, json_type::string)) return true;
        return string(piece);
    }
    bool on_string_part(std::string_view piece, std::size_t, auto&) {
        if (is_text_read(*row_)) take_piece(piece);
        return true;
    }
    bool on_int64(std::int64_t number, std::string_view text, auto&) {
        if (contains(row_->idle, json_type::integer)) return true;
        if (row_->numbers == number_use::count) {
            take_count(*row_, number);
            return true;
        }
        return small_integer(number, text);
    }
    bool on_uint64(std::uint64_t number, std::string_view text, auto&) {
        if (contains(row_->idle, json_type::integer)) return true;
        return any_number({text, static_cast<double>(number), int64_max, true});
    }
    bool on_double(double number, std::string_view text, auto&) {
        if (contains(row_->idle, json_type::number)) return true;
        return fractional(number, text);
    }
    bool on_bool(bool value, auto&) {
        if ((row_->idle_booleans >> static_cast<int>(value) & 1) != 0) return true;
        return boolean(value);
    }
    bool on_null(auto&) {
        if (contains(row_->idle, json_type::null)) return true;
        return null();
    }

private:
    [[nodiscard]] static bool is_text_read(const endpoint_member& row) noexcept {
        return row.use != string_use::type_only && row.use != string_use::json;
    }

    // One jump, and no frame of its own: what there is to do is done where the jump leads.
    JOBPOLL_NOINLINE bool string(std::string_view piece) {
        const endpoint_member& row = *row_;
        if (!position_.is_roomy(piece)) return any_string(piece);
        switch (row.use) {
        case string_use::json:
            return keep_json(row);
        case string_use::keep:
            take_field(row, piece);
            return true;
        case string_use::uuid:
            return take_uuid(piece, row);
        case string_use::date_time:
            return take_date_time(piece, row);
        case string_use::status:
            return take_status_word(piece, row);
        case string_use::word:
            return take_listed_word(piece, row);
        case string_use::type_only:
        case string_use::row_by_row:
            break;
        }
        return any_string(piece);
    }

    JOBPOLL_NOINLINE bool any_string(std::string_view piece) {
        return is_text_read(*row_) ? whole_string(piece) : unread_string();
    }

    JOBPOLL_NOINLINE bool whole_string(std::string_view piece) {
        check_text(*row_, whole_text(piece));
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool unread_string() {
        check_unread(*row_, json_type::string);
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool small_integer(std::int64_t number, std::string_view text) {
        const endpoint_member& row = *row_;
        if (row.numbers == number_use::progress && take_whole_progress(number)) return true;
        if (row.numbers != number_use::watched_count)
            return any_number({text, static_cast<double>(number), number, true});
        take_count(row, number);
        take_facts(row, {json_type::integer, text, number > 0 ? 1 : number < 0 ? -1 : 0});
        return true;
    }

    JOBPOLL_NOINLINE bool fractional(double number, std::string_view text) {
        const bool is_progress = row_->numbers == number_use::progress && number >= 0;
        if (!is_progress || !contains(row_->allowed, json_type::number) || !take_progress(text, number))
            return any_number(describe_number(text, number));
        return true;
    }

    JOBPOLL_NOINLINE bool any_number(const number_value& found) {
        check_number(*row_, found);
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool boolean(bool value) {
        check_boolean(*row_, value);
        return value_is_over();
    }

    JOBPOLL_NOINLINE bool null() {
        check_null(*row_);
        return value_is_over();
    }
};

} // namespace jobpoll::inline v0::detail

#endif
