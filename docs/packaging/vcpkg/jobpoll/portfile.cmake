# An overlay port: it builds the sources that it lies in.
get_filename_component(SOURCE_PATH "${CURRENT_PORT_DIR}/../../../.." ABSOLUTE)

# There is nothing to link, so one configuration says it all.
set(VCPKG_BUILD_TYPE release)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DJOBPOLL_BUILD_COMPANION=OFF
    -DJOBPOLL_BUILD_TESTS=OFF
    -DJOBPOLL_BUILD_BENCHMARKS=OFF
    -DJOBPOLL_INSTALL=ON
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/jobpoll)
vcpkg_fixup_pkgconfig()

# No licence is chosen yet. As soon as there is one, it is installed.
if(EXISTS "${SOURCE_PATH}/LICENSE")
  vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
endif()
