// jobpoll: a state in about half of its room, for machines that wait in great numbers.
#ifndef JOBPOLL_MACHINE_PACKED_STATE_HPP
#define JOBPOLL_MACHINE_PACKED_STATE_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0::detail {

/// What a field of the state is kept as while a job waits: times and counts in 32 bits.
template <class Field>
using packed_field =
    std::conditional_t<std::is_same_v<Field, milliseconds> || std::is_same_v<Field, std::int64_t> ||
                           std::is_same_v<Field, optional_milliseconds>,
                       std::int32_t, Field>;

inline constexpr std::size_t packed_size = [] {
    machine_state s{};
    std::size_t sum = 0;
    for_each_field([&sum]<class Field>(const Field&) { sum += sizeof(packed_field<Field>); }, s);
    return sum;
}();

/// The fields of a state one after the other. No value (the least of 64 bits) is the least of 32.
class packed_state {
    static constexpr std::int64_t none = (std::numeric_limits<std::int64_t>::min)();
    static constexpr std::int64_t packed_none = (std::numeric_limits<std::int32_t>::min)();

public:
    /// False where a time or a count does not fit into 32 bits (24 days); the content is not usable then.
    [[nodiscard]] bool pack(const machine_state& s) noexcept {
        std::byte* to = bytes_;
        bool fits = true;
        const auto put = [&]<class Field>(const Field& field) __attribute__((__always_inline__)) {
            std::int64_t number = to_number(field);
            if (sizeof(packed_field<Field>) < sizeof field && number == none) number = packed_none;
            const auto value = static_cast<packed_field<Field>>(number);
            fits &= static_cast<std::int64_t>(value) == number;
            std::memcpy(to, &value, sizeof value);
            to += sizeof value;
        };
        for_each_field(put, s);
        return fits;
    }
    [[nodiscard]] machine_state unpack() const noexcept {
        machine_state s;
        const std::byte* from = bytes_;
        const auto take = [&]<class Field>(Field & field) __attribute__((__always_inline__)) {
            packed_field<Field> value{};
            std::memcpy(&value, from, sizeof value);
            from += sizeof value;
            if constexpr (std::is_same_v<Field, optional_milliseconds>)
                field = value == packed_none ? Field{} : Field{milliseconds{value}};
            else
                field = Field{value};
        };
        for_each_field(take, s);
        return s;
    }

private:
    std::byte bytes_[packed_size];
};

} // namespace jobpoll::inline v0::detail

#endif
