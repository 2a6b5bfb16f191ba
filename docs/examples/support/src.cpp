// The library and the JSON parser, compiled once for all examples.
#include <jobpoll/src.hpp>
