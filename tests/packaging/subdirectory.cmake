# The library as a directory of another project.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
build_consumer(subdirectory -DJOBPOLL_SOURCES=${SOURCES})
expect_consumer(${WORK}/build/consumer)

# It adds nothing to the other project's installation.
run(${CMAKE_COMMAND} --install ${WORK}/build --prefix ${WORK}/prefix)
file(GLOB_RECURSE installed ${WORK}/prefix/*)
if(installed)
  message(FATAL_ERROR "as a sub-project it installs: ${installed}")
endif()
