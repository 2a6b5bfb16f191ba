# `cmake --install`: the headers, a package that find_package(jobpoll) finds, and one that pkg-config finds. Nothing that
# is installed names a directory of this machine, so the prefix can be moved.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# There is nothing in the package that depends on the processor: it goes beside other data.
set(jobpoll_package_dir ${CMAKE_INSTALL_DATADIR}/cmake/jobpoll)
set(jobpoll_pkgconfig_dir ${CMAKE_INSTALL_DATADIR}/pkgconfig)

install(TARGETS jobpoll EXPORT jobpoll_targets FILE_SET HEADERS)
install(FILES ${jobpoll_source_header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/jobpoll)
install(EXPORT jobpoll_targets NAMESPACE jobpoll:: DESTINATION ${jobpoll_package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/jobpollConfig.cmake.in ${PROJECT_BINARY_DIR}/jobpollConfig.cmake
                              INSTALL_DESTINATION ${jobpoll_package_dir}
                              NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/jobpollConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/jobpollConfig.cmake ${PROJECT_BINARY_DIR}/jobpollConfigVersion.cmake
        ${CMAKE_CURRENT_LIST_DIR}/jobpoll_boost_json.cmake DESTINATION ${jobpoll_package_dir})

# Relative to where the .pc file is found. An absolute GNUInstallDirs directory cannot be, and stays as it is.
cmake_path(IS_ABSOLUTE CMAKE_INSTALL_INCLUDEDIR jobpoll_fixed_include_dir)
if(jobpoll_fixed_include_dir)
  set(jobpoll_pkgconfig_include_dir ${CMAKE_INSTALL_INCLUDEDIR})
else()
  set(jobpoll_pkgconfig_include_dir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
file(RELATIVE_PATH jobpoll_pkgconfig_to_prefix ${CMAKE_INSTALL_FULL_DATADIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
cmake_path(SET jobpoll_pkgconfig_to_prefix NORMALIZE "${jobpoll_pkgconfig_to_prefix}.")
string(REGEX REPLACE "/$" "" jobpoll_pkgconfig_to_prefix "${jobpoll_pkgconfig_to_prefix}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/jobpoll.pc.in ${PROJECT_BINARY_DIR}/jobpoll.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/jobpoll.pc DESTINATION ${jobpoll_pkgconfig_dir})
