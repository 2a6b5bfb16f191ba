// The floor, which is the same parser with a handler that does nothing, and jobpoll.
#include <jobpoll/poller.hpp>

#include "lanes.hpp"

namespace bench {
namespace {

struct null_handler {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    bool on_document_begin(auto&) { return true; }
    bool on_document_end(auto&) { return true; }
    bool on_object_begin(auto&) { return true; }
    bool on_object_end(std::size_t, auto&) { return true; }
    bool on_array_begin(auto&) { return true; }
    bool on_array_end(std::size_t, auto&) { return true; }
    bool on_key_part(std::string_view, std::size_t, auto&) { return true; }
    bool on_key(std::string_view, std::size_t, auto&) { return true; }
    bool on_string_part(std::string_view, std::size_t, auto&) { return true; }
    bool on_string(std::string_view, std::size_t, auto&) { return true; }
    bool on_number_part(std::string_view, auto&) { return true; }
    bool on_int64(std::int64_t, std::string_view, auto&) { return true; }
    bool on_uint64(std::uint64_t, std::string_view, auto&) { return true; }
    bool on_double(double, std::string_view, auto&) { return true; }
    bool on_bool(bool, auto&) { return true; }
    bool on_null(auto&) { return true; }
    bool on_comment_part(std::string_view, auto&) { return true; }
    bool on_comment(std::string_view, auto&) { return true; }
};

} // namespace

finding floor_lane(const jobpoll::endpoint&, std::string_view body) {
    boost::json::basic_parser<null_handler> parser{boost::json::parse_options{}};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), error);
    return {!error && read == body.size(), {}, {}, 0};
}

namespace {

/// One reader for all bodies, as a program has one.
finding read_by_jobpoll(const jobpoll::endpoint& e, std::string_view body, bool asks_why) {
    static jobpoll::reader reader{e};
    static const char* known = nullptr;
    // Another body is another job: what was read before is no news of it.
    if (known != body.data()) reader.ask(e, {}, {});
    known = body.data();
    const jobpoll::report said = reader.read({.status = 200, .body = body});
    finding found{is_usable(said.event), said.phase, said.outcome, reader.counts().total()};
    if (asks_why)
        found.violations =
            static_cast<std::uint32_t>(reader.violations().size() + reader.problem().message.size());
    return found;
}

} // namespace

finding jobpoll_lane(const jobpoll::endpoint& e, std::string_view body) {
    return read_by_jobpoll(e, body, false);
}

finding jobpoll_lane_asked_why(const jobpoll::endpoint& e, std::string_view body) {
    return read_by_jobpoll(e, body, true);
}

} // namespace bench
