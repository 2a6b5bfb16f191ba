// Catch2, version 2 or 3: the one place that knows the difference.
#ifndef JOBPOLL_TESTS_SUPPORT_CATCH_HPP
#define JOBPOLL_TESTS_SUPPORT_CATCH_HPP

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx; // which version 2 has outside
#else
#include <catch2/catch.hpp>
#endif

#endif
