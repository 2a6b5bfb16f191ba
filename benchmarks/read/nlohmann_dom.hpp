// The document of nlohmann, as the checks want to see it.
#ifndef JOBPOLL_BENCHMARKS_READ_NLOHMANN_DOM_HPP
#define JOBPOLL_BENCHMARKS_READ_NLOHMANN_DOM_HPP

#include <nlohmann/json.hpp>

#include "dom_check.hpp"

namespace bench {

struct nlohmann_dom {
    using value = const nlohmann::json*;

    static jobpoll::json_type type(value v) {
        using jobpoll::json_type;
        if (v->is_null()) return json_type::null;
        if (v->is_boolean()) return json_type::boolean;
        if (v->is_string()) return json_type::string;
        if (v->is_array()) return json_type::array;
        if (v->is_object()) return json_type::object;
        return v->is_number_integer() ? json_type::integer : json_type::number;
    }
    static std::optional<value> find(value v, std::string_view key) {
        const auto met = v->find(key);
        return met == v->end() ? std::nullopt : std::optional<value>{&*met};
    }
    static std::size_t size(value v) { return v->size(); }
    static void each(value v, auto visit) {
        for (const nlohmann::json& element : *v)
            visit(&element);
    }
    static std::string_view text(value v) { return v->get_ref<const std::string&>(); }
    static bool boolean(value v) { return v->get<bool>(); }
    static double number(value v) { return v->get<double>(); }
};

} // namespace bench

#endif
