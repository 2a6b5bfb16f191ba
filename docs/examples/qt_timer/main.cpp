// Follows one job in a Qt program.
//
//   API_KEY=... qt_timer http://localhost:8080 gu1.job 550e8400-e29b-41d4-a716-446655440000
#include <QCoreApplication>

#include <iostream>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "job_follower.hpp"
#include "known_endpoints.hpp"

namespace {

int run(int argument_count, char* arguments[]) {
    QCoreApplication application{argument_count, arguments};
    const examples::settings settings = examples::parse_command_line(argument_count, arguments);
    if (settings.words.size() != 3) throw examples::usage_error{"expected SERVER, ENDPOINT and JOB_ID"};
    const jobpoll::endpoint& endpoint = examples::find_endpoint(settings.words[1]);
    const auto target = jobpoll::request_target(endpoint, settings.words[2]);
    if (!target) throw examples::usage_error{"no URL can be made of the job id"};
    // Here a program would ask its token service.
    const auto authorize = [&] {
        std::cerr << "credentials are asked for\n";
        return examples::authorization(endpoint, settings.api_key);
    };
    job_follower follower{endpoint, settings.words[2],
                          QUrl::fromEncoded(QByteArray::fromStdString(settings.words[0] + *target)),
                          authorize, settings.options()};
    follower.on_end = [&application](jobpoll::outcome outcome, const std::string& words) {
        std::cout << words << '\n';
        application.exit(examples::exit_code_of(outcome));
    };
    QTimer::singleShot(0, &follower, [&follower] { follower.start(); });
    return application.exec();
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        return run(argument_count, arguments);
    } catch (const examples::usage_error& error) {
        std::cerr << "qt_timer: " << error.what() << "\nusage: qt_timer SERVER ENDPOINT JOB_ID [OPTION...]\n"
                  << examples::options_text;
        return examples::wrong_usage;
    }
}
