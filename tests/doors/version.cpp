#include <jobpoll/version.hpp>

#include <support/catch.hpp>

TEST_CASE("the version is the same for the preprocessor and the program") {
    CHECK(jobpoll::version.major_number == JOBPOLL_VERSION_MAJOR);
    CHECK(jobpoll::version.minor_number == JOBPOLL_VERSION_MINOR);
    CHECK(jobpoll::version.patch_number == JOBPOLL_VERSION_PATCH);
}
