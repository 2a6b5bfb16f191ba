// jobpoll: the columns of a contract by name: the one table that the reader of documents, their printer and
// their JSON Schema share.
#ifndef JOBPOLL_CONTRACT_DOCUMENT_COLUMNS_HPP
#define JOBPOLL_CONTRACT_DOCUMENT_COLUMNS_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <jobpoll/contract/column_names.hpp>
#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/outline.hpp>

namespace jobpoll::inline v0::detail {

/// What a value of a document is. Beside it: the JSON, and the type in C++.
enum class value_kind : std::uint8_t {
    text,      ///< a string; std::string_view
    flag,      ///< true or false; bool, std::optional<bool>
    number,    ///< a whole number; std::int16_t, std::uint32_t
    name,      ///< the name of an enumerator; an enumeration, std::optional<phase>
    types,     ///< the name of a type, or an array of them; json_type
    duration,  ///< a string such as "2s"; milliseconds
    range,     ///< an array of two numbers, null for an open end; number_range
    words,     ///< a string, or an array of up to four; word_list
    reference, ///< the name of a contract; endpoint_reference
    record,    ///< an object with columns; a struct
    list,      ///< an array; an array of any of the types above but range and types
};

struct column;

/// One type of values, with what is needed to fill and to print a field of it.
struct value_type {
    value_kind kind = value_kind::text;
    column_names names{};                ///< of a name
    std::span<const column> fields{};    ///< of a record
    std::string_view noun{};             ///< what one record is, for messages
    const value_type* element = nullptr; ///< of a list
    std::size_t limit = 0;               ///< how many elements there may be
    std::size_t stride = 0;              ///< the size of one of them
    bool may_be_one_row = false;         ///< a list of one row may be that row, without an array around it
    std::int64_t minimum = 0;            ///< of a number
    std::int64_t maximum = 0;
    void (*store)(void* field, std::int64_t value) = nullptr; ///< of a flag, a number or a name
    std::optional<std::int64_t> (*load)(const void* field) = nullptr;
    const void* (*initial)() = nullptr;          ///< a record that nothing was said of
    void (*clear)(void* field) = nullptr;        ///< makes an element of a list what it was at first
    bool (*is_empty)(const void* row) = nullptr; ///< whether an element of a list says nothing
};

struct column {
    std::string_view name;
    const value_type* type;
    const void* (*field)(const void* row);
    bool is_due = false; ///< a document without it breaks a rule of declarations
};

template <class Field>
struct is_optional : std::false_type {};
template <class Value>
struct is_optional<std::optional<Value>> : std::true_type {};

template <class Field>
void store_value(void* field, std::int64_t value) {
    *static_cast<Field*>(field) = [value] {
        if constexpr (is_optional<Field>::value)
            return static_cast<typename Field::value_type>(value);
        else
            return static_cast<Field>(value);
    }();
}

template <class Field>
[[nodiscard]] std::optional<std::int64_t> load_value(const void* field) {
    const Field& value = *static_cast<const Field*>(field);
    if constexpr (is_optional<Field>::value)
        return value ? std::optional{static_cast<std::int64_t>(*value)} : std::nullopt;
    else
        return static_cast<std::int64_t>(value);
}

template <class Row>
inline constexpr Row initial_row{};

template <class Row>
[[nodiscard]] const void* initial_row_of() {
    return &initial_row<Row>;
}
template <class Row>
void clear_row(void* field) {
    *static_cast<Row*>(field) = Row{};
}
template <class Row>
[[nodiscard]] bool is_empty_row_of(const void* row) {
    return is_empty_row(*static_cast<const Row*>(row));
}

/// The value type of a field that is one of a fixed set of simple types.
template <class Field>
[[nodiscard]] consteval value_type describe_value() {
    value_type made;
    using plain =
        typename std::conditional_t<is_optional<Field>::value, Field, std::optional<Field>>::value_type;
    if constexpr (std::is_same_v<Field, std::string_view>) {
        made.kind = value_kind::text;
    } else if constexpr (std::is_same_v<Field, json_type>) {
        made.kind = value_kind::types;
    } else if constexpr (std::is_same_v<Field, milliseconds>) {
        made.kind = value_kind::duration;
    } else if constexpr (std::is_same_v<Field, number_range>) {
        made.kind = value_kind::range;
    } else if constexpr (std::is_same_v<Field, word_list>) {
        made.kind = value_kind::words;
    } else if constexpr (std::is_same_v<Field, endpoint_reference>) {
        made.kind = value_kind::reference;
    } else {
        made.store = &store_value<Field>;
        made.load = &load_value<Field>;
        if constexpr (std::is_same_v<plain, bool>) {
            made.kind = value_kind::flag;
        } else if constexpr (std::is_enum_v<plain>) {
            static_assert(!names_of<plain>.names.empty(), "an enumeration of columns has names");
            made.kind = value_kind::name;
            made.names = names_of<plain>;
        } else {
            made.kind = value_kind::number;
            made.maximum = (std::numeric_limits<plain>::max)();
        }
    }
    return made;
}

template <class Row>
inline constexpr std::span<const column> columns_of{};
template <class Row>
inline constexpr std::string_view noun_of{};

/// The value type of a field: a simple one, a record, or an array of either.
template <class Field>
[[nodiscard]] consteval value_type describe_field();
template <class Field>
inline constexpr value_type value_type_of = describe_field<Field>();

template <class Field>
[[nodiscard]] consteval value_type describe_field() {
    if constexpr (std::is_array_v<Field>) {
        using row = std::remove_extent_t<Field>;
        value_type made;
        made.kind = value_kind::list;
        made.element = &value_type_of<row>;
        made.limit = std::extent_v<Field>;
        made.stride = sizeof(row);
        made.clear = &clear_row<row>;
        made.is_empty = &is_empty_row_of<row>;
        made.may_be_one_row = std::is_same_v<row, request_quota>; // most vendors have one
        return made;
    } else if constexpr (!columns_of<Field>.empty()) {
        value_type made;
        made.kind = value_kind::record;
        made.fields = columns_of<Field>;
        made.noun = noun_of<Field>;
        made.initial = &initial_row_of<Field>;
        return made;
    } else {
        return describe_value<Field>();
    }
}

template <class Member>
struct member_pointer;
template <class Row, class Field>
struct member_pointer<Field Row::*> {
    using row = Row;
    using field = Field;
};

template <auto Member>
[[nodiscard]] const void* field_at(const void* row) {
    return &(static_cast<const typename member_pointer<decltype(Member)>::row*>(row)->*Member);
}

template <auto Member>
[[nodiscard]] consteval column make_column(std::string_view name, bool is_due = false) {
    return {name, &value_type_of<typename member_pointer<decltype(Member)>::field>, &field_at<Member>,
            is_due};
}

} // namespace jobpoll::inline v0::detail

#endif
