// jobpoll: the body of `read_accepted`.
#ifndef JOBPOLL_READING_ACCEPTED_IPP
#define JOBPOLL_READING_ACCEPTED_IPP

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/contract/url_template.hpp>
#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/reading/parser_events.hpp>
#include <jobpoll/reading/retry_after.hpp>

namespace jobpoll::inline v0::detail {

/// A SAX handler that keeps the texts at two places of a body. An array's element has no place.
class accepted_finder : public parser_events {
public:
    accepted_finder(const accepted_reply& where, accepted_job& into) noexcept
        : where_{&where}, into_{&into} {}

    bool on_object_begin(auto&) noexcept { return true; }
    bool on_object_end(std::size_t, auto&) { return leave(); }
    bool on_array_begin(auto&) noexcept {
        ++arrays_;
        return true;
    }
    bool on_array_end(std::size_t, auto&) {
        --arrays_;
        return leave();
    }
    bool on_key_part(std::string_view piece, std::size_t, auto&) {
        text_ += piece;
        return true;
    }
    // Keys inside of an array have no place.
    bool on_key(std::string_view piece, std::size_t, auto&) {
        const std::string key = take_text(piece);
        if (arrays_ == 0) (at_ += '/') += key;
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
    std::string take_text(std::string_view last_piece) {
        text_ += last_piece;
        return std::exchange(text_, {});
    }

    bool value(const std::string& text) {
        if (arrays_ == 0) {
            if (at_ == where_->id_at) into_->job_id = text;
            if (at_ == where_->url_at) into_->status_url = text;
        }
        return leave();
    }
    // The key of the value that is over; an element of an array has none.
    bool leave() {
        if (arrays_ == 0) at_.resize(at_.find_last_of('/') == std::string::npos ? 0 : at_.find_last_of('/'));
        return true;
    }

    const accepted_reply* where_;
    accepted_job* into_;
    std::string at_{};
    std::string text_{};
    int arrays_ = 0;
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

/// The job id in a URL that has the form of the endpoint's path with one place; empty where it has another
/// form.
[[nodiscard]] inline std::string job_id_of(std::string_view url, std::string_view path) {
    const place id = take_place(path);
    const std::size_t at = url.find(id.before);
    if (id.name.empty() || id.before.empty() || at == std::string_view::npos) return {};
    std::string_view rest = url.substr(at + id.before.size());
    const std::size_t end = path.empty() ? rest.find_first_of("?#") : rest.find(path.substr(0, 1));
    rest = rest.substr(0, end);
    return rest.find('/') == std::string_view::npos ? percent_decoded(rest) : std::string{};
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
