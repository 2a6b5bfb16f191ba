# What the scripts beside it are made of: steps that end the test with the output of what failed.

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

# Runs a command; its output is in `output`.
macro(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "ended with ${code}: ${command}\n${output}")
  endif()
endmacro()

# Says that the test was skipped, and why.
macro(skip why)
  message(NOTICE "SKIPPED: ${why}")
  return()
endmacro()

# Runs a program that was built from tests/install/consumer, and compares what it says.
function(expect_consumer program)
  run(${program})
  set(expected "jobpoll ${VERSION}: succeeded_with_failures after 2 polls, 2.1s\n")
  if(NOT output STREQUAL expected)
    message(FATAL_ERROR "${program} says:\n${output}\nexpected:\n${expected}")
  endif()
  message(STATUS "${program}: ${expected}")
endfunction()

# Configures and builds a project of tests/install; further arguments go to its configuration.
function(build_consumer project)
  set(boost "")
  if(BOOST_ROOT)
    set(boost -DBoost_ROOT=${BOOST_ROOT})
  endif()
  run(${CMAKE_COMMAND} -S ${SOURCES}/tests/install/${project} -B ${WORK}/build -G ${GENERATOR}
      -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM} -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_BUILD_TYPE= ${boost} ${ARGN})
  run(${CMAKE_COMMAND} --build ${WORK}/build)
endfunction()

# Whether the compiler finds the headers of Boost and its library by itself, as a command line needs it.
function(find_boost_by_itself result)
  file(WRITE ${WORK}/boost.cpp "#include <boost/json/value.hpp>\nint main() { boost::json::value v; return v.is_null() ? 0 : 1; }\n")
  execute_process(COMMAND ${COMPILER} -std=c++20 ${WORK}/boost.cpp -lboost_json -o ${WORK}/boost
                  RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(code EQUAL 0)
    set(${result} TRUE PARENT_SCOPE)
  else()
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

set(consumer ${SOURCES}/tests/install/consumer)
