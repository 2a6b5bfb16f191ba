// jobpoll: where in a document of contracts a reader is.
#ifndef JOBPOLL_READING_CONTRACT_PLACE_HPP
#define JOBPOLL_READING_CONTRACT_PLACE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/document_table.hpp>
#include <jobpoll/reading/contract_drafts.hpp>
#include <jobpoll/words/json_pointer.hpp>

namespace jobpoll::inline v0::detail {

/// An array of contracts, which are made one by one.
inline constexpr value_type document_type = [] {
    value_type made;
    made.kind = value_kind::list;
    made.element = &contract_type;
    made.limit = contract_limit;
    return made;
}();

/// What the next value is for; no type: it is passed over.
struct contract_place {
    const value_type* type = nullptr;
    void* field = nullptr;
    bool is_inner = false; ///< an element of an array that is one value: types, words, a range
};

/// An object or array that is open.
struct contract_frame {
    const value_type* type = nullptr;
    void* field = nullptr; ///< a record, the first row of a table, or a value
    bool is_array = false;
    bool is_told_full = false;
    const column* at = nullptr; ///< of an object: the column whose value is due
    std::uint64_t seen = 0;     ///< the columns that it has already, one bit each
    std::size_t index = 0;      ///< of an array: the number of the next element in the document
    std::size_t slot = 0;       ///< and in the table

    [[nodiscard]] bool is_list() const noexcept { return is_array && type->kind == value_kind::list; }

    [[nodiscard]] contract_place due() const {
        if (!is_array) return at == nullptr ? contract_place{} : contract_place{at->type, column_field()};
        if (!is_list()) return {type, field, true};
        if (field == nullptr) return {type->element, nullptr};
        return {type->element, static_cast<std::byte*>(field) + slot * type->stride};
    }

private:
    /// The columns are those of a draft, which is no constant.
    [[nodiscard]] void* column_field() const { return const_cast<void*>(at->field(field)); }
};

/// The objects and arrays that are open, the outermost first.
class contract_places {
public:
    [[nodiscard]] bool empty() const noexcept { return frames_.empty(); }
    [[nodiscard]] contract_frame& top() noexcept { return frames_.back(); }

    bool push(const contract_frame& opened) {
        frames_.push_back(opened);
        return true;
    }
    contract_frame pop() {
        const contract_frame closed = frames_.back();
        frames_.pop_back();
        return closed;
    }

    /// The place of the next value, as a JSON Pointer.
    [[nodiscard]] std::string pointer() const {
        std::string made;
        for (const contract_frame& frame : frames_) {
            if (frame.is_array)
                append_token(made, std::to_string(frame.index));
            else if (frame.at != nullptr)
                append_token(made, frame.at->name);
        }
        return made;
    }

    /// The column of the contract that the next value is in; empty outside of contracts.
    [[nodiscard]] std::string_view table() const noexcept {
        const contract_frame* const contract = innermost_contract();
        return contract == nullptr || contract->at == nullptr ? std::string_view{} : contract->at->name;
    }
    /// The number of the row of that table in the document.
    [[nodiscard]] std::size_t row() const noexcept {
        const contract_frame* const contract = innermost_contract();
        if (contract == nullptr || contract == &frames_.back()) return 0;
        const contract_frame& next = *(contract + 1);
        return next.is_list() ? next.index : 0;
    }
    /// Whether a list is a table of a contract.
    [[nodiscard]] bool is_table(const contract_frame& list) const noexcept {
        const contract_frame* const contract = innermost_contract();
        return contract != nullptr && contract + 1 == &list;
    }

private:
    [[nodiscard]] const contract_frame* innermost_contract() const noexcept {
        for (const contract_frame& frame : frames_)
            if (frame.type == &contract_type) return &frame;
        return nullptr;
    }

    std::vector<contract_frame> frames_;
};

} // namespace jobpoll::inline v0::detail

#endif
