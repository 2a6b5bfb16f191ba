# The library as a target, and Boost.JSON with it.

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

include(${CMAKE_CURRENT_LIST_DIR}/jobpoll_boost_json.cmake)
if(NOT TARGET jobpoll::boost_json)
  message(FATAL_ERROR "${jobpoll_boost_json_missing}")
elseif(TARGET Boost::json)
  message(STATUS "jobpoll: Boost.JSON ${Boost_VERSION}, the compiled library")
else()
  message(STATUS "jobpoll: Boost.JSON header-only, from ${JOBPOLL_BOOST_INCLUDE_DIR}, compiled once into this build")
endif()
target_link_libraries(jobpoll INTERFACE jobpoll::boost_json)

# Separate compilation, for the programs of the project.
if(JOBPOLL_BUILD_COMPANION OR JOBPOLL_BUILD_TESTS OR JOBPOLL_BUILD_BENCHMARKS)
  add_library(jobpoll_definitions STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/src.cpp)
  target_compile_definitions(jobpoll_definitions PUBLIC JOBPOLL_SEPARATE_COMPILATION)
  target_link_libraries(jobpoll_definitions PUBLIC jobpoll PRIVATE $<TARGET_NAME_IF_EXISTS:jobpoll_warnings>)
endif()
