// jobpoll: what a document of contracts says, before it is compiled; and its problems.
#ifndef JOBPOLL_READING_CONTRACT_DRAFTS_HPP
#define JOBPOLL_READING_CONTRACT_DRAFTS_HPP

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/document_table.hpp>
#include <jobpoll/reading/contract_problem.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::size_t contract_limit = 64;

/// A row that stands in the document at another place than in the table, because rows before it were bad.
struct moved_row {
    std::string_view table;
    std::size_t in_table;
    std::size_t in_document;
};

struct contract_draft {
    declaration rows{};
    std::vector<moved_row> moved{};
    std::string_view without_array{}; ///< the table whose only row stands in place of the array

    [[nodiscard]] std::size_t row_in_document(std::string_view table, std::size_t row) const noexcept {
        for (const moved_row& known : moved)
            if (known.table == table && known.in_table == row) return known.in_document;
        return row;
    }
};

/// A name that stands for another contract.
struct named_reference {
    std::size_t contract; ///< the one that it stands in
    endpoint_reference* field;
    std::string_view name;
    std::string_view column;
    std::size_t row;
    std::string pointer;
};

/// A problem and its place in the drafts.
struct noted_problem {
    contract_problem told;
    std::size_t contract = 0;
    std::string_view table{};
};

/// All that is read of a document. The addresses of contracts and texts stay.
struct contract_drafts {
    std::deque<std::string> texts{}; ///< what the declarations point into
    std::deque<contract_draft> contracts{};
    std::vector<named_reference> references{};
    std::vector<noted_problem> problems{};
    bool is_array = false; ///< the document is an array of contracts

    [[nodiscard]] std::string_view keep(std::string_view text) { return texts.emplace_back(text); }

    /// The place of a contract in the document.
    [[nodiscard]] std::string pointer_to(std::size_t contract) const {
        return is_array ? "/" + std::to_string(contract) : std::string{};
    }

    void add(noted_problem problem) {
        if (problems.size() > problem_limit) return;
        if (problems.size() == problem_limit)
            problem = {{.what = document_problem::too_many_problems,
                        .sentence = "there are more problems than the " + std::to_string(problem_limit) +
                                    " that are listed"}};
        problems.push_back(std::move(problem));
    }

    /// Whether something is wrong with how a table is written.
    [[nodiscard]] bool is_ill_written(std::size_t contract, std::string_view table) const noexcept {
        return std::any_of(problems.begin(), problems.end(), [&](const noted_problem& known) {
            return !known.told.rule && known.contract == contract && known.table == table;
        });
    }
    /// Whether something is wrong with how a row is written.
    [[nodiscard]] bool is_ill_written(std::size_t contract, std::string_view table,
                                      std::size_t row) const noexcept {
        return std::any_of(problems.begin(), problems.end(), [&](const noted_problem& known) {
            return !known.told.rule && known.contract == contract && known.table == table &&
                   known.told.row == row;
        });
    }
};

} // namespace jobpoll::inline v0::detail

#endif
