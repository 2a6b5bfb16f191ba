# cmake -DCLANG_FORMAT=... -DSOURCES=... -P clang_format.cmake
foreach(directory include tests docs benchmarks)
  file(GLOB_RECURSE files ${SOURCES}/${directory}/*.hpp ${SOURCES}/${directory}/*.ipp
       ${SOURCES}/${directory}/*.cpp)
  execute_process(COMMAND ${CLANG_FORMAT} -i ${files} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
