cmake_minimum_required(VERSION 3.23)
# Runs PROGRAM over BODIES: it goes on after the first and ends with the second.
execute_process(COMMAND ${PROGRAM} 7 INPUT_FILE ${BODIES} OUTPUT_VARIABLE said RESULT_VARIABLE code)
if(NOT code EQUAL 0 OR NOT said MATCHES "^poll in [^\n]*\n[^\n]*succeeded after 2 polls[^\n]*\n$")
  message(FATAL_ERROR "exit code ${code}, and it said:\n${said}")
endif()
