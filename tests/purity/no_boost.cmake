cmake_minimum_required(VERSION 3.23)
# SOURCE depends on no header of Boost.
execute_process(COMMAND ${COMPILER} -std=c++20 -M -I${INCLUDE} ${SOURCE}
                RESULT_VARIABLE failed OUTPUT_VARIABLE files ERROR_VARIABLE said)
if(failed OR NOT files MATCHES "jobpoll/machine/step.hpp")
  message(FATAL_ERROR "no dependencies: ${said}")
endif()
if(files MATCHES "[^ ]*/boost/[^ ]*")
  message(FATAL_ERROR "depends on ${CMAKE_MATCH_0}")
endif()
