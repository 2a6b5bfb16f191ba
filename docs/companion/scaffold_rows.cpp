#include "scaffold_rows.hpp"

#include <algorithm>
#include <iterator>

#include <jobpoll/contract/outline.hpp>
#include <jobpoll/contract/role_table.hpp>

#include "failure.hpp"
#include "printable.hpp"
#include "scaffold_guess.hpp"

namespace companion {

using jobpoll::json_type;
using jobpoll::role;

namespace {

constexpr std::size_t none = candidate::none;
constexpr std::size_t most_rows = std::size(jobpoll::declaration{}.members);
constexpr std::size_t most_opened = jobpoll::detail::container_limit - 1; // the root is opened, too
constexpr std::size_t most_stars = 2;

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
        collect(root, none, {}, 0, 0);
        is_chosen_.resize(all_.size());
        is_opened_.resize(all_.size());
    }

    [[nodiscard]] const std::vector<candidate>& all() const noexcept { return all_; }

    // With everything around it; false where there is no more room.
    bool choose(std::size_t i) {
        if (is_chosen_[i]) return true;
        const candidate& c = all_[i];
        if (c.around != none && !open(c.around)) return false;
        if (chosen_ == most_rows || c.stars > most_stars) return false;
        ++chosen_;
        is_chosen_[i] = true;
        return true;
    }

    // As many as there is room for: what is near the root first, and then in the order of the document.
    void choose_the_rest() {
        std::size_t deepest = 0;
        for (const candidate& c : all_)
            deepest = std::max(deepest, c.depth);
        for (std::size_t depth = 0; depth <= deepest; ++depth)
            for (std::size_t i = 0; i < all_.size(); ++i)
                if (all_[i].depth == depth && (all_[i].around == none || is_chosen_[all_[i].around]))
                    choose(i);
    }

    [[nodiscard]] std::vector<scaffold_row> rows(const std::vector<role>& roles) const {
        std::vector<scaffold_row> made;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const candidate& c = all_[i];
            if (is_chosen_[i])
                made.push_back({c.at, c.node, c.around == none ? nullptr : all_[c.around].node, roles[i]});
            else if (c.around == none || is_chosen_[c.around])
                left_out_->push_back(printable(c.at, 80) + ": there is no more room");
        }
        return made;
    }

private:
    bool open(std::size_t i) {
        if (is_opened_[i]) return true;
        if (opened_ == most_opened || !choose(i)) return false;
        ++opened_;
        is_opened_[i] = true;
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
    std::vector<bool> is_chosen_;
    std::vector<bool> is_opened_;
    std::vector<std::string>* left_out_;
    std::size_t chosen_ = 0;
    std::size_t opened_ = 0;
};

// Which role each candidate has: those of the job, and of the objects in it whose names speak of the job.
class role_finder {
public:
    role_finder(const std::vector<candidate>& all, const job_place& place)
        : all_{&all}, place_{&place}, roles_(all.size(), role::none) {
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!place.job_at.empty() && all[i].at == place.job_at) job_ = i;
    }

    std::vector<role> find(std::vector<std::string>& other_ids) {
        roles_[place_->status] = role::status;
        find_id(other_ids);
        for (std::size_t depth = 0; depth < 8; ++depth) // those near the job first
            for (std::size_t i = 0; i < all_->size(); ++i)
                if ((*all_)[i].depth == depth) guess(i);
        return std::move(roles_);
    }

private:
    [[nodiscard]] const candidate& at(std::size_t i) const { return (*all_)[i]; }

    [[nodiscard]] bool is_taken(role r) const {
        return std::find(roles_.begin(), roles_.end(), r) != roles_.end();
    }

    // The objects between the job and a member; empty where the member is not in the job.
    [[nodiscard]] bool is_in_job(std::size_t i, std::vector<std::size_t>& between) const {
        std::size_t o = at(i).around;
        for (; o != job_ && o != none; o = at(o).around)
            between.push_back(o);
        return o == job_;
    }

    void find_id(std::vector<std::string>& others) {
        std::size_t best = none;
        int loudest = 0;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < all_->size(); ++i) {
            const int loudness = loudness_of_id(i);
            if (loudness == 0) continue;
            found.push_back(i);
            if (loudness > loudest) best = i;
            loudest = std::max(loudest, loudness);
        }
        if (best == none) best = key_of_list();
        if (best == none) return;
        roles_[best] = role::id;
        for (const std::size_t i : found)
            if (i != best) others.push_back(at(i).at);
    }

    // Of a list of jobs without a name for it: the first member that is another one in each job.
    [[nodiscard]] std::size_t key_of_list() const {
        if (!place_->job_at.ends_with('*')) return none;
        for (std::size_t i = 0; i < all_->size(); ++i) {
            const contract_node& node = *at(i).node;
            const bool is_of_each = node.seen > 1 && node.examples.size() == node.seen;
            if (at(i).around == job_ && roles_[i] == role::none && is_of_each &&
                jobpoll::detail::role_fits(role::id, node.types, guess_format(node, role::id)) &&
                guess_role(node, {}) == role::none)
                return i;
        }
        return none;
    }

    [[nodiscard]] int loudness_of_id(std::size_t i) const {
        const contract_node& node = *at(i).node;
        std::vector<std::size_t> between;
        const json_type types = node.types;
        if (roles_[i] != role::none || !is_in_job(i, between) || types == json_type::none ||
            !jobpoll::detail::role_fits(role::id, types, guess_format(node, role::id)))
            return 0;
        const int loudness = sounds_like_id(node.key);
        if (between.empty()) {
            const bool is_path =
                node.key == "name" && !node.examples.empty() &&
                std::all_of(node.examples.begin(), node.examples.end(),
                            [](const auto& text) { return text.find('/') != std::string::npos; });
            return loudness != 0 ? loudness + 1 : is_path ? 1 : 0;
        }
        const bool is_near = between.size() == 1 && at(between[0]).node->types == json_type::object;
        return is_near && is_id_of_a_job(node.key) ? 1 : 0;
    }

    void guess(std::size_t i) {
        std::vector<std::size_t> between;
        if (roles_[i] != role::none || i == place_->conclusion || !is_in_job(i, between)) return;
        std::string around;
        bool has_star = false;
        for (const std::size_t o : between) {
            if (at(o).node->key == "*")
                has_star = true;
            else if (around.empty())
                around = at(o).node->key;
            const bool speaks_of_job = at(o).node->key == "*" || may_hold_roles(at(o).node->key);
            if (!speaks_of_job) return;
        }
        if (between.size() > 3 || (has_star && !sounds_like_error(around))) return;
        const role guessed = guess_role(*at(i).node, around);
        const bool is_moment = jobpoll::detail::traits_of(guessed).what == jobpoll::detail::reads::moment;
        if (guessed == role::none || (is_taken(guessed) && !may_repeat(guessed) && !is_moment)) return;
        if (has_star && jobpoll::detail::traits_of(guessed).has_one_value) return;
        roles_[i] = guessed;
    }

    static bool may_repeat(role r) {
        return r == role::error_code || r == role::error_message || r == role::reason ||
               r == role::reason_code;
    }

    const std::vector<candidate>* all_;
    const job_place* place_;
    std::vector<role> roles_;
    std::size_t job_ = none;
};

bool is_around(const std::string& at, const std::string& inner) {
    return inner.starts_with(at + "/") && !at.ends_with('*');
}

const contract_node& object_around(const scaffold_row& row, const contract_node& root) {
    return row.around != nullptr ? *row.around : root;
}

// What the status cannot be without: the objects around it, where every sample has them.
void find_needed(scaffold_rows& plan, const contract_node& root, const std::string& status_at) {
    for (scaffold_row& row : plan.rows) {
        const bool is_status = row.node == plan.status;
        if (!is_status && !is_around(row.at, status_at)) continue;
        const bool is_sometimes_missing = row.node->is_missing_in(object_around(row, root)) || row.node->null;
        const bool is_element = row.at.ends_with('*');
        if (is_sometimes_missing && !is_element && row.node->seen != 0) plan.may_lack_status = true;
        row.needed = !is_status && !is_sometimes_missing;
    }
    if (plan.may_lack_status)
        for (scaffold_row& row : plan.rows)
            row.needed = false;
}

} // namespace

const scaffold_row* scaffold_rows::row_with(role wanted) const {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [wanted](const scaffold_row& row) { return row.role == wanted; });
    return found == rows.end() ? nullptr : &*found;
}

scaffold_rows rows_of_job(const contract& known, const job_options& given) {
    scaffold_rows plan;
    chooser from{known.root, plan.left_out};
    job_place place = place_of_job(known.root, from.all(), known.samples, given);
    const std::vector<role> roles = role_finder{from.all(), place}.find(plan.other_ids);
    if (!from.choose(place.status))
        throw failure{exit_code::bad_input, given.file + ": the status lies too deep for a declaration"};
    if (place.conclusion != none) from.choose(place.conclusion);
    for (std::size_t i = 0; i < roles.size(); ++i)
        if (roles[i] != role::none) from.choose(i);
    from.choose_the_rest();
    plan.rows = from.rows(roles);
    plan.status = from.all()[place.status].node;
    plan.job_at = place.job_at;
    plan.is_fold = place.is_fold;
    plan.other_statuses = std::move(place.others);
    if (place.conclusion != none) {
        plan.conclusion = from.all()[place.conclusion].node;
        plan.conclusion_at = from.all()[place.conclusion].at;
    }
    find_needed(plan, known.root, from.all()[place.status].at);
    return plan;
}

scaffold_rows rows_of_error(const contract_node& root) {
    scaffold_rows plan;
    chooser from{root, plan.left_out};
    std::vector<role> roles(from.all().size(), role::none);
    for (std::size_t i = 0; i < roles.size(); ++i)
        roles[i] = guess_role_in_error(*from.all()[i].node);
    from.choose_the_rest();
    plan.rows = from.rows(roles);
    return plan;
}

} // namespace companion
