#include "counted_calls.hpp"

#include <cstdint>
#include <iostream>

#include <decide/step_bench.hpp>
#include <read/lanes.hpp>
#include <read/payloads.hpp>

#include "under_callgrind.hpp"

namespace bench {
namespace {

volatile std::uint32_t sink;

/// `before` is not counted.
template <class Before, class Call>
void count_call(const std::string& payload, const std::string& lane, Before before, Call call) {
    for (int i = 0; i < 2; ++i) {
        before();
        sink = sink + call();
    }
    before();
    count_instructions(payload, lane, [&] { sink = sink + call(); });
}

void count_lane(const payload& p, const lane& l) {
    count_call(
        p.name, l.name, [] {}, [&] { return l.read(*p.endpoint, p.body).violations; });
}

void count_steps(const payload& p) {
    step_bench b{p};
    const auto arm = [&] { sink = sink + b.arm(); };
    count_call(p.name, "step: reading", arm, [&] { return b.reading_alone(); });
    count_call(p.name, "step: whole", arm, [&] { return b.whole_step(); });
    count_call(p.name, "step: machine", arm, [&] { return b.machine_alone(); });
}

} // namespace

int make_counted_calls() {
    for (const payload& p : make_payloads()) {
        const finding ours = jobpoll_lane(*p.endpoint, p.body);
        for (const lane& l : lanes()) {
            if (l.read == nullptr) continue;
            if (!agree(l, l.read(*p.endpoint, p.body), ours)) {
                std::cerr << l.name << " disagrees on " << p.name << '\n';
                return 1;
            }
            count_lane(p, l);
        }
        count_steps(p);
    }
    return 0;
}

int make_counted_long_calls() {
    const lane& jobpoll = lanes()[1];
    for (const growth by : growths)
        for (const std::size_t bytes : lengths) {
            payload p = make_long(by, bytes);
            p.name = long_name{by, bytes}.text();
            if (!jobpoll.read(*p.endpoint, p.body).usable) {
                std::cerr << "jobpoll does not read " << p.name << '\n';
                return 1;
            }
            count_instructions(p.name, jobpoll.name,
                               [&] { sink = sink + jobpoll.read(*p.endpoint, p.body).violations; });
        }
    return 0;
}

} // namespace bench
