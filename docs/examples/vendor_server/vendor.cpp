#include "vendor.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <jobpoll/contract/request.hpp>

#include "known_endpoints.hpp"

namespace vendor_server {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_encoded = text[at] == '%' && at + 2 < text.size() && digit_of(text[at + 1]) >= 0 &&
                                digit_of(text[at + 2]) >= 0;
        if (is_encoded) {
            made.push_back(static_cast<char>(digit_of(text[at + 1]) * 16 + digit_of(text[at + 2])));
            at += 2;
        } else {
            made.push_back(text[at]);
        }
    }
    return made;
}

/// The id in a target that has the form of the endpoint's path; nothing where it has another form.
std::optional<std::string> id_in(const jobpoll::endpoint& endpoint, std::string_view target) {
    const std::string_view path = endpoint.request.path;
    const std::size_t open = path.find('{');
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view before = path.substr(0, open);
    const std::string_view after = path.substr(path.find('}') + 1);
    if (target.size() <= before.size() + after.size() || !target.starts_with(before) ||
        !target.ends_with(after))
        return std::nullopt;
    const std::string_view segment =
        target.substr(before.size(), target.size() - before.size() - after.size());
    if (segment.find_first_of("/?") != std::string_view::npos) return std::nullopt;
    return percent_decoded(segment);
}

void fill_in(std::string& body, std::string_view job_id) {
    constexpr std::string_view place = "{job_id}";
    for (std::size_t at = 0; (at = body.find(place, at)) != std::string::npos; at += job_id.size())
        body.replace(at, place.size(), job_id);
}

} // namespace

void vendor::add(story told) {
    const auto kept = stories_.insert(stories_.end(), std::make_unique<story>(std::move(told)));
    const story& s = **kept;
    if (s.is_for_every_id()) return;
    const std::optional<std::string> target = jobpoll::request_target(*s.endpoint, s.job_id);
    if (!target)
        throw story_error{std::string{s.endpoint->name} + ": no URL can be made of \"" + s.job_id + '"'};
    if (!pages_.try_emplace(*target, page{&s, s.job_id}).second)
        throw story_error{"two stories answer GET " + *target};
}

vendor::page* vendor::find(std::string_view target) {
    if (const auto known = pages_.find(target); known != pages_.end()) return &known->second;
    for (const auto& told : stories_) {
        if (!told->is_for_every_id()) continue;
        if (const auto id = id_in(*told->endpoint, target))
            return &pages_.try_emplace(std::string{target}, page{told.get(), *id}).first->second;
    }
    return nullptr;
}

answer vendor::ask(std::string_view target, std::string_view authorization) {
    page* const asked = find(target);
    if (asked == nullptr) return {{.status = 404, .headers = {}, .body = R"({"error":"not found"})"}, 0};
    if (!api_key_.empty() && authorization != examples::authorization(*asked->told->endpoint, api_key_))
        return {{.status = 401, .headers = {}, .body = {}}, 0};
    const std::size_t line = std::min(++asked->asked, asked->told->replies.size());
    answer made{asked->told->replies[line - 1], line};
    fill_in(made.reply.body, asked->job_id);
    return made;
}

} // namespace vendor_server
