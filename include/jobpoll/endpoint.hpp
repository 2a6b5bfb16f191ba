// jobpoll: contracts: the columns of a declaration, and `declare`.
#ifndef JOBPOLL_ENDPOINT_HPP
#define JOBPOLL_ENDPOINT_HPP

#include <jobpoll/contract/declare.hpp>

#endif
