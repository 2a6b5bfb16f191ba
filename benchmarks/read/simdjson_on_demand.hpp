// The checks by hand over simdjson's On-Demand; in an unnamed namespace, because two files compile it, each
// for another instruction set.
#ifndef JOBPOLL_BENCHMARKS_READ_SIMDJSON_ON_DEMAND_HPP
#define JOBPOLL_BENCHMARKS_READ_SIMDJSON_ON_DEMAND_HPP

#include <simdjson.h>

#include "payloads.hpp"
#include "row_check.hpp"

namespace bench {
namespace {

namespace ondemand = simdjson::ondemand;
using jobpoll::json_type;

/// One pass over the body in the order in which it was written. Every value is visited, also those that no
/// row asks for: whether they are JSON is part of the contract.
class forward_check {
public:
    explicit forward_check(const jobpoll::endpoint& e) : e_{e}, rows_{rows_of(e)}, check_{e, rows_} {}

    finding read(ondemand::document& root) {
        ondemand::json_type type{};
        if (root.type().get(type) != simdjson::SUCCESS) return unreadable;
        const json_type wanted = e_.root;
        if (type == ondemand::json_type::object) {
            ondemand::object met;
            if (wanted != json_type::object || root.get_object().get(met) != simdjson::SUCCESS)
                return unreadable;
            if (!members(met, rows_.root, e_.closed)) return unreadable;
        } else {
            ondemand::array met;
            if (wanted != json_type::array || root.get_array().get(met) != simdjson::SUCCESS)
                return unreadable;
            if (!elements(met, rows_.root)) return unreadable;
        }
        // Bytes after the end are no error of simdjson: it just stops.
        return root.current_location().error() == simdjson::OUT_OF_BOUNDS ? check_.result() : unreadable;
    }

private:
    static constexpr std::size_t none = key_finder::none;
    static inline const std::vector<std::size_t> nothing{};

    bool members(ondemand::object object, const std::vector<std::size_t>& rows, bool closed) {
        key_finder finder{rows_, rows};
        std::uint64_t seen = 0;
        for (auto met : object) {
            ondemand::field field;
            if (std::move(met).get(field) != simdjson::SUCCESS) return false;
            std::string_view key;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS) return false;
            const std::size_t row = finder.find(key);
            if (row != none) {
                const std::uint64_t bit = std::uint64_t{1} << finder.last();
                if ((seen & bit) != 0) check_.report(false);
                seen |= bit;
            } else if (closed) {
                check_.report(false);
            }
            if (!value(field.value(), row)) return false;
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            if ((seen >> i & 1) == 0) check_.missing(rows[i]);
        return true;
    }

    bool elements(ondemand::array array, const std::vector<std::size_t>& rows) {
        const std::size_t row = rows.empty() ? none : rows.front();
        for (auto met : array) {
            ondemand::value element;
            if (std::move(met).get(element) != simdjson::SUCCESS || !value(element, row)) return false;
        }
        return true;
    }

    bool value(ondemand::value met, std::size_t row) {
        ondemand::json_type type{};
        if (met.type().get(type) != simdjson::SUCCESS) return false;
        switch (type) {
        case ondemand::json_type::null: {
            bool is_null = false;
            if (met.is_null().get(is_null) != simdjson::SUCCESS || !is_null) return false;
            static_cast<void>(admit(row, json_type::null));
            return true;
        }
        case ondemand::json_type::boolean: {
            bool flag = false;
            if (met.get_bool().get(flag) != simdjson::SUCCESS) return false;
            if (admit(row, json_type::boolean)) check_.boolean(row, flag);
            return true;
        }
        case ondemand::json_type::number: {
            ondemand::number number;
            if (met.get_number().get(number) != simdjson::SUCCESS) return false;
            const bool whole = number.get_number_type() != ondemand::number_type::floating_point_number;
            if (admit(row, whole ? json_type::integer : json_type::number))
                check_.number(row, number.as_double());
            return true;
        }
        case ondemand::json_type::string: {
            std::string_view text;
            if (met.get_string().get(text) != simdjson::SUCCESS) return false;
            if (admit(row, json_type::string)) check_.text(row, text);
            return true;
        }
        case ondemand::json_type::object: {
            ondemand::object object;
            if (met.get_object().get(object) != simdjson::SUCCESS) return false;
            const bool known = admit(row, json_type::object);
            return members(object, known ? rows_.of[row] : nothing, known && e_.members[row].closed);
        }
        case ondemand::json_type::array: {
            ondemand::array array;
            if (met.get_array().get(array) != simdjson::SUCCESS) return false;
            return elements(array, admit(row, json_type::array) ? rows_.of[row] : nothing);
        }
        }
        return false;
    }

    bool admit(std::size_t row, json_type type) {
        if (row == none || !check_.admit(row, type)) return false;
        check_.there(row);
        return true;
    }

    const jobpoll::endpoint& e_;
    const rows_below& rows_;
    row_check check_;
};

finding read_on_demand(const jobpoll::endpoint& e, std::string_view body) {
    static_assert(padding >= simdjson::SIMDJSON_PADDING);
    static ondemand::parser parser;
    ondemand::document root;
    const simdjson::padded_string_view padded{body.data(), body.size(), body.size() + padding};
    if (parser.iterate(padded).get(root) != simdjson::SUCCESS) return unreadable;
    return forward_check{e}.read(root);
}

} // namespace
} // namespace bench

#endif
