// jobpoll: one value against its row of the contract, and on to the job.
#ifndef JOBPOLL_READING_VALUE_CHECKER_HPP
#define JOBPOLL_READING_VALUE_CHECKER_HPP

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <version>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/shape.hpp>
#include <jobpoll/reading/body_position.hpp>
#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/job_builder.hpp>
#include <jobpoll/reading/uuid.hpp>
#include <jobpoll/reading/violation_log.hpp>

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

/// Checks values and puts them into the job.
///
/// Shapes: a layer of the reader, as the builder below it and the walk above it: one object, so that a value
/// takes no way through pointers.
class value_checker : public job_builder {
public:
    value_checker(const endpoint& e, std::string_view body, violation_log& log, jobpoll::job& fresh) noexcept
        : job_builder{e, fresh}, position_{body}, log_{&log} {}

    [[nodiscard]] const endpoint& contract() const noexcept { return *endpoint_; }
    [[nodiscard]] const body_position& position() const noexcept { return position_; }
    [[nodiscard]] violation_log& log() const noexcept { return *log_; }

    /// Whether the row allows the type; reports it where not.
    bool accepts(const shape_member& row, json_type found, std::string_view text) {
        if (contains(row.allowed, found)) return true;
        refuse(row, found, text);
        return false;
    }

    void check_string(const shape_member& row, std::string_view text) {
        if (!accepts(row, json_type::string, text)) return;
        if (row.atom_count != 0) take_facts(row, json_type::string, text, false);
        if (row.format == format::date_time) return void(take_date_time(text, row));
        if (row.role == role::status) return check_status(row, json_type::string, text);
        if (!is_one_of(row, text)) report(row, rule::enumeration, severity::breach, json_type::string, text);
        if (row.format != format::none && !is_good_uuid(row, text)) report_format(row, text);
        if (row.role != role::none) keep(row, text);
    }

    void check_number(const shape_member& row, const number_value& found) {
        const json_type type = found.is_integer ? json_type::integer : fractional_number;
        if (!accepts(row, type, found.text)) return;
        if (row.atom_count != 0) take_facts(row, type, found.text, found.value > 0);
        if (row.has_range) range(row, found);
        if (row.role == role::status) return check_status(row, type, found.text);
        if (row.role == role::progress) keys.progress = position_.last_key;
        if (row.keeps_json) keep_json(row);
        if (row.role != role::none) take_number(row, found);
    }

    void check_boolean(const shape_member& row, bool value) {
        using namespace std::string_view_literals;
        const std::string_view text = value ? "true"sv : "false"sv;
        if (!accepts(row, json_type::boolean, text)) return;
        if (row.atom_count != 0) take_facts(row, json_type::boolean, text, false);
        if (row.has_constant && value != *declared(row).constant)
            report(row, rule::constant, severity::breach, json_type::boolean, text);
        if (row.role == role::status) check_status(row, json_type::boolean, text);
        if (row.keeps_json) keep_json(row);
    }

    void check_null(const shape_member& row) {
        if (contains(row.allowed, json_type::null)) {
            if (row.atom_count != 0) take_facts(row, json_type::null, {}, false);
        } else if (contains(row.tolerated, json_type::null) && row.role != role::status) {
            report_here(row, rule::type, severity::tolerated, json_type::null, {});
        } else {
            refuse(row, json_type::null, {});
        }
    }

    /// A string whose text nobody reads, or the start of an object or array; false where it is not
    /// allowed.
    bool check_unread(const shape_member& row, json_type type) {
        if (!accepts(row, type, {})) return false;
        if (row.atom_count != 0) take_facts(row, type, {}, false);
        return !row.keeps_json || keep_json(row);
    }

    void check_status(const shape_member& row, json_type type, std::string_view text) {
        take_status(text, position_.is_roomy(text));
        if (word() != word_state::listed) [[unlikely]]
            report_unlisted(row, type, text);
    }

    // The ways of a string that eight bytes can be read at, each of a row that asks no more than its name
    // says. They return what an event returns, so that the jump to them is the last thing that is done.

    JOBPOLL_NOINLINE bool take_uuid(std::string_view text, const shape_member& row) {
        if (!is_good_uuid(row, text)) [[unlikely]]
            report_format(row, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_date_time(std::string_view text, const shape_member& row) {
        const std::int64_t moment = usual_date_time(text);
        if (moment == not_usual) [[unlikely]]
            return unusual_date_time(row, text);
        keep_time(row, milliseconds{moment});
        return true;
    }

    JOBPOLL_NOINLINE bool take_status_word(std::string_view text, const shape_member& row) {
        if (take_short_status(text)) [[likely]]
            return true;
        check_status(row, json_type::string, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_listed_word(std::string_view text, const shape_member& row) {
        if (!is_one_of(row, text)) [[unlikely]]
            report(row, rule::enumeration, severity::breach, json_type::string, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

    JOBPOLL_NOINLINE bool keep_json(const shape_member& row) {
        if (position_.has_key()) take_json(row.role, {position_.value(), position_.end()});
        return true;
    }

private:
    [[nodiscard]] const member& declared(const shape_member& row) const noexcept {
        return endpoint_->members[row.index];
    }

    void keep_time(const shape_member& row, milliseconds moment) {
        take_time(row, moment);
        if (row.role == role::finished) keys.finished = position_.last_key;
    }

    [[nodiscard]] static bool is_good_uuid(const shape_member& row, std::string_view text) noexcept {
        return is_uuid(text) && (row.format == format::uuid || !is_nil_uuid(text));
    }

    JOBPOLL_NOINLINE bool unusual_date_time(const shape_member& row, std::string_view text) {
        if (const auto moment = parse_date_time(text))
            keep_time(row, *moment);
        else
            report_format(row, text);
        return true;
    }

    JOBPOLL_COLD void report_format(const shape_member& row, std::string_view text) {
        report(row, rule::format, severity::breach, json_type::string, text);
    }

    JOBPOLL_NOINLINE void report(const shape_member& row, rule broken, severity weight, json_type type,
                                 std::string_view text) {
        report_here(row, broken, weight, type, text);
    }

    JOBPOLL_ALWAYS_INLINE void report_here(const shape_member& row, rule broken, severity weight,
                                           json_type type, std::string_view text) {
        log_->add(position_.at_value(broken, weight, &declared(row), type, text));
    }

    JOBPOLL_NOINLINE void refuse(const shape_member& row, json_type found, std::string_view text) {
        if (row.role == role::status) status_is_unusable();
        const severity otherwise = declared(row).needed ? severity::fatal : severity::breach;
        report(row, rule::type, contains(row.tolerated, found) ? severity::tolerated : otherwise, found,
               text);
    }

    JOBPOLL_COLD void report_unlisted(const shape_member& row, json_type type, std::string_view text) {
        const bool open = endpoint_->open_vocabulary;
        report(row, open ? rule::unknown_status : rule::enumeration,
               open ? severity::tolerated : severity::breach, type, text);
    }

    void keep(const shape_member& row, std::string_view text) {
        take_text(row, text);
        if (row.role == role::id) keys.id = position_.last_key;
        if (row.role == role::error_message) keys.message = position_.last_key;
    }

    [[nodiscard]] bool is_one_of(const shape_member& row, std::string_view text) const noexcept {
        const auto& words = declared(row).one_of;
        for (const std::string_view word : words)
            if (!word.empty() && is_same_text(word, text)) return true;
        return words[0].empty();
    }

    // Both tests are written so that NaN would fail them.
    void range(const shape_member& row, const number_value& found) {
        const number_range& range = declared(row).range;
        if (!(found.value >= range.minimum))
            report(row, rule::minimum, severity::breach, json_type::number, found.text);
        if (!(found.value <= range.maximum))
            report(row, rule::maximum, severity::breach, json_type::number, found.text);
    }

protected:
    body_position position_;
    violation_log* log_;
};

} // namespace jobpoll::inline v0::detail

#endif
