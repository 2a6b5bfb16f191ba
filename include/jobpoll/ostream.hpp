// jobpoll: the enumerations and violations on std::ostream.
#ifndef JOBPOLL_OSTREAM_HPP
#define JOBPOLL_OSTREAM_HPP

#include <jobpoll/text/ostream.hpp>

#endif
