"""jobpoll for Conan 2: the headers, and Boost.JSON with them."""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class JobpollConan(ConanFile):
    name = "jobpoll"
    description = "You fetch, it decides: polling of asynchronous jobs as a pure state machine"
    topics = ("polling", "asynchronous-jobs", "state-machine", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    @property
    def _root(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", "..", ".."))

    def set_version(self):
        text = load(self, os.path.join(self._root, "include", "jobpoll", "version.hpp"))
        parts = (re.search(rf"JOBPOLL_VERSION_{part} (\d+)", text)[1] for part in ("MAJOR", "MINOR", "PATCH"))
        self.version = ".".join(parts)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "include/*", "docs/packaging/*"):
            copy(self, pattern, self._root, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.75 <2]", transitive_headers=True, transitive_libs=True)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        toolchain = CMakeToolchain(self)
        # Only the headers are installed: consumers get Boost.JSON from Conan.
        toolchain.cache_variables["JOBPOLL_BUILD_COMPANION"] = False
        toolchain.cache_variables["JOBPOLL_BUILD_TESTS"] = False
        toolchain.cache_variables["JOBPOLL_BUILD_BENCHMARKS"] = False
        toolchain.cache_variables["JOBPOLL_BOOST_INCLUDE_DIR"] = self.dependencies["boost"].cpp_info.includedirs[0]
        toolchain.generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()
        # Conan writes these for the generators that a consumer chooses.
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_id(self):
        self.info.clear()

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.set_property("cmake_file_name", "jobpoll")
        self.cpp_info.set_property("cmake_target_name", "jobpoll::jobpoll")
        self.cpp_info.set_property("pkg_config_name", "jobpoll")
        self.cpp_info.requires = ["boost::json"]
