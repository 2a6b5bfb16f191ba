cmake_minimum_required(VERSION 3.23)
# `cmake -DCHECK=NAME … -P checks.cmake` calls the function check_NAME.

# Every undefined symbol of the objects is one of memory, texts, the reader, or Boost.JSON's parser: none of them reads a
# clock, a file, a socket or entropy.
function(check_symbols)
  set(allowed
    "operator (new|delete)" "(void )?std::__throw_" "(void )?std::__cxx11::basic_string<" "std::(from_chars|to_chars|__detail)"
    "std::(terminate|bad_alloc|ios_base_library_init)" "(mem(cpy|move|set|cmp|chr)|bcmp)$" "str(len|cmp)$" "abort$" "floorf?$"
    "__(asan|ubsan|sanitizer)_" "__stack_chk_fail$" "_GLOBAL_OFFSET_TABLE_$" "__gxx_personality_v0$" "_Unwind_Resume$"
    "__cxa_" "__dso_handle$" "__clang_call_terminate$" "jobpoll::" "boost::(json|system|container)::" "guard variable for boost"
    # What the inline functions of Boost.System ask for.
    "(__assert_fail|strerror_r|strncpy|vsnprintf|snprintf)$" "std::_V2::(generic|system)_category")
  string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
  foreach(object ${OBJECTS})
    execute_process(COMMAND ${NM} -uC ${object} OUTPUT_VARIABLE listing RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "${NM} fails on ${object}")
    endif()
    string(REPLACE ";" "," listing "${listing}")
    string(REPLACE "\n" ";" symbols "${listing}")
    foreach(line ${symbols})
      string(REGEX REPLACE "^ *[UwvV] " "" symbol "${line}")
      set(good FALSE)
      foreach(pattern ${allowed})
        if(symbol MATCHES "^${pattern}")
          set(good TRUE)
          break()
        endif()
      endforeach()
      if(NOT good)
        message(SEND_ERROR "${object} needs ${symbol}")
      endif()
    endforeach()
  endforeach()
endfunction()

# No object has the code that predicts by a history: the programs have none.
function(check_no_history)
  string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
  foreach(object ${OBJECTS})
    execute_process(COMMAND ${NM} -C ${object} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND all "${symbols}")
  endforeach()
  if(NOT all MATCHES "whole_life")
    message(FATAL_ERROR "the poller is not there: ${all}")
  endif()
  if(all MATCHES "[^\n]*(informed_wait_of|interval_estimate|inspection_plan|history_state)[^\n]*")
    message(FATAL_ERROR "a program without a history has ${CMAKE_MATCH_0}")
  endif()
endfunction()

# SOURCE depends on no header of Boost.
function(check_no_boost)
  execute_process(COMMAND ${COMPILER} -std=c++20 -M -I${INCLUDE} ${SOURCE}
                  RESULT_VARIABLE failed OUTPUT_VARIABLE files ERROR_VARIABLE said)
  if(failed OR NOT files MATCHES "jobpoll/machine/step.hpp")
    message(FATAL_ERROR "no dependencies: ${said}")
  endif()
  if(files MATCHES "[^ ]*/boost/[^ ]*")
    message(FATAL_ERROR "depends on ${CMAKE_MATCH_0}")
  endif()
endfunction()

# The object has the one contract that it uses, and none of the others.
function(check_unused_vendors)
  execute_process(COMMAND ${NM} -C ${OBJECT} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  if(NOT symbols MATCHES "vendors::gitlab::pipeline")
    message(FATAL_ERROR "the endpoint that is used is not there: ${symbols}")
  endif()
  foreach(vendor anthropic azure bigquery databricks github google gu1 openai reply_io retailgrid salesforce userpilot zendesk)
    if(symbols MATCHES "vendors::${vendor}::")
      message(SEND_ERROR "${vendor} is in a binary that does not use it: ${symbols}")
    endif()
  endforeach()
endfunction()

cmake_language(CALL check_${CHECK})
