// jobpoll: values of a job of which several members, or elements of an array, may have one.
#ifndef JOBPOLL_READING_REPEATED_VALUES_HPP
#define JOBPOLL_READING_REPEATED_VALUES_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/job_fields.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::size_t repeated_texts = 4;
inline constexpr std::size_t result_place = 4;
inline constexpr std::size_t first_time_place = 5;
inline constexpr std::size_t repeated_count = first_time_place + std::size(time_fields);

/// Where the value of a row is kept among the repeated ones.
[[nodiscard]] constexpr std::size_t repeated_place(const endpoint_member& row) noexcept {
    switch (row.role) {
    case role::error_code:
        return 0;
    case role::error_message:
        return 1;
    case role::reason:
        return 2;
    case role::reason_code:
        return 3;
    case role::result:
        return result_place;
    default:
        return first_time_place + row.field;
    }
}

[[nodiscard]] inline std::string_view& repeated_text(job& j, std::size_t place) noexcept {
    std::string_view* const texts[] = {&j.error.code, &j.error.message, &j.reason, &j.reason_code};
    return *texts[place];
}

/// Which row a value came from: the first in the declared order counts, of elements the first.
struct value_ranks {
    std::uint8_t of[repeated_count]{};

    void begin() noexcept { std::memset(of, no_index, sizeof of); }

    /// Whether a value of the row counts more than the one that is there.
    [[nodiscard]] bool take(std::size_t place, const endpoint_member& row) noexcept {
        if (row.index >= of[place]) return false;
        of[place] = row.index;
        return true;
    }
};

/// The repeated values of one element.
struct element_values {
    value_ranks ranks{};
    std::string_view texts[repeated_texts]{};
    json_text result{};
    optional_milliseconds times[std::size(time_fields)]{};

    void take(const endpoint_member& row, std::string_view text) noexcept {
        if (ranks.take(repeated_place(row), row)) texts[repeated_place(row)] = text;
    }
    void take(const endpoint_member& row, json_text value) noexcept {
        if (ranks.take(result_place, row)) result = value;
    }
    void take(const endpoint_member& row, milliseconds moment) noexcept {
        if (ranks.take(repeated_place(row), row)) times[row.field] = moment;
    }

    /// Writes what there is over the values of the job.
    void overwrite(job& j) const noexcept {
        for (std::size_t place = 0; place < repeated_count; ++place) {
            if (ranks.of[place] == no_index) continue;
            if (place < repeated_texts)
                repeated_text(j, place) = texts[place];
            else if (place == result_place)
                j.result = result;
            else
                j.times.*time_fields[place - first_time_place] = times[place - first_time_place];
        }
    }
};

/// The values of the element at hand, and of the element that was the first to satisfy each group of
/// conditions. Room is taken by the first contract that captures.
class captured_values {
public:
    void begin(const shape& tree) {
        if (values_.size() < tree.group_count + 1u) values_.resize(tree.group_count + 1u);
        for (element_values& v : values_)
            v.ranks.begin();
    }

    /// Takes a value of the element at hand.
    template <class Value>
    JOBPOLL_NOINLINE void take(const endpoint_member& row, Value value) noexcept {
        values_.front().take(row, value);
    }

    /// The element is over, and was the first to satisfy the groups whose bits are set.
    void end_element(std::uint32_t groups) noexcept {
        for (; groups != 0; groups &= groups - 1)
            values_[static_cast<std::size_t>(std::countr_zero(groups)) + 1] = values_.front();
        values_.front().ranks.begin();
    }

    [[nodiscard]] const element_values& of_group(std::size_t group) const noexcept {
        return values_[group + 1];
    }

private:
    std::vector<element_values> values_{};
};

} // namespace jobpoll::inline v0::detail

#endif
