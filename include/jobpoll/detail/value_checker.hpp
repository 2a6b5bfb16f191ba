// jobpoll: one value against its row of the contract, and on to the job.
#ifndef JOBPOLL_DETAIL_VALUE_CHECKER_HPP
#define JOBPOLL_DETAIL_VALUE_CHECKER_HPP

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <version>

#include <jobpoll/detail/body_position.hpp>
#include <jobpoll/detail/date_time.hpp>
#include <jobpoll/detail/job_builder.hpp>
#include <jobpoll/detail/shape.hpp>
#include <jobpoll/detail/uuid.hpp>
#include <jobpoll/detail/violation_log.hpp>
#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::detail {

/// The type of a number with a fractional part: the bit of `number` without that of `integer`.
inline constexpr auto fractional_number = static_cast<json_type>(8);

/// The double that is nearest to the number in the text.
///
/// The parser's own reading (`read`) can be one unit in the last place off beyond 15 digits, which makes a
/// fraction of 543710783767669.00 and none of 4503599627370495.5. It stays where the text has no finite
/// double, and where the standard library cannot read one.
[[nodiscard]] inline double nearest_double(std::string_view text, double read) noexcept {
#if defined(__cpp_lib_to_chars)
    if (text.size() > 15) std::from_chars(text.data(), text.data() + text.size(), read);
#endif
    return read;
}

/// A number of the body that is no 64-bit integer, described.
///
/// The parser makes NaN of a zero with a huge exponent (`0e400`): its value is zero. Digits alone are an
/// integer, however many there are; an infinite number that is written otherwise (`1e309`) is none.
[[nodiscard]] inline number_value describe_number(std::string_view text, double read) noexcept {
    const double number = nearest_double(text, read);
    if (!(number == number)) return {text, 0, 0, true};
    const double below = std::floor(number);
    constexpr double limit = 9.2e18; // below 2^63
    const std::int64_t value = number >= limit    ? int64_max
                               : number <= -limit ? -int64_max
                                                  : static_cast<std::int64_t>(below);
    const bool finite = number - number == 0;
    const bool whole = finite ? below == number : text.find_first_of(".eE") == std::string_view::npos;
    return {text, number, value, whole};
}

/// Checks values and hands them to the job.
class value_checker {
public:
    value_checker(const endpoint& e, body_position& position, violation_log& log,
                  job_builder& builder) noexcept
        : endpoint_{&e}, position_{&position}, log_{&log}, builder_{&builder} {}

    /// Whether the row allows the type; reports it where not.
    bool accepts(std::uint8_t member, json_type found, std::string_view text) {
        if (contains(row(member).allowed, found)) return true;
        refuse(member, found, text);
        return false;
    }

    void string(std::uint8_t member, std::string_view text) {
        const shape_member& asked = row(member);
        if (!accepts(member, json_type::string, text)) return;
        if (asked.atom_count != 0) builder_->take_facts(asked, json_type::string, text, false);
        switch (asked.use) {
        case string_use::type_only:
            break;
        case string_use::keep:
            keep(member, text);
            break;
        case string_use::date_time:
            date_time(member, text);
            break;
        case string_use::check:
            check(member, text);
            break;
        }
    }

    void number(std::uint8_t member, const number_value& found) {
        const shape_member& asked = row(member);
        const json_type type = found.is_integer ? json_type::integer : fractional_number;
        if (!accepts(member, type, found.text)) return;
        if (asked.atom_count != 0) builder_->take_facts(asked, type, found.text, found.value > 0);
        if (asked.has_range) range(member, found);
        if (asked.role == role::status) return status(member, type, found.text);
        if (asked.role == role::progress) builder_->keys.progress = position_->last_key;
        if (asked.role != role::none) builder_->take_number(asked.role, member, found);
    }

    void boolean(std::uint8_t member, bool value) {
        const shape_member& asked = row(member);
        const std::string_view text = value ? "true" : "false";
        if (!accepts(member, json_type::boolean, text)) return;
        if (asked.atom_count != 0) builder_->take_facts(asked, json_type::boolean, text, false);
        if (asked.has_constant && value != *endpoint_->members[member].constant)
            report(member, rule::constant, severity::breach, json_type::boolean, text);
        if (asked.role == role::status) status(member, json_type::boolean, text);
        if (asked.keeps_json) keep_json(asked);
    }

    /// Null, a string whose text nobody reads, or the start of an object or array; false where it is not
    /// allowed.
    bool unread(std::uint8_t member, json_type type) {
        const shape_member& asked = row(member);
        if (!accepts(member, type, {})) return false;
        if (asked.atom_count != 0) builder_->take_facts(asked, type, {}, false);
        if (asked.keeps_json && type != json_type::null) keep_json(asked);
        return true;
    }

    void report(std::uint8_t member, rule broken, severity weight, json_type type, std::string_view text) {
        log_->add(position_->at_value(broken, weight, &endpoint_->members[member], type, text));
    }

private:
    [[nodiscard]] const shape_member& row(std::uint8_t member) const noexcept {
        return endpoint_->shape.members[member];
    }

    void refuse(std::uint8_t member, json_type found, std::string_view text) {
        const shape_member& asked = row(member);
        if (asked.role == role::status) builder_->status_is_unusable();
        const severity otherwise = asked.needed ? severity::fatal : severity::breach;
        report(member, rule::type, contains(asked.tolerated, found) ? severity::tolerated : otherwise, found,
               text);
    }

    void keep(std::uint8_t member, std::string_view text) {
        builder_->take_text(row(member).role, member, text);
        if (row(member).role == role::error_message) builder_->keys.message = position_->last_key;
    }

    void check(std::uint8_t member, std::string_view text) {
        const shape_member& asked = row(member);
        if (asked.role == role::status) return status(member, json_type::string, text);
        if (asked.has_words && !is_one_of(member, text))
            report(member, rule::enumeration, severity::breach, json_type::string, text);
        if (asked.format != format::none) uuid(member, text);
        if (asked.role != role::none) keep(member, text);
    }

    void status(std::uint8_t member, json_type type, std::string_view text) {
        builder_->take_status(text, position_->is_roomy(text));
        if (builder_->word() == word_state::listed) return;
        const bool open = endpoint_->open_vocabulary;
        report(member, open ? rule::unknown_status : rule::enumeration,
               open ? severity::tolerated : severity::breach, type, text);
    }

    void date_time(std::uint8_t member, std::string_view text) {
        const auto moment = parse_date_time(text);
        if (!moment) return report(member, rule::format, severity::breach, json_type::string, text);
        builder_->take_time(row(member).role, *moment);
        if (row(member).role == role::finished) builder_->keys.finished = position_->last_key;
    }

    void uuid(std::uint8_t member, std::string_view text) {
        const bool good = is_uuid(text) && (row(member).format == format::uuid || !is_nil_uuid(text));
        if (!good) report(member, rule::format, severity::breach, json_type::string, text);
    }

    [[nodiscard]] bool is_one_of(std::uint8_t member, std::string_view text) const noexcept {
        for (const std::string_view word : endpoint_->members[member].one_of)
            if (!word.empty() && word == text) return true;
        return false;
    }

    // Both tests are written so that NaN would fail them.
    void range(std::uint8_t member, const number_value& found) {
        const number_range& range = endpoint_->members[member].range;
        if (!(found.value >= range.minimum))
            report(member, rule::minimum, severity::breach, json_type::number, found.text);
        if (!(found.value <= range.maximum))
            report(member, rule::maximum, severity::breach, json_type::number, found.text);
    }

    void keep_json(const shape_member& asked) {
        if (position_->key_is_plain) builder_->take_json(asked.role, {position_->value(), position_->end()});
    }

    const endpoint* endpoint_;
    body_position* position_;
    violation_log* log_;
    job_builder* builder_;
};

} // namespace jobpoll::inline v0::detail

#endif
