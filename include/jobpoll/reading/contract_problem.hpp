// jobpoll: what is wrong with a document of contracts.
#ifndef JOBPOLL_READING_CONTRACT_PROBLEM_HPP
#define JOBPOLL_READING_CONTRACT_PROBLEM_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/contract/contract_rule.hpp>

namespace jobpoll::inline v0 {

namespace detail {
/// How many problems of a document are listed.
inline constexpr std::size_t problem_limit = 200;
} // namespace detail

/// What kind of problem a document has.
enum class document_problem : std::uint8_t {
    not_json,           ///< `offset` is where the text stops being JSON
    unknown_column,     ///< a key that is no column
    duplicate_column,   ///< a key that the object has already
    wrong_type,         ///< a number where a text is due, and the like
    unknown_name,       ///< a text that names no enumerator
    bad_value,          ///< a duration, a number or a range that cannot be, or a text with a NUL
    empty_row,          ///< a row that says nothing
    too_many_rows,      ///< more rows than the table takes; those behind are not read
    duplicate_contract, ///< two contracts of one name
    unknown_contract,   ///< a reference to nothing, or to a contract that cannot be meant
    broken_rule,        ///< a rule of declarations; `rule` says which one
    too_many_problems,  ///< those behind are not listed
};

[[nodiscard]] constexpr std::string_view to_string(document_problem value) noexcept {
    constexpr std::string_view names[] = {"not_json",         "unknown_column", "duplicate_column",
                                          "wrong_type",       "unknown_name",   "bad_value",
                                          "empty_row",        "too_many_rows",  "duplicate_contract",
                                          "unknown_contract", "broken_rule",    "too_many_problems"};
    return detail::enum_name(names, value);
}

/// One thing that is wrong with a document.
struct contract_problem {
    document_problem what = document_problem::not_json;
    std::string contract{}; ///< the name of the contract, where it has one
    std::string pointer{};  ///< the place in the document as a JSON Pointer
    std::size_t row = 0;    ///< the number of the row in its table, counted from 0
    std::string sentence{}; ///< what is expected there, and what was found
    std::optional<contract_rule> rule{};
    std::optional<std::size_t> offset{}; ///< in bytes, of what is no JSON
};

} // namespace jobpoll::inline v0

#endif
