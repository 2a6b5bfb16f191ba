cmake_minimum_required(VERSION 3.23)
# Every undefined symbol of the objects is one of memory, texts, the reader, or Boost.JSON's parser: none of them reads a
# clock, a file, a socket or entropy.
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
