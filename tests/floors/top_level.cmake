cmake_minimum_required(VERSION 3.23)
# Looks at what stands in ROOT: the rooms of the project, build directories and dot-files, and nothing that a
# measurement or an editor left there.
file(GLOB found RELATIVE ${ROOT} ${ROOT}/*)
list(FILTER found EXCLUDE REGEX "^\\.|^build|^CMakeUserPresets\\.json$|^compile_commands\\.json$")
list(REMOVE_ITEM found CMakeLists.txt CMakePresets.json README.md benchmarks docs include tests)
if(found)
  message(FATAL_ERROR "at the top of the project stands what has no room there: ${found}")
endif()
