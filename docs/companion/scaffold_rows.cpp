#include "scaffold_rows.hpp"

#include <algorithm>
#include <limits>

#include <jobpoll/contract/shape.hpp>

#include "failure.hpp"
#include "printable.hpp"
#include "scaffold_guess.hpp"

namespace companion {

using jobpoll::json_type;
using jobpoll::role;

namespace {

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_rows = jobpoll::detail::member_limit;
constexpr std::size_t most_opened = jobpoll::detail::node_limit - 2; // the root is opened, too
constexpr std::size_t most_stars = 2;

// A value of the reply that could have a row.
struct candidate {
    std::string at;
    const contract_node* node = nullptr;
    std::size_t around = nobody; ///< the candidate that holds it; nobody for the root
    std::size_t depth = 0;
    std::size_t stars = 0;
    bool is_chosen = false;
    bool is_opened = false;
};

const char* why_unwritable(const contract_node& around, const std::string& key) {
    const bool in_array = overlaps(around.types, json_type::array);
    if (in_array) return key == "*" ? nullptr : "it is in what can be an array, too";
    if (key.empty()) return "its key is empty";
    if (key.find('\0') != std::string::npos) return "its key has a zero byte";
    return key.find_first_of("/~*") == std::string::npos ? nullptr : "its key has a /, ~ or *";
}

// All candidates in the order of the document, and which of them are chosen.
class chooser {
public:
    chooser(const contract_node& root, std::vector<std::string>& left_out) : left_out_{&left_out} {
        collect(root, nobody, {}, 0, 0);
    }

    [[nodiscard]] const std::vector<candidate>& all() const noexcept { return all_; }

    // With everything around it; false where there is no more room.
    bool choose(std::size_t i) {
        candidate& c = all_[i];
        if (c.is_chosen) return true;
        if (c.around != nobody && !open(c.around)) return false;
        if (chosen_ == most_rows || c.stars > most_stars) return false;
        ++chosen_;
        c.is_chosen = true;
        return true;
    }

    // As many as there is room for: what is near the root first, and then in the order of the document.
    void choose_the_rest() {
        std::size_t deepest = 0;
        for (const candidate& c : all_)
            deepest = std::max(deepest, c.depth);
        for (std::size_t depth = 0; depth <= deepest; ++depth)
            for (std::size_t i = 0; i < all_.size(); ++i)
                if (all_[i].depth == depth && (all_[i].around == nobody || all_[all_[i].around].is_chosen))
                    choose(i);
    }

    [[nodiscard]] std::vector<scaffold_row> rows() const {
        std::vector<scaffold_row> made;
        for (const candidate& c : all_) {
            if (c.is_chosen)
                made.push_back({c.at, c.node, c.around == nobody ? nullptr : all_[c.around].node});
            else if (c.around == nobody || all_[c.around].is_chosen)
                left_out_->push_back(printable(c.at, 80) + ": there is no more room");
        }
        return made;
    }

private:
    bool open(std::size_t i) {
        if (all_[i].is_opened) return true;
        if (opened_ == most_opened || !choose(i)) return false;
        ++opened_;
        all_[i].is_opened = true;
        return true;
    }

    void collect(const contract_node& node, std::size_t around, const std::string& at, std::size_t depth,
                 std::size_t stars) {
        for (const contract_node& child : node.children) {
            const std::string there = at + "/" + child.key;
            if (const char* reason = why_unwritable(node, child.key)) {
                left_out_->push_back(printable(there, 80) + ": " + reason);
                continue;
            }
            const std::size_t index = all_.size();
            const std::size_t stars_there = stars + (child.key == "*" ? 1 : 0);
            all_.push_back({there, &child, around, depth, stars_there});
            collect(child, index, there, depth + 1, stars_there);
        }
    }

    std::vector<candidate> all_;
    std::vector<std::string>* left_out_;
    std::size_t chosen_ = 0;
    std::size_t opened_ = 0;
};

bool can_be_status(const contract_node& node) {
    return !overlaps(node.types, json_type::object | json_type::array) || node.types == json_type::any;
}

std::size_t named_status(const chooser& from, std::string_view pointer, const std::string& file) {
    for (std::size_t i = 0; i < from.all().size(); ++i)
        if (from.all()[i].at == pointer && can_be_status(*from.all()[i].node)) return i;
    throw failure{
        exit_code::bad_input,
        file + ": --status " + printable(pointer, 80) +
            " is no single value of the reply; the elements of an array are *, as in /items/*/status"};
}

// The one nearest to the root, and of those the one that sounds most like it.
std::size_t likely_status(const chooser& from, const std::string& file, std::vector<std::string>& others) {
    std::size_t best = nobody;
    std::vector<std::size_t> likely;
    const auto loudness = [&from](std::size_t i) { return sounds_like_status(from.all()[i].node->key); };
    for (std::size_t i = 0; i < from.all().size(); ++i) {
        const candidate& c = from.all()[i];
        if (loudness(i) == 0 || !can_be_status(*c.node) || c.stars > most_stars) continue;
        likely.push_back(i);
        const bool is_nearer = best == nobody || c.depth < from.all()[best].depth;
        const bool is_louder =
            best != nobody && c.depth == from.all()[best].depth && loudness(i) > loudness(best);
        if (is_nearer || is_louder) best = i;
    }
    if (best == nobody)
        throw failure{
            exit_code::bad_input,
            file + ": nothing in the reply is called status, state or phase; name the member that says "
                   "how the job is: --status /POINTER"};
    for (const std::size_t i : likely)
        if (i != best) others.push_back(from.all()[i].at);
    return best;
}

std::string place_of_job(const std::string& status_at) {
    const std::size_t star = status_at.rfind("/*");
    return status_at.substr(0, star == std::string::npos ? status_at.rfind('/') : star + 2);
}

bool is_around(const std::string& at, const std::string& inner) {
    return inner.starts_with(at + "/") && !at.ends_with('*');
}

bool may_repeat(role r) {
    return r == role::none || r == role::error_code || r == role::error_message;
}

// Only members beside the status are guessed at: those of other objects are as likely somebody else's.
void guess_roles(scaffold_rows& plan, const scaffold_row& status) {
    std::vector<role> given{role::status};
    for (scaffold_row& row : plan.rows) {
        if (row.node == plan.status) {
            row.role = role::status;
            continue;
        }
        if (row.around != status.around) continue;
        const role guessed = guess_role(*row.node);
        const bool is_taken = std::find(given.begin(), given.end(), guessed) != given.end();
        if (is_taken && !may_repeat(guessed)) continue;
        given.push_back(guessed);
        row.role = guessed;
    }
}

constexpr std::string_view message_names[] = {"message", "msg", "detail", "error", "title", "description"};
constexpr std::string_view code_names[] = {"code", "error_code", "errorCode"};

role guess_role_in_error(const contract_node& node) {
    const auto is_in = [&node](const auto& names) {
        return std::find(std::begin(names), std::end(names), node.key) != std::end(names);
    };
    const bool is_single = !overlaps(node.types, json_type::object | json_type::array);
    if (is_single && is_in(message_names)) return role::error_message;
    return is_single && is_in(code_names) ? role::error_code : role::none;
}

} // namespace

scaffold_rows rows_of_job(const contract_node& root, std::string_view status, const std::string& file) {
    scaffold_rows plan;
    chooser from{root, plan.left_out};
    const std::size_t chosen =
        status.empty() ? likely_status(from, file, plan.other_statuses) : named_status(from, status, file);
    if (!from.choose(chosen))
        throw failure{exit_code::bad_input, file + ": the status lies too deep for a declaration"};
    from.choose_the_rest();
    plan.rows = from.rows();
    const candidate& found = from.all()[chosen];
    plan.status = found.node;
    plan.job_at = place_of_job(found.at);
    const auto row = std::find_if(plan.rows.begin(), plan.rows.end(),
                                  [&found](const scaffold_row& r) { return r.at == found.at; });
    guess_roles(plan, *row);
    for (scaffold_row& r : plan.rows)
        r.needed = r.node == plan.status || is_around(r.at, found.at);
    return plan;
}

scaffold_rows rows_of_error(const contract_node& root) {
    scaffold_rows plan;
    chooser from{root, plan.left_out};
    from.choose_the_rest();
    plan.rows = from.rows();
    for (scaffold_row& row : plan.rows)
        row.role = guess_role_in_error(*row.node);
    return plan;
}

} // namespace companion
