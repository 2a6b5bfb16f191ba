#include "job_follower.hpp"

#include <QNetworkRequest>

#include <algorithm>
#include <chrono>
#include <limits>

using namespace std::chrono_literals;

namespace {

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

/// The longest wait that a QTimer takes: its milliseconds are an int.
constexpr std::chrono::milliseconds longest_timer{(std::numeric_limits<int>::max)()};

std::string header(const QNetworkReply& reply, const char* name) {
    return reply.rawHeader(name).toStdString();
}

} // namespace

job_follower::job_follower(const jobpoll::endpoint& endpoint, const std::string& job_id, const QUrl& url,
                           const renewal& authorization, const jobpoll::poll_options& options)
    : poller_{endpoint, job_id, options},
      url_{url},
      authorize_{authorization},
      authorization_{authorization()} {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, [this] { ask(); });
}

void job_follower::start() {
    take(poller_.start(now()));
}

void job_follower::cancel() {
    timer_.stop();
    const jobpoll::decision end = poller_.cancel(now());
    if (asked_) asked_->abort();
    take(end);
}

void job_follower::take(const jobpoll::decision& next) {
    if (!next.poll_again()) {
        const auto end = std::exchange(on_end, {});
        if (end) end(next.outcome, explain(poller_));
        return;
    }
    // A 401 asks for one more poll, at once, with new credentials.
    if (next.why == jobpoll::reason::unauthorized) authorization_ = authorize_();
    const auto wait = (std::min<std::chrono::milliseconds>)(next.remaining(now()), longest_timer);
    timer_.start(static_cast<int>(wait.count()));
}

void job_follower::ask() {
    // The timer of a very long wait rings early.
    if (poller_.pending().remaining(now()) > 0ms) return take(poller_.pending());
    QNetworkRequest request{url_};
    request.setRawHeader("Authorization", QByteArray::fromStdString(authorization_));
    request.setTransferTimeout(10'000);
    asked_ = network_.get(request);
    connect(asked_, &QNetworkReply::finished, this, [this, reply = asked_.data()] { take_reply(*reply); });
}

void job_follower::take_reply(QNetworkReply& reply) {
    reply.deleteLater();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) return take(poller_.on_no_reply(now()));
    const std::string retry_after = header(reply, "Retry-After");
    const std::string date = header(reply, "Date");
    const std::string location = header(reply, "Location");
    const std::string body = reply.readAll().toStdString();
    take(poller_.on_reply(
        {.status = status, .retry_after = retry_after, .date = date, .location = location, .body = body},
        now()));
}
