// jobpoll: the implementation of `read_accepted`.
#ifndef JOBPOLL_READING_ACCEPTED_IPP
#define JOBPOLL_READING_ACCEPTED_IPP

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/contract/url_template.hpp>
#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/reply_store.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/reading/syntax.hpp>
#include <jobpoll/words/json_pointer.hpp>
#include <jobpoll/words/json_text.hpp>
#include <jobpoll/words/skip_value.hpp>

namespace jobpoll::inline v0::detail {

/// The value that an object or array has for a token of a JSON Pointer; of equal keys the last one counts.
[[nodiscard]] inline json_text child_of(const json_text& container, std::string_view token) {
    const std::string_view text = container.text();
    json_text found;
    if (text.empty() || (text[0] != '{' && text[0] != '[')) return found;
    const char* const end = text.data() + text.size();
    std::size_t element = 0;
    for (const char* at = skip_white_space(text.data() + 1, end); *at != '}' && *at != ']';) {
        std::string name;
        if (text[0] == '[') {
            (name = '/') += std::to_string(element++);
        } else {
            append_token(name, decode({at, end}));
            at = value_after_key(skip_string(at, end), end);
        }
        if (name == token) found = {at, end};
        at = skip_white_space(skip_value(at, end), end);
        if (*at == ',') at = skip_white_space(at + 1, end);
    }
    return found;
}

/// The string or integer at a JSON Pointer, as text; empty where there is none.
[[nodiscard]] inline std::string text_at(json_text value, std::string_view pointer) {
    if (pointer.empty()) return {};
    while (!pointer.empty()) {
        const std::string_view token = pointer.substr(0, pointer.find('/', 1));
        value = child_of(value, token);
        pointer.remove_prefix(token.size());
    }
    const std::string_view text = value.text();
    const bool is_string = !text.empty() && text.front() == '"';
    const bool is_integer = text.find_first_not_of("-0123456789") == std::string_view::npos;
    return is_string || is_integer ? decode(value) : std::string{};
}

inline void find_in_body(const endpoint& e, const reply& r, accepted_job& into) {
    if (r.body.empty() || (e.accepted.id_at.empty() && e.accepted.url_at.empty())) return;
    // The walker of replies, with any contract: a parser of its own would double what the library costs.
    reply_store replies;
    stored_reply& kept = replies.store(r, r.body.size());
    violation_log ignored{{}, false};
    const reply_context anything{};
    std::vector<listed_job> none;
    if (walk(any_error_body, {kept, ignored, anything, none}).error) return;
    const std::string_view text = without_byte_order_mark(r.body);
    const char* const end = text.data() + text.size();
    const json_text root{skip_white_space(text.data(), end), end};
    into.job_id = text_at(root, e.accepted.id_at);
    into.status_url = text_at(root, e.accepted.url_at);
}

/// *Source*: RFC 3986, section 2.1.
[[nodiscard]] inline std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        const std::string_view digits = text[i] == '%' ? text.substr(i + 1, 2) : std::string_view{};
        const char* const end = digits.data() + digits.size();
        const bool is_escape = digits.size() == 2 && std::from_chars(digits.data(), end, byte, 16).ptr == end;
        decoded.push_back(is_escape ? static_cast<char>(byte) : text[i]);
        i += is_escape ? 2 : 0;
    }
    return decoded;
}

/// A URL without its scheme and authority.
[[nodiscard]] inline std::string_view path_of(std::string_view url) noexcept {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return url;
    return url.substr((std::min)(url.find('/', scheme + 3), url.size()));
}

/// The job id in a URL that has the form of the endpoint's path: the value of `{id}`, or of the only place.
/// Empty where the URL has another form.
[[nodiscard]] inline std::string job_id_of(std::string_view url, std::string_view path) {
    url = path_of(url);
    const std::size_t query = path.find('?');
    if (count_places(path.substr(0, query)) > 0) {
        path = path.substr(0, query);
        url = url.substr(0, url.find_first_of("?#"));
    }
    place next = take_place(path);
    const std::size_t first = url.find(next.before);
    if (next.before.empty() || first == std::string_view::npos) return {};
    url.remove_prefix(first + next.before.size());
    std::string_view id;
    std::size_t places = 0;
    bool is_named = false;
    while (!next.name.empty()) {
        const place after = take_place(path);
        const std::string_view ends_at = next.keeps_reserved ? after.before : after.before.substr(0, 1);
        const std::size_t end = ends_at.empty() ? url.find_first_of("?#&") : url.find(ends_at);
        const std::string_view value = url.substr(0, end);
        if (value.empty() || (!next.keeps_reserved && value.find('/') != std::string_view::npos)) return {};
        if (!is_named) id = value;
        is_named = is_named || next.name == "id";
        ++places;
        next = after;
        if (next.name.empty()) break;
        if (end == std::string_view::npos || url.substr(end, after.before.size()) != after.before) return {};
        url.remove_prefix(end + after.before.size());
    }
    return places == 1 || is_named ? percent_decoded(id) : std::string{};
}

} // namespace jobpoll::inline v0::detail

namespace jobpoll::inline v0 {

JOBPOLL_INLINE accepted_job read_accepted(const endpoint& e, const reply& r) {
    accepted_job found;
    found.what = detail::general_meaning_of(r.status.code());
    found.retry_after = parse_retry_after(r.retry_after, r.date).wait;
    if (found.what != event::in_progress) return found;
    detail::find_in_body(e, r, found);
    if (e.accepted.location && !r.location.empty()) found.status_url.assign(r.location);
    if (found.job_id.empty()) found.job_id = detail::job_id_of(found.status_url, e.request.path);
    return found;
}

} // namespace jobpoll::inline v0

#endif
