# The warnings under which the project's own programs are clean.

add_library(jobpoll_warnings INTERFACE)
target_compile_options(jobpoll_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${JOBPOLL_WARNINGS_AS_ERRORS}>:-Werror>)
