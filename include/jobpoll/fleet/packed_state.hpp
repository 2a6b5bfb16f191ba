// jobpoll: a machine's state in about two thirds of its room, for the jobs that wait.
#ifndef JOBPOLL_FLEET_PACKED_STATE_HPP
#define JOBPOLL_FLEET_PACKED_STATE_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0::detail {

/// What a field of the state is kept as: times and counts in 32 bits, everything else as it is.
template <class Field>
using packed_field =
    std::conditional_t<std::is_same_v<Field, milliseconds> || std::is_same_v<Field, std::int64_t> ||
                           std::is_same_v<Field, optional_milliseconds>,
                       std::int32_t, Field>;

consteval std::size_t packed_size() {
    machine_state s{};
    std::size_t size = 0;
    for_each_field([&size]<class Field>(const Field&) { size += sizeof(packed_field<Field>); }, s);
    return size;
}

/// The fields of a state one after the other, in the order of `for_each_field`.
class packed_state {
public:
    /// Errors: false where a time or a count does not fit into 32 bits (49 days); the content is not usable
    /// then.
    [[nodiscard]] bool pack(const machine_state& s) noexcept {
        std::byte* to = bytes_;
        bool fits = true;
        for_each_field(
            [&]<class Field>(const Field& field) {
                packed_field<Field> value{};
                if constexpr (std::is_same_v<Field, optional_milliseconds>) {
                    value = field ? narrowed((*field).count(), fits) : none;
                } else if constexpr (std::is_same_v<Field, milliseconds>) {
                    value = narrowed(field.count(), fits);
                } else if constexpr (std::is_same_v<Field, std::int64_t>) {
                    value = narrowed(field, fits);
                } else {
                    value = field;
                }
                std::memcpy(to, &value, sizeof value);
                to += sizeof value;
            },
            s);
        return fits;
    }

    [[nodiscard]] machine_state unpack() const noexcept {
        machine_state s;
        const std::byte* from = bytes_;
        for_each_field(
            [&from]<class Field>(Field& field) {
                packed_field<Field> value{};
                std::memcpy(&value, from, sizeof value);
                from += sizeof value;
                if constexpr (std::is_same_v<Field, optional_milliseconds>)
                    field = value == none ? Field{} : Field{milliseconds{value}};
                else
                    field = Field{value};
            },
            s);
        return s;
    }

private:
    static constexpr std::int32_t none = (std::numeric_limits<std::int32_t>::min)();

    [[nodiscard]] static std::int32_t narrowed(std::int64_t value, bool& fits) noexcept {
        const auto made = static_cast<std::int32_t>(value);
        fits = fits && made == value && made != none;
        return made;
    }

    std::byte bytes_[packed_size()];
};

} // namespace jobpoll::inline v0::detail

#endif
