// jobpoll, the program: colours, where there is somebody to see them.
#ifndef JOBPOLL_COMPANION_STYLE_HPP
#define JOBPOLL_COMPANION_STYLE_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/words/error.hpp>
#include <jobpoll/words/job.hpp>

namespace companion {

enum class colour : std::uint8_t { plain, bold, dim, red, green, yellow, cyan };

/// Paints texts, or leaves them alone.
class style {
public:
    explicit style(bool has_colours) noexcept : has_colours_{has_colours} {}

    [[nodiscard]] std::string paint(colour c, std::string_view text) const;

private:
    bool has_colours_;
};

/// Colours where standard output is a terminal that has them, and NO_COLOR is not set.
///
/// *Source*: no-color.org.
[[nodiscard]] style style_of_output();

[[nodiscard]] colour colour_of(jobpoll::outcome outcome) noexcept;
[[nodiscard]] colour colour_of(jobpoll::severity weight) noexcept;

/// The text, filled up with spaces on the right.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);

/// A bar of eight cells and the percentage; spaces where there is no progress.
[[nodiscard]] std::string progress_bar(int thousandths);

} // namespace companion

#endif
