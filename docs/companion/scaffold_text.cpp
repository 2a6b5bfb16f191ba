#include "scaffold_text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <jobpoll/contract/outline.hpp>

#include "printable.hpp"
#include "scaffold_cpp.hpp"

namespace companion {

using jobpoll::declaration;
using jobpoll::format;
using jobpoll::json_type;
using jobpoll::member;
using jobpoll::nulls;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::role;

namespace {

constexpr std::size_t longest_line = 110;

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

std::string nulls_text(nulls n) {
    return n == nulls::documented ? "nulls::documented" : "nulls::tolerated";
}

std::string range_of(const jobpoll::number_range& range) {
    const std::string minimum = std::isfinite(range.minimum) ? cpp_number(range.minimum) : "";
    const std::string maximum = std::isfinite(range.maximum) ? cpp_number(range.maximum) : "";
    if (!minimum.empty() && !maximum.empty()) return "{" + minimum + ", " + maximum + "}";
    return minimum.empty() ? "{.maximum = " + maximum + "}" : "{.minimum = " + minimum + "}";
}

std::string list_of(const member& m) {
    std::string text;
    for (std::size_t i = 0; i < jobpoll::detail::count_of(m.one_of); ++i)
        text += (i == 0 ? "" : ", ") + cpp_string(m.one_of[i]);
    return "{" + text + "}";
}

columns columns_of(const member& m) {
    columns parts{".at = " + cpp_string(m.at), ".type = " + cpp_types(m.type)};
    if (m.required) parts.emplace_back(".required = true");
    if (m.needed) parts.emplace_back(".needed = true");
    if (m.closed) parts.emplace_back(".closed = true");
    if (m.null != nulls::forbidden) parts.push_back(".null = " + nulls_text(m.null));
    if (m.tolerated != json_type::none) parts.push_back(".tolerated = " + cpp_types(m.tolerated));
    if (m.role != role::none) parts.push_back(".role = role::" + std::string{name_of(m.role)});
    if (m.format != format::none) parts.push_back(".format = format::" + std::string{name_of(m.format)});
    if (std::isfinite(m.range.minimum) || std::isfinite(m.range.maximum))
        parts.push_back(".range = " + range_of(m.range));
    if (m.constant) parts.push_back(std::string{".constant = "} + (*m.constant ? "true" : "false"));
    if (!m.one_of[0].empty()) parts.push_back(".one_of = " + list_of(m));
    if (m.blank != nulls::forbidden) parts.push_back(".blank = " + nulls_text(m.blank));
    if (m.fold != jobpoll::fold::none) parts.emplace_back(".fold = fold::all_finished");
    return parts;
}

std::string verdict_of(phase p, outcome o) {
    std::string text = "phase::" + std::string{to_string(p)};
    if (o != outcome::none) text += ", outcome::" + std::string{to_string(o)};
    return text;
}

class writer {
public:
    void head(const endpoint_name& name, const std::string& made_from) {
        std::string guard = name.space + "_" + name.variable + "_hpp";
        std::transform(guard.begin(), guard.end(), guard.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        text_ += cpp_comment(
            0, "A first declaration, made from " + made_from +
                   ". It compiles, and it reads the samples. Where it says \"decide\", compare it with the "
                   "vendor's document and then remove the comment.");
        text_ += "#ifndef " + guard + "\n#define " + guard + "\n\n#include <jobpoll/endpoint.hpp>\n\n";
        text_ += "namespace " + name.space + " {\n\nusing namespace jobpoll;\n\n";
    }

    void error_body(const drafted_declaration& from, const std::string& variable, int code) {
        line(0, code == 0 ? "/// The body of a refusal." : "/// The body of a " + std::to_string(code) + ".");
        line(0, "inline constexpr endpoint " + variable + " = declare_error_body(declaration{");
        names(from);
        members(from);
        line(0, "});\n");
    }

    void job(const drafted_declaration& from, const contract& known, const endpoint_name& name) {
        const declaration& d = from.rows;
        const std::string target = known.path.empty() ? "One job." : "`GET " + printable(known.path) + "`.";
        text_ += cpp_comment(0, target).insert(2, "/");
        line(0, "inline constexpr endpoint " + name.variable + " = declare(declaration{");
        names(from);
        comments(from, section::job_at, whole_section, 4);
        if (!d.job_at.empty()) line(4, ".job_at = " + cpp_string(d.job_at) + ",");
        members(from);
        words(from);
        refinements(from);
        progress(from);
        comments(from, section::cadence, whole_section, 4);
        request(from);
        columns parts;
        for (const documented_error& error : known.errors)
            parts.push_back("{" + (error.code == 0 ? "" : ".code = " + std::to_string(error.code) + ", ") +
                            ".body = &" + name.of_error(error.code) + "}");
        if (!parts.empty()) text_ += "    .errors = " + braced(0, parts, ",\n");
        line(0, "});\n");
    }

    std::string end(const endpoint_name& name) {
        return std::move(text_ += "} // namespace " + name.space + "\n\n#endif\n");
    }

private:
    void line(std::size_t indentation, const std::string& text) {
        text_ += std::string(indentation, ' ') + text + '\n';
    }

    void comments(const drafted_declaration& from, section where, std::size_t row, std::size_t indentation) {
        const auto found = from.comments.find({where, row});
        if (found == from.comments.end()) return;
        for (const std::string& text : found->second)
            text_ += cpp_comment(indentation, text.ends_with('.') || text.ends_with('?') ? text : text + ".");
    }

    void names(const drafted_declaration& from) {
        const declaration& d = from.rows;
        line(4, ".name = " + cpp_string(d.name) + ",");
        line(4, ".vendor = " + cpp_string(d.vendor) + ",");
        comments(from, section::source, whole_section, 4);
        line(4, ".source = " + cpp_string(d.source) + ",");
        line(4, ".checked = " + cpp_string(d.checked) + ",");
        if (d.root == json_type::array) line(4, ".root = json_type::array,");
        if (d.closed) line(4, ".closed = true,");
    }

    void members(const drafted_declaration& from) {
        const std::size_t count = jobpoll::detail::count_of(from.rows.members);
        comments(from, section::members, whole_section, 4);
        line(4, ".members =");
        line(8, "{");
        for (std::size_t i = 0; i <= count; ++i) {
            comments(from, section::members, i, 12);
            if (i < count) text_ += braced(12, columns_of(from.rows.members[i]), ",\n");
        }
        line(8, "},");
    }

    void words(const drafted_declaration& from) {
        const declaration& d = from.rows;
        const std::size_t count = jobpoll::detail::count_of(d.words);
        comments(from, section::words, whole_section, 4);
        line(4, ".words =");
        line(8, "{");
        for (std::size_t i = 0; i < count; ++i) {
            comments(from, section::words, i, 12);
            line(12, "{" + cpp_string(d.words[i].text) + ", " +
                         verdict_of(d.words[i].phase, d.words[i].outcome) + "},");
        }
        comments(from, section::words, std::size(d.words), 12);
        line(8, "},");
        comments(from, section::open, whole_section, 4);
        if (d.open_vocabulary) line(4, ".open_vocabulary = true,");
        comments(from, section::without_status, whole_section, 4);
        if (d.phase_without_status)
            line(4,
                 ".phase_without_status = phase::" + std::string{to_string(*d.phase_without_status)} + ",");
    }

    void refinements(const drafted_declaration& from) {
        const declaration& d = from.rows;
        const std::size_t count = jobpoll::detail::count_of(d.refine);
        comments(from, section::refine, whole_section, 4);
        if (count != 0) {
            line(4, ".refine =");
            line(8, "{");
        }
        for (std::size_t i = 0; i <= count; ++i) {
            comments(from, section::refine, i, count == 0 ? 4 : 12);
            if (i == count) break;
            const jobpoll::refinement& r = d.refine[i];
            const jobpoll::condition& c = r.when[0];
            std::string when = "{" + cpp_string(c.at) + ", test::" + std::string{name_of(c.is)};
            if (!c.word.empty()) when += ", " + cpp_string(c.word[0]);
            columns parts;
            if (r.word != jobpoll::any_word) parts.push_back(".word = " + cpp_string(r.word));
            parts.push_back(".when = {" + when + "}}");
            parts.push_back(".phase = phase::" + std::string{to_string(r.phase)});
            parts.push_back(".outcome = outcome::" + std::string{to_string(r.outcome)});
            text_ += braced(12, parts, ",\n");
        }
        if (count != 0) line(8, "},");
    }

    void progress(const drafted_declaration& from) {
        const jobpoll::progress_formula& p = from.rows.progress;
        comments(from, section::progress, whole_section, 4);
        if (p.unit == jobpoll::progress_unit::none) return;
        std::string parts;
        for (std::size_t i = 0; i < jobpoll::detail::count_of(p.parts); ++i)
            parts += (i == 0 ? "role::" : ", role::") + std::string{name_of(p.parts[i])};
        if (!parts.empty()) parts = ", .parts = {" + parts + "}";
        line(4, ".progress = {.unit = progress_unit::" + std::string{name_of(p.unit)} + parts + "},");
    }

    void request(const drafted_declaration& from) {
        const jobpoll::request_form& r = from.rows.request;
        comments(from, section::request, whole_section, 4);
        columns parts;
        if (!r.server.empty()) parts.push_back(".server = " + cpp_string(r.server));
        if (!r.path.empty()) parts.push_back(".path = " + cpp_string(r.path));
        if (!parts.empty()) text_ += "    .request = " + braced(0, parts, ",\n");
    }

    std::string text_;
};

} // namespace

std::string write_scaffold(const contract& known, const drafted_declaration& job,
                           const std::vector<drafted_declaration>& errors, const endpoint_name& name,
                           const std::string& made_from) {
    writer to;
    to.head(name, made_from);
    for (std::size_t i = 0; i < errors.size(); ++i)
        to.error_body(errors[i], name.of_error(known.errors[i].code), known.errors[i].code);
    to.job(job, known, name);
    return to.end(name);
}

} // namespace companion
