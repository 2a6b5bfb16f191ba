# A compiler and nothing else, as the README has it: linked to Boost.JSON, and with Boost.JSON compiled in.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
find_boost_by_itself(there)
if(NOT there)
  skip("the compiler does not find Boost.JSON by itself")
endif()

set(compile ${COMPILER} -std=c++20 -I${SOURCES}/include)
# Once for both ways: Boost's own switches decide, at the link, where its definitions come from.
foreach(unit main report boost_json)
  run(${compile} -c ${consumer}/${unit}.cpp -o ${WORK}/${unit}.o)
endforeach()
run(${COMPILER} ${WORK}/main.o ${WORK}/report.o -lboost_json -o ${WORK}/linked)
expect_consumer(${WORK}/linked)
run(${COMPILER} ${WORK}/main.o ${WORK}/report.o ${WORK}/boost_json.o -o ${WORK}/compiled_in)
expect_consumer(${WORK}/compiled_in)
