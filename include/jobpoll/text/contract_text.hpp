// jobpoll: a contract as a document, for `parse_contract`; and its problems in words.
//
// The room `text`: values as text for people: sentences, names, diagrams.
// explain.hpp says where a poller stands; decision_text.hpp and outcome_text.hpp have their sentences;
// violation_text.hpp adds what was expected and found to the sentence of a rule, which is in words/error.hpp;
// dot.hpp draws the table. No other room needs it.
#ifndef JOBPOLL_TEXT_CONTRACT_TEXT_HPP
#define JOBPOLL_TEXT_CONTRACT_TEXT_HPP

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/contract/document_table.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/contract_problem.hpp>
#include <jobpoll/reading/contract_values.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// A text as a JSON string (RFC 8259, section 7).
inline void append_json_string(std::string& to, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    to.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (to += '\\') += c;
        else if (byte >= 0x20)
            to += c;
        else
            ((to += "\\u00") += digits[byte >> 4]) += digits[byte & 15];
    }
    to.push_back('"');
}

/// A duration in its longest whole unit: `2s`.
inline void append_duration(std::string& to, milliseconds time) {
    for (const duration_unit& unit : duration_units) {
        if (time.count() % unit.in_milliseconds != 0) continue;
        append_json_string(to, std::to_string(time.count() / unit.in_milliseconds) + std::string{unit.name});
        return;
    }
}

/// A set of types: the name of one, or an array of names.
inline void append_types(std::string& to, json_type types) {
    if (types == json_type::any) return append_json_string(to, any_type_name);
    std::string names;
    std::size_t count = 0;
    json_type seen = json_type::none;
    for (const json_type one : single_types) {
        if (!contains(types, one) || contains(seen, one)) continue;
        if (count++ != 0) names += ',';
        append_json_string(names, to_string(one));
        seen = seen | one;
    }
    to += count == 1 ? names : "[" + names + "]";
}

/// One end of a range; null where it is open.
inline void append_end(std::string& to, double value) {
    if (!(std::isfinite)(value)) {
        to += "null";
        return;
    }
    char digits[32];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

inline void append_words(std::string& to, const word_list& words) {
    if (words.size() == 1 && !words[0].empty()) return append_json_string(to, words[0]);
    to += '[';
    for (std::size_t i = 0; i < words.size() && i < word_list::limit; ++i) {
        if (i != 0) to += ',';
        append_json_string(to, words[i]);
    }
    to += ']';
}

inline void append_value(std::string& to, const value_type& type, const void* field, int indent);

/// The rows of a table, each in a line of its own where there is an indentation.
inline void append_list(std::string& to, const value_type& type, const void* field, int indent) {
    to += '[';
    bool is_first = true;
    const auto* row = static_cast<const std::byte*>(field);
    for (std::size_t i = 0; i < type.limit; ++i, row += type.stride) {
        if (type.is_empty(row)) break;
        if (!is_first) to += indent > 0 ? "," : ", ";
        if (indent > 0) (to += '\n').append(static_cast<std::size_t>(indent) + 2, ' ');
        append_value(to, *type.element, row, 0);
        is_first = false;
    }
    if (indent > 0) (to += '\n').append(static_cast<std::size_t>(indent), ' ');
    to += ']';
}

[[nodiscard]] inline std::string value_text(const value_type& type, const void* field, int indent) {
    std::string made;
    append_value(made, type, field, indent);
    return made;
}

/// The columns that say something: those whose value is not the one that they have at first.
inline void append_record(std::string& to, const value_type& type, const void* record, int indent) {
    to += '{';
    bool is_first = true;
    const void* const initial = type.initial();
    for (const column& each : type.fields) {
        const std::string value = value_text(*each.type, each.field(record), indent);
        if (value == value_text(*each.type, each.field(initial), indent)) continue;
        if (!is_first) to += indent > 0 ? "," : ", ";
        if (indent > 0) (to += '\n').append(static_cast<std::size_t>(indent), ' ');
        append_json_string(to, each.name);
        (to += ": ") += value;
        is_first = false;
    }
    to += indent > 0 ? "\n}" : "}";
}

/// A value of any type; an indentation other than 0 spreads it over lines.
inline void append_value(std::string& to, const value_type& type, const void* field, int indent) {
    switch (type.kind) {
    case value_kind::text:
        return append_json_string(to, *static_cast<const std::string_view*>(field));
    case value_kind::flag:
        if (const auto value = type.load(field)) to += *value != 0 ? "true" : "false";
        return;
    case value_kind::number:
        to += std::to_string(type.load(field).value_or(0));
        return;
    case value_kind::name:
        if (const auto value = type.load(field); value && *value >= type.names.first)
            append_json_string(to, type.names.names[static_cast<std::size_t>(*value) - type.names.first]);
        return;
    case value_kind::types:
        return append_types(to, *static_cast<const json_type*>(field));
    case value_kind::duration:
        return append_duration(to, *static_cast<const milliseconds*>(field));
    case value_kind::range: {
        const auto& range = *static_cast<const number_range*>(field);
        append_end(to += '[', range.minimum);
        append_end(to += ", ", range.maximum);
        to += ']';
        return;
    }
    case value_kind::words:
        return append_words(to, *static_cast<const word_list*>(field));
    case value_kind::reference:
        if (const auto& reference = *static_cast<const endpoint_reference*>(field); reference.is_given())
            append_json_string(to, reference->name);
        return;
    case value_kind::record:
        return append_record(to, type, field, 0);
    case value_kind::list:
        return append_list(to, type, field, indent);
    }
}

} // namespace detail

/// A contract as a document that `parse_contract` reads; other contracts stand in it by name.
[[nodiscard]] inline std::string to_document(const declaration& d) {
    std::string made;
    detail::append_record(made, detail::contract_type, &d, 2);
    return made += '\n';
}

/// An endpoint as a document that `parse_contract` reads, with the same fingerprint.
[[nodiscard]] inline std::string to_document(const endpoint& e) {
    return to_document(declaration_of(e));
}

/// One line for people: the place, the rule where one is broken, and the sentence.
[[nodiscard]] inline std::string describe(const contract_problem& p) {
    std::string made;
    if (!p.contract.empty()) (made += p.contract) += ": ";
    if (p.offset) ((made += "byte ") += std::to_string(*p.offset)) += ": ";
    if (!p.pointer.empty()) (made += p.pointer) += ": ";
    made += p.sentence;
    if (p.rule) ((made += " (") += to_string(*p.rule)) += ')';
    return made;
}

} // namespace jobpoll::inline v0

#endif
