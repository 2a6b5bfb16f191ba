# Installs into a prefix, looks at what is there, and moves the prefix: a later use finds it elsewhere.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
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
