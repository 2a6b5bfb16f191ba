#include "replay_picture.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include <jobpoll/text/decision_text.hpp>

#include "replay_picture_style.hpp"
#include "replay_story.hpp"
#include "simulation/seconds.hpp"
#include "svg_text.hpp"

namespace companion {

namespace {

using simulation::to_seconds;

// ---- Where things are. Units: pixels.
constexpr double page_width = 960;
constexpr double plot_left = 64;
constexpr double plot_right = page_width - 28;
constexpr double curve_top = 92;
constexpr double curve_height = 150;
constexpr double curve_bottom = curve_top + curve_height;
constexpr double gaps_top = curve_bottom + 16;
constexpr double gaps_height = 24;
constexpr double polls_y = gaps_top + gaps_height + 20;
constexpr double axis_y = polls_y + 34;
constexpr double legend_top = axis_y + 46;
constexpr double legend_line = 22;
constexpr double small = 11; ///< of the type, and so is the next
constexpr double middle = 12;

/// The drawing of one story.
class picture {
public:
    picture(const settings& s, std::vector<story_moment> story)
        : settings_{&s}, story_{std::move(story)}, last_{story_.back()} {
        end_ = last_.led_to.poll_again() ? std::max(last_.at, next_at(last_)) : last_.at;
        span_ = std::max(end_, 0.001);
        for (const story_moment& m : story_)
            if (m.predicted) span_ = std::max(span_, std::min(m.predicted->to, end_ * 1.12));
        span_ *= 1.02;
    }

    std::string draw() {
        // The legend comes last: it has what the others used, and knows how high the page is.
        std::string body;
        for (const auto part :
             {&picture::header, &picture::phases, &picture::grid, &picture::phase_names, &picture::lateness,
              &picture::predictions, &picture::curve, &picture::gaps, &picture::pauses, &picture::patience,
              &picture::polls, &picture::the_end, &picture::legend})
            body += (this->*part)();
        const std::string size = coordinate(page_width) + ' ' + coordinate(height_);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
               "\" role=\"img\" aria-label=\"" + xml_escaped(summary()) + "\">\n" +
               std::string{replay_picture_style} + "<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n" +
               body + "</svg>\n";
    }

private:
    static double next_at(const story_moment& m) { return to_seconds(m.led_to.at.time_since_epoch()); }
    [[nodiscard]] double x(double at) const { return plot_left + (plot_right - plot_left) * at / span_; }
    static double y(double progress) { return curve_bottom - curve_height * progress; }

    [[nodiscard]] std::string summary() const {
        if (!last_.led_to.poll_again())
            return std::string{settings_->endpoint->name} + ": " + describe(last_.led_to);
        return std::string{settings_->endpoint->name} + ": the recording ends before the job does";
    }

    [[nodiscard]] std::string_view verdict() const {
        const jobpoll::outcome o = last_.led_to.outcome;
        if (o == jobpoll::outcome::succeeded) return "good";
        return jobpoll::ended_by_vendor(o) && o != jobpoll::outcome::succeeded_with_failures ? "bad" : "ours";
    }

    [[nodiscard]] std::string header() {
        const std::string name{settings_->endpoint->name};
        std::string text = svg_words("name", 24, 38, "start", name);
        text += svg_words("dim", 24 + words_width(name, 20) + 20, 38, "start", settings_->job_id);
        std::string end = last_.led_to.poll_again()
                              ? "the recording ends here; the next poll is due at " + described(end_)
                              : describe(last_.led_to);
        if (const auto from = last_seen_unfinished())
            end += "; known at most " + described(last_.at - *from) + " late";
        if (!last_.led_to.poll_again()) text += svg_circle(std::string{verdict()} + "mark", 30, 61, 5);
        return text + svg_words("end", last_.led_to.poll_again() ? 24 : 44, 65.5, "start", end);
    }

    /// When the job was last seen unfinished, where the vendor ended it: it ended after that.
    [[nodiscard]] std::optional<double> last_seen_unfinished() const {
        if (last_.led_to.poll_again() || !jobpoll::ended_by_vendor(last_.led_to.outcome)) return std::nullopt;
        for (auto m = story_.rbegin() + 1; m != story_.rend(); ++m)
            if (m->kind == moment_kind::news) return m->at;
        return std::nullopt;
    }

    /// The stretches in which the job was seen in one phase.
    template <class Visitor>
    void for_each_phase(Visitor&& visit) const {
        for (std::size_t from = 0, to = 0; from < story_.size(); from = to) {
            for (to = from + 1; to < story_.size() && story_[to].phase == story_[from].phase;)
                ++to;
            const double begin = x(story_[from].at);
            const double end = x(to < story_.size() ? story_[to].at : end_);
            if (end > begin) visit(to_string(story_[from].phase), begin, end);
        }
    }

    [[nodiscard]] std::string phases() {
        std::string text;
        for_each_phase([&text](std::string_view name, double begin, double end) {
            text += svg_rect(name, {begin, curve_top, end - begin, curve_height});
        });
        return text;
    }

    [[nodiscard]] std::string phase_names() {
        std::string text;
        for_each_phase([&text](std::string_view name, double begin, double end) {
            if (words_width(name, small) + 12 < end - begin)
                text += svg_words("phase", begin + 7, curve_top + 17, "start", name);
        });
        return text;
    }

    [[nodiscard]] std::string grid() {
        std::string text;
        for (const double progress : {0.0, 0.5, 1.0}) {
            text += svg_line("grid", plot_left, y(progress), plot_right, y(progress));
            text += svg_words("small dim", plot_left - 13, y(progress) + 4, "end", percent(progress));
        }
        const double tick = tick_of(span_);
        for (int i = 0; tick * i <= span_; ++i) {
            text += svg_line("grid", x(tick * i), curve_top, x(tick * i), axis_y);
            text += svg_words("small dim", x(tick * i), axis_y + 16, "middle",
                              i == 0 ? "0" : described(tick * i));
        }
        text += svg_line("axis", plot_left, axis_y, plot_right, axis_y);
        text += svg_words("small dim", plot_left - 13, gaps_top + 16, "end", "waits");
        return text + svg_words("small dim", plot_left - 13, polls_y + 4, "end", "polls");
    }

    /// A round length that about eight of fit into the span.
    static double tick_of(double span) {
        constexpr double round[] = {0.001, 0.002, 0.005, 0.01,  0.02,  0.05,  0.1,   0.2,    0.5,   1,
                                    2,     5,     10,    15,    30,    60,    120,   300,    600,   1200,
                                    1800,  3600,  7200,  14400, 28800, 43200, 86400, 172800, 604800};
        for (const double tick : round)
            if (span / tick <= 10) return tick;
        return span / 8;
    }

    /// The job ended in this interval: no poll was made in between.
    [[nodiscard]] std::string lateness() {
        const auto from = last_seen_unfinished();
        if (!from) return {};
        const double begin = x(*from);
        const double end = x(last_.at);
        const double at = curve_bottom - 10;
        std::string text = svg_rect("late", {begin, curve_top, end - begin, curve_height});
        text += svg_line("lateness", begin, at, end, at) +
                svg_line("lateness", begin, at - 4, begin, at + 4) +
                svg_line("lateness", end, at - 4, end, at + 4);
        const std::string words = "it ended in here";
        const bool fits = words_width(words, small) + 12 < end - begin;
        return text + svg_words("latewords", fits ? (begin + end) / 2 : begin - 6, fits ? at - 7 : at + 4,
                                fits ? "middle" : "end", words);
    }

    /// From what was reported to the end that it predicts: as wide as the prediction is unsure.
    [[nodiscard]] std::string predictions() {
        std::string text;
        for (const story_moment& m : story_) {
            if (!m.predicted || !m.progress) continue;
            const double aim = (m.predicted->from + m.predicted->to) / 2;
            // What lies behind the right edge is cut off there, with its slope.
            const double shown = std::min(1.0, (span_ - m.at) / std::max(aim - m.at, 0.001));
            text += svg_line("aim", x(m.at), y(*m.progress), x(m.at + (aim - m.at) * shown),
                             y(*m.progress + (1 - *m.progress) * shown));
            if (m.predicted->from < span_)
                text +=
                    svg_line("aimed", x(m.predicted->from), y(1), x(std::min(m.predicted->to, span_)), y(1));
        }
        return text;
    }

    [[nodiscard]] std::string curve() {
        std::string path;
        std::string points;
        for (const story_moment& m : story_) {
            if (!m.progress) continue;
            path += (path.empty() ? "" : " ") + coordinate(x(m.at)) + ',' + coordinate(y(*m.progress));
            points += svg_circle("point", x(m.at), y(*m.progress), 4,
                                 percent(*m.progress) + " at " + described(m.at));
        }
        if (path.empty())
            return svg_words("dim", (plot_left + plot_right) / 2, (curve_top + curve_bottom) / 2, "middle",
                             "this job reports no progress");
        return "<polyline class=\"curve\" points=\"" + path + "\"/>\n" + points;
    }

    /// Each wait from one decision to the next moment, in the colour of its reason.
    [[nodiscard]] std::string gaps() {
        std::string text;
        for (auto from = story_.begin(); from != story_.end(); ++from) {
            if (from->kind == moment_kind::restart) continue;
            const decision& d = from->led_to;
            if (!d.poll_again()) break;
            const auto to = std::find_if(
                from + 1, story_.end(), [](const story_moment& m) { return m.kind != moment_kind::restart; });
            const double begin = x(from->at);
            const double end = x(to != story_.end() ? to->at : next_at(*from));
            if (end - begin < 0.5) continue;
            const std::string length = jobpoll::describe(d.delay);
            const std::string why{describe(d.why)};
            use(d.why);
            const double gap = std::min(1.0, (end - begin) / 4);
            text += svg_rect(to_string(d.why), {begin + gap, gaps_top, end - begin - 2 * gap, gaps_height}, 3,
                             length + ": " + why);
            for (const std::string& words : {length + ' ' + std::string{in_a_word(d.why)}, length}) {
                if (words_width(words, small) + 10 > end - begin) continue;
                text += svg_words("inside", (begin + end) / 2, gaps_top + 16, "middle", words);
                break;
            }
        }
        return text;
    }

    /// From each refusal of the account to the next poll.
    [[nodiscard]] std::string pauses() {
        std::string text;
        for (std::size_t i = 0; i < story_.size(); ++i) {
            if (story_[i].kind != moment_kind::pause) continue;
            const double end = i + 1 < story_.size() ? story_[i + 1].at : end_;
            text += svg_line("paused_account", x(story_[i].at), gaps_top + gaps_height + 4, x(end),
                             gaps_top + gaps_height + 4);
            use_band("paused_account", "the account waits: all of its jobs do");
        }
        return text;
    }

    /// From the first fault of a row to the moment from which on its budget can end the polling.
    [[nodiscard]] std::string patience() {
        const jobpoll::poll_options options = poll_options_of(*settings_);
        const jobpoll::milliseconds length = options.patience
                                                 ? options.patience->value()
                                                 : jobpoll::default_patience(options.max_wait.value());
        std::string text;
        std::optional<double> drawn;
        for (const story_moment& m : story_) {
            if (!m.row_since || m.row_since == drawn) continue;
            drawn = m.row_since;
            const double end = std::min(*drawn + to_seconds(length), span_);
            text += svg_line("patience", x(*drawn), gaps_top - 7, x(end), gaps_top - 7);
            use_band("patience", "patience with a row of faults: " + jobpoll::describe(length));
        }
        return text;
    }

    [[nodiscard]] std::string polls() {
        std::string text;
        double free_from = 0;
        for (const story_moment& m : story_) {
            if (m.kind == moment_kind::start) continue;
            text += svg_circle(name_of(m.kind), x(m.at), polls_y, m.kind == moment_kind::news ? 4.5 : 5.5,
                               sentence_of(m));
            if (std::find(used_kinds_.begin(), used_kinds_.end(), m.kind) == used_kinds_.end())
                used_kinds_.push_back(m.kind);
            const std::string label = label_of(m);
            const double half = words_width(label, small) / 2;
            if (label.empty() || x(m.at) - half < free_from) continue;
            text += svg_words(is_poll(m) ? "trouble" : "small dim", x(m.at), polls_y + 19, "middle", label);
            free_from = x(m.at) + half + 6;
        }
        return text;
    }

    [[nodiscard]] std::string the_end() {
        if (last_.led_to.poll_again()) return {};
        return svg_line(verdict(), x(last_.at), curve_top - 8, x(last_.at), axis_y) +
               svg_circle(std::string{verdict()} + "mark", x(last_.at), curve_top - 8, 4);
    }

    void use(jobpoll::reason why) {
        if (std::find(used_reasons_.begin(), used_reasons_.end(), why) == used_reasons_.end())
            used_reasons_.push_back(why);
    }

    void use_band(std::string_view name, const std::string& words) {
        const auto is_same = [name](const band& b) { return b.name == name; };
        if (std::none_of(used_bands_.begin(), used_bands_.end(), is_same))
            used_bands_.push_back({name, words});
    }

    /// What the colours mean, of those that were used.
    [[nodiscard]] std::string legend() {
        std::string text;
        double at = plot_left;
        double line = legend_top;
        const auto place = [&](const std::string& words) {
            const double needed = words_width(words, middle) + 44;
            if (at + needed > plot_right && at > plot_left) {
                at = plot_left;
                line += legend_line;
            }
            const double begin = at;
            at += needed;
            return begin;
        };
        for (const jobpoll::reason why : used_reasons_) {
            const std::string words{describe(why)};
            const double begin = place(words);
            text += svg_rect(to_string(why), {begin, line - 10, 16, 12}, 3) +
                    svg_words("", begin + 23, line, "start", words);
        }
        for (const band& b : used_bands_) {
            const double begin = place(b.words);
            text += svg_line(b.name, begin, line - 4, begin + 16, line - 4) +
                    svg_words("", begin + 23, line, "start", b.words);
        }
        for (const moment_kind kind : used_kinds_) {
            const std::string words{describe(kind)};
            const double begin = place(words);
            text += svg_circle(name_of(kind), begin + 8, line - 4, 5) +
                    svg_words("", begin + 23, line, "start", words);
        }
        height_ = line + 22;
        return text;
    }

    const settings* settings_;
    std::vector<story_moment> story_;
    story_moment last_;
    double end_ = 0;
    double span_ = 1;
    double height_ = 0;
    std::vector<jobpoll::reason> used_reasons_;
    std::vector<moment_kind> used_kinds_;
    struct band {
        std::string_view name;
        std::string words;
    };
    std::vector<band> used_bands_;
};

} // namespace

std::string draw_replay(const settings& s, const std::vector<recorded_line>& lines) {
    return picture{s, tell(s, lines)}.draw();
}

} // namespace companion
