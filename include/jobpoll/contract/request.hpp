// jobpoll: the request that asks for a job, filled in; sending it is for the caller.
#ifndef JOBPOLL_CONTRACT_REQUEST_HPP
#define JOBPOLL_CONTRACT_REQUEST_HPP

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/url_template.hpp>

namespace jobpoll::inline v0 {

/// The value of a place other than the job id: `{"project", "p1"}`.
struct request_value {
    std::string_view name;
    std::string_view value;
};

struct request_header {
    std::string name;
    std::string value;
};

/// A request as it goes to an HTTP stack.
struct request {
    std::string method;
    std::string url;
    std::vector<request_header> headers{};
    std::string body{};
};

namespace detail {

enum class escaping { none, server, url, json };

/// What the places of a template are filled with. The job id fills every place that has no value of its own.
struct place_values {
    std::string_view job_id;
    std::initializer_list<request_value> values;

    [[nodiscard]] std::string_view of(std::string_view name) const noexcept {
        for (const request_value& v : values)
            if (v.name == name) return v.value;
        return job_id;
    }
};

/// A template with its places filled; nothing where a value cannot stand in its place.
[[nodiscard]] inline std::optional<std::string> fill(std::string_view form, const place_values& values,
                                                     escaping how) {
    std::string filled;
    for (;;) {
        const place next = take_place(form);
        filled += next.before;
        if (next.name.empty()) return filled;
        const std::string_view value = values.of(next.name);
        if (how == escaping::none) {
            filled += value;
        } else if (how == escaping::json) {
            append_json_escaped(filled, value);
        } else {
            if (next.keeps_reserved ? !can_be_segments(value) : !can_be_segment(value)) return std::nullopt;
            // A host may have a port.
            const std::string_view kept = how == escaping::server ? ":" : "";
            append_percent_encoded(filled, value, next.keeps_reserved ? reserved_characters : kept);
        }
    }
}

[[nodiscard]] inline request_header split_header(std::string_view text) {
    const std::size_t colon = text.find(": ");
    return {std::string{text.substr(0, colon)}, std::string{text.substr(colon + 2)}};
}

/// Whether more than one name has no value: only the job id may be left over.
[[nodiscard]] inline bool leaves_names_open(std::initializer_list<std::string_view> forms,
                                            std::initializer_list<request_value> values) {
    std::string_view open;
    for (std::string_view form : forms)
        for (place next = take_place(form); !next.name.empty(); next = take_place(form)) {
            bool given = false;
            for (const request_value& v : values)
                given = given || v.name == next.name;
            if (given || next.name == open) continue;
            if (!open.empty()) return true;
            open = next.name;
        }
    return false;
}

} // namespace detail

/// The path and query to ask, with the job id and further values in their places.
///
/// A place is percent-encoded, `{+name}` but for reserved characters. A list's path may have no place for an
/// id. *Errors*: nothing where the endpoint documents no path, a place has no value, or a value cannot be a
/// path segment: empty, `.` or `..` (RFC 3986, section 5.2.4). *Source*: RFC 3986, sections 2.1 and 3.3; RFC
/// 6570, sections 3.2.2 and 3.2.3.
[[nodiscard]] inline std::optional<std::string>
request_target(const endpoint& e, std::string_view job_id, std::initializer_list<request_value> values = {}) {
    if (e.request.path.empty() || detail::leaves_names_open({e.request.path}, values)) return std::nullopt;
    return detail::fill(e.request.path, {job_id, values}, detail::escaping::url);
}

/// The request that asks for a job: method, URL, header fields and body. Nothing is sent.
///
/// `secret` fills the places of the Authorization header, which is left out where it is empty, and of further
/// header fields.
/// *Errors*: as for `request_target`.
[[nodiscard]] inline std::optional<request> request_for(const endpoint& e, std::string_view job_id,
                                                        std::initializer_list<request_value> values = {},
                                                        std::string_view secret = {}) {
    using detail::escaping;
    const auto& form = e.request;
    if (form.path.empty() || detail::leaves_names_open({form.server, form.path, form.body}, values))
        return std::nullopt;
    // A job id names no server: it comes from a reply, and the secret goes where the URL leads.
    const auto server = detail::fill(form.server, {{}, values}, escaping::server);
    const auto path = detail::fill(form.path, {job_id, values}, escaping::url);
    const auto body = detail::fill(form.body, {job_id, values}, escaping::json);
    if (!server || !path || !body) return std::nullopt;
    request made{std::string{form.method}, *server + *path, {}, *body};
    if (!form.authorization.empty() && !secret.empty())
        made.headers.push_back(
            {"Authorization", *detail::fill(form.authorization, {secret, values}, escaping::none)});
    for (const std::string_view header : form.headers)
        if (!header.empty())
            made.headers.push_back(
                detail::split_header(*detail::fill(header, {secret, values}, escaping::none)));
    return made;
}

} // namespace jobpoll::inline v0

#endif
