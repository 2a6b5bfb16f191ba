# One header, generated here: two translation units header-only, the same two with separate compilation, and without
# exceptions and run-time types.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
if(NOT PYTHON)
  skip("Python 3 is not there")
endif()
find_boost_by_itself(there)
if(NOT there)
  skip("the compiler does not find Boost.JSON by itself")
endif()

run(${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/include/jobpoll.hpp)
file(STRINGS ${WORK}/include/jobpoll.hpp leftovers REGEX "^# *include *(<jobpoll/|\")")
if(leftovers)
  message(FATAL_ERROR "the single header still includes: ${leftovers}")
endif()

set(compile ${COMPILER} -std=c++20 -I${WORK}/include -DCONSUMER_OF_THE_SINGLE_HEADER)
run(${compile} -fno-exceptions -fno-rtti ${consumer}/main.cpp ${consumer}/report.cpp -lboost_json -o ${WORK}/header_only)
expect_consumer(${WORK}/header_only)

# A choice of headers makes a smaller one.
run(${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/chosen/jobpoll.hpp jobpoll.hpp vendors/gu1.hpp)
set(separate ${COMPILER} -std=c++20 -I${WORK}/chosen -DCONSUMER_OF_THE_SINGLE_HEADER -DJOBPOLL_SEPARATE_COMPILATION)
foreach(unit main report separate)
  run(${separate} -c ${consumer}/${unit}.cpp -o ${WORK}/${unit}.o)
endforeach()
run(${COMPILER} ${WORK}/main.o ${WORK}/report.o ${WORK}/separate.o -lboost_json -o ${WORK}/separate)
expect_consumer(${WORK}/separate)
# The definitions are in the one unit and nowhere else.
execute_process(COMMAND ${COMPILER} ${WORK}/main.o ${WORK}/report.o -lboost_json -o ${WORK}/incomplete
                RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
if(code EQUAL 0)
  message(FATAL_ERROR "the program links without the translation unit that has the definitions")
endif()

# A header that does not exist is refused by name.
execute_process(COMMAND ${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/nothing.hpp no_such.hpp
                RESULT_VARIABLE code ERROR_VARIABLE said)
if(code EQUAL 0 OR NOT said MATCHES "no such header: jobpoll/no_such.hpp")
  message(FATAL_ERROR "a missing header gives ${code}: ${said}")
endif()
