// jobpoll: the handler that the parser drives over a document of contracts: every value goes to the field of
// its column.
#ifndef JOBPOLL_READING_CONTRACT_WALKER_HPP
#define JOBPOLL_READING_CONTRACT_WALKER_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <jobpoll/contract/document_table.hpp>
#include <jobpoll/reading/contract_drafts.hpp>
#include <jobpoll/reading/contract_place.hpp>
#include <jobpoll/reading/contract_values.hpp>
#include <jobpoll/reading/contract_writer.hpp>
#include <jobpoll/reading/parser_events.hpp>

namespace jobpoll::inline v0::detail {

/// A handler of SAX events; every event returns true, because all problems are told.
///
/// The parser's own types are template parameters, so that this file needs no Boost.
class contract_walker : private contract_writer, public parser_events {
public:
    explicit contract_walker(contract_drafts& to) : contract_writer{to} {}

    bool on_object_begin(auto&) { return begin_object(); }
    bool on_object_end(std::size_t, auto&) { return end(); }
    bool on_array_begin(auto&) { return begin_array(); }
    bool on_array_end(std::size_t, auto&) { return end(); }

    bool on_key_part(std::string_view piece, std::size_t, auto&) { return add_piece(piece); }
    bool on_key(std::string_view piece, std::size_t, auto&) {
        add_piece(piece);
        key(text_);
        text_.clear();
        return true;
    }
    bool on_string_part(std::string_view piece, std::size_t, auto&) { return add_piece(piece); }
    bool on_string(std::string_view piece, std::size_t, auto&) {
        add_piece(piece);
        take_value("a text", [this](const contract_place& at) { return store_text(at, text_); });
        text_.clear();
        return true;
    }
    bool on_int64(std::int64_t value, std::string_view, auto&) {
        return take_value("a number", [this, value](const contract_place& at) {
            return at.is_inner ? store_end(at, static_cast<double>(value)) : store_whole(at, value);
        });
    }
    bool on_uint64(std::uint64_t value, std::string_view, auto&) {
        return take_value("a number", [this, value](const contract_place& at) {
            return at.is_inner ? store_end(at, static_cast<double>(value)) : store_whole(at, -1);
        });
    }
    bool on_double(double value, std::string_view, auto&) {
        return take_value("a number", [this, value](const contract_place& at) {
            if (at.is_inner) return store_end(at, value);
            return at.type->kind == value_kind::number ? store_whole(at, -1) : stored::wrong_type;
        });
    }
    bool on_bool(bool value, auto&) {
        return take_value(value ? "true" : "false", [value](const contract_place& at) {
            if (at.type->kind != value_kind::flag) return stored::wrong_type;
            at.type->store(at.field, value ? 1 : 0);
            return stored::well;
        });
    }
    bool on_null(auto&) {
        return take_value("null", [](const contract_place& at) {
            const bool open = at.is_inner && at.type->kind == value_kind::range;
            return open ? stored::well : stored::wrong_type;
        });
    }

private:
    bool add_piece(std::string_view piece) {
        // One byte above the limit is enough to see that it is passed.
        const std::size_t room = column_text_limit + 1 - text_.size();
        text_ += piece.substr(0, room);
        return true;
    }

    void key(std::string_view name) {
        if (skipped_ != 0) return;
        contract_frame& object = places_.top();
        object.at = nullptr;
        const std::span<const column> fields = object.type->fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].name != name) continue;
            object.at = &fields[i];
            const std::uint64_t bit = std::uint64_t{1} << i;
            if ((object.seen & bit) == 0) {
                object.seen |= bit;
                return;
            }
            tell(document_problem::duplicate_column, shown(name) + " stands here before");
            object.at = nullptr;
            return;
        }
        tell(document_problem::unknown_column,
             shown(name) + " is no column of " + std::string{object.type->noun}, name);
    }

    template <class Store>
    bool take_value(std::string_view found, Store store) {
        if (skipped_ != 0) return true;
        if (places_.empty()) {
            tell(document_problem::wrong_type,
                 "expected a contract, or an array of them; found " + std::string{found});
            return true;
        }
        const contract_place at = due();
        const stored how = at.type == nullptr ? stored::badly : store(at);
        if (how == stored::wrong_type) tell_wrong_type(at, found);
        end_value(how == stored::well);
        return true;
    }

    bool begin_object() {
        if (skipped_ != 0) return skip();
        if (places_.empty()) return begin_contract();
        const contract_place at = due();
        if (at.type == &contract_type) return begin_contract();
        if (at.type != nullptr && at.type->kind == value_kind::record)
            return places_.push({.type = at.type, .field = at.field});
        if (at.type != nullptr && at.type->may_be_one_row) { // the table's first
            to_.contracts.back().without_array = places_.table();
            return places_.push({.type = at.type->element, .field = at.field});
        }
        if (at.type != nullptr) tell_wrong_type(at, "an object");
        return skip();
    }

    bool begin_contract() {
        return places_.push({.type = &contract_type, .field = &to_.contracts.emplace_back().rows});
    }

    bool begin_array() {
        if (skipped_ != 0) return skip();
        if (places_.empty()) {
            to_.is_array = true;
            return places_.push({.type = &document_type, .is_array = true});
        }
        const contract_place at = due();
        if (at.type != nullptr && takes_array(at.type->kind) && !at.is_inner) {
            if (at.type->kind == value_kind::types) *static_cast<json_type*>(at.field) = json_type::none;
            return places_.push({.type = at.type, .field = at.field, .is_array = true});
        }
        if (at.type != nullptr) tell_wrong_type(at, "an array");
        return skip();
    }

    bool skip() noexcept {
        ++skipped_;
        return true;
    }

    /// The end of an object or array.
    bool end() {
        if (skipped_ != 0) {
            if (--skipped_ == 0 && !places_.empty()) end_value(false);
            return true;
        }
        const contract_frame ended = places_.pop();
        const bool good = !ended.is_array || end_array(ended);
        if (!places_.empty()) end_value(good);
        return true;
    }

    /// The end of an array that is one value: types, words, the ends of a range.
    bool end_array(const contract_frame& ended) {
        const value_kind kind = ended.type->kind;
        if (kind == value_kind::range && ended.index != 2) return tell_bad_length("two numbers", ended.index);
        if (kind == value_kind::types && ended.index == 0) return tell_bad_length("a type", 0);
        if (kind != value_kind::words) return true;
        if (ended.index == 0 || ended.index > word_list::limit)
            return tell_bad_length("one to four texts", ended.index);
        *static_cast<word_list*>(ended.field) = make_word_list({words_, ended.index});
        return true;
    }

    /// What the next value is for. Too many rows are told once.
    [[nodiscard]] contract_place due() {
        contract_frame& around = places_.top();
        const bool is_full = around.is_list() && around.slot == around.type->limit;
        if (!is_full) return around.due();
        if (!std::exchange(around.is_told_full, true))
            tell(document_problem::too_many_rows,
                 "at most " + std::to_string(around.type->limit) + " stand here");
        return {};
    }

    /// A value is over: the next column or element follows.
    void end_value(bool good) {
        contract_frame& around = places_.top();
        if (around.is_list() && around.slot < around.type->limit) end_row(around, good);
        ++around.index;
        around.at = nullptr;
    }

    /// A row that says nothing leaves its place in the table to the next one.
    void end_row(contract_frame& around, bool good) {
        void* const row = around.due().field;
        if (good && row != nullptr && around.type->is_empty(row)) {
            good = false;
            if (!to_.is_ill_written(this_contract(), places_.table(), places_.row()))
                tell(document_problem::empty_row, "a row that says nothing");
        }
        if (!good && row != nullptr) around.type->clear(row);
        if (good && around.slot != around.index && places_.is_table(around))
            to_.contracts.back().moved.push_back({places_.table(), around.slot, around.index});
        around.slot += good ? 1 : 0;
    }

    std::size_t skipped_ = 0; ///< how many objects and arrays around the next value are passed over
    std::string text_{};
};

} // namespace jobpoll::inline v0::detail

#endif
