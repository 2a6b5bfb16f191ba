# Sourced by demo and test: finds out what is missing on this machine, and installs it on Debian and Ubuntu.
#
#   require compiler build boost_json [clang catch2 schemas fuzzer curl httplib redis hiredis]
#
# does nothing when all is there, and nothing but one `apt-get install` (and an `apt-get update` before it, where
# the package lists are missing or older than a day) when something is not. It never removes a package.
# shellcheck shell=bash

say() { printf '== %s\n' "$*"; }

die() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

can_include() { echo "#include <$1>" | g++ -std=c++20 -E -x c++ - >/dev/null 2>&1; }

has_recent_cmake() {
    local version major minor
    version=$(cmake --version 2>/dev/null | sed -n '1s/[^0-9]*\([0-9.]*\).*/\1/p')
    [ -n "$version" ] || return 1
    IFS=. read -r major minor _ <<<"$version"
    ((major > 3 || (major == 3 && minor >= 23)))
}

# libFuzzer is a library of clang's that some distributions keep in a package of its own.
has_fuzzer() {
    echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
        clang++ -fsanitize=fuzzer,address -x c++ - -o /dev/null 2>/dev/null
}

# Whether the machine has one of the things that the project needs.
has() {
    case $1 in
    compiler) [ "$(g++ -dumpversion 2>/dev/null | cut -d. -f1)" -ge 12 ] 2>/dev/null && can_include chrono ;;
    build) has_recent_cmake && command -v ninja >/dev/null ;;
    boost_json) can_include boost/json/src.hpp || [ -n "${Boost_ROOT:-}${BOOST_ROOT:-}" ] ;;
    clang) command -v clang++ >/dev/null ;;
    catch2) can_include catch2/catch_all.hpp || can_include catch2/catch.hpp ;;
    schemas) python3 -c 'import jsonschema' 2>/dev/null ;;
    fuzzer) has_fuzzer ;;
    curl) can_include curl/curl.h ;;
    httplib) can_include httplib.h ;;
    redis) command -v redis-server >/dev/null ;;
    hiredis) can_include hiredis/hiredis.h ;;
    esac
}

# What a thing is called in words, for systems that the script does not know.
in_words() {
    case $1 in
    compiler) echo "a C++20 compiler as g++ (GCC 12 or newer)" ;;
    build) echo "CMake 3.23 or newer, and Ninja" ;;
    boost_json) echo "Boost 1.75 or newer with Boost.JSON (or Boost_ROOT set to one)" ;;
    clang) echo "clang++ (14 or newer)" ;;
    catch2) echo "Catch2 (2 or 3)" ;;
    schemas) echo "Python 3 with the module jsonschema" ;;
    fuzzer) echo "the runtime library of clang, with libFuzzer" ;;
    curl) echo "libcurl 7.68 or newer, with its headers" ;;
    httplib) echo "cpp-httplib" ;;
    redis) echo "the program redis-server, 6 or newer" ;;
    hiredis) echo "hiredis, with its headers" ;;
    esac
}

# The packages of Boost.JSON: the distribution's default Boost where that has JSON, because it gets along with
# every other package, else the newest one beside it.
boost_json_packages() {
    local default minor
    default=$(LC_ALL=C apt-cache policy libboost-json-dev 2>/dev/null | sed -n 's/^ *Candidate: *1\.\([0-9]*\)\..*/\1/p')
    if [ -n "$default" ] && [ "$default" -ge 75 ]; then
        echo "libboost-json-dev"
        return
    fi
    minor=$(apt-cache pkgnames libboost-json1. 2>/dev/null |
        sed -n 's/^libboost-json1\.\([0-9]*\)-dev$/\1/p' | sort -n | tail -n 1)
    if [ -z "$minor" ] || [ "$minor" -lt 75 ]; then return 1; fi
    echo "libboost1.$minor-dev libboost-json1.$minor-dev"
}

packages_of() {
    case $1 in
    compiler) echo "g++" ;;
    build) echo "cmake ninja-build" ;;
    boost_json) boost_json_packages ;;
    clang) echo "clang" ;;
    catch2) echo "catch2" ;;
    schemas) echo "python3 python3-jsonschema" ;;
    fuzzer) echo "libclang-rt-$(clang++ -dumpversion | cut -d. -f1)-dev" ;;
    curl) echo "libcurl4-openssl-dev" ;;
    httplib) echo "libcpp-httplib-dev" ;;
    redis) echo "redis-server" ;;
    hiredis) echo "libhiredis-dev" ;;
    esac
}

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'; }

# Installing another Boost beside an older one is impossible on Debian: the -dev packages exclude each other.
stop_at_other_boost() {
    local wanted=$1 other
    case $wanted in
    libboost1.*) ;;
    *) return 0 ;;
    esac
    for other in $(dpkg-query -W -f '${Package} ' 'libboost1.*-dev' 2>/dev/null || true); do
        if is_installed "$other" && [ "$other" != "${wanted%% *}" ]; then
            die "Boost.JSON would come with the packages: $wanted" \
                "They exclude $other, which is installed and has no JSON. Nothing was changed." \
                "Either remove it yourself:   apt-get remove $other" \
                "or set Boost_ROOT to another Boost with JSON (1.75 or newer) and start again."
        fi
    done
}

# The lists themselves have the server's dates; apt-get update touches the directory beside them.
lists_are_recent() {
    local lists=/var/lib/apt/lists
    [ -n "$(find $lists -maxdepth 1 -name '*_Packages*' -print -quit 2>/dev/null)" ] &&
        [ -n "$(find $lists/partial -maxdepth 0 -mtime -1 2>/dev/null)" ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

require() {
    local thing missing=() packages=() found
    for thing in "$@"; do has "$thing" || missing+=("$thing"); done
    if [ ${#missing[@]} -eq 0 ]; then
        say "everything that is needed is there; nothing is installed"
        return
    fi
    for thing in "${missing[@]}"; do say "missing: $(in_words "$thing")"; done
    command -v apt-get >/dev/null ||
        die "This system has no apt-get: please install by hand what is missing, then start again."
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "Installing takes root or sudo: start again as root, or install by hand what is missing."
    fi
    if ! lists_are_recent; then
        say "apt-get update: the package lists are missing or older than a day"
        as_root apt-get update -q
    fi
    for thing in "${missing[@]}"; do
        if ! found=$(packages_of "$thing"); then
            die "No package of this distribution has $(in_words "$thing")." \
                "Debian 12 and Ubuntu 24.04 are the oldest ones that do."
        fi
        if [ "$thing" = boost_json ]; then stop_at_other_boost "$found"; fi
        # shellcheck disable=SC2206 # several packages, no spaces within one
        packages+=($found)
    done
    say "apt-get install ${packages[*]}"
    as_root apt-get install -q -y --no-remove --no-install-recommends "${packages[@]}" ||
        die "apt-get could not install: ${packages[*]}" "Nothing was removed."
    for thing in "${missing[@]}"; do
        has "$thing" || die "Still missing after the installation: $(in_words "$thing")"
    done
}
