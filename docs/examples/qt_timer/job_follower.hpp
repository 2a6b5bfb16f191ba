// Follows one job in a Qt event loop: QTimer waits, QNetworkAccessManager asks.
#ifndef QT_TIMER_JOB_FOLLOWER_HPP
#define QT_TIMER_JOB_FOLLOWER_HPP

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

// After Qt's own headers on purpose: `slots`, `signals` and `emit` are macros by now.
#include <jobpoll/jobpoll.hpp>

#include <functional>
#include <string>

class job_follower : public QObject {
public:
    using renewal = std::function<std::string()>; ///< makes a new value of the Authorization header field

    job_follower(const jobpoll::endpoint& endpoint, const std::string& job_id, const QUrl& url,
                 const renewal& authorization, const jobpoll::poll_options& options);

    void start();
    /// Ends the polling; the job goes on. Call it from the thread of this object: from another one, post it
    /// with QMetaObject::invokeMethod.
    void cancel();

    /// Called once, with the end in words.
    std::function<void(jobpoll::outcome, const std::string&)> on_end;

private:
    void take(const jobpoll::decision& next);
    void ask();
    void take_reply(QNetworkReply& reply);

    jobpoll::poller poller_;
    QUrl url_;
    renewal authorize_;
    std::string authorization_;
    QNetworkAccessManager network_;
    QTimer timer_;
    QPointer<QNetworkReply> asked_;
};

#endif
