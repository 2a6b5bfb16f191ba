// Boost.JSON for those who link nothing.
#include <boost/json/src.hpp>
