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

/// How many of the texts and numbers of a value could be read in which format.
struct value_facts {
    std::size_t texts = 0;
    std::size_t numbers = 0;
    std::size_t blanks = 0; ///< empty texts
    std::size_t zeros = 0;  ///< the number 0, or the text "0"
    std::size_t uuids = 0;
    std::size_t date_times = 0;
    std::size_t dates = 0; ///< of ISO 8601, date_times among them
    std::size_t decimals = 0;
    std::size_t seconds = 0;      ///< since 1970, in this century
    std::size_t milliseconds = 0; ///< likewise
};

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
    std::vector<std::string> examples{}; ///< what a text, boolean or whole number was in the samples
    std::vector<std::string> notes{};    ///< what a person should know
    std::vector<contract_node> children{};
    std::size_t seen = 0;  ///< in how many samples
    std::size_t nulls = 0; ///< in how many of them as null
    value_facts facts{};
    jobpoll::json_type deviating = jobpoll::json_type::none; ///< types of samples, against the document
    bool has_deviating_null = false;

    /// Whether an object or array of the samples was without this member, or had null in its place.
    [[nodiscard]] bool is_missing_in(const contract_node& around) const noexcept {
        return nulls != 0 || seen < around.seen - around.nulls;
    }

    [[nodiscard]] contract_node* find(std::string_view name);
    [[nodiscard]] const contract_node* find(std::string_view name) const;

    /// The child of this key, made where there is none.
    contract_node& child(std::string_view name);
};

/// Adds a word to a list, each once and as many as are of use.
void add_word(std::vector<std::string>& words, std::string_view word);

/// The body of an error reply.
struct documented_error {
    int code = 0; ///< the HTTP status; 0 for a sample of which it is not known
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
