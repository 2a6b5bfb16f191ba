#include "redis_connection.hpp"

#include <charconv>
#include <thread>
#include <utility>

namespace redis_workers {

namespace {

constexpr std::chrono::milliseconds between_tries{50};

bool begins_with(const redisReply& reply, std::string_view word) {
    return reply.type == REDIS_REPLY_ERROR && std::string_view{reply.str, reply.len}.starts_with(word);
}

std::string text_of(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_INTEGER) return std::to_string(reply.integer);
    if (reply.type == REDIS_REPLY_STRING || reply.type == REDIS_REPLY_STATUS) return {reply.str, reply.len};
    return {};
}

redis_values values_of(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_ERROR) throw redis_error{std::string{reply.str, reply.len}};
    if (reply.type != REDIS_REPLY_ARRAY) return {text_of(reply)};
    redis_values made;
    for (std::size_t at = 0; at < reply.elements; ++at)
        made.push_back(text_of(*reply.element[at]));
    return made;
}

} // namespace

redis_connection::redis_connection(std::string_view address, std::chrono::milliseconds patience)
    : patience_{patience}, context_{nullptr, &redisFree} {
    const std::size_t colon = address.rfind(':');
    const std::string_view port = colon == std::string_view::npos ? "" : address.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), port_);
    if (error != std::errc{} || end != port.data() + port.size())
        throw redis_error{"expected HOST:PORT, found \"" + std::string{address} + '"'};
    host_ = address.substr(0, colon);
}

redis_values redis_connection::run(const std::vector<std::string>& words) {
    return values_of(*send_until_answered(words));
}

redis_values redis_connection::run_script(std::string_view script, const std::vector<std::string>& keys,
                                          const std::vector<std::string>& arguments) {
    std::string* hash = nullptr;
    for (auto& [text, known] : hashes_)
        if (text == script.data()) hash = &known;
    if (hash == nullptr) {
        const std::string made = run({"SCRIPT", "LOAD", std::string{script}}).at(0);
        hash = &hashes_.emplace_back(script.data(), made).second;
    }
    std::vector<std::string> words{"EVALSHA", *hash, std::to_string(keys.size())};
    words.insert(words.end(), keys.begin(), keys.end());
    words.insert(words.end(), arguments.begin(), arguments.end());
    reply_pointer reply = send_until_answered(words);
    // A server that was started again has forgotten the script.
    if (begins_with(*reply, "NOSCRIPT")) {
        words[0] = "EVAL";
        words[1] = script;
        reply = send_until_answered(words);
    }
    return values_of(*reply);
}

redis_connection::reply_pointer redis_connection::send_until_answered(const std::vector<std::string>& words) {
    const auto until = std::chrono::steady_clock::now() + patience_;
    for (;;) {
        reply_pointer reply = send(words);
        // A server that was started again first reads its file.
        if (reply && !begins_with(*reply, "LOADING")) return reply;
        if (std::chrono::steady_clock::now() > until)
            throw redis_error{host_ + ':' + std::to_string(port_) + " does not answer"};
        std::this_thread::sleep_for(between_tries);
    }
}

redis_connection::reply_pointer redis_connection::send(const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    for (const std::string& word : words) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
    }
    reply_pointer reply{nullptr, &freeReplyObject};
    if (!context_ && !connect()) return reply;
    ++sent_;
    reply.reset(static_cast<redisReply*>(
        redisCommandArgv(context_.get(), static_cast<int>(texts.size()), texts.data(), sizes.data())));
    // After an error a connection of hiredis cannot be used again.
    if (!reply) context_.reset();
    return reply;
}

bool redis_connection::connect() {
    const timeval limit{2, 0};
    context_.reset(redisConnectWithTimeout(host_.c_str(), port_, limit));
    if (context_ && context_->err == 0 && redisSetTimeout(context_.get(), limit) == REDIS_OK) return true;
    context_.reset();
    return false;
}

} // namespace redis_workers
