# The library as a target, and Boost.JSON with it: the compiled library where it is found, else header-only, compiled once.

add_library(jobpoll INTERFACE)
add_library(jobpoll::jobpoll ALIAS jobpoll)
target_compile_features(jobpoll INTERFACE cxx_std_20)

file(GLOB_RECURSE jobpoll_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/jobpoll/*.hpp
     ${PROJECT_SOURCE_DIR}/include/jobpoll/*.ipp)
# src.hpp is for the one translation unit of separate compilation, and refuses to be included anywhere else.
set(jobpoll_source_header ${PROJECT_SOURCE_DIR}/include/jobpoll/src.hpp)
list(REMOVE_ITEM jobpoll_headers ${jobpoll_source_header})
target_sources(jobpoll
  INTERFACE FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${jobpoll_headers})
set_target_properties(jobpoll PROPERTIES VERIFY_INTERFACE_HEADER_SETS ${PROJECT_IS_TOP_LEVEL})

find_package(Boost 1.75 QUIET CONFIG COMPONENTS json)
if(TARGET Boost::json)
  message(STATUS "jobpoll: Boost.JSON ${Boost_VERSION}, the compiled library")
  target_link_libraries(jobpoll INTERFACE Boost::json)
else()
  find_path(JOBPOLL_BOOST_INCLUDE_DIR boost/json/src.hpp)
  if(NOT JOBPOLL_BOOST_INCLUDE_DIR)
    message(FATAL_ERROR
      "jobpoll needs Boost.JSON 1.75 or newer. Debian 12: apt install libboost1.81-dev libboost-json1.81-dev. "
      "Elsewhere: set Boost_ROOT to a Boost with JSON, or JOBPOLL_BOOST_INCLUDE_DIR to its headers.")
  endif()
  message(STATUS "jobpoll: Boost.JSON header-only, from ${JOBPOLL_BOOST_INCLUDE_DIR}, compiled once into this build")
  file(WRITE ${PROJECT_BINARY_DIR}/boost_json.cpp "#include <boost/json/src.hpp>\n")
  add_library(jobpoll_boost_json OBJECT ${PROJECT_BINARY_DIR}/boost_json.cpp)
  target_compile_features(jobpoll_boost_json PRIVATE cxx_std_20)
  target_include_directories(jobpoll_boost_json SYSTEM PUBLIC ${JOBPOLL_BOOST_INCLUDE_DIR})
  # All of this is of this build alone: what is installed looks for a Boost.JSON where it is used.
  target_include_directories(jobpoll SYSTEM INTERFACE $<BUILD_INTERFACE:${JOBPOLL_BOOST_INCLUDE_DIR}>)
  target_sources(jobpoll INTERFACE $<BUILD_INTERFACE:$<TARGET_OBJECTS:jobpoll_boost_json>>)
  target_link_libraries(jobpoll INTERFACE $<INSTALL_INTERFACE:Boost::json>)
endif()
