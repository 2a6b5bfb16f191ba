#include "scaffold_status.hpp"

#include <algorithm>

#include "failure.hpp"
#include "printable.hpp"
#include "scaffold_guess.hpp"

namespace companion {

using jobpoll::json_type;
using jobpoll::phase;

namespace {

constexpr std::size_t none = candidate::none;
constexpr std::size_t most_stars = 2;

const std::vector<std::string>& words_of(const contract_node& node) {
    return node.words.empty() ? node.examples : node.words;
}

bool is_single(const contract_node& node) {
    return node.types == json_type::any || !overlaps(node.types, json_type::object | json_type::array);
}

bool changes(const contract_node& node) {
    return words_of(node).size() > 1;
}

// One word, and one that the request itself may have deserved.
bool may_be_of_request(const contract_node& node) {
    const std::vector<std::string>& words = words_of(node);
    return words.size() == 1 && is_said_of_requests(words[0]) && sounds_like_status(node) != 0 &&
           node.types != json_type::boolean;
}

bool is_status_flag(const contract_node& node) {
    return node.types == json_type::boolean;
}

// `/status ("ok")`, `/job/state ("done", "running")`.
std::string shown(const candidate& c) {
    std::string text;
    const std::vector<std::string>& words = words_of(*c.node);
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i)
        text += (i == 0 ? "" : ", ") + ('"' + printable(words[i], 40) + '"');
    if (words.size() > 3) text += ", ...";
    return printable(c.at, 80) + (text.empty() ? "" : " (" + text + ")");
}

class finder {
public:
    finder(const contract_node& root, const std::vector<candidate>& all, std::size_t samples,
           const job_options& given)
        : root_{&root}, all_{&all}, samples_{samples}, given_{&given} {}

    job_place find() {
        job_place place;
        place.status =
            given_->status.empty() ? likely_status(place.others) : named(given_->status, "--status");
        find_job(place);
        place.conclusion = find_conclusion(place);
        return place;
    }

private:
    [[nodiscard]] const candidate& at(std::size_t i) const { return (*all_)[i]; }

    [[nodiscard]] failure ask(const std::string& what) const {
        return {exit_code::bad_input, given_->file + ": " + what};
    }

    [[nodiscard]] std::size_t named(std::string_view pointer, const std::string& option) const {
        for (std::size_t i = 0; i < all_->size(); ++i)
            if (at(i).at == pointer && is_single(*at(i).node)) return i;
        throw ask(option + " " + printable(pointer, 80) +
                  " is no single value of the reply; the elements of an array are *, as in /items/*/status");
    }

    [[nodiscard]] bool is_below_error(std::size_t i) const {
        for (std::size_t around = at(i).around; around != none; around = at(around).around)
            if (sounds_like_error(at(around).node->key)) return true;
        return false;
    }

    // What sounds like a status; of an object only what sounds most like one.
    [[nodiscard]] std::vector<std::size_t> likely() const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < all_->size(); ++i) {
            const int loudness = sounds_like_status(*at(i).node);
            if (loudness == 0 || !is_single(*at(i).node) || at(i).stars > most_stars || is_below_error(i))
                continue;
            const bool is_outdone = std::any_of(all_->begin(), all_->end(), [&](const candidate& other) {
                return other.around == at(i).around && is_single(*other.node) &&
                       sounds_like_status(*other.node) > loudness && !may_be_of_request(*other.node);
            });
            if (!is_outdone) found.push_back(i);
        }
        return found;
    }

    [[nodiscard]] std::size_t likely_status(std::vector<std::string>& others) const {
        std::vector<std::size_t> found = likely();
        if (found.empty())
            throw ask("nothing in the reply is called status, state or phase; name the member that says "
                      "how the job is: --status /POINTER");
        const std::size_t best = found.size() == 1 ? found[0] : best_of(found);
        for (const std::size_t i : found)
            if (i != best) others.push_back(at(i).at);
        refuse_if_doubtful(best);
        return best;
    }

    // The only one that changes; else the one of the job beside those of its parts.
    [[nodiscard]] std::size_t best_of(const std::vector<std::size_t>& found) const {
        const auto is_plain = [this](std::size_t i) { return at(i).stars == 0; };
        const auto plain = static_cast<std::size_t>(std::count_if(found.begin(), found.end(), is_plain));
        if (plain == 1) {
            const std::size_t one = *std::find_if(found.begin(), found.end(), is_plain);
            if (!may_be_of_request(*at(one).node)) return one;
        }
        const std::size_t fewest = at(*std::min_element(found.begin(), found.end(), [this](auto a, auto b) {
                                       return at(a).stars < at(b).stars;
                                   })).stars;
        if (plain == 0) {
            const auto is_outer = [&](std::size_t i) { return at(i).stars == fewest; };
            if (std::count_if(found.begin(), found.end(), is_outer) == 1)
                return *std::find_if(found.begin(), found.end(), is_outer);
        }
        const auto does_change = [this](std::size_t i) {
            return changes(*at(i).node) && !is_status_flag(*at(i).node);
        };
        if (std::count_if(found.begin(), found.end(), does_change) == 1)
            return *std::find_if(found.begin(), found.end(), does_change);
        std::string names;
        for (const std::size_t i : found)
            names += (names.empty() ? "" : ", ") + shown(at(i));
        throw ask("several members could say how the job is: " + names + "; name one of them: --status " +
                  printable(at(found.back()).at, 80));
    }

    // A status that never changes, or that may be the request's.
    void refuse_if_doubtful(std::size_t i) const {
        const contract_node& node = *at(i).node;
        const std::string option = "; if it says how the job is: --status " + printable(at(i).at, 80) +
                                   ", else name the member that does";
        if (!node.words.empty() || is_status_flag(node)) return;
        if (samples_ > 1 && !changes(node) && at(i).stars == 0)
            throw ask("the only likely status is the same in all samples: " + shown(at(i)) + option);
        if (!may_be_of_request(node)) return;
        for (std::size_t k = 0; k < all_->size(); ++k)
            if (k != i && speaks_of_a_running_job(k))
                throw ask(shown(at(i)) + " may be the status of the request, beside " + shown(at(k)) +
                          option);
        if (at(i).stars == 0 && !has_id(at(i).around))
            for (std::size_t k = 0; k < all_->size(); ++k)
                if (at(k).around == at(i).around && at(k).node->types == json_type::object && has_id(k))
                    throw ask(shown(at(i)) + " may be the status of the request, and " +
                              printable(at(k).at, 80) + " the job" + option);
    }

    [[nodiscard]] bool speaks_of_a_running_job(std::size_t k) const {
        const contract_node& node = *at(k).node;
        if (node.types != json_type::string || node.examples.empty()) return false;
        return std::any_of(node.examples.begin(), node.examples.end(), [](const std::string& word) {
            const phase p = guess_word(word).phase;
            return p == phase::running || (p == phase::queued && word != "new" && word != "created");
        });
    }

    // Whether the object has a member that sounds like an id.
    [[nodiscard]] bool has_id(std::size_t object) const {
        return std::any_of(all_->begin(), all_->end(), [object](const candidate& c) {
            return c.around == object && is_single(*c.node) && sounds_like_id(c.node->key) != 0;
        });
    }
    // Whether an object in it has a member that is called the id of a job.
    [[nodiscard]] bool has_id_inside(std::size_t object, std::size_t but) const {
        return std::any_of(all_->begin(), all_->end(), [&](const candidate& c) {
            return c.around != none && c.around != but && at(c.around).around == object &&
                   at(c.around).node->types == json_type::object && is_id_of_a_job(c.node->key);
        });
    }

    void find_job(job_place& place) const {
        const candidate& status = at(place.status);
        if (!given_->job.empty()) return take_job(place);
        const std::size_t star = status.at.rfind("/*");
        const bool is_element = status.at.ends_with("/*");
        const std::size_t first_star = status.at.find("/*");
        place.is_fold = is_element || (star != std::string::npos && first_star != star) ||
                        (star != std::string::npos && is_of_parts(place.status));
        std::size_t object = status.around;
        if (place.is_fold && first_star == star) object = outside(status, star);
        if (place.is_fold && first_star != star) object = candidate_at(status.at.substr(0, first_star + 2));
        place.job_at = pointer_of(with_id(object, status));
    }

    [[nodiscard]] std::string pointer_of(std::size_t object) const {
        return object == none ? std::string{} : at(object).at;
    }

    [[nodiscard]] std::size_t candidate_at(std::string_view pointer) const {
        for (std::size_t i = 0; i < all_->size(); ++i)
            if (at(i).at == pointer) return i;
        return none;
    }

    // The object around the array in which the status is.
    [[nodiscard]] std::size_t outside(const candidate& status, std::size_t star) const {
        const std::size_t array = candidate_at(std::string_view{status.at}.substr(0, star));
        return array == none ? none : at(array).around;
    }

    // Parts of one job: the object around the array has an id, and the elements have none.
    [[nodiscard]] bool is_of_parts(std::size_t status) const {
        const std::size_t star = at(status).at.rfind("/*");
        const std::size_t element = candidate_at(std::string_view{at(status).at}.substr(0, star + 2));
        const std::size_t object = outside(at(status), star);
        const bool inner = element != none && has_id(element);
        const bool outer = star != 0 && has_id(object);
        if (inner && outer)
            throw ask(shown(at(status)) +
                      " is the status of many jobs, or of the parts of one: both have an id; say which with "
                      "--job " +
                      printable(at(element).at, 80) + " or --job " +
                      (object == none ? "/" : printable(at(object).at, 80)));
        return outer;
    }

    // The nearest object that has an id; where there is none, the one around the status.
    [[nodiscard]] std::size_t with_id(std::size_t object, const candidate& status) const {
        std::size_t inner = none;
        for (std::size_t o = object;; inner = o, o = at(o).around) {
            if (has_id(o) || (o != object && has_id_inside(o, inner))) return o;
            if (o == none || at(o).node->key == "*") break;
        }
        const bool is_of_status = object != none && object == status.around && at(object).node->key != "*" &&
                                  sounds_like_status(*at(object).node) != 0;
        return is_of_status ? at(object).around : object;
    }

    void take_job(job_place& place) const {
        const std::string pointer = given_->job == "/" ? std::string{} : given_->job;
        const std::string& status = at(place.status).at;
        if (!status.starts_with(pointer + "/") || (!pointer.empty() && candidate_at(pointer) == none))
            throw ask("--job " + printable(given_->job, 80) + " is no object around the status " +
                      printable(status, 80));
        place.job_at = pointer;
        place.is_fold = status.find("/*", pointer.size()) != std::string::npos;
    }

    // A single value of the job that says how it ended, beside a status that only says that it did.
    [[nodiscard]] std::size_t find_conclusion(const job_place& place) const {
        if (given_->conclusion == "none") return none;
        if (!given_->conclusion.empty()) return named(given_->conclusion, "--conclusion");
        for (std::size_t i = 0; i < all_->size(); ++i) {
            const contract_node& node = *at(i).node;
            if (i == place.status || at(i).around != at(place.status).around || !is_single(node) ||
                !sounds_like_conclusion(node.key))
                continue;
            const std::vector<std::string>& words = words_of(node);
            const bool is_known = std::any_of(words.begin(), words.end(), [](const std::string& word) {
                return guess_word(word).phase == phase::finished;
            });
            if (is_known) return i;
            if (parts_of(node.key).back() != "result")
                throw ask("does " + printable(at(i).at, 80) + " change what a finished " +
                          printable(at(place.status).at, 80) +
                          " means? The samples do not show it; say --conclusion " + printable(at(i).at, 80) +
                          " or --conclusion none");
        }
        return none;
    }

    const contract_node* root_;
    const std::vector<candidate>* all_;
    std::size_t samples_;
    const job_options* given_;
};

} // namespace

job_place place_of_job(const contract_node& root, const std::vector<candidate>& all, std::size_t samples,
                       const job_options& given) {
    return finder{root, all, samples, given}.find();
}

} // namespace companion
