# `clang-format` lays out every file of the project; `clang-tidy` analyses every file that this build compiles. Each
# target is there where its program is, in the version that the style was written for.

# As a script, with CLANG_FORMAT and SOURCES: lays them out.
if(CMAKE_SCRIPT_MODE_FILE)
  foreach(directory include tests docs benchmarks)
    file(GLOB_RECURSE files ${SOURCES}/${directory}/*.hpp ${SOURCES}/${directory}/*.ipp
         ${SOURCES}/${directory}/*.cpp)
    execute_process(COMMAND ${CLANG_FORMAT} -i ${files} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  return()
endif()

find_program(JOBPOLL_CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(JOBPOLL_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
find_program(JOBPOLL_RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)

# Other versions lay out the same style in other ways, and know other checks.
function(is_version_14 program result)
  set(${result} FALSE PARENT_SCOPE)
  if(program)
    execute_process(COMMAND ${program} --version OUTPUT_VARIABLE version ERROR_QUIET)
    if(version MATCHES "version 14\\.")
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

is_version_14("${JOBPOLL_CLANG_FORMAT}" has_format)
if(has_format)
  add_custom_target(clang-format
    COMMAND ${CMAKE_COMMAND} -DCLANG_FORMAT=${JOBPOLL_CLANG_FORMAT} -DSOURCES=${PROJECT_SOURCE_DIR}
            -P ${CMAKE_CURRENT_LIST_DIR}/jobpoll_style.cmake
    COMMENT "Laying out the sources" VERBATIM)
endif()

is_version_14("${JOBPOLL_CLANG_TIDY}" has_tidy)
if(has_tidy AND JOBPOLL_RUN_CLANG_TIDY AND CMAKE_EXPORT_COMPILE_COMMANDS)
  add_custom_target(clang-tidy
    COMMAND ${JOBPOLL_RUN_CLANG_TIDY} -quiet -clang-tidy-binary ${JOBPOLL_CLANG_TIDY} -p ${PROJECT_BINARY_DIR}
            "^${PROJECT_SOURCE_DIR}/(tests|docs|benchmarks)/"
    COMMENT "Analysing the sources" USES_TERMINAL VERBATIM)
endif()
