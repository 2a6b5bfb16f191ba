"""Runs the Conan recipe with stand-ins for Conan's modules: conan.py SOURCES WORK VERSION.

Leaves what it exports in WORK/sources and the variables that it gives to CMake in WORK/options.txt. What Conan itself
does around it is not tried.
"""

import fnmatch
import importlib.util
import pathlib
import shutil
import sys
import types

sources, work, version = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
exported = work / "sources"


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made
    return made


def load(_recipe, path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def copy(_recipe, pattern, src, dst):
    for path in pathlib.Path(src).rglob("*"):
        name = path.relative_to(src).as_posix()
        if path.is_file() and not name.startswith("build/") and fnmatch.fnmatch(name, pattern):
            target = pathlib.Path(dst) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


class CMakeToolchain:
    def __init__(self, _recipe):
        self.cache_variables = {}

    def generate(self):
        words = [f"-D{name}={'ON' if value is True else 'OFF' if value is False else value}"
                 for name, value in self.cache_variables.items()]
        (work / "options.txt").write_text(" ".join(words), encoding="utf-8")


module("conan", ConanFile=object)
module("conan.tools")
module("conan.tools.build", check_min_cppstd=lambda recipe, standard: None)
module("conan.tools.cmake", CMake=None, CMakeToolchain=CMakeToolchain, cmake_layout=lambda recipe: None)
module("conan.tools.files", copy=copy, load=load, rmdir=lambda recipe, path: None)

path = sources / "docs/packaging/conan/conanfile.py"
spec = importlib.util.spec_from_file_location("conanfile", path)
sys.dont_write_bytecode = True
conanfile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conanfile)

recipe = conanfile.JobpollConan()
recipe.recipe_folder = str(path.parent)
recipe.export_sources_folder = str(exported)


def boost_headers():
    """Where this machine's own Boost is, in the place of Conan's."""
    for directory in ("/usr/include", "/usr/local/include"):
        if pathlib.Path(directory, "boost/json/src.hpp").exists():
            return directory
    sys.exit("no Boost.JSON in the usual places")


recipe.dependencies = {
    "boost": types.SimpleNamespace(cpp_info=types.SimpleNamespace(includedirs=[boost_headers()]))}

recipe.set_version()
if recipe.version != version:
    sys.exit(f"the recipe makes version {recipe.version}, the sources are {version}")
recipe.export_sources()
recipe.generate()

required = []
recipe.requires = lambda reference, **traits: required.append(reference)
recipe.requirements()
if required != ["boost/[>=1.75 <2]"]:
    sys.exit(f"the recipe requires {required}")

properties = {}
recipe.cpp_info = types.SimpleNamespace(set_property=properties.__setitem__)
recipe.package_info()
if properties["cmake_target_name"] != "jobpoll::jobpoll" or recipe.cpp_info.libdirs or recipe.cpp_info.bindirs:
    sys.exit(f"the recipe describes another package: {properties}")
