# The installed package, in a prefix that was moved after the installation.
include(${CMAKE_CURRENT_LIST_DIR}/steps.cmake)
build_consumer(find_package -DCMAKE_PREFIX_PATH=${PREFIX} -DJOBPOLL_VERSION=${VERSION})
foreach(program consumer consumer_separate consumer_bare)
  expect_consumer(${WORK}/build/${program})
endforeach()
