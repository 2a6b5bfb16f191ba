// The definitions of the library, compiled once for each program of the project.
#include <jobpoll/src.hpp>
