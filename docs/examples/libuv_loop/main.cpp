// Follows one job in a libuv loop.
//
//   API_KEY=... libuv_loop 127.0.0.1:8080 gu1.job 550e8400-e29b-41d4-a716-446655440000
#include <chrono>
#include <iostream>
#include <string>

#include <jobpoll/jobpoll.hpp>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "http_exchange.hpp"
#include "known_endpoints.hpp"

namespace {

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

/// A poller, a timer and a signal handler in one loop.
class job_follower {
public:
    job_follower(uv_loop_t* loop, const examples::settings& settings)
        : loop_{loop},
          settings_{&settings},
          endpoint_{&examples::find_endpoint(settings.words[1])},
          poller_{*endpoint_, settings.words[2], settings.options()} {
        const std::string& server = settings.words[0];
        server_ = {server.substr(0, server.find(':')), std::stoi(server.substr(server.find(':') + 1))};
        uv_timer_init(loop_, &timer_);
        uv_signal_init(loop_, &interrupt_);
        timer_.data = interrupt_.data = this;
        uv_signal_start_oneshot(
            &interrupt_, [](uv_signal_t* s, int) { of(s->data).cancel(); }, SIGINT);
        renew();
        take(poller_.start(now()));
    }

    [[nodiscard]] jobpoll::outcome outcome() const { return poller_.pending().outcome; }
    [[nodiscard]] std::string words() const { return explain(poller_); }

private:
    static job_follower& of(void* data) { return *static_cast<job_follower*>(data); }

    // Here a program would ask its token service.
    void renew() {
        std::cerr << "credentials are asked for\n";
        authorization_ = examples::authorization(*endpoint_, settings_->api_key);
    }

    void cancel() { take(poller_.cancel(now())); }

    void take(const jobpoll::decision& next) {
        if (!next.poll_again()) {
            uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
            uv_close(reinterpret_cast<uv_handle_t*>(&interrupt_), nullptr);
            return;
        }
        if (next.why == jobpoll::reason::unauthorized) renew();
        uv_update_time(loop_);
        const auto wait = static_cast<std::uint64_t>(next.remaining(now()).count());
        uv_timer_start(
            &timer_, [](uv_timer_t* t) { of(t->data).ask(); }, wait, 0);
    }

    void ask() {
        const std::string request = "GET " + *jobpoll::request_target(*endpoint_, settings_->words[2]) +
                                    " HTTP/1.1\r\nHost: " + settings_->words[0] +
                                    "\r\nAuthorization: " + authorization_ + "\r\nConnection: close\r\n\r\n";
        libuv_loop::http_exchange::start(
            loop_, server_, request, static_cast<unsigned>(settings_->request_timeout.count()),
            [this](std::optional<jobpoll::received> reply) {
                if (!poller_.pending().poll_again()) return; // cancelled meanwhile
                take(reply ? poller_.on_reply(reply->view(), now()) : poller_.on_no_reply(now()));
            });
    }

    uv_loop_t* loop_;
    const examples::settings* settings_;
    const jobpoll::endpoint* endpoint_;
    jobpoll::poller poller_;
    libuv_loop::address server_;
    std::string authorization_;
    uv_timer_t timer_{};
    uv_signal_t interrupt_{};
};

int run(const examples::settings& settings) {
    if (settings.words.size() != 3) throw examples::usage_error{"expected HOST:PORT, ENDPOINT and JOB_ID"};
    uv_loop_t loop;
    uv_loop_init(&loop);
    job_follower follower{&loop, settings};
    uv_run(&loop, UV_RUN_DEFAULT);
    std::cout << follower.words() << '\n';
    uv_loop_close(&loop);
    return examples::exit_code_of(follower.outcome());
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        return run(examples::parse_command_line(argument_count, arguments));
    } catch (const examples::usage_error& error) {
        std::cerr << "libuv_loop: " << error.what()
                  << "\nusage: libuv_loop HOST:PORT ENDPOINT JOB_ID [OPTION...]\n"
                  << examples::options_text;
        return examples::wrong_usage;
    }
}
