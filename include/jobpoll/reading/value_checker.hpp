// jobpoll: one value against its row of the contract, and on to the job.
#ifndef JOBPOLL_READING_VALUE_CHECKER_HPP
#define JOBPOLL_READING_VALUE_CHECKER_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/body_position.hpp>
#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/iso_8601.hpp>
#include <jobpoll/reading/job_builder.hpp>
#include <jobpoll/reading/numbers.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/reading/unix_time.hpp>
#include <jobpoll/reading/uuid.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// Checks values and puts them into the job.
///
/// A layer of the reader, as the builder below it and the walk above it: one object, so that a value takes no
/// way through pointers.
class value_checker : public job_builder {
public:
    value_checker(const endpoint& e, std::string_view body, violation_log& log, jobpoll::job& fresh,
                  element_store& elements) noexcept
        : job_builder{e, fresh, elements}, position_{body, e}, log_{&log} {}

    [[nodiscard]] const body_position& position() const noexcept { return position_; }
    [[nodiscard]] violation_log& log() const noexcept { return *log_; }
    /// The delay that the body asks for; it may have one that is not believed.
    [[nodiscard]] optional_milliseconds body_delay() const noexcept { return body_delay_; }
    [[nodiscard]] bool ignores_delay() const noexcept { return ignores_delay_; }

    void check_string(const endpoint_member& row, std::string_view text) {
        if (row.blank != nulls::forbidden && is_blank(row, text))
            return check_blank(row, json_type::string, text);
        if (!accepts(row, json_type::string, text)) return;
        if (row.format == format::decimal) return check_decimal(row, text);
        if (row.atom_count != 0) take_facts(row, {json_type::string, text});
        if (row.format >= format::date_time) return void(take_moment(text, row));
        if (row.role == role::status) return check_status(row, json_type::string, text);
        if (!is_listed(row, text)) report(row, rule::enumeration, severity::breach, json_type::string, text);
        if (row.format != format::none && !is_good_uuid(row, text)) report_format(row, text);
        keep(row, text);
    }

    void check_number(const endpoint_member& row, const number_value& found) {
        if (row.blank != nulls::forbidden && is_time_role(row.role) && found.value == 0)
            return check_blank(row, found.type(), found.text);
        if (!accepts(row, found.type(), found.text)) return;
        if (row.atom_count != 0) take_facts(row, {found.type(), found.text, found.sign()});
        if (row.range != no_index) check_range(row, found);
        if (row.role == role::status) return check_status(row, found.type(), found.text);
        take_number(row, found);
    }

    void check_boolean(const endpoint_member& row, bool value) {
        using namespace std::string_view_literals;
        const std::string_view text = value ? "true"sv : "false"sv;
        if (!accepts(row, json_type::boolean, text)) return;
        if (row.atom_count != 0) take_facts(row, {json_type::boolean, text});
        if (row.has_constant && value != row.constant)
            report(row, rule::constant, severity::breach, json_type::boolean, text);
        if (row.role == role::status) check_status(row, json_type::boolean, text);
        if (row.role == role::retryable) job().retryable = value;
        if (row.keeps_json) keep_json(row);
    }

    void check_null(const endpoint_member& row) {
        const bool tolerated = contains(row.tolerated, json_type::null) && row.role != role::status;
        if (!tolerated && !contains(row.allowed, json_type::null)) return refuse(row, json_type::null, {});
        if (row.atom_count != 0) take_facts(row, {json_type::null});
        if (tolerated) report(row, rule::type, severity::tolerated, json_type::null, {});
    }

    /// A string whose text is not read, or the start of an object or array; false where it is not allowed.
    bool check_unread(const endpoint_member& row, json_type type) {
        if (!accepts(row, type, {})) return false;
        if (row.atom_count != 0) take_facts(row, {type});
        return !row.keeps_json || keep_json(row);
    }

    void check_status(const endpoint_member& row, json_type type, std::string_view text) {
        take_status(text, position_.is_roomy(text));
        if (word() != word_state::listed) [[unlikely]]
            report_unlisted(row, type, text);
    }

    // The ways of a string that eight bytes can be read at, each of a row that asks no more than its name
    // says. They return what an event returns, so that the jump to them is the last thing that is done.

    JOBPOLL_NOINLINE bool take_uuid(std::string_view text, const endpoint_member& row) {
        if (!is_good_uuid(row, text)) [[unlikely]]
            report_format(row, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_date_time(std::string_view text, const endpoint_member& row) {
        const std::int64_t moment = usual_date_time(text);
        if (moment == not_usual) [[unlikely]]
            return take_moment(text, row);
        if (row.role != role::none)
            job().times.*time_fields[row.field] = optional_milliseconds{milliseconds{moment}};
        if (row.role == role::finished) keys.finished = position_.last_key;
        return true;
    }

    JOBPOLL_NOINLINE bool take_status_word(std::string_view text, const endpoint_member& row) {
        take_status(text, true);
        if (word() != word_state::listed) [[unlikely]]
            return report_unlisted(row, json_type::string, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_listed_word(std::string_view text, const endpoint_member& row) {
        if (!is_listed(row, text)) [[unlikely]]
            report(row, rule::enumeration, severity::breach, json_type::string, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

    JOBPOLL_NOINLINE bool keep_json(const endpoint_member& row) {
        if (position_.has_key()) take_json(row, {position_.value(), position_.end()});
        return true;
    }

protected:
    /// Null in the place of the job, of an object around it or of the status: whether it is missed is known
    /// at the end.
    [[nodiscard]] bool is_deferred(const endpoint_member& row, json_type found) const noexcept {
        return tree().defers && (row.leads_to_job || row.role == role::status) && found == json_type::null;
    }

    JOBPOLL_NOINLINE void report(const endpoint_member& row, rule broken, severity weight, json_type type,
                                 std::string_view text) {
        log_->add(position_.at_value(broken, weight, &row, type, text));
    }

    std::uint64_t null_on_the_way_ = 0; ///< the members of which `is_deferred` was true, one bit each
    bool wrong_on_the_way_ = false;     ///< something else stands in the place of the job

private:
    /// Whether the row allows the type; reports it where not.
    bool accepts(const endpoint_member& row, json_type found, std::string_view text) {
        if (contains(row.allowed, found)) return true;
        refuse(row, found, text);
        return false;
    }

    JOBPOLL_NOINLINE void refuse(const endpoint_member& row, json_type found, std::string_view text) {
        if (row.role == role::status) status_is_unusable();
        if (row.role == role::id) note_other_id(found, text);
        if (is_deferred(row, found)) {
            null_on_the_way_ |= row.bit;
            return;
        }
        wrong_on_the_way_ = wrong_on_the_way_ || row.leads_to_job;
        const severity otherwise = row.needed ? severity::fatal : severity::breach;
        report(row, rule::type, contains(row.tolerated, found) ? severity::tolerated : otherwise, found,
               text);
    }

    /// An id of another type than the contract says; an integer is compared by its text.
    JOBPOLL_COLD void note_other_id(json_type found, std::string_view text) {
        const bool has_text = found == json_type::string || contains(json_type::number, found);
        take_id(found, has_text ? text : std::string_view{});
        keys.id = position_.last_key;
    }

    [[nodiscard]] static bool is_blank(const endpoint_member& row, std::string_view text) noexcept {
        return text.empty() || (is_time_role(row.role) && text == "0");
    }

    /// A value that stands for null.
    JOBPOLL_NOINLINE void check_blank(const endpoint_member& row, json_type type, std::string_view text) {
        if (row.atom_count != 0) take_facts(row, {json_type::null});
        if (row.blank == nulls::tolerated) report(row, rule::format, severity::tolerated, type, text);
    }

    JOBPOLL_NOINLINE void check_decimal(const endpoint_member& row, std::string_view text) {
        const std::string_view digits = number_in(text);
        if (digits.empty()) {
            if (row.atom_count != 0) take_facts(row, {json_type::string, text});
            return report_format(row, text);
        }
        const number_value found = describe_digits(digits);
        if (row.atom_count != 0) take_facts(row, {json_type::string, text, found.sign()});
        if (row.range != no_index) check_range(row, found);
        take_number(row, found);
    }

    void take_number(const endpoint_member& row, const number_value& found) {
        if (row.keeps_json)
            keep_json(row);
        else if (row.format == format::unix_seconds || row.format == format::unix_milliseconds)
            take_moment(found.text, row);
        else if (is_count_role(row.role))
            add_count(row, found.integer);
        else if (row.role == role::progress)
            keep_progress(found);
        else if (is_delay_role(row.role))
            take_delay(row, found.text);
        else
            keep(row, found.text);
    }

    void keep_progress(const number_value& found) {
        keys.progress = position_.last_key;
        take_progress(found.text, found.value);
    }

    /// A moment in the row's format, however it is written; a delay in its unit.
    JOBPOLL_NOINLINE bool take_moment(std::string_view text, const endpoint_member& row) {
        if (is_delay_role(row.role)) return take_delay(row, text);
        std::optional<milliseconds> moment;
        switch (row.format) {
        case format::date_time:
            moment = parse_date_time(text);
            break;
        case format::iso_8601:
            moment = parse_iso_8601(text);
            break;
        default:
            moment = is_plain_number(text) ? parse_milliseconds(text, row.format) : std::nullopt;
        }
        if (!moment)
            report_format(row, text);
        else
            keep_time(row, *moment);
        return true;
    }

    /// Digits, or a number of the body, which may have an exponent.
    [[nodiscard]] bool is_plain_number(std::string_view text) const noexcept {
        return is_plain_decimal(text) || (position_.contains(text) && text.data()[-1] != '"');
    }

    JOBPOLL_NOINLINE bool take_delay(const endpoint_member& row, std::string_view text) {
        const auto delay = is_plain_number(text) ? parse_milliseconds(text, row.format) : std::nullopt;
        const bool usable = delay && *delay >= milliseconds{0} && *delay < longest_retry_after;
        if (row.role == role::time_left) {
            if (usable) job().remaining = *delay;
            return true;
        }
        if (usable) {
            body_delay_ = *delay;
            return true;
        }
        ignores_delay_ = true;
        report(row, rule::retry_after, severity::tolerated, json_type::none, text);
        return true;
    }

    void keep_time(const endpoint_member& row, milliseconds moment) {
        if (!is_time_role(row.role)) return;
        take_time(row, moment);
        if (row.role == role::finished) keys.finished = position_.last_key;
    }

    [[nodiscard]] static bool is_good_uuid(const endpoint_member& row, std::string_view text) noexcept {
        return is_uuid(text) && (row.format == format::uuid || !is_nil_uuid(text));
    }

    JOBPOLL_COLD void report_format(const endpoint_member& row, std::string_view text) {
        report(row, rule::format, severity::breach, json_type::string, text);
    }

    JOBPOLL_COLD bool report_unlisted(const endpoint_member& row, json_type type, std::string_view text) {
        const bool open = endpoint_->open_vocabulary;
        report(row, open ? rule::unknown_status : rule::enumeration,
               open ? severity::tolerated : severity::breach, type, text);
        return true;
    }

    /// A text, or a number by its text.
    void keep(const endpoint_member& row, std::string_view text) {
        if (!is_text_role(row.role)) return;
        take_text(row, text);
        if (row.role == role::id) keys.id = position_.last_key;
        if (row.role == role::error_message) keys.message = position_.last_key;
    }

    [[nodiscard]] bool is_listed(const endpoint_member& row, std::string_view text) const noexcept {
        for (std::size_t i = 0; i < row.text_count; ++i)
            if (is_same_text(tree().texts[row.first_text + i], text)) return true;
        return row.text_count == 0;
    }

    // Both tests are written so that NaN would fail them.
    void check_range(const endpoint_member& row, const number_value& found) {
        const number_range& range = range_of(*endpoint_, row);
        if (!(found.value >= range.minimum))
            report(row, rule::minimum, severity::breach, json_type::number, found.text);
        if (!(found.value <= range.maximum))
            report(row, rule::maximum, severity::breach, json_type::number, found.text);
    }

protected:
    body_position position_;
    violation_log* log_;
    optional_milliseconds body_delay_{};
    bool ignores_delay_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
