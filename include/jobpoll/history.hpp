// jobpoll: what earlier jobs of a kind took.
#ifndef JOBPOLL_HISTORY_HPP
#define JOBPOLL_HISTORY_HPP

#include <jobpoll/schedule/history_text.hpp>

#endif
