#include "scaffold_contract.hpp"

#include <algorithm>
#include <iterator>

namespace companion {

namespace {

// One more than a declaration has room for, so that it is seen that there were more.
constexpr std::size_t most_written_words = std::size(jobpoll::declaration{}.words) + 1;

} // namespace

const contract_node* contract_node::find(std::string_view name) const {
    const auto found = std::find_if(children.begin(), children.end(),
                                    [name](const contract_node& c) { return c.key == name; });
    return found == children.end() ? nullptr : &*found;
}

contract_node* contract_node::find(std::string_view name) {
    const auto found = std::find_if(children.begin(), children.end(),
                                    [name](const contract_node& c) { return c.key == name; });
    return found == children.end() ? nullptr : &*found;
}

contract_node& contract_node::child(std::string_view name) {
    if (contract_node* found = find(name)) return *found;
    children.push_back({.key = std::string{name}});
    return children.back();
}

void add_word(std::vector<std::string>& words, std::string_view word) {
    if (words.size() == most_written_words) return;
    if (std::find(words.begin(), words.end(), word) == words.end()) words.emplace_back(word);
}

} // namespace companion
