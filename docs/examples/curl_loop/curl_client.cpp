#include "curl_client.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace curl_loop {

namespace {

/// The value where the line is this header (field names have no case), else nothing.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    if (line.size() <= name.size() || line[name.size()] != ':' ||
        !std::equal(name.begin(), name.end(), line.begin(), same))
        return std::nullopt;
    line.remove_prefix(name.size() + 1);
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos) return std::string_view{};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

} // namespace

curl_client::curl_client(std::chrono::milliseconds timeout, std::size_t max_body,
                         std::function<bool()> give_up)
    : handle_{curl_easy_init(), &curl_easy_cleanup}, max_body_{max_body}, give_up_{std::move(give_up)} {
    CURL* const curl = handle_.get();
    if (curl == nullptr) throw std::runtime_error{"libcurl cannot be initialised"};
    const long limit = static_cast<long>(timeout.count());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, limit);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, limit);
    // Without it, libcurl may use signals for its time-outs, which no program with threads can bear.
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    // Every compression that libcurl can undo. The limit of the body counts what comes out.
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "jobpoll-example/1");
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &ask_whether_to_give_up);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

std::optional<received> curl_client::get(const std::string& url, const std::string& authorization) {
    CURL* const curl = handle_.get();
    reply_ = {};
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers{
        curl_slist_append(curl_slist_append(nullptr, "Accept: application/json"),
                          ("Authorization: " + authorization).c_str()),
        &curl_slist_free_all};
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, nullptr);
    // A body that is too long ends the transfer, and is a reply all the same: its limit is the poller's
    // matter.
    if (code != CURLE_OK && reply_.body.size() <= max_body_) {
        why_not_ = curl_easy_strerror(code);
        return std::nullopt;
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply_.status = static_cast<int>(status);
    return std::move(reply_);
}

std::size_t curl_client::take_header(char* text, std::size_t, std::size_t size, void* self) {
    const std::string_view line{text, size};
    received& reply = static_cast<curl_client*>(self)->reply_;
    // A reply of 100 or 103 goes before the real one: what it said is not this reply's.
    if (line.starts_with("HTTP/")) reply = {};
    if (const auto value = value_of(line, "Retry-After")) reply.retry_after = *value;
    if (const auto value = value_of(line, "Date")) reply.date = *value;
    if (const auto value = value_of(line, "Location")) reply.location = *value;
    return size;
}

std::size_t curl_client::take_body(char* bytes, std::size_t, std::size_t size, void* self) {
    curl_client& client = *static_cast<curl_client*>(self);
    std::string& body = client.reply_.body;
    const std::size_t room = client.max_body_ + 1 - body.size();
    body.append(bytes, std::min(size, room));
    return size < room ? size : 0; // less than all of it ends the transfer
}

int curl_client::ask_whether_to_give_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<curl_client*>(self)->give_up_() ? 1 : 0;
}

} // namespace curl_loop
