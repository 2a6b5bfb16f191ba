# Boost.JSON as the target jobpoll::boost_json: the compiled library where it is found, else header-only, compiled once
# into the build. For this build, and for one that finds the installed package. Without either, it says so in
# jobpoll_boost_json_missing, and there is no target.

if(TARGET jobpoll::boost_json)
  return()
endif()
find_package(Boost 1.75 QUIET CONFIG COMPONENTS json)
if(TARGET Boost::json)
  add_library(jobpoll::boost_json INTERFACE IMPORTED GLOBAL)
  target_link_libraries(jobpoll::boost_json INTERFACE Boost::json)
  return()
endif()

find_path(JOBPOLL_BOOST_INCLUDE_DIR boost/json/src.hpp
          HINTS ${Boost_ROOT} $ENV{Boost_ROOT} ${BOOST_ROOT} $ENV{BOOST_ROOT} PATH_SUFFIXES include)
if(NOT JOBPOLL_BOOST_INCLUDE_DIR)
  string(CONCAT jobpoll_boost_json_missing
    "jobpoll needs Boost.JSON 1.75 or newer. Debian 12: apt install libboost1.81-dev libboost-json1.81-dev. "
    "Elsewhere: set Boost_ROOT to a Boost with JSON, or JOBPOLL_BOOST_INCLUDE_DIR to its headers.")
  return()
endif()
file(WRITE ${CMAKE_BINARY_DIR}/jobpoll_boost_json.cpp "#include <boost/json/src.hpp>\n")
add_library(jobpoll_boost_json OBJECT ${CMAKE_BINARY_DIR}/jobpoll_boost_json.cpp)
target_compile_features(jobpoll_boost_json PRIVATE cxx_std_20)
target_include_directories(jobpoll_boost_json SYSTEM PRIVATE ${JOBPOLL_BOOST_INCLUDE_DIR})
add_library(jobpoll::boost_json INTERFACE IMPORTED GLOBAL)
target_include_directories(jobpoll::boost_json SYSTEM INTERFACE ${JOBPOLL_BOOST_INCLUDE_DIR})
target_sources(jobpoll::boost_json INTERFACE $<TARGET_OBJECTS:jobpoll_boost_json>)
