// A C++17 program. It reads one JSON body a line, as its HTTP client would hand them over, and says what it
// would do.
#include <iostream>
#include <string>

#include "job_follower.hpp"

static_assert(__cplusplus < 202002L, "this file is C++17");

int main(int argument_count, char* arguments[]) {
    if (argument_count != 2) {
        std::cerr << "usage: cxx17_host JOB_ID < BODIES\n";
        return 64;
    }
    job_follower follower{arguments[1], std::chrono::hours{1}};
    next_step next = follower.start();
    http_reply received;
    received.status = 200;
    while (next.poll_again && std::getline(std::cin, received.body)) {
        next = follower.on_reply(received);
        std::cout << next.summary << '\n';
    }
    return next.succeeded ? 0 : 1;
}
