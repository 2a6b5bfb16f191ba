// jobpoll: the machine's table as a diagram.
#ifndef JOBPOLL_DOT_HPP
#define JOBPOLL_DOT_HPP

#include <jobpoll/text/dot.hpp>

#endif
