// jobpoll: checks one value against its row of the contract.
#ifndef JOBPOLL_READING_VALUE_CHECKER_HPP
#define JOBPOLL_READING_VALUE_CHECKER_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/numbers.hpp>
#include <jobpoll/reading/unix_time.hpp>
#include <jobpoll/reading/uuid.hpp>
#include <jobpoll/reading/value_keeper.hpp>

namespace jobpoll::inline v0::detail {

/// Checks values; the keeper puts them into the job.
class value_checker : public value_keeper {
public:
    using value_keeper::value_keeper;

    void check_text(const endpoint_member& row, std::string_view text) {
        if (row.blank != nulls::forbidden && is_blank(row, text))
            return check_blank(row, json_type::string, text);
        if (!accepts(row, json_type::string, text)) return;
        if (row.keeps_json) keep_json(row);
        if (row.format == format::decimal) return check_decimal(row, text);
        if (row.atom_count != 0) take_facts(row, {json_type::string, text});
        if (is_format_of_times(row.format)) return void(take_moment(text, row));
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
        const bool tolerated = contains(row.tolerated, json_type::null);
        const bool allowed = tolerated || contains(row.allowed, json_type::null);
        if (allowed && row.atom_count != 0) take_facts(row, {json_type::null});
        if (!allowed || (tolerated && row.role == role::status)) return refuse(row, json_type::null, {});
        if (tolerated) report(row, rule::type, severity::tolerated, json_type::null, {});
    }

    /// A string whose text is not read, or the start of an object or array; false where it is not allowed.
    bool check_unread(const endpoint_member& row, json_type type) {
        if (!accepts(row, type, {})) return false;
        if (row.atom_count != 0) take_facts(row, {type});
        return !row.keeps_json || keep_json(row);
    }

    void check_status(const endpoint_member& row, json_type type, std::string_view text) {
        // The texts of booleans are shorter than eight bytes and lie elsewhere: g++ 12 sees that at -O3.
        take_status(text, type != json_type::boolean && position_.is_roomy(text));
        if (word() != word_state::listed) report_unlisted(row, type, text);
    }

    // The fast paths of strings at which eight bytes can be read, one for each kind of row that asks nothing
    // else of a string. They return the result of the parser's event, so that the call is a tail call.

    JOBPOLL_NOINLINE bool take_uuid(std::string_view text, const endpoint_member& row) {
        if (!is_good_uuid(row, text)) report_format(row, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_date_time(std::string_view text, const endpoint_member& row) {
        const std::int64_t moment = usual_date_time(text);
        if (moment == not_usual) return take_moment(text, row);
        if (row.role != role::none)
            job().times.*time_fields[row.field] = optional_milliseconds{milliseconds{moment}};
        if (row.role == role::finished) keys.finished = position_.last_key;
        return true;
    }

    JOBPOLL_NOINLINE bool take_status_word(std::string_view text, const endpoint_member& row) {
        take_status(text, true);
        if (word() != word_state::listed) return report_unlisted(row, json_type::string, text);
        return true;
    }

    JOBPOLL_NOINLINE bool take_listed_word(std::string_view text, const endpoint_member& row) {
        if (!is_listed(row, text)) report(row, rule::enumeration, severity::breach, json_type::string, text);
        if (row.role != role::none) take_field(row, text);
        return true;
    }

protected:
    /// Null in the place of the job, of an object around it or of the status: whether it is missed is known
    /// at the end.
    [[nodiscard]] bool is_deferred(const endpoint_member& row, json_type found) const noexcept {
        return tree().defers && (row.leads_to_job || row.role == role::status) && found == json_type::null;
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

    JOBPOLL_COLD void refuse(const endpoint_member& row, json_type found, std::string_view text) {
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
    JOBPOLL_NOINLINE void note_other_id(json_type found, std::string_view text) {
        const bool has_text = found == json_type::string || contains(json_type::number, found);
        take_id(found, has_text ? text : std::string_view{});
        keys.id = position_.last_key;
    }

    [[nodiscard]] static bool is_blank(const endpoint_member& row, std::string_view text) noexcept {
        return text.empty() || (is_time_role(row.role) && text == "0");
    }

    /// A value that stands for null.
    JOBPOLL_COLD void check_blank(const endpoint_member& row, json_type type, std::string_view text) {
        if (row.atom_count != 0) take_facts(row, {json_type::null});
        if (row.blank == nulls::tolerated) report(row, rule::format, severity::tolerated, type, text);
    }

    // `25%` is a quarter also where progress is a fraction.
    JOBPOLL_COLD void check_decimal(const endpoint_member& row, std::string_view text) {
        const std::string_view digits = number_in(text);
        if (digits.empty()) {
            if (row.atom_count != 0) take_facts(row, {json_type::string, text});
            return report_format(row, text);
        }
        number_value found = describe_digits(digits);
        if (row.atom_count != 0) take_facts(row, {json_type::string, text, found.sign()});
        const bool is_percent = digits.size() != text.size();
        const bool is_share =
            is_percent && row.role == role::progress && tree().unit == progress_unit::fraction;
        if (is_share) found.value /= 100;
        if (row.range != no_index) check_range(row, found);
        if (is_share)
            take_progress(digits, found.value * 100, 100);
        else
            take_number(row, found);
    }

    [[nodiscard]] static bool is_good_uuid(const endpoint_member& row, std::string_view text) noexcept {
        return is_uuid(text) && (row.format == format::uuid || !is_nil_uuid(text));
    }

    [[nodiscard]] bool is_listed(const endpoint_member& row, std::string_view text) const noexcept {
        for (std::size_t i = 0; i < row.text_count; ++i)
            if (tree().texts[row.first_text + i] == text) return true;
        return row.text_count == 0;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
