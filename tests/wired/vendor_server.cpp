// The server itself: the tests of the clients are worth what its faults are worth.
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <jobpoll/reading/retry_after.hpp>

#include "expectations.hpp"
#include "running_server.hpp"
#include "support/catch.hpp"

using namespace wired;
using namespace std::chrono_literals;

namespace {

/// What came over a bare socket.
struct raw_reply {
    std::string text;
    int error = 0; ///< of the last read: ECONNRESET, or 0 for a connection that was closed in order

    [[nodiscard]] std::string head() const { return text.substr(0, text.find("\r\n\r\n")); }
    [[nodiscard]] std::string body() const {
        const std::size_t end = text.find("\r\n\r\n");
        return end == std::string::npos ? std::string{} : text.substr(end + 4);
    }
    [[nodiscard]] std::string header(const std::string& name) const {
        const std::size_t at = text.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size() + 4;
        return text.substr(begin, text.find("\r\n", begin) - begin);
    }
};

raw_reply ask(const running_server& server, const std::string& target, const std::string& key = api_key) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::string port = server.url().substr(server.url().rfind(':') + 1);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
    raw_reply made;
    if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) made.error = errno;
    const std::string request = "GET " + target +
                                " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + key +
                                "\r\n\r\n";
    if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) < 0) made.error = errno;
    char block[4096];
    for (;;) {
        const ssize_t size = recv(fd, block, sizeof block, 0);
        if (size < 0) made.error = errno;
        if (size <= 0) break;
        made.text.append(block, static_cast<std::size_t>(size));
    }
    close(fd);
    return made;
}

/// The second reply of a story; the first is an ordinary one.
raw_reply second_of(const std::string& story, const std::string& job_id) {
    const running_server server{{story_path(story)}};
    const raw_reply first = ask(server, import_path + job_id);
    CHECK(first.head().starts_with("HTTP/1.1 200"));
    CHECK(std::to_string(first.body().size()) == first.header("Content-Length"));
    return ask(server, import_path + job_id);
}

} // namespace

TEST_CASE("vendor_server cuts a body short of what it announced", "[vendor_server]") {
    const raw_reply reply = second_of("truncated", "truncated");
    CHECK(reply.body().size() == 60);
    CHECK(std::stoi(reply.header("Content-Length")) > 60);
    CHECK(reply.error == 0);
}

TEST_CASE("vendor_server closes a connection without a word", "[vendor_server]") {
    const running_server server{{story_path("dropped")}};
    const raw_reply reply = ask(server, import_path + "dropped");
    CHECK(reply.text.empty());
    CHECK(reply.error == 0);
}

TEST_CASE("vendor_server resets a connection", "[vendor_server]") {
    const running_server server{{story_path("reset")}};
    const raw_reply reply = ask(server, import_path + "reset");
    CHECK(reply.text.empty());
    CHECK(reply.error == ECONNRESET);
}

TEST_CASE("vendor_server says in seconds and as a date when to come again", "[vendor_server]") {
    CHECK(second_of("throttled_seconds", "throttled-seconds").header("Retry-After") == "1");
    const raw_reply dated = second_of("throttled_date", "throttled-date");
    CHECK(dated.head().starts_with("HTTP/1.1 429 Too Many Requests"));
    CHECK(dated.header("Retry-After").ends_with(" GMT"));
    const auto hint = jobpoll::parse_retry_after(dated.header("Retry-After"), dated.header("Date"));
    REQUIRE(hint.wait.has_value());
    CHECK(*hint.wait == 2s);
}

TEST_CASE("vendor_server is late, and slow", "[vendor_server]") {
    const running_server server{{story_path("late")}};
    const auto begin = std::chrono::steady_clock::now();
    CHECK(ask(server, import_path + "late").head().starts_with("HTTP/1.1 200"));
    CHECK(std::chrono::steady_clock::now() - begin >= 150ms);

    const auto slow_begin = std::chrono::steady_clock::now();
    const raw_reply slow = second_of("slow_body", "slow-body");
    CHECK(std::chrono::steady_clock::now() - slow_begin >= slow.body().size() * 40ms);
    CHECK(std::to_string(slow.body().size()) == slow.header("Content-Length"));
}

TEST_CASE("vendor_server sends pages of HTML, and bodies of any length", "[vendor_server]") {
    const raw_reply page = second_of("html_page", "html-page");
    CHECK(page.head().starts_with("HTTP/1.1 502 Bad Gateway"));
    CHECK(page.header("Content-Type") == "text/html");
    CHECK(page.body().starts_with("<html>"));
    CHECK(second_of("too_long", "too-long").header("Content-Length") == "70000");
}

TEST_CASE("vendor_server answers an empty 401 to another key, and 404 to another URL", "[vendor_server]") {
    const running_server server{{story_path("stays")}};
    const raw_reply refused = ask(server, import_path + "stays", "open");
    CHECK(refused.head().starts_with("HTTP/1.1 401"));
    CHECK(refused.body().empty());
    CHECK(ask(server, "/elsewhere").head().starts_with("HTTP/1.1 404"));
    CHECK(server.requests().size() == 2);
}

TEST_CASE("vendor_server tells a story that is for every id to each from the beginning", "[vendor_server]") {
    const running_server server{{story_path("any_import")}};
    for (const std::string id : {"one", "a%3Atwo"}) {
        CHECK(ask(server, import_path + id).body().find(R"("status":"queued")") != std::string::npos);
        CHECK(ask(server, import_path + id).body().find(R"("status":"running")") != std::string::npos);
    }
    CHECK(ask(server, import_path + "a%3Atwo").body().find(R"("jobId":"a:two")") != std::string::npos);
    CHECK(ask(server, import_path + "one/more").head().starts_with("HTTP/1.1 404"));
}

TEST_CASE("vendor_server says what is wrong with a story, and where", "[vendor_server]") {
    const processes::temporary_directory directory;
    const auto refusal_of = [&directory](const std::string& text) {
        const std::string err = directory.file("err");
        processes::write_file(err, "");
        processes::write_file(directory.file("a.jsonl"), text);
        processes::child_process server{
            {.program = JOBPOLL_VENDOR_SERVER, .arguments = {directory.file("a.jsonl")}, .err = err}};
        CHECK(server.wait(20s).value_or(-1) != 0);
        return processes::read_file(err);
    };
    const std::string head = R"({"endpoint":"gu1.job","job_id":"1"})"
                             "\n";
    using Catch::Matchers::Contains;
    CHECK_THAT(refusal_of(""), Contains("there is no reply in it"));
    CHECK_THAT(refusal_of(head), Contains("there is no reply in it"));
    CHECK_THAT(refusal_of(head + "{"), Contains("a.jsonl:2: expected a JSON object on one line"));
    CHECK_THAT(refusal_of(head + R"({"staus":200})"), Contains("no member is called \"staus\""));
    CHECK_THAT(refusal_of(head + R"({"status":"200"})"), Contains("status: expected a whole number"));
    CHECK_THAT(refusal_of(head + R"({"no_reply":1})"), Contains("no_reply: expected true"));
    CHECK_THAT(refusal_of(R"({"endpoint":"gu1.jobs","job_id":"1"})"), Contains("no endpoint is called"));
    CHECK_THAT(refusal_of(R"({"endpoint":"gu1.job","job_id":".."})"
                          "\n{}"),
               Contains("no URL can be made of"));
}

TEST_CASE("vendor_server refuses two stories for one URL", "[vendor_server]") {
    processes::child_process server{
        {.program = JOBPOLL_VENDOR_SERVER, .arguments = {story_path("stays"), story_path("stays")}}};
    CHECK(server.wait(20s) == 70);
}
