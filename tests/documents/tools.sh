#!/usr/bin/env bash
# shellcheck disable=SC2317 # the replaced commands are called from the sourced file
# What the tools do on machines that this one is not: the package commands are replaced by functions.
set -uo pipefail
root=$1
# shellcheck source=docs/tools/prerequisites.sh
source "$root/docs/tools/prerequisites.sh"

failures=0
check() {
    local name=$1 wanted=$2 found=$3
    if [[ $found == *"$wanted"* ]]; then
        echo "passed $name"
    else
        printf 'FAILED %s\n--- wanted\n%s\n--- found\n%s\n' "$name" "$wanted" "$found"
        failures=$((failures + 1))
    fi
}

# A machine: what is there, which packages exist, which are installed.
present=""
default_boost=""
versioned_boosts=""
installed=""
has() { [[ " $present " == *" $1 "* ]]; }
lists_are_recent() { true; }
as_root() {
    printf 'ran: %s\n' "$*"
    present="compiler build boost_json clang catch2 schemas curl httplib redis hiredis"
}
apt-get() { false; }
apt-cache() {
    if [ "$1" = policy ] && [ -n "$default_boost" ]; then echo "  Candidate: $default_boost"; fi
    if [ "$1" = pkgnames ]; then for version in $versioned_boosts; do echo "libboost-json1.$version-dev"; done; fi
}
dpkg-query() {
    local last=${*: -1}
    case $last in
    'libboost1.*-dev') printf '%s ' $installed ;;
    *) [[ " $installed " == *" $last "* ]] && echo "install ok installed" ;;
    esac
}
id() { echo 0; }

present="compiler build boost_json"
check "all is there" "nothing is installed" "$(require compiler build boost_json 2>&1)"

present="" versioned_boosts="81 83 88 74"
check "the newest Boost where there is no default" "libboost1.88-dev libboost-json1.88-dev" \
    "$(require compiler build boost_json 2>&1)"
check "packages are never removed" "ran: apt-get install -q -y --no-remove --no-install-recommends g++ cmake" \
    "$(require compiler build boost_json 2>&1)"

present="compiler build boost_json clang catch2 schemas"
check "what the examples need" \
    "--no-install-recommends libcurl4-openssl-dev libcpp-httplib-dev redis-server libhiredis-dev" \
    "$(require compiler build boost_json clang catch2 schemas curl httplib redis hiredis 2>&1)"
present=""

versioned_boosts="81"
check "what the quick tests need" "--no-install-recommends g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev catch2" \
    "$(require compiler build boost_json catch2 2>&1 | sed -n 's/^ran: //p')"
versioned_boosts="81 83 88 74"

default_boost="1.83.0.1ubuntu2"
check "the default Boost where it has JSON" "libboost-json-dev" "$(require boost_json 2>&1)"
default_boost="1.74.0.3"
check "a default Boost without JSON" "libboost-json1.88-dev" "$(require boost_json 2>&1)"

default_boost="" versioned_boosts="81" installed="libboost1.74-dev"
check "an older Boost in the way" "They exclude libboost1.74-dev" "$(require boost_json 2>&1)"
check "and nothing is run" "0" "$(require boost_json 2>&1 | grep -c '^ran:')"
installed="libboost1.81-dev"
check "the same Boost without JSON" "ran: apt-get install" "$(require boost_json 2>&1)"

versioned_boosts="" installed=""
check "a distribution that is too old" "No package of this distribution" "$(require boost_json 2>&1)"

lists_are_recent() { false; }
present=""
check "lists that are old" "ran: apt-get update" "$(require compiler 2>&1)"

id() { echo 1000; }
command() { [ "$2" != sudo ]; }
check "neither root nor sudo" "takes root or sudo" "$(require compiler 2>&1)"

exit "$((failures > 0))"
