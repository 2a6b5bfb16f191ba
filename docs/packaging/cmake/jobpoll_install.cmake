# `cmake --install`: the headers and a package that find_package(jobpoll) finds.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS jobpoll EXPORT jobpoll_targets FILE_SET HEADERS)
install(FILES ${jobpoll_source_header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/jobpoll)
install(EXPORT jobpoll_targets NAMESPACE jobpoll:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/jobpoll)
file(WRITE ${PROJECT_BINARY_DIR}/jobpollConfig.cmake
"include(CMakeFindDependencyMacro)
find_dependency(Boost 1.75 CONFIG COMPONENTS json)
include(\"\${CMAKE_CURRENT_LIST_DIR}/jobpoll_targets.cmake\")
")
write_basic_package_version_file(${PROJECT_BINARY_DIR}/jobpollConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/jobpollConfig.cmake ${PROJECT_BINARY_DIR}/jobpollConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/jobpoll)
