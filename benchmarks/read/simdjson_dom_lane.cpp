#include <simdjson.h>

#include "dom_check.hpp"

namespace bench {
namespace {

struct simdjson_dom {
    using value = simdjson::dom::element;

    static jobpoll::json_type type(value v) {
        using jobpoll::json_type;
        using simdjson::dom::element_type;
        switch (v.type()) {
        case element_type::NULL_VALUE:
            return json_type::null;
        case element_type::BOOL:
            return json_type::boolean;
        case element_type::STRING:
            return json_type::string;
        case element_type::ARRAY:
            return json_type::array;
        case element_type::OBJECT:
            return json_type::object;
        case element_type::DOUBLE:
            return json_type::number;
        default:
            return json_type::integer;
        }
    }
    static std::optional<value> find(value v, std::string_view key) {
        value met;
        if (v.at_key(key).get(met) != simdjson::SUCCESS) return std::nullopt;
        return met;
    }
    static std::size_t size(value v) { return v.get_object().value().size(); }
    static void each(value v, auto visit) {
        for (const value element : v.get_array())
            visit(element);
    }
    static std::string_view text(value v) { return v.get_string().value(); }
    static bool boolean(value v) { return v.get_bool().value(); }
    static double number(value v) { return v.get_double().value(); }
};

} // namespace

finding simdjson_dom_lane(const jobpoll::endpoint& e, std::string_view body) {
    static simdjson::dom::parser parser;
    simdjson::dom::element root;
    // The body is copied, as it has no padding behind it.
    if (parser.parse(body.data(), body.size(), true).get(root) != simdjson::SUCCESS) return unreadable;
    return dom_check<simdjson_dom>{e, rows_of(e)}.read(root);
}

} // namespace bench
