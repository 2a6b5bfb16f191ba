# The library as an archive that another project fetches. The tests and benchmarks are left out of it, to show that
# nothing needs them.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf ${WORK}/jobpoll.tar.gz CMakeLists.txt include docs/packaging
                WORKING_DIRECTORY ${SOURCES} COMMAND_ERROR_IS_FATAL ANY)
build_consumer(fetch_content -DJOBPOLL_ARCHIVE=${WORK}/jobpoll.tar.gz)
expect_consumer(${WORK}/build/consumer)
