// jobpoll: a distribution out of intervals: what is known of jobs that were looked at now and then.
#ifndef JOBPOLL_SCHEDULE_INTERVAL_ESTIMATE_HPP
#define JOBPOLL_SCHEDULE_INTERVAL_ESTIMATE_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <jobpoll/base/logarithm.hpp>

namespace jobpoll::inline v0::detail {

/// It happened after the one moment and not after the other, as logarithms; `after < by`.
struct log_interval {
    std::uint16_t after = 0;
    std::uint16_t by = 1;
    friend constexpr bool operator==(log_interval, log_interval) noexcept = default;
};

/// The most intervals that are remembered.
inline constexpr std::size_t most_intervals = 128;

/// Cells on the logarithmic axis: eighths of octaves, finer where many intervals end.
class log_grid {
public:
    static constexpr int coarse_cells = 256;
    static constexpr int parts_per_end = 2;
    static constexpr int most_parts = 64;
    static constexpr std::size_t most_cells = coarse_cells + std::size_t{parts_per_end} * 2 * most_intervals;

    struct place {
        std::size_t cell;
        std::uint32_t fraction; ///< of 256
    };

    constexpr explicit log_grid(std::span<const log_interval> known) noexcept {
        for (const log_interval& i : known)
            for (const std::uint16_t end : {i.after, i.by})
                first_[std::size_t{1} + (end >> 8)] += parts_per_end;
        for (std::uint32_t coarse = 0, cell = 0; coarse < coarse_cells; ++coarse) {
            const std::uint32_t parts = std::min<std::uint32_t>(1u + first_[coarse + 1], most_parts);
            for (std::uint32_t part = 0; part < parts; ++part)
                edges_[cell + part] = 256 * coarse + 256 * part / parts;
            first_[coarse + 1] = static_cast<std::uint16_t>(cell += parts);
        }
        edges_[size()] = 256 * coarse_cells;
    }

    [[nodiscard]] constexpr std::size_t size() const noexcept { return first_.back(); }
    [[nodiscard]] constexpr std::uint32_t edge(std::size_t cell) const noexcept { return edges_[cell]; }

    [[nodiscard]] constexpr place locate(std::int32_t log) const noexcept {
        const auto held = static_cast<std::uint32_t>(std::clamp(log, 0, largest_log));
        const std::size_t coarse = held >> 8;
        const std::uint32_t scaled = (held & 255) * (std::uint32_t{first_[coarse + 1]} - first_[coarse]);
        return {first_[coarse] + (scaled >> 8), scaled & 255};
    }

private:
    std::array<std::uint16_t, coarse_cells + 1> first_{}; ///< cell of each coarse one
    std::array<std::uint32_t, most_cells + 1> edges_{};
};

/// All probabilities are in units of 2^-30.
inline constexpr std::uint32_t certain = std::uint32_t{1} << 30;

/// Self-consistent estimates of one distribution.
///
/// A step distributes each interval in the proportions of the estimate before it. The estimates go from
/// coarse to fine: the first begins with a prior, each other one with its predecessor. To make an estimate
/// smooth, the intervals are widened. *Source*: Turnbull, The empirical distribution function with
/// arbitrarily grouped, censored and truncated data, 1976, for the step.
class interval_estimate {
public:
    using masses = std::array<std::uint32_t, log_grid::most_cells>;

    /// `over(log)` is the part that the prior has up to there.
    template <class Over>
    constexpr interval_estimate(std::span<const log_interval> known, Over over) noexcept : grid_{known} {
        std::uint32_t before = 0;
        for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
            const std::uint32_t next = over(grid_.edge(cell + 1));
            prior_[cell] = next - before;
            before = next;
        }
    }

    [[nodiscard]] constexpr const log_grid& grid() const noexcept { return grid_; }
    [[nodiscard]] constexpr const masses& prior() const noexcept { return prior_; }

    /// One step from `made`; `weight(i)` is that of each interval.
    template <class Weight>
    constexpr void refine(masses& made, std::span<const log_interval> known, Weight weight,
                          std::int32_t widened) const noexcept {
        if (known.empty()) return;
        std::array<std::uint32_t, log_grid::most_cells + 1> over{};
        for (std::size_t cell = 0; cell < grid_.size(); ++cell)
            over[cell + 1] = over[cell] + made[cell];
        const auto over_at = [&](log_grid::place p) {
            return over[p.cell] + static_cast<std::uint32_t>(std::uint64_t{made[p.cell]} * p.fraction >> 8);
        };
        const std::uint64_t unit = (std::uint64_t{1} << 60) / total_of(known, weight);
        std::array<std::uint64_t, log_grid::most_cells + 2> rise{}; // of what each cell is multiplied by
        for (std::size_t i = 0; i < known.size(); ++i) {
            const log_grid::place from = grid_.locate(known[i].after - widened);
            const log_grid::place to = grid_.locate(known[i].by + widened);
            const std::uint64_t rate =
                unit * weight(i) / std::max<std::uint32_t>(over_at(to) - over_at(from), 1);
            const std::uint64_t before_from = rate * from.fraction >> 8;
            const std::uint64_t before_to = rate * to.fraction >> 8;
            rise[from.cell] += rate - before_from;
            rise[from.cell + 1] += before_from;
            rise[to.cell] -= rate - before_to;
            rise[to.cell + 1] -= before_to;
        }
        std::uint64_t factor = 0;
        for (std::size_t cell = 0; cell < grid_.size(); ++cell)
            made[cell] = static_cast<std::uint32_t>(made[cell] * (factor += rise[cell]) >> 30);
    }

    /// The estimate, with the prior as one interval more of its own weight.
    template <class Weight>
    [[nodiscard]] constexpr masses with_prior(const masses& made, std::span<const log_interval> known,
                                              Weight weight, std::uint32_t prior_weight) const noexcept {
        const std::uint64_t total = total_of(known, weight);
        const std::uint64_t own = (total << 16) / (total + prior_weight);
        masses both{};
        for (std::size_t cell = 0; cell < grid_.size(); ++cell)
            both[cell] = static_cast<std::uint32_t>((made[cell] * own + prior_[cell] * (65'536 - own)) >> 16);
        return both;
    }

    /// The part of a distribution that lies in an interval.
    [[nodiscard]] constexpr std::uint32_t part_of(const masses& m, log_interval i) const noexcept {
        const log_grid::place from = grid_.locate(i.after);
        const log_grid::place to = grid_.locate(i.by);
        std::uint64_t sum = std::uint64_t{m[to.cell]} * to.fraction >> 8;
        for (std::size_t cell = from.cell; cell < to.cell; ++cell)
            sum += m[cell];
        return static_cast<std::uint32_t>(sum -
                                          (std::min)(sum, std::uint64_t{m[from.cell]} * from.fraction >> 8));
    }

private:
    template <class Weight>
    [[nodiscard]] static constexpr std::uint32_t total_of(std::span<const log_interval> known,
                                                          Weight weight) noexcept {
        std::uint32_t total = 0;
        for (std::size_t i = 0; i < known.size(); ++i)
            total += weight(i);
        return total;
    }

    log_grid grid_;
    masses prior_{};
};

} // namespace jobpoll::inline v0::detail

#endif
