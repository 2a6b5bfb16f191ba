cmake_minimum_required(VERSION 3.23)
# `cmake -DCHECK=NAME … -P checks.cmake` calls the function check_NAME.

# Compiles HEADER as C++17: one error comes, and it says what is needed.
function(check_too_old)
  execute_process(
    COMMAND ${COMPILER} -std=c++17 -fsyntax-only -I${INCLUDE} -include ${HEADER} -x c++ /dev/null
    ERROR_VARIABLE said RESULT_VARIABLE code)
  string(REGEX MATCHALL "error:" errors "${said}")
  list(LENGTH errors count)
  if(code EQUAL 0 OR NOT count EQUAL 1 OR NOT said MATCHES "jobpoll needs C\\+\\+20")
    message(FATAL_ERROR "${HEADER} in C++17 gives ${count} errors:\n${said}")
  endif()
endfunction()

# Runs PROGRAM over two bodies: it goes on after the first and ends with the second.
function(check_cxx17_host)
  file(WRITE ${WORK}/bodies.jsonl
[=[{"success":true,"job":{"jobId":"7","kind":"entity_automatic","status":"running","totalItems":10,"succeeded":4,"failed":0,"skipped":0,"createdAt":"2026-03-01T10:00:00Z"}}
{"success":true,"job":{"jobId":"7","kind":"entity_automatic","status":"completed","totalItems":10,"succeeded":10,"failed":0,"skipped":0,"createdAt":"2026-03-01T10:00:00Z"}}
]=])
  execute_process(COMMAND ${PROGRAM} 7 INPUT_FILE ${WORK}/bodies.jsonl OUTPUT_VARIABLE said RESULT_VARIABLE code)
  if(NOT code EQUAL 0 OR NOT said MATCHES "^poll in [^\n]*\n[^\n]*succeeded after 2 polls[^\n]*\n$")
    message(FATAL_ERROR "exit code ${code}, and it said:\n${said}")
  endif()
endfunction()

cmake_language(CALL check_${CHECK})
