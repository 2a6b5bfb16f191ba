// The definitions of the library, compiled once for the programs of the project.
#include <jobpoll/src.hpp>
