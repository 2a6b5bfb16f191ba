// Everything below the reader, and the words for people: no Boost, no exceptions, no run-time types.
#include <jobpoll/contract/request.hpp>
#include <jobpoll/dot.hpp>
#include <jobpoll/machine/step.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/text/decision_text.hpp>
#include <jobpoll/text/violation_text.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

jobpoll::machine_state one_step(const jobpoll::machine_state& s, const jobpoll::report& in,
                                const jobpoll::machine_rules& rules, jobpoll::milliseconds elapsed) {
    return step(s, in, rules, elapsed);
}

std::string at_rest(const jobpoll::snapshot& s) {
    jobpoll::snapshot back;
    return parse_snapshot(to_text(s), back) == jobpoll::snapshot_error::none ? to_text(back)
                                                                             : jobpoll::to_dot();
}
