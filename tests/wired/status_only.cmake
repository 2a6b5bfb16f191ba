# Replies of a service without JSON go in, and decisions come out.
file(WRITE ${DIRECTORY}/status_only.txt
"200 <job><state>waiting</state></job>
503 <html>busy</html>
200 <job><state>printing</state></job>
200 <html>maintenance</html>
404
401
200 <job><state>cleaning</state></job>
200 <job><state>printed</state></job>
")
execute_process(COMMAND ${PROGRAM} INPUT_FILE ${DIRECTORY}/status_only.txt
                OUTPUT_VARIABLE output RESULT_VARIABLE code)
string(REGEX REPLACE "\n$" "" lines "${output}")
string(REPLACE "\n" ";" lines "${lines}")
list(LENGTH lines count)
set(expected "^poll in [0-9.]+s: " "^poll in [0-9.]+s: exponential backoff" "^poll in [0-9.]+s: " "^poll in [0-9.]+s: exponential backoff"
    "^poll in [0-9.]+s: the job was not found" "^poll in 0ms: the vendor refuses the credentials" "^poll in [0-9.]+s: "
    "^succeeded after 8 polls")
if(NOT code EQUAL 0 OR NOT count EQUAL 8)
  message(FATAL_ERROR "status_only ended with ${code} after ${count} lines:\n${output}")
endif()
foreach(line pattern IN ZIP_LISTS lines expected)
  if(NOT line MATCHES "${pattern}")
    message(FATAL_ERROR "status_only says \"${line}\", and not ${pattern}:\n${output}")
  endif()
endforeach()
