#include "step_bench.hpp"

#include <cstdlib>
#include <iostream>

namespace bench {

using std::chrono::minutes;
using std::chrono::seconds;

step_bench::step_bench(const payload& p)
    : payload_{&p},
      reply_{.status = 200, .body = p.body},
      options_{.max_wait = std::chrono::hours{24}},
      before_{minutes{5}},
      now_{minutes{6}},
      poller_{*p.endpoint, p.job_id, options_},
      rules_{jobpoll::detail::rules_of(*p.endpoint, p.job_id, options_)},
      reader_{*p.endpoint, p.job_id} {
    static_cast<void>(poller_.start(before_ - minutes{2}));
    static_cast<void>(poller_.on_no_reply(before_));
    armed_ = poller_.save();
    for (int i = 0; i < 2; ++i) {
        static_cast<void>(arm());
        static_cast<void>(whole_step());
    }
    said_ = reader_.read(reply_);
    const bool counted = poller_.state().attempts == armed_.state.attempts + 1;
    if (counted && (is_usable(said_.event) || p.of == group::bad)) return;
    std::cerr << "the poller does not take " << p.name << '\n';
    std::exit(1);
}

std::uint32_t step_bench::arm() {
    if (poller_.restore(armed_, before_) == jobpoll::snapshot_error::none) return 1;
    std::cerr << "the poller does not go back for " << payload_->name << '\n';
    std::exit(1);
}

std::uint32_t step_bench::whole_step() {
    const auto decided = poller_.on_reply(reply_, now_);
    // All of the decision is handed out: else the compiler leaves out what this program does not look at.
    asm volatile("" : : "g"(&decided) : "memory");
    return decided.attempts;
}

std::uint32_t step_bench::reading_alone() {
    return static_cast<std::uint32_t>(reader_.read(reply_).activity);
}

std::uint32_t step_bench::machine_alone() {
    const jobpoll::machine_state next = step(armed_.state, said_, rules_, minutes{3});
    return static_cast<std::uint32_t>(next.next_poll.count()) + next.attempts;
}

} // namespace bench
