cmake_minimum_required(VERSION 3.23)
# Compiles HEADER as C++17: one error comes, and it says what is needed.
execute_process(
  COMMAND ${COMPILER} -std=c++17 -fsyntax-only -I${INCLUDE} -include ${HEADER} -x c++ /dev/null
  ERROR_VARIABLE said RESULT_VARIABLE code)
string(REGEX MATCHALL "error:" errors "${said}")
list(LENGTH errors count)
if(code EQUAL 0 OR NOT count EQUAL 1 OR NOT said MATCHES "jobpoll needs C\\+\\+20")
  message(FATAL_ERROR "${HEADER} in C++17 gives ${count} errors:\n${said}")
endif()
