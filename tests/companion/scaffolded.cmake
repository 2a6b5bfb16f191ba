# Declarations as `jobpoll scaffold` prints them, compiled under the project's warnings and compared with those that
# were written by hand.
set(data ${PROJECT_SOURCE_DIR}/tests/data)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/scaffolded)
file(MAKE_DIRECTORY ${generated})

set(headers "")
function(add_scaffold name)
  set(header ${generated}/${name}.hpp)
  set(files ${ARGN})
  list(FILTER files INCLUDE REGEX "\\.json$")
  add_custom_command(OUTPUT ${header} ${generated}/${name}.json
    COMMAND jobpoll_companion scaffold --name scaffolded_${name} ${ARGN} > ${header}
    COMMAND jobpoll_companion scaffold --json --name scaffolded_${name} ${ARGN} > ${generated}/${name}.json
    DEPENDS jobpoll_companion ${files} COMMENT "Scaffolding ${name}" VERBATIM)
  set(headers ${headers} ${header} PARENT_SCOPE)
endfunction()

set(retailgrid_samples "")
foreach(word queued running completed failed)
  set(sample ${generated}/retailgrid.${word}.json)
  file(WRITE ${sample} "{\"job_id\":\"7f9c24e8-3b12-4fef-91d0-56c9e6a1b2c3\",\"status\":\"${word}\"}\n")
  list(APPEND retailgrid_samples ${sample})
endforeach()
add_scaffold(retailgrid.job --openapi ${data}/retailgrid/openapi.json ${retailgrid_samples})
add_scaffold(userpilot.one --openapi ${data}/userpilot/openapi.json --path "/v1/background_jobs/{{job_id}}")
add_scaffold(userpilot.all --openapi ${data}/userpilot/openapi.json --path /v1/background_jobs)
add_scaffold(gu1.job ${data}/gu1/job.json)
add_scaffold(reply_io.job ${data}/reply_io/job.sample.json)
add_scaffold(reply_io.page ${data}/reply_io/job_list.json)
add_scaffold(hostile.job ${CMAKE_CURRENT_SOURCE_DIR}/scaffolded/hostile.json)
# Samples that were written for it, each a line.
function(add_scaffold_of_lines name options)
  set(files "")
  foreach(line ${ARGN})
    list(LENGTH files number)
    file(WRITE ${generated}/${name}.${number}.json "${line}\n")
    list(APPEND files ${generated}/${name}.${number}.json)
  endforeach()
  add_scaffold(${name} ${options} ${files})
  set(headers ${headers} PARENT_SCOPE)
endfunction()
add_scaffold_of_lines(conclusion.run "" [[{"id":1,"status":"completed","conclusion":"failure"}]]
  [[{"id":1,"status":"completed","conclusion":"success"}]] [[{"id":1,"status":"in_progress","conclusion":null}]])
add_scaffold_of_lines(parts.job "--status;/states/*" [[{"id":"7","states":["running","done"]}]])
add_scaffold_of_lines(flag.operation "" [[{"name":"operations/7","done":true,"error":{"code":5,"message":"m"}}]]
  [[{"name":"operations/7"}]])
add_scaffold_of_lines(refused.job "" [[{"id":"1","status":"running","at":1767225600,"progress":"50%"}]]
  [[{"id":"1","status":"done","startedAt":"","progress":"100%"}]] [[{"error":{"code":"gone","message":"m"}}]])

add_executable(jobpoll_scaffolded ${CMAKE_CURRENT_SOURCE_DIR}/scaffolded/main.cpp ${headers})
target_include_directories(jobpoll_scaffolded PRIVATE ${generated})
target_link_libraries(jobpoll_scaffolded PRIVATE jobpoll_test_main)
target_compile_definitions(jobpoll_scaffolded PRIVATE
  JOBPOLL_TEST_DATA="${data}" JOBPOLL_SCAFFOLDED="${generated}"
  JOBPOLL_HOSTILE_SAMPLE="${CMAKE_CURRENT_SOURCE_DIR}/scaffolded/hostile.json")
add_test(NAME companion.scaffolded COMMAND jobpoll_scaffolded)
