// jobpoll: a state of the machine in about half of its size, for jobs that wait.
#ifndef JOBPOLL_MACHINE_PACKED_STATE_HPP
#define JOBPOLL_MACHINE_PACKED_STATE_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/machine/state_fields.hpp>

namespace jobpoll::inline v0::detail {

/// What a field of the state is kept as while a job waits: times and counts in 32 bits.
template <class Field>
using packed_field =
    std::conditional_t<std::is_same_v<Field, milliseconds> || std::is_same_v<Field, std::int64_t> ||
                           std::is_same_v<Field, optional_milliseconds>,
                       std::int32_t, Field>;

/// Adds up what the fields are kept in.
struct field_sizes {
    std::size_t sum = 0;

    template <class Field>
    constexpr void operator()(const Field& /*only its type*/) noexcept {
        sum += sizeof(packed_field<Field>);
    }
};

inline constexpr std::size_t packed_size = [] {
    machine_state s{};
    field_sizes sizes;
    for_each_field(sizes, s);
    return sizes.sum;
}();

/// Writes fields one after the other. No value (the least of 64 bits) is the least of 32.
struct field_packer {
    static constexpr std::int64_t none = (std::numeric_limits<std::int64_t>::min)();
    static constexpr std::int64_t packed_none = (std::numeric_limits<std::int32_t>::min)();

    std::byte* to;
    bool fits = true;

    template <class Field>
    JOBPOLL_ALWAYS_INLINE void operator()(const Field& field) noexcept {
        std::int64_t number = to_number(field);
        if (sizeof(packed_field<Field>) < sizeof field && number == none) number = packed_none;
        const auto value = static_cast<packed_field<Field>>(number);
        fits &= static_cast<std::int64_t>(value) == number;
        std::memcpy(to, &value, sizeof value);
        to += sizeof value;
    }
};

/// Reads what a `field_packer` wrote.
struct field_unpacker {
    const std::byte* from;

    template <class Field>
    JOBPOLL_ALWAYS_INLINE void operator()(Field& field) noexcept {
        packed_field<Field> value{};
        std::memcpy(&value, from, sizeof value);
        from += sizeof value;
        if constexpr (std::is_same_v<Field, optional_milliseconds>)
            field = value == field_packer::packed_none ? Field{} : Field{milliseconds{value}};
        else
            field = Field{value};
    }
};

/// The fields of a state one after the other.
class packed_state {
public:
    /// False where a time or a count does not fit into 32 bits (24 days); the content is not usable then.
    [[nodiscard]] bool pack(const machine_state& s) noexcept {
        field_packer put{bytes_};
        for_each_field(put, s);
        return put.fits;
    }
    [[nodiscard]] machine_state unpack() const noexcept {
        machine_state s;
        for_each_field(field_unpacker{bytes_}, s);
        return s;
    }

private:
    std::byte bytes_[packed_size];
};

} // namespace jobpoll::inline v0::detail

#endif
