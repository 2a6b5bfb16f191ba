#include "scaffold_text.hpp"

#include <algorithm>

#include "printable.hpp"
#include "scaffold_cpp.hpp"
#include "scaffold_guess.hpp"

namespace companion {

using jobpoll::format;
using jobpoll::json_type;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::role;

namespace {

constexpr std::size_t longest_line = 110;
constexpr std::size_t most_words = 24;
constexpr std::size_t most_values = 8;

using columns = std::vector<std::string>;

// One row as clang-format lays it out: on a line of its own, or a column a line.
std::string braced(std::size_t indentation, const columns& parts, std::string_view after) {
    std::string whole;
    for (const std::string& part : parts)
        whole += (whole.empty() ? "" : ", ") + part;
    const std::string space(indentation, ' ');
    if (indentation + whole.size() + 3 <= longest_line) return space + "{" + whole + "}" + std::string{after};
    std::string text = space + "{";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : ",\n " + space) + parts[i];
    return text + "}" + std::string{after};
}

bool are_only(json_type types, json_type allowed) {
    return types != json_type::none && contains(allowed, types);
}

bool is_listable(const std::vector<std::string>& words) {
    return !words.empty() && words.size() <= most_values &&
           std::none_of(words.begin(), words.end(), [](const std::string& word) {
               return word.empty() || word.find('\0') != std::string::npos;
           });
}

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + cpp_string(word);
    return "{" + text + "}";
}

std::string range_of(const contract_node& node) {
    if (node.minimum && node.maximum)
        return "{" + cpp_number(*node.minimum) + ", " + cpp_number(*node.maximum) + "}";
    return node.minimum ? "{.minimum = " + cpp_number(*node.minimum) + "}"
                        : "{.maximum = " + cpp_number(*node.maximum) + "}";
}

class writer {
public:
    writer(const contract& known, endpoint_name name) : known_{&known}, name_{std::move(name)} {}

    std::string write(const scaffold_rows& job, const std::string& made_from) {
        head(made_from);
        for (const documented_error& error : known_->errors)
            error_body(error);
        job_declaration(job);
        text_ += "} // namespace " + name_.space + "\n\n#endif\n";
        return std::move(text_);
    }

private:
    void line(std::size_t indentation, const std::string& text) {
        text_ += std::string(indentation, ' ') + text + '\n';
    }
    void decide(std::size_t indentation, const std::string& what) {
        text_ += cpp_comment(indentation, "decide: " + what);
    }
    [[nodiscard]] bool by_samples() const { return !known_->is_documented; }

    void head(const std::string& made_from) {
        std::string guard = name_.space + "_" + name_.variable + "_hpp";
        std::transform(guard.begin(), guard.end(), guard.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        text_ += cpp_comment(
            0, "A first declaration, made from " + made_from +
                   ". It compiles. Where it says "
                   "\"decide\", compare it with the vendor's document and then remove the comment.");
        text_ += "#ifndef " + guard + "\n#define " + guard + "\n\n#include <jobpoll/endpoint.hpp>\n\n";
        text_ += "namespace " + name_.space + " {\n\nusing namespace jobpoll;\n\n";
    }

    void names(const std::string& suffix, const std::string& part) {
        line(4, ".name = " + cpp_string(name_.space + "." + name_.variable + suffix) + ",");
        line(4, ".vendor = " + cpp_string(known_->title.empty() ? name_.space : known_->title) + ",");
        const std::string document = known_->title.empty() ? "decide" : known_->title + part;
        decide(4, "which document, and the day on which you compared this with it.");
        line(4, ".source = " + cpp_string(document) + ",");
        line(4, ".checked = \"YYYY-MM-DD\",");
    }

    static std::string error_variable(const endpoint_name& name, int code) {
        return name.variable + "_error_" + std::to_string(code);
    }

    void error_body(const documented_error& error) {
        const scaffold_rows rows = rows_of_error(error.body);
        const std::string code = std::to_string(error.code);
        line(0, "/// The body of a " + code + ".");
        line(0, "inline constexpr endpoint " + error_variable(name_, error.code) +
                    " = declare_error_body(declaration{");
        names("_error_" + code, ", reply " + code);
        members(error.body, rows);
        line(0, "});\n");
    }

    void job_declaration(const scaffold_rows& job) {
        const std::string target =
            known_->path.empty() ? "One job." : "`GET " + printable(known_->path) + "`.";
        text_ += cpp_comment(0, target).insert(2, "/");
        line(0, "inline constexpr endpoint " + name_.variable + " = declare(declaration{");
        names("", known_->summary.empty() ? "" : ", " + known_->summary);
        if (!overlaps(known_->root.types, json_type::object)) line(4, ".root = json_type::array,");
        if (known_->root.closed) line(4, ".closed = true,");
        if (!job.job_at.empty()) line(4, ".job_at = " + cpp_string(job.job_at) + ",");
        if (job.job_at.ends_with('*'))
            decide(4, "is this a list of jobs? Where it is one job in an array of one, write 0 for * in its "
                      "place and "
                      ".exact_items = 1.");
        members(known_->root, job);
        words(*job.status);
        decide(4, "does another member change what a word means? Then add .refine.");
        progress(job);
        decide(4, "does the document say how often to ask? Then add .cadence and .quota.");
        request(job);
        errors();
        line(0, "});\n");
    }

    void members(const contract_node& root, const scaffold_rows& plan) {
        if (plan.status != nullptr) decide(4, "every role; they are guessed from the names.");
        if (by_samples())
            decide(4, "what is required and what may be null; samples cannot show it. " +
                          std::to_string(known_->samples) +
                          (known_->samples == 1 ? " sample was" : " samples were") + " read.");
        for (const std::string& other : plan.other_statuses)
            decide(4, "the status is taken to be another member than '" + other + "'; see --status.");
        for (const std::string& note : known_->notes)
            if (plan.status != nullptr) decide(4, note + ".");
        line(4, ".members =");
        line(8, "{");
        for (const scaffold_row& row : plan.rows)
            member(row, root);
        for (const std::string& missing : plan.left_out)
            text_ += cpp_comment(12, "left out: " + missing + ".");
        line(8, "},");
    }

    void member(const scaffold_row& row, const contract_node& root) {
        const contract_node& node = *row.node;
        notes(row, root);
        columns parts{".at = " + cpp_string(row.at), ".type = " + cpp_types(node.types)};
        if (node.required) parts.emplace_back(".required = true");
        if (row.needed) parts.emplace_back(".needed = true");
        if (node.closed && are_only(node.types, json_type::object)) parts.emplace_back(".closed = true");
        if (node.null && node.types != json_type::any && node.types != json_type::none)
            parts.emplace_back(".null = nulls::documented");
        if (row.role != role::none) parts.push_back(".role = role::" + std::string{name_of(row.role)});
        if (are_only(node.types, json_type::string) && node.format != format::none)
            parts.emplace_back(node.format == format::uuid ? ".format = format::uuid"
                                                           : ".format = format::date_time");
        if (are_only(node.types, json_type::number) && !by_samples() && (node.minimum || node.maximum))
            parts.push_back(".range = " + range_of(node));
        if (are_only(node.types, json_type::boolean) && node.constant)
            parts.push_back(std::string{".constant = "} + (*node.constant ? "true" : "false"));
        if (are_only(node.types, json_type::string) && row.role != role::status && is_listable(node.words))
            parts.push_back(".one_of = " + list_of(node.words));
        text_ += braced(12, parts, ",\n");
    }

    void notes(const scaffold_row& row, const contract_node& root) {
        const contract_node& node = *row.node;
        for (const std::string& note : node.notes)
            decide(12, note + ".");
        if (row.role != role::status && !node.words.empty() && !is_listable(node.words))
            decide(12, "the document lists more words than a row has room for, or an empty one.");
        if (!by_samples()) return;
        const contract_node& around = row.around != nullptr ? *row.around : root;
        const std::size_t places = around.seen - around.nulls;
        if (node.key != "*" && node.seen < places)
            decide(12, "in " + std::to_string(node.seen) + " of " + std::to_string(places) + ".");
        if (node.nulls != 0)
            decide(12, node.types == json_type::none ? "only null was seen." : "null was seen.");
        if (node.format != format::none && are_only(node.types, json_type::string))
            decide(12, "the format is what the samples have.");
    }

    void words(const contract_node& status) {
        const std::vector<std::string>& all = status.words.empty() ? status.examples : status.words;
        decide(4, "every phase and outcome; they are guessed from the words.");
        line(4, ".words =");
        line(8, "{");
        bool is_ended = false;
        std::size_t written = 0;
        for (const std::string& word : all) {
            if (word.empty() || word.find('\0') != std::string::npos || written + 1 >= most_words) {
                text_ += cpp_comment(12, "left out: '" + word + "'.");
                continue;
            }
            is_ended = status_word(word) || is_ended;
            ++written;
        }
        if (!is_ended) {
            decide(12, "no word is known that ends the job. Put it in the place of this one, which is none "
                       "of the vendor's.");
            line(12, R"({"DECIDE", phase::finished, outcome::unknown},)");
        }
        line(8, "},");
        if (status.words.empty()) {
            decide(4, "no document lists the words, so another one breaks no contract.");
            line(4, ".open_vocabulary = true,");
        }
    }

    // Says whether the word ends the job.
    bool status_word(const std::string& word) {
        const word_meaning means = guess_word(word);
        if (means.phase == phase::unknown) decide(12, "what the next word means.");
        std::string row = "{" + cpp_string(word) + ", phase::" + std::string{to_string(means.phase)};
        if (means.outcome != outcome::none) row += ", outcome::" + std::string{to_string(means.outcome)};
        line(12, row + "},");
        return means.phase == phase::finished;
    }

    static const scaffold_row* row_with(const scaffold_rows& plan, role wanted) {
        const auto found = std::find_if(plan.rows.begin(), plan.rows.end(),
                                        [wanted](const scaffold_row& row) { return row.role == wanted; });
        return found == plan.rows.end() ? nullptr : &*found;
    }

    void progress(const scaffold_rows& plan) {
        if (const scaffold_row* row = row_with(plan, role::progress)) {
            const bool is_fraction = row->node->maximum && *row->node->maximum <= 1;
            decide(4, "the unit of progress.");
            line(4, std::string{".progress = {.unit = progress_unit::"} +
                        (is_fraction ? "fraction" : "percent") + "},");
            return;
        }
        if (row_with(plan, role::total) == nullptr) return;
        columns parts;
        for (const role part : {role::completed, role::succeeded, role::failed, role::skipped})
            if (row_with(plan, part) != nullptr) parts.push_back("role::" + std::string{name_of(part)});
        if (parts.empty()) return;
        if (row_with(plan, role::completed) != nullptr) parts = {"role::completed"};
        std::string all;
        for (const std::string& part : parts)
            all += (all.empty() ? "" : ", ") + part;
        decide(4, "is this the progress, these together of the total?");
        line(4, ".progress = {.unit = progress_unit::ratio, .parts = {" + all + "}},");
    }

    void request(const scaffold_rows& plan) {
        const auto places = std::count(known_->path.begin(), known_->path.end(), '{');
        const bool is_list = plan.job_at.ends_with('*');
        const bool is_good = is_list ? places <= 1 : places == 1;
        columns parts;
        if (!known_->server.empty()) parts.push_back(".server = " + cpp_string(known_->server));
        if (!known_->path.empty() && is_good) parts.push_back(".path = " + cpp_string(known_->path));
        if (!known_->path.empty() && !is_good)
            decide(4, "the path, with one {name} in the place of the job id: '" + known_->path + "'.");
        decide(4, "how to ask: .server, .path, .authorization.");
        if (!parts.empty()) text_ += "    .request = " + braced(0, parts, ",\n");
    }

    void errors() {
        columns parts;
        for (const documented_error& error : known_->errors)
            parts.push_back("{.code = " + std::to_string(error.code) + ", .body = &" +
                            error_variable(name_, error.code) + "}");
        if (!parts.empty()) text_ += "    .errors = " + braced(0, parts, ",\n");
    }

    const contract* known_;
    endpoint_name name_;
    std::string text_;
};

} // namespace

std::string write_scaffold(const contract& known, const scaffold_rows& job, const endpoint_name& name,
                           const std::string& made_from) {
    return writer{known, name}.write(job, made_from);
}

} // namespace companion
