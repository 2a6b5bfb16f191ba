// Polling cost: tables in Markdown, and the list of what is claimed.
#ifndef JOBPOLL_BENCHMARKS_POLLING_COST_REPORT_HPP
#define JOBPOLL_BENCHMARKS_POLLING_COST_REPORT_HPP

#include <string>
#include <vector>

#include "world.hpp"

namespace polling_cost {

/// Ratios over families: their geometric mean, and the worst.
struct summary {
    double logarithms = 0;
    int count = 0;
    double worst = 0;
    std::string worst_family;

    void add(double ratio, const std::string& name);
    [[nodiscard]] double mean() const;
};

/// One summary for each part of the families.
struct summaries {
    summary of[3];
    void add(double ratio, const family& f) { of[static_cast<int>(f.part)].add(ratio, f.name); }
    [[nodiscard]] const summary& operator[](part p) const { return of[static_cast<int>(p)]; }
};

/// The text that grows, and what failed.
class report {
public:
    /// `slack` widens every claim: fewer jobs are noisier.
    explicit report(double slack) : slack_{slack} {}

    void line(const std::string& text = {});
    /// A row of a table: a name, and mean and worst of train, held out and narrow families.
    void row(const std::string& name, const summaries& s);

    /// A figure that we claim: it is at most so much. `goal` is what was set out for, where that differs.
    void claim(const std::string& what, double value, double at_most, double goal);

    /// The table of what is claimed.
    [[nodiscard]] std::string claims() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] int broken() const { return broken_; }

private:
    std::string text_;
    std::string claims_;
    double slack_;
    int broken_ = 0;
};

[[nodiscard]] std::string fixed(double value, int decimals = 3);

/// The sections.
void blind_section(report& r, const std::vector<family>& world, bool quick);
void learned_section(report& r, const std::vector<family>& world, bool quick);
void progress_section(report& r, const std::vector<family>& world, bool quick);
void adversary_section(report& r, const std::vector<family>& world, bool quick);

/// Writes the plots of docs/schedules.md; false where that fails.
[[nodiscard]] bool draw_pictures(const std::vector<family>& world, const std::string& folder);

} // namespace polling_cost

#endif
