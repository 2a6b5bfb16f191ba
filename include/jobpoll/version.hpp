// jobpoll: the version, for the preprocessor and for the program.
#ifndef JOBPOLL_VERSION_HPP
#define JOBPOLL_VERSION_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

// CMakeLists.txt reads the version from these three lines: there is one place to change it.
#define JOBPOLL_VERSION_MAJOR 0
#define JOBPOLL_VERSION_MINOR 1
#define JOBPOLL_VERSION_PATCH 0

namespace jobpoll::inline v0 {

/// The version of the headers in use.
struct version_number {
    int major_number;
    int minor_number;
    int patch_number;
};

inline constexpr version_number version{JOBPOLL_VERSION_MAJOR, JOBPOLL_VERSION_MINOR, JOBPOLL_VERSION_PATCH};

} // namespace jobpoll::inline v0

#endif

#endif
