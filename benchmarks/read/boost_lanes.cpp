#include <boost/json.hpp>

#include "dom_check.hpp"

namespace bench {
namespace {

struct boost_dom {
    using value = const boost::json::value*;

    static jobpoll::json_type type(value v) {
        using jobpoll::json_type;
        switch (v->kind()) {
        case boost::json::kind::null:
            return json_type::null;
        case boost::json::kind::bool_:
            return json_type::boolean;
        case boost::json::kind::string:
            return json_type::string;
        case boost::json::kind::array:
            return json_type::array;
        case boost::json::kind::object:
            return json_type::object;
        case boost::json::kind::double_:
            return json_type::number;
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
            break;
        }
        return json_type::integer;
    }
    static std::optional<value> find(value v, std::string_view key) {
        const boost::json::value* met = v->get_object().if_contains({key.data(), key.size()});
        return met == nullptr ? std::nullopt : std::optional<value>{met};
    }
    static std::size_t size(value v) { return v->get_object().size(); }
    static void each(value v, auto visit) {
        for (const boost::json::value& element : v->get_array())
            visit(&element);
    }
    static std::string_view text(value v) { return {v->get_string().data(), v->get_string().size()}; }
    static bool boolean(value v) { return v->get_bool(); }
    static double number(value v) { return v->to_number<double>(); }
};

finding read_with(boost::json::storage_ptr storage, const jobpoll::endpoint& e, std::string_view body) {
    boost::system::error_code error;
    const boost::json::value root = boost::json::parse({body.data(), body.size()}, error, std::move(storage));
    if (error) return unreadable;
    return dom_check<boost_dom>{e, rows_of(e)}.read(&root);
}

} // namespace

finding boost_lane(const jobpoll::endpoint& e, std::string_view body) {
    return read_with({}, e, body);
}

finding boost_monotonic_lane(const jobpoll::endpoint& e, std::string_view body) {
    static unsigned char room[1 << 20];
    boost::json::monotonic_resource memory{room, sizeof room};
    return read_with(&memory, e, body);
}

} // namespace bench
