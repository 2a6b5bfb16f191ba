// One job in the middle of its life, and the three things that are timed of it.
#ifndef JOBPOLL_BENCHMARKS_DECIDE_STEP_BENCH_HPP
#define JOBPOLL_BENCHMARKS_DECIDE_STEP_BENCH_HPP

#include <chrono>
#include <cstdint>

#include <jobpoll/poller.hpp>

#include <read/payloads.hpp>

namespace bench {

/// A poller that has seen replies before, so that both of its buffers have their size.
class step_bench {
public:
    explicit step_bench(const payload& p);

    /// Puts the poller back to where it was before the body came: an ended job would not be looked at again.
    std::uint32_t arm();

    std::uint32_t whole_step();    ///< reply in, decision out
    std::uint32_t reading_alone(); ///< the same reading, with a reader of its own
    std::uint32_t machine_alone(); ///< from what was read to the next state and its decision

private:
    const payload* payload_;
    jobpoll::reply reply_;
    jobpoll::poll_options options_;
    std::chrono::steady_clock::time_point before_;
    std::chrono::steady_clock::time_point now_;
    jobpoll::poller poller_;
    jobpoll::snapshot armed_;
    jobpoll::machine_rules rules_;
    jobpoll::reader reader_;
    jobpoll::report said_;
};

} // namespace bench

#endif
