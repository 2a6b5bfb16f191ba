// jobpoll: one step of the machine for those who only call it: with separate compilation its code is made
// once.
#ifndef JOBPOLL_MACHINE_TAKE_STEP_HPP
#define JOBPOLL_MACHINE_TAKE_STEP_HPP

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/machine/machine.hpp>

namespace jobpoll::inline v0::detail {

/// `step_in_place`, where nothing has to be known at compile time.
void take_step(machine_state& s, const machine_input& in, const machine_rules& rules) noexcept;

#if !defined(JOBPOLL_SEPARATE_COMPILATION) || defined(JOBPOLL_SOURCE)
JOBPOLL_INLINE void take_step(machine_state& s, const machine_input& in,
                              const machine_rules& rules) noexcept {
    step_in_place(s, in, rules);
}
#endif

} // namespace jobpoll::inline v0::detail

#endif
