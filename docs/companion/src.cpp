// The library's definitions, compiled once.
#include <jobpoll/src.hpp>
