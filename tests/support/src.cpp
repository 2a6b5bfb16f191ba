// The library's definitions, compiled once for all tests.
#include <jobpoll/src.hpp>
