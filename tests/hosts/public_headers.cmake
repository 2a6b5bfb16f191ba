# The public headers: the doors, the vendors and testing; src.hpp is for one translation unit of separate compilation.
file(GLOB_RECURSE found RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/include/jobpoll/*.hpp)
list(FILTER found INCLUDE REGEX "^jobpoll/([a-z_]+\\.hpp|vendors/.*|testing/.*)$")
list(REMOVE_ITEM found jobpoll/src.hpp)
set(public_headers ${found})
