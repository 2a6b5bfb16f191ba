// Every public header after macros that other people's headers define.
//
// The standard and Boost headers that jobpoll uses come first, as they would in a program that includes them
// before such macros; everything of jobpoll's own comes after them.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ostream>
#include <queue>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
#include <version>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

// Qt
#define slots
#define signals public
#define emit
#define foreach(variable, container) for (variable : container)
#define forever for (;;)
#define Q_OBJECT
// windows.h
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define small char
#define near
#define far
#define pascal
#define cdecl
#define interface struct
#define ERROR 0
#define IN
#define OUT
#define OPTIONAL
#define DELETE (0x00010000L)
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0
#define ABSOLUTE 1
#define RELATIVE 2
#define STRICT 1
#define NO_ERROR 0L
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define THIS this
#define GetMessage GetMessageW
#define SendMessage SendMessageW
#define CreateEvent CreateEventW
#define GetObject GetObjectW
#define Yield()
// X11
#define None 0L
#define Status int
#define Success 0
#define Bool int
#define True 1
#define False 0
#define Always 2
#define Never 0
#define Above 0
#define Below 1
#define Complex 0
#define Convex 2
#define Unsorted 0
#define CursorShape 0
#define FocusIn 9
#define FocusOut 10
#define KeyPress 2
#define Expose 12
#define Pause 13
// AssertMacros.h, glib, Perl, ObjC
#define check(assertion)
#define verify(assertion)
#define require(assertion, label)
#define check_noerr(code)
#define nil 0
#define YES 1
#define NO 0
#define I _Complex_I
// math.h, complex.h, sys/sysmacros.h, termios.h, compilers of Unix systems
#define DOMAIN 1
#define SING 2
#define OVERFLOW 3
#define UNDERFLOW 4
#define PLOSS 6
#define linux 1
#define unix 1
#define major(device) gnu_dev_major(device)
#define minor(device) gnu_dev_minor(device)
#define makedev(a, b) 0
#define ECHO 0000010
#define assert(condition)
#define index(text, character) strchr(text, character)
#define stdin 0
#define stdout 1
#define errno_t int
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely_branch(x) (x)
#define FAST
#define COLD
#define PURE
#define BAD -1
#define GOOD 0

#include <public_headers.hpp>

int main() {
    return 0;
}
