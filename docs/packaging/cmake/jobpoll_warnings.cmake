# The warnings under which the project's own programs are clean.

add_library(jobpoll_warnings INTERFACE)
target_compile_options(jobpoll_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${JOBPOLL_WARNINGS_AS_ERRORS}>:-Werror>)
# g++ 12 takes `"text" + std::string` at -O3 for an overlapping copy (its bug 105651, mended in version 13).
target_compile_options(jobpoll_warnings INTERFACE
                       $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
