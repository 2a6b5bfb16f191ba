#include "scaffold_declaration.hpp"

#include <algorithm>
#include <iterator>

#include <jobpoll/contract/polling_rules.hpp>

#include "printable.hpp"
#include "scaffold_guess.hpp"

namespace companion {

using jobpoll::format;
using jobpoll::json_type;
using jobpoll::member;
using jobpoll::nulls;
using jobpoll::outcome;
using jobpoll::phase;
using jobpoll::progress_unit;
using jobpoll::role;

namespace {

constexpr std::size_t most_words = std::size(jobpoll::declaration{}.words);
constexpr std::size_t most_values = std::size(member{}.one_of);

bool are_only(json_type types, json_type allowed) {
    return types != json_type::none && contains(allowed, types);
}

bool is_writable(const std::string& word) {
    return !word.empty() && word.find('\0') == std::string::npos && word != jobpoll::any_word &&
           word != jobpoll::unlisted_word;
}

bool is_listable(const std::vector<std::string>& words) {
    return !words.empty() && words.size() <= most_values &&
           std::all_of(words.begin(), words.end(), is_writable);
}

class drafter {
public:
    drafter(const contract& known, const scaffold_rows& plan) : known_{&known}, plan_{&plan} {}

    void head(const endpoint_name& name, const std::string& suffix, const std::string& part,
              const std::string& made_from, const std::string& today) {
        jobpoll::declaration& d = made_.rows;
        const std::string prefix = name.space + "." + (suffix.empty() ? name.variable : suffix);
        d.name = made_.keep(prefix);
        d.vendor = made_.keep(known_->title.empty() ? name.space : known_->title);
        made_.decide(section::source,
                     "which document, and the day on which you compared this with it; these are the files "
                     "that it is made from, and today");
        d.source =
            made_.keep(known_->title.empty() ? "samples: " + printable(made_from) : known_->title + part);
        d.checked = made_.keep(today);
    }

    void members(const contract_node& root) {
        for (const std::string& missing : plan_->left_out)
            made_.remark(section::members, "left out: " + missing, plan_->rows.size());
        if (!overlaps(root.types, json_type::object)) made_.rows.root = json_type::array;
        made_.rows.closed = root.closed && made_.rows.root == json_type::object;
        for (std::size_t i = 0; i < plan_->rows.size(); ++i)
            row(plan_->rows[i], root, i);
    }

    void job() {
        jobpoll::declaration& d = made_.rows;
        d.job_at = made_.keep(plan_->job_at);
        if (plan_->is_list())
            made_.decide(section::job_at,
                         "is this a list of jobs? Where it is one job in an array of one, write 0 for * in "
                         "its place, and .items = 1 for the array; where it is the parts of one job, see "
                         "--job");
        made_.decide(section::members, "every role; they are guessed from the names");
        if (!known_->is_documented)
            made_.decide(section::members, "what is required and what may be null; samples cannot show it. " +
                                               std::to_string(known_->samples) +
                                               (known_->samples == 1 ? " sample was" : " samples were") +
                                               " read");
        for (const std::string& other : plan_->other_statuses)
            made_.decide(section::members, "the status is taken to be another member than '" +
                                               printable(other) + "'; see --status");
        for (const std::string& other : plan_->other_ids)
            made_.decide(section::members,
                         "the id is taken to be another member than '" + printable(other) + "'");
        for (const std::string& note : known_->notes)
            made_.decide(section::members, note);
        words();
        refinements();
        progress();
        made_.decide(section::cadence,
                     "does the document say how often to ask? Then add .cadence and .quota");
        request();
    }

    [[nodiscard]] drafted_declaration take() { return std::move(made_); }

private:
    void row(const scaffold_row& from, const contract_node& root, std::size_t i) {
        const contract_node& node = *from.node;
        member& m = made_.rows.members[i];
        m.at = made_.keep(from.at);
        m.type = node.types == json_type::none ? json_type::any : node.types;
        if (from.role == role::status && m.type == json_type::any && !node.words.empty())
            m.type = json_type::string;
        m.required = node.required && node.key != "*";
        m.needed = from.needed && node.key != "*";
        m.closed = node.closed && are_only(node.types, json_type::object);
        if (node.null && m.type != json_type::any) m.null = nulls::documented;
        m.role = from.role;
        if (from.role == role::status && plan_->is_fold) m.fold = jobpoll::fold::all_finished;
        if (from.role != role::status) m.format = guess_format(node, from.role);
        if (!jobpoll::detail::format_fits(m.format, m.type)) m.format = format::none;
        blank(m, node);
        if (are_only(node.types, json_type::number) && known_->is_documented) {
            if (node.minimum) m.range.minimum = *node.minimum;
            if (node.maximum) m.range.maximum = *node.maximum;
        }
        if (are_only(node.types, json_type::boolean)) m.constant = node.constant;
        const bool is_text = m.format == format::none && !jobpoll::detail::is_time_role(m.role);
        if (are_only(node.types, json_type::string) && from.role != role::status && is_text &&
            is_listable(node.words))
            for (std::size_t w = 0; w < node.words.size(); ++w)
                m.one_of[w] = made_.keep(node.words[w]);
        tolerate(m, node);
        notes(from, root, i);
    }

    // An empty text, or no time, is read as null.
    static void blank(member& m, const contract_node& node) {
        const bool is_unix = jobpoll::detail::is_unix_time(m.format) && jobpoll::detail::is_time_role(m.role);
        const bool is_blank = node.facts.blanks != 0 && overlaps(m.type, json_type::string) &&
                              (m.format != format::none || m.role != role::none);
        if (is_blank || (is_unix && node.facts.zeros != 0)) m.blank = nulls::documented;
    }

    // What the samples have and the document forbids is reported, and does not stop the polling; a status of
    // another type says nothing.
    static void tolerate(member& m, const contract_node& node) {
        if (m.role == role::status) return;
        if (node.has_deviating_null && m.null == nulls::forbidden && m.type != json_type::any)
            m.null = nulls::tolerated;
        if (node.deviating == json_type::none || m.type == json_type::any) return;
        const bool is_fraction = static_cast<unsigned>(node.deviating & json_type::number) > 4;
        m.tolerated = is_fraction ? node.deviating | json_type::number : node.deviating;
    }

    void notes(const scaffold_row& from, const contract_node& root, std::size_t i) {
        const contract_node& node = *from.node;
        for (const std::string& note : node.notes)
            made_.decide(section::members, note, i);
        if (from.role != role::status && !node.words.empty() && !is_listable(node.words))
            made_.decide(section::members,
                         "the document lists more words than a row has room for, or an empty one", i);
        if (known_->is_documented) return;
        const contract_node& around = from.around != nullptr ? *from.around : root;
        const std::size_t places = around.seen - around.nulls;
        if (node.key != "*" && node.seen < places)
            made_.decide(section::members,
                         "in " + std::to_string(node.seen) + " of " + std::to_string(places), i);
        if (node.nulls != 0)
            made_.decide(section::members,
                         node.types == json_type::none ? "only null was seen" : "null was seen", i);
        if (made_.rows.members[i].format != format::none)
            made_.decide(section::members, "the format is what the samples have", i);
    }

    void words() {
        const contract_node& status = *plan_->status;
        const std::vector<std::string>& all = status.words.empty() ? status.examples : status.words;
        made_.decide(section::words, "every phase and outcome; they are guessed from the words");
        bool is_open = status.words.empty() && status.types != json_type::boolean;
        if (status.types == json_type::boolean) {
            add_word("false", {phase::running, outcome::none});
            add_word("true", {phase::finished, outcome::succeeded});
        } else {
            for (const std::string& word : all) {
                const bool is_known = guess_word(word).phase != phase::unknown;
                if (!is_writable(word) || written_ + 1 >= most_words)
                    made_.remark(section::words, "left out: '" + printable(word) + "'.", end_of_words);
                else if (!is_known)
                    made_.decide(section::words,
                                 "the phase of '" + printable(word) +
                                     "', and then list it: the scaffold does not know this word",
                                 end_of_words);
                else
                    add_word(word, guess_word(word));
                is_open = is_open || !is_known;
            }
        }
        ending();
        if (is_open) {
            made_.rows.open_vocabulary = true;
            made_.decide(section::open, status.words.empty()
                                            ? "no document lists the words, so another one breaks no contract"
                                            : "some words are not listed here yet");
        }
        without_status();
    }

    void add_word(const std::string& text, word_meaning means) {
        made_.rows.words[written_++] = {made_.keep(text), means.phase, means.outcome};
    }

    // A contract without an end does not compile.
    void ending() {
        const jobpoll::status_word* first = std::begin(made_.rows.words);
        const bool is_ended = std::any_of(first, first + written_,
                                          [](const auto& word) { return word.phase == phase::finished; });
        if (is_ended) return;
        made_.decide(section::words,
                     "no word is known that ends the job. Put it in the place of this one, which is none of "
                     "the vendor's",
                     written_);
        const bool is_text =
            overlaps(plan_->status->types, json_type::string) || plan_->status->types == json_type::none;
        add_word(is_text ? "DECIDE" : "-1", {phase::finished, outcome::unknown});
    }

    void without_status() {
        const contract_node& status = *plan_->status;
        const bool is_flag = status.types == json_type::boolean;
        const bool is_element = status.key == "*";
        const bool may_lack = plan_->may_lack_status || is_element || status.facts.blanks != 0;
        if (!status.null && (known_->is_documented || !may_lack)) return;
        made_.rows.phase_without_status = phase::running;
        made_.decide(section::without_status, is_flag      ? "does the status fail to appear until the end?"
                                              : is_element ? "what does it mean where there is no part?"
                                                           : "what does it mean where there is no status?");
    }

    void refinements() {
        made_.decide(section::refine, "does another member change what a word means? Then add .refine");
        if (plan_->conclusion != nullptr) conclude();
        if (plan_->status->types == json_type::boolean) fail_with_error();
    }

    [[nodiscard]] std::string finished_words() const {
        std::string names;
        for (const jobpoll::status_word& word : made_.rows.words)
            if (word.phase == phase::finished) names += (names.empty() ? "" : ", ") + printable(word.text);
        return names;
    }

    // What the conclusion does not say is an end, and none that is known: never a success by mistake.
    void conclude() {
        const std::string place = printable(plan_->conclusion_at);
        made_.comments.erase({section::refine, whole_section});
        made_.decide(section::refine, "does " + place + " change what " + finished_words() +
                                          " means? Here it does; list its other words, too, or take the rows "
                                          "out and give the word its outcome (--conclusion none)");
        for (jobpoll::status_word& word : made_.rows.words)
            if (word.phase == phase::finished && word.outcome == outcome::succeeded)
                word.outcome = outcome::unknown;
        const std::vector<std::string>& all =
            plan_->conclusion->words.empty() ? plan_->conclusion->examples : plan_->conclusion->words;
        std::size_t refined = 0;
        for (const std::string& word : all) {
            const word_meaning means = guess_word(word);
            const bool is_room = refined < std::size(made_.rows.refine);
            if (means.phase != phase::finished || !is_writable(word) || !is_room) {
                if (!word.empty())
                    made_.decide(section::refine, "what " + place + " '" + printable(word) + "' means",
                                 refined);
                continue;
            }
            jobpoll::refinement& r = made_.rows.refine[refined++];
            r.when[0] = {made_.keep(plan_->conclusion_at), jobpoll::test::equals,
                         jobpoll::word_list{made_.keep(word)}};
            r.phase = phase::finished;
            r.outcome = means.outcome;
        }
    }

    // `done` says that the job ended, and an error that it failed.
    void fail_with_error() {
        for (const scaffold_row& row : plan_->rows) {
            const bool is_in_job =
                row.at.substr(0, row.at.rfind('/')) == plan_->job_at && sounds_like_error(row.node->key);
            // An error that is always there, and never null, says nothing by its presence.
            if (!is_in_job || (row.node->required && !row.node->null)) continue;
            made_.decide(section::refine,
                         "does " + printable(row.at) + " change what true means? Here it does");
            jobpoll::refinement& r = made_.rows.refine[0];
            r.word = "true";
            r.when[0] = {made_.keep(row.at), jobpoll::test::present, {}};
            r.phase = phase::finished;
            r.outcome = outcome::failed;
            return;
        }
    }

    void progress() {
        if (const scaffold_row* row = plan_->row_with(role::progress)) {
            const bool is_fraction = row->node->maximum && *row->node->maximum <= 1;
            made_.decide(section::progress, "the unit of progress");
            made_.rows.progress.unit = is_fraction ? progress_unit::fraction : progress_unit::percent;
            return;
        }
        if (plan_->row_with(role::total) == nullptr && plan_->row_with(role::remaining) == nullptr) return;
        std::vector<role> parts;
        for (const role part : {role::completed, role::succeeded, role::failed, role::skipped})
            if (plan_->row_with(part) != nullptr) parts.push_back(part);
        if (parts.empty()) return;
        if (plan_->row_with(role::completed) != nullptr) parts = {role::completed};
        made_.decide(section::progress, "is this the progress, these together of the total?");
        made_.rows.progress.unit = progress_unit::ratio;
        std::copy(parts.begin(), parts.end(), std::begin(made_.rows.progress.parts));
    }

    void request() {
        jobpoll::request_form& r = made_.rows.request;
        made_.decide(section::request, "how to ask: .server, .path, .authorization");
        if (known_->path.empty()) return;
        const int places = jobpoll::detail::count_places(known_->path);
        const bool is_good = known_->path.front() == '/' && places >= (plan_->is_list() ? 0 : 1) &&
                             jobpoll::detail::count_places(known_->server) >= 0;
        if (places != 1 && !(plan_->is_list() && places == 0))
            made_.decide(section::request,
                         "the path: {id}, or the first place that the caller gives no value "
                         "for, is the job id: '" +
                             printable(known_->path) + "'");
        if (!is_good) return;
        r.server = made_.keep(known_->server);
        r.path = made_.keep(known_->path);
    }

public:
    static constexpr std::size_t end_of_words = most_words;

private:
    const contract* known_;
    const scaffold_rows* plan_;
    drafted_declaration made_{};
    std::size_t written_ = 0;
};

} // namespace

drafted_declaration draft_job(const contract& known, const scaffold_rows& plan, const endpoint_name& name,
                              const std::string& made_from, const std::string& today) {
    drafter d{known, plan};
    d.head(name, "", known.summary.empty() ? "" : ", " + known.summary, made_from, today);
    d.members(known.root);
    d.job();
    return d.take();
}

drafted_declaration draft_error(const contract& known, const documented_error& error,
                                const endpoint_name& name, const std::string& made_from,
                                const std::string& today) {
    const scaffold_rows rows = rows_of_error(error.body);
    drafter d{known, rows};
    const std::string part = error.code == 0 ? ", refusals" : ", reply " + std::to_string(error.code);
    d.head(name, name.of_error(error.code), part, made_from, today);
    d.members(error.body);
    return d.take();
}

} // namespace companion
