cmake_minimum_required(VERSION 3.23)
# One way into other people's builds: `cmake -DWAY=NAME … -P packaging.cmake` calls the function way_NAME.

# Steps that end the test with the output of what failed.

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

# Runs a command; its output is in `output`.
macro(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "ended with ${code}: ${command}\n${output}")
  endif()
endmacro()

# Says that the test was skipped, and why.
macro(skip why)
  message(NOTICE "SKIPPED: ${why}")
  return()
endmacro()

# Runs a program that was built from tests/install/consumer, and compares what it says.
function(expect_consumer program)
  run(${program})
  set(expected "jobpoll ${VERSION}: succeeded_with_failures after 2 polls, 2.1s\n")
  if(NOT output STREQUAL expected)
    message(FATAL_ERROR "${program} says:\n${output}\nexpected:\n${expected}")
  endif()
  message(STATUS "${program}: ${expected}")
endfunction()

# Configures and builds a project of tests/install; further arguments go to its configuration.
function(build_consumer project)
  set(boost "")
  if(BOOST_ROOT)
    set(boost -DBoost_ROOT=${BOOST_ROOT})
  endif()
  run(${CMAKE_COMMAND} -S ${SOURCES}/tests/install/${project} -B ${WORK}/build -G ${GENERATOR}
      -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM} -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_BUILD_TYPE= ${boost} ${ARGN})
  run(${CMAKE_COMMAND} --build ${WORK}/build)
endfunction()

# Whether the compiler finds the headers of Boost and its library by itself, as a command line needs it.
function(find_boost_by_itself result)
  file(WRITE ${WORK}/boost.cpp "#include <boost/json/value.hpp>\nint main() { boost::json::value v; return v.is_null() ? 0 : 1; }\n")
  execute_process(COMMAND ${COMPILER} -std=c++20 ${WORK}/boost.cpp -lboost_json -o ${WORK}/boost
                  RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(code EQUAL 0)
    set(${result} TRUE PARENT_SCOPE)
  else()
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

set(consumer ${SOURCES}/tests/install/consumer)

# A compiler and nothing else, as the README has it: linked to Boost.JSON, and with Boost.JSON compiled in.
function(way_command_line)
  find_boost_by_itself(there)
  if(NOT there)
    skip("the compiler does not find Boost.JSON by itself")
  endif()

  set(compile ${COMPILER} -std=c++20 -I${SOURCES}/include)
  # Once for both ways: Boost's own switches decide, at the link, where its definitions come from.
  foreach(unit main report)
    run(${compile} -c ${consumer}/${unit}.cpp -o ${WORK}/${unit}.o)
  endforeach()
  file(WRITE ${WORK}/boost_json.cpp "// Boost.JSON for those who link nothing.\n#include <boost/json/src.hpp>\n")
  run(${compile} -c ${WORK}/boost_json.cpp -o ${WORK}/boost_json.o)
  run(${COMPILER} ${WORK}/main.o ${WORK}/report.o -lboost_json -o ${WORK}/linked)
  expect_consumer(${WORK}/linked)
  run(${COMPILER} ${WORK}/main.o ${WORK}/report.o ${WORK}/boost_json.o -o ${WORK}/compiled_in)
  expect_consumer(${WORK}/compiled_in)
endfunction()

# The library as a directory of another project.
function(way_subdirectory)
  build_consumer(subdirectory -DJOBPOLL_SOURCES=${SOURCES})
  expect_consumer(${WORK}/build/consumer)

  # It adds nothing to the other project's installation.
  run(${CMAKE_COMMAND} --install ${WORK}/build --prefix ${WORK}/prefix)
  file(GLOB_RECURSE installed ${WORK}/prefix/*)
  if(installed)
    message(FATAL_ERROR "as a sub-project it installs: ${installed}")
  endif()
endfunction()

# The library as an archive that another project fetches. The tests and benchmarks are left out of it, to show that
# nothing needs them.
function(way_fetch_content)
  execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf ${WORK}/jobpoll.tar.gz CMakeLists.txt include docs/packaging
                  WORKING_DIRECTORY ${SOURCES} COMMAND_ERROR_IS_FATAL ANY)
  build_consumer(fetch_content -DJOBPOLL_ARCHIVE=${WORK}/jobpoll.tar.gz)
  expect_consumer(${WORK}/build/consumer)
endfunction()

# One header, generated here: two translation units header-only, the same two with separate compilation, and without
# exceptions and run-time types.
function(way_single_header)
  if(NOT PYTHON)
    skip("Python 3 is not there")
  endif()
  find_boost_by_itself(there)
  if(NOT there)
    skip("the compiler does not find Boost.JSON by itself")
  endif()

  run(${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/include/jobpoll.hpp)
  file(STRINGS ${WORK}/include/jobpoll.hpp leftovers REGEX "^# *include *(<jobpoll/|\")")
  if(leftovers)
    message(FATAL_ERROR "the single header still includes: ${leftovers}")
  endif()
  # Every file of the library stands in it once.
  file(STRINGS ${WORK}/include/jobpoll.hpp guards REGEX "^#ifndef JOBPOLL_[A-Z0-9_]+_[HI]PP$")
  set(different ${guards})
  list(REMOVE_DUPLICATES different)
  list(LENGTH guards written)
  list(LENGTH different expected)
  if(written LESS 100 OR NOT written EQUAL expected)
    message(FATAL_ERROR "the single header has ${written} files, ${expected} of them different")
  endif()

  set(compile ${COMPILER} -std=c++20 -I${WORK}/include -DCONSUMER_OF_THE_SINGLE_HEADER)
  run(${compile} -fno-exceptions -fno-rtti ${consumer}/main.cpp ${consumer}/report.cpp -lboost_json -o ${WORK}/header_only)
  expect_consumer(${WORK}/header_only)

  # A choice of headers makes a smaller one.
  run(${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/chosen/jobpoll.hpp jobpoll.hpp vendors/gu1.hpp)
  set(separate ${COMPILER} -std=c++20 -I${WORK}/chosen -DCONSUMER_OF_THE_SINGLE_HEADER -DJOBPOLL_SEPARATE_COMPILATION)
  foreach(unit main report separate)
    run(${separate} -c ${consumer}/${unit}.cpp -o ${WORK}/${unit}.o)
  endforeach()
  run(${COMPILER} ${WORK}/main.o ${WORK}/report.o ${WORK}/separate.o -lboost_json -o ${WORK}/separate)
  expect_consumer(${WORK}/separate)
  # The definitions are in the one unit and nowhere else.
  execute_process(COMMAND ${COMPILER} ${WORK}/main.o ${WORK}/report.o -lboost_json -o ${WORK}/incomplete
                  RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(code EQUAL 0)
    message(FATAL_ERROR "the program links without the translation unit that has the definitions")
  endif()

  # A header that does not exist is refused by name.
  execute_process(COMMAND ${PYTHON} ${SOURCES}/docs/packaging/single_header.py ${WORK}/nothing.hpp no_such.hpp
                  RESULT_VARIABLE code ERROR_VARIABLE said)
  if(code EQUAL 0 OR NOT said MATCHES "no such header: jobpoll/no_such.hpp")
    message(FATAL_ERROR "a missing header gives ${code}: ${said}")
  endif()
endfunction()

# Installs into a prefix, looks at what is there, and moves the prefix: a later use finds it elsewhere.
function(way_install)
  set(first_prefix ${WORK}/prefix)
  set(boost "")
  if(BOOST_ROOT)
    set(boost -DBoost_ROOT=${BOOST_ROOT})
  endif()
  run(${CMAKE_COMMAND} -S ${SOURCES} -B ${WORK}/build -G ${GENERATOR} -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM}
      -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_INSTALL_PREFIX=${first_prefix}
      -DJOBPOLL_BUILD_TESTS=OFF -DJOBPOLL_BUILD_COMPANION=OFF ${boost})
  run(${CMAKE_COMMAND} --install ${WORK}/build)

  # Every header, and nothing that is not one.
  file(GLOB_RECURSE headers RELATIVE ${SOURCES}/include ${SOURCES}/include/*.hpp ${SOURCES}/include/*.ipp)
  list(TRANSFORM headers PREPEND include/)
  set(expected ${headers}
      share/cmake/jobpoll/jobpollConfig.cmake share/cmake/jobpoll/jobpollConfigVersion.cmake
      share/cmake/jobpoll/jobpoll_boost_json.cmake share/cmake/jobpoll/jobpoll_targets.cmake share/pkgconfig/jobpoll.pc)
  file(GLOB_RECURSE installed RELATIVE ${first_prefix} ${first_prefix}/*)
  list(SORT expected)
  list(SORT installed)
  if(NOT installed STREQUAL expected)
    set(missing ${expected})
    list(REMOVE_ITEM missing ${installed})
    list(REMOVE_ITEM installed ${expected})
    message(FATAL_ERROR "not installed: ${missing}\ninstalled, and not expected: ${installed}")
  endif()

  # No directory of this machine in any of them.
  get_filename_component(build_root ${WORK} DIRECTORY)
  foreach(file ${expected})
    file(READ ${first_prefix}/${file} text)
    foreach(directory ${SOURCES} ${build_root} ${first_prefix})
      string(FIND "${text}" "${directory}/" at)
      if(NOT at EQUAL -1)
        message(FATAL_ERROR "${file} names ${directory}")
      endif()
    endforeach()
    # Any other absolute directory of the usual roots, as a search path or a library would name it.
    if(file MATCHES "\\.(cmake|pc)$" AND text MATCHES "[\"= I](/(usr|opt|home|root|tmp|var|work)[^\n\"]*)")
      message(FATAL_ERROR "${file} names ${CMAKE_MATCH_1}")
    endif()
  endforeach()

  file(REMOVE_RECURSE ${PREFIX})
  file(RENAME ${first_prefix} ${PREFIX})
endfunction()

# The installed package, in a prefix that was moved after the installation.
function(way_find_package)
  build_consumer(find_package -DCMAKE_PREFIX_PATH=${PREFIX} -DJOBPOLL_VERSION=${VERSION})
  foreach(program consumer consumer_separate consumer_bare)
    expect_consumer(${WORK}/build/${program})
  endforeach()
endfunction()

# The installed package through pkg-config, in a prefix that was moved after the installation.
function(way_pkg_config)
  find_program(pkg_config NAMES pkg-config pkgconf)
  if(NOT pkg_config)
    skip("pkg-config is not there")
  endif()
  find_boost_by_itself(there)
  if(NOT there)
    skip("the compiler does not find Boost.JSON by itself")
  endif()

  set(ENV{PKG_CONFIG_PATH} ${PREFIX}/share/pkgconfig)
  run(${pkg_config} --modversion jobpoll)
  string(STRIP "${output}" found)
  if(NOT found STREQUAL VERSION)
    message(FATAL_ERROR "pkg-config found version ${found}, expected ${VERSION}")
  endif()
  run(${pkg_config} --cflags --libs jobpoll)
  separate_arguments(flags UNIX_COMMAND "${output}")
  run(${COMPILER} -std=c++20 ${consumer}/main.cpp ${consumer}/report.cpp ${flags} -o ${WORK}/consumer)
  expect_consumer(${WORK}/consumer)
endfunction()

# The port, as far as it can be tried without vcpkg: its manifest is read, and the port file is run with stand-ins for
# vcpkg's functions that configure and install for real. What vcpkg itself does around it is not tried.
function(way_vcpkg)
  set(CURRENT_PORT_DIR ${SOURCES}/docs/packaging/vcpkg/jobpoll)
  set(CURRENT_PACKAGES_DIR ${WORK}/package)

  file(READ ${CURRENT_PORT_DIR}/vcpkg.json manifest)
  string(JSON name GET "${manifest}" name)
  string(JSON version GET "${manifest}" version)
  if(NOT name STREQUAL "jobpoll" OR NOT version STREQUAL VERSION)
    message(FATAL_ERROR "the manifest is of ${name} ${version}, the sources are of jobpoll ${VERSION}")
  endif()
  string(JSON last_dependency LENGTH "${manifest}" dependencies)
  math(EXPR last_dependency "${last_dependency} - 1")
  set(dependencies "")
  foreach(i RANGE ${last_dependency})
    string(JSON dependency GET "${manifest}" dependencies ${i} name)
    list(APPEND dependencies ${dependency})
  endforeach()
  if(NOT dependencies STREQUAL "boost-json;vcpkg-cmake;vcpkg-cmake-config")
    message(FATAL_ERROR "the manifest depends on ${dependencies}")
  endif()

  function(vcpkg_cmake_configure)
    cmake_parse_arguments(PARSE_ARGV 0 port "" SOURCE_PATH OPTIONS)
    if(port_UNPARSED_ARGUMENTS)
      message(FATAL_ERROR "vcpkg_cmake_configure does not know: ${port_UNPARSED_ARGUMENTS}")
    endif()
    run(${CMAKE_COMMAND} -S ${port_SOURCE_PATH} -B ${WORK}/build -G ${GENERATOR} -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM}
        -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR} ${port_OPTIONS})
    # CMake says so of a variable that the project never looked at.
    if(output MATCHES "not used by the project")
      message(FATAL_ERROR "the port sets options that do not exist:\n${output}")
    endif()
  endfunction()

  function(vcpkg_cmake_install)
    run(${CMAKE_COMMAND} --install ${WORK}/build)
  endfunction()

  function(vcpkg_cmake_config_fixup)
    cmake_parse_arguments(PARSE_ARGV 0 port "" CONFIG_PATH "")
    if(port_UNPARSED_ARGUMENTS OR NOT EXISTS ${CURRENT_PACKAGES_DIR}/${port_CONFIG_PATH}/jobpollConfig.cmake)
      message(FATAL_ERROR "no package configuration in ${port_CONFIG_PATH}, or unknown arguments: ${port_UNPARSED_ARGUMENTS}")
    endif()
    set_property(GLOBAL PROPERTY fixed_up TRUE)
  endfunction()

  function(vcpkg_fixup_pkgconfig)
    file(GLOB found ${CURRENT_PACKAGES_DIR}/share/pkgconfig/*.pc ${CURRENT_PACKAGES_DIR}/lib/pkgconfig/*.pc)
    if(NOT found)
      message(FATAL_ERROR "nothing was installed for pkg-config")
    endif()
  endfunction()

  function(vcpkg_install_copyright)
  endfunction()

  include(${CURRENT_PORT_DIR}/portfile.cmake)
  get_property(fixed_up GLOBAL PROPERTY fixed_up)
  if(NOT fixed_up OR NOT EXISTS ${CURRENT_PACKAGES_DIR}/include/jobpoll/jobpoll.hpp)
    message(FATAL_ERROR "the port did not install the headers and its package configuration")
  endif()
  if(EXISTS ${WORK}/build/jobpoll OR EXISTS ${WORK}/build/tests)
    message(FATAL_ERROR "the port builds more than the library")
  endif()
endfunction()

# The recipe, as far as it can be tried without Conan: see conan.py.
function(way_conan)
  if(NOT PYTHON)
    skip("Python 3 is not there")
  endif()
  run(${PYTHON} ${CMAKE_CURRENT_LIST_DIR}/conan.py ${SOURCES} ${WORK} ${VERSION})
  file(READ ${WORK}/options.txt options)
  separate_arguments(options UNIX_COMMAND "${options}")
  run(${CMAKE_COMMAND} -S ${WORK}/sources -B ${WORK}/build -G ${GENERATOR} -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM}
      -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_INSTALL_PREFIX=${WORK}/package -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON ${options})
  if(output MATCHES "not used by the project")
    message(FATAL_ERROR "the recipe sets options that do not exist:\n${output}")
  endif()
  run(${CMAKE_COMMAND} --install ${WORK}/build)
  if(NOT EXISTS ${WORK}/package/include/jobpoll/src.hpp)
    message(FATAL_ERROR "the recipe does not install the headers")
  endif()
endfunction()

cmake_language(CALL way_${WAY})
