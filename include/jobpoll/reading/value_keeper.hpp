// jobpoll: parses a value by its format (dates, delays, numbers) and stores it in the job, or reports it.
#ifndef JOBPOLL_READING_VALUE_KEEPER_HPP
#define JOBPOLL_READING_VALUE_KEEPER_HPP

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/body_position.hpp>
#include <jobpoll/reading/iso_8601.hpp>
#include <jobpoll/reading/job_builder.hpp>
#include <jobpoll/reading/numbers.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/reading/unix_time.hpp>
#include <jobpoll/reading/violation_log.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// Reads values in the formats of their rows and puts them into the job.
///
/// A layer of the reader, as the builder below it and the walk above it: one object, so that a value takes no
/// way through pointers.
class value_keeper : public job_builder {
public:
    value_keeper(const endpoint& e, std::string_view body, violation_log& log, jobpoll::job& fresh,
                 element_store& elements) noexcept
        : job_builder{e, fresh, elements}, position_{body, e}, log_{&log} {}

    [[nodiscard]] const body_position& position() const noexcept { return position_; }
    [[nodiscard]] violation_log& log() const noexcept { return *log_; }
    /// The delay that the body asks for; it may have one that is not believed.
    [[nodiscard]] optional_milliseconds body_delay() const noexcept { return body_delay_; }
    [[nodiscard]] bool ignores_delay() const noexcept { return ignores_delay_; }

protected:
    JOBPOLL_NOINLINE bool keep_json(const endpoint_member& row) {
        if (position_.has_key()) take_json(row, {position_.value(), position_.end()});
        return true;
    }

    JOBPOLL_NOINLINE void report(const endpoint_member& row, rule broken, severity weight, json_type type,
                                 std::string_view text) {
        log_->add(position_.at_value(broken, weight, &row, type, text));
    }

    void take_number(const endpoint_member& row, const number_value& found) {
        if (row.keeps_json)
            keep_json(row);
        else if (is_unix_time(row.format))
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
            moment = read_date_time(text);
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
        // NOLINTNEXTLINE(readability-simplify-subscript-expr): it is the character before the view
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
            // Of the jobs of a list the longest counts: no vendor is asked too soon.
            body_delay_ = (std::max)(body_delay_.value_or(milliseconds{0}), *delay);
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

    // Both tests are written so that NaN would fail them.
    void check_range(const endpoint_member& row, const number_value& found) {
        const number_range& range = range_of(*endpoint_, row);
        if (!(found.value >= range.minimum))
            report(row, rule::minimum, severity::breach, json_type::number, found.text);
        if (!(found.value <= range.maximum))
            report(row, rule::maximum, severity::breach, json_type::number, found.text);
    }

    body_position position_;
    violation_log* log_;

private:
    optional_milliseconds body_delay_{};
    bool ignores_delay_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
