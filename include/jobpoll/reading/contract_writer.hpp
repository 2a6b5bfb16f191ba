// jobpoll: stores the values of a contract document in its drafts, and reports what is wrong.
#ifndef JOBPOLL_READING_CONTRACT_WRITER_HPP
#define JOBPOLL_READING_CONTRACT_WRITER_HPP

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <jobpoll/contract/document_table.hpp>
#include <jobpoll/reading/contract_drafts.hpp>
#include <jobpoll/reading/contract_place.hpp>
#include <jobpoll/reading/contract_values.hpp>
#include <jobpoll/words/json_pointer.hpp>

namespace jobpoll::inline v0::detail {

/// Fills the fields of a draft, and tells what is wrong at the place where the reader is.
class contract_writer {
protected:
    enum class stored : std::uint8_t { well, badly, wrong_type }; ///< badly: the problem is told

    explicit contract_writer(contract_drafts& to) : to_{to} {}

    [[nodiscard]] stored store_text(const contract_place& at, std::string_view text) {
        const value_kind kind = at.type->kind;
        if (!takes_text(kind)) return stored::wrong_type;
        if (text.size() > column_text_limit)
            return tell_bad("a text has at most " + std::to_string(column_text_limit) + " bytes");
        if (text.find('\0') != std::string_view::npos)
            return tell_bad(shown(text) + " has a NUL character in it");
        if (kind == value_kind::name) {
            if (store_name(*at.type, at.field, text)) return stored::well;
            return tell_unknown(text, at.type->names.noun, at.type->names.names);
        }
        if (kind == value_kind::types) {
            const json_type named = type_named(text);
            if (named == json_type::none) return tell_unknown(text, "type", type_names);
            json_type& types = *static_cast<json_type*>(at.field);
            types = at.is_inner ? types | named : named;
            return stored::well;
        }
        if (kind == value_kind::duration) {
            const std::optional<milliseconds> time = parse_duration(text);
            if (!time) return tell_bad("expected " + describe(*at.type) + "; found " + shown(text));
            *static_cast<milliseconds*>(at.field) = *time;
            return stored::well;
        }
        keep_text(at, to_.keep(text));
        return stored::well;
    }

    void keep_text(const contract_place& at, std::string_view text) {
        if (at.type->kind == value_kind::text) {
            *static_cast<std::string_view*>(at.field) = text;
        } else if (at.type->kind == value_kind::reference) {
            auto* const field = static_cast<endpoint_reference*>(at.field);
            *field = endpoint_reference{static_cast<const endpoint*>(nullptr)};
            to_.references.push_back(
                {to_.contracts.size() - 1, field, text, places_.table(), places_.row(), places_.pointer()});
        } else if (at.is_inner) {
            const std::size_t index = places_.top().index;
            if (index < word_list::limit) words_[index] = text;
        } else {
            *static_cast<word_list*>(at.field) = word_list{text};
        }
    }

    [[nodiscard]] stored store_whole(const contract_place& at, std::int64_t value) {
        if (at.type->kind != value_kind::number) return stored::wrong_type;
        if (value < at.type->minimum || value > at.type->maximum)
            return tell_bad("expected " + describe(*at.type));
        at.type->store(at.field, value);
        return stored::well;
    }

    /// One end of a range.
    [[nodiscard]] stored store_end(const contract_place& at, double value) {
        if (at.type->kind != value_kind::range) return stored::wrong_type;
        if (!(std::isfinite)(value)) return tell_bad("the number is too large");
        number_range& range = *static_cast<number_range*>(at.field);
        (places_.top().index == 0 ? range.minimum : range.maximum) = value;
        return stored::well;
    }

    void tell(document_problem what, std::string sentence, std::string_view key = {}) {
        std::string pointer = places_.pointer();
        if (!key.empty()) append_token(pointer, key.substr(0, column_text_limit));
        to_.add({{.what = what,
                  .pointer = std::move(pointer),
                  .row = places_.row(),
                  .sentence = std::move(sentence)},
                 this_contract(),
                 places_.table()});
    }
    [[nodiscard]] std::size_t this_contract() const noexcept {
        return to_.contracts.empty() ? 0 : to_.contracts.size() - 1;
    }
    void tell_wrong_type(const contract_place& at, std::string_view found) {
        const std::string due = at.is_inner && at.type->kind == value_kind::range ? "a number or null"
                                : at.is_inner                                     ? "a text"
                                                                                  : describe(*at.type);
        tell(document_problem::wrong_type, "expected " + due + "; found " + std::string{found});
    }
    stored tell_bad(std::string sentence) {
        tell(document_problem::bad_value, std::move(sentence));
        return stored::badly;
    }
    stored tell_unknown(std::string_view text, std::string_view noun,
                        std::span<const std::string_view> names) {
        tell(document_problem::unknown_name,
             shown(text) + " is no " + std::string{noun} + "; these are: " + list_names(names));
        return stored::badly;
    }
    bool tell_bad_length(std::string_view due, std::size_t found) {
        tell(document_problem::bad_value,
             "expected " + std::string{due} + "; found " + std::to_string(found));
        return false;
    }

    contract_drafts& to_;
    contract_places places_{};
    std::string_view words_[word_list::limit]{};
};

} // namespace jobpoll::inline v0::detail

#endif
