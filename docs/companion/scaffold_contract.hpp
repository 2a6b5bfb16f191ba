// jobpoll, the program: what is known of one value of a reply, from a document or from samples.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_CONTRACT_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_CONTRACT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/declaration.hpp>

namespace companion {

/// A value and what is in it: the members of an object, or one child `*` for the elements of an array.
struct contract_node {
    std::string key{};
    jobpoll::json_type types = jobpoll::json_type::none; ///< without null
    bool null = false;
    bool required = false;
    bool closed = false;
    jobpoll::format format = jobpoll::format::none;
    std::optional<double> minimum{};
    std::optional<double> maximum{};
    std::optional<bool> constant{};
    std::vector<std::string> words{};    ///< what a text may be, as the document lists it
    std::vector<std::string> examples{}; ///< what a text was in the samples
    std::vector<std::string> notes{};    ///< what a person should know
    std::vector<contract_node> children{};
    std::size_t seen = 0;  ///< in how many samples
    std::size_t nulls = 0; ///< in how many of them as null

    [[nodiscard]] contract_node* find(std::string_view name);
    [[nodiscard]] const contract_node* find(std::string_view name) const;

    /// The child of this key, made where there is none.
    contract_node& child(std::string_view name);
};

/// Adds a word to a list, each once and as many as are of use.
void add_word(std::vector<std::string>& words, std::string_view word);

/// The body that a document gives to an error reply.
struct documented_error {
    int code = 0; ///< the HTTP status
    contract_node body{};
};

/// Everything that a scaffold is made of.
struct contract {
    contract_node root{};
    bool is_documented = false; ///< by a document, not by samples alone
    std::string title{};
    std::string summary{};
    std::string server{};
    std::string path{};
    std::vector<documented_error> errors{};
    std::vector<std::string> notes{};
    std::size_t samples = 0;
};

} // namespace companion

#endif
