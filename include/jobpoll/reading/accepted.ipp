// jobpoll: the body of `read_accepted`.
#ifndef JOBPOLL_READING_ACCEPTED_IPP
#define JOBPOLL_READING_ACCEPTED_IPP

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/contract/url_template.hpp>
#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/reading/parser_events.hpp>
#include <jobpoll/reading/retry_after.hpp>

namespace jobpoll::inline v0::detail {

/// A SAX handler that keeps the texts at two places of a body.
class accepted_finder : public parser_events {
public:
    accepted_finder(const accepted_reply& where, accepted_job& into) noexcept
        : where_{&where}, into_{&into} {}

    bool on_object_begin(auto&) { return enter(false); }
    bool on_object_end(std::size_t, auto&) { return leave_container(); }
    bool on_array_begin(auto&) {
        enter(true);
        at_ += "/0";
        return true;
    }
    bool on_array_end(std::size_t, auto&) { return leave_container(); }
    bool on_key_part(std::string_view piece, std::size_t, auto&) {
        text_ += piece;
        return true;
    }
    bool on_key(std::string_view piece, std::size_t, auto&) {
        at_ += '/';
        for (const char c : take_text(piece))
            c == '/' ? at_ += "~1" : at_ += c;
        return true;
    }
    bool on_string_part(std::string_view piece, std::size_t, auto&) {
        text_ += piece;
        return true;
    }
    bool on_string(std::string_view piece, std::size_t, auto&) { return value(take_text(piece)); }
    bool on_number_part(std::string_view piece, auto&) {
        text_ += piece;
        return true;
    }
    bool on_int64(std::int64_t, std::string_view piece, auto&) { return value(take_text(piece)); }
    bool on_uint64(std::uint64_t, std::string_view piece, auto&) { return value(take_text(piece)); }
    bool on_double(double, std::string_view, auto&) { return value({}); }
    bool on_bool(bool, auto&) { return value({}); }
    bool on_null(auto&) { return value({}); }

private:
    /// An object or array that is open: the size of its own pointer, and how many elements are over.
    struct container {
        std::size_t size;
        bool is_array;
        std::size_t elements = 0;
    };

    std::string take_text(std::string_view last_piece) {
        text_ += last_piece;
        return std::exchange(text_, {});
    }

    bool enter(bool is_array) {
        open_.push_back({at_.size(), is_array});
        return true;
    }

    bool value(const std::string& text) {
        if (at_ == where_->id_at) into_->job_id = text;
        if (at_ == where_->url_at) into_->status_url = text;
        return leave();
    }

    /// The pointer goes from the value that is over to what comes next in the container around it.
    bool leave() {
        at_.resize(open_.empty() ? 0 : open_.back().size);
        if (!open_.empty() && open_.back().is_array) (at_ += '/') += std::to_string(++open_.back().elements);
        return true;
    }
    bool leave_container() {
        open_.pop_back();
        return leave();
    }

    const accepted_reply* where_;
    accepted_job* into_;
    std::string at_{};
    std::string text_{};
    std::vector<container> open_{};
};

inline void find_in_body(const endpoint& e, std::string_view body, accepted_job& into) {
    if (body.empty() || (e.accepted.id_at.empty() && e.accepted.url_at.empty())) return;
    accepted_job found;
    boost::json::basic_parser<accepted_finder> parser{boost::json::parse_options{}, e.accepted, found};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), error);
    if (error || read != body.size()) return;
    into.job_id = found.job_id;
    into.status_url = found.status_url;
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
    detail::find_in_body(e, r.body, found);
    if (e.accepted.location && !r.location.empty()) found.status_url.assign(r.location);
    if (found.job_id.empty()) found.job_id = detail::job_id_of(found.status_url, e.request.path);
    return found;
}

} // namespace jobpoll::inline v0

#endif
