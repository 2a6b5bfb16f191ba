// Every public header after macros that other people's headers define.
//
// The standard and Boost headers that jobpoll uses come first, as they would in a program that includes them
// before such macros; everything of jobpoll's own comes after them.
#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <iostream>
#include <iterator>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ostream>
#include <queue>
#include <set>
#include <span>
#include <sstream>
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
#define foreach(v, c) for (v : c)
#define forever for (;;)
#define Q_OBJECT
#define Q_SIGNALS public
#define Q_SLOTS
#define Q_EMIT
#define SIGNAL(a) #a
#define SLOT(a) #a
#define METHOD(a) #a
#define Q_UNUSED(x) (void)x;
#define tr(x) x
// windows, winsock, wingdi, winuser, winspool, rpcndr
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define small char
#define hyper __int64
#define near
#define far
#define huge
#define pascal
#define cdecl
#define stdcall
#define interface struct
#define uuid(x)
#define ERROR 0
#define IN
#define OUT
#define OPTIONAL
#define DELETE (0x00010000L)
#define READ_CONTROL 1
#define SYNCHRONIZE 2
#define CONST const
#define VOID void
#define CHAR char
#define BOOL int
#define TRUE 1
#define FALSE 0
#define ABSOLUTE 1
#define RELATIVE 2
#define OPAQUE 2
#define TRANSPARENT 1
#define ALTERNATE 1
#define WINDING 2
#define DIFFERENCE 11
#define PASSTHROUGH 19
#define STRICT 1
#define NO_ERROR 0L
#define NOERROR 0
#define S_OK 0
#define S_FALSE 1
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define THIS this
#define THIS_ INTERFACE *This,
#define PURE = 0
#define CALLBACK __stdcall
#define WINAPI __stdcall
#define APIENTRY WINAPI
#define FAR far
#define NEAR near
#define PASCAL
#define TEXT(x) L##x
#define _T(x) L##x
#define HIBYTE(w) (w >> 8)
#define LOBYTE(w) (w & 0xff)
#define GetMessage GetMessageW
#define SendMessage SendMessageW
#define CreateEvent CreateEventW
#define GetObject GetObjectW
#define GetJob GetJobW
#define SetJob SetJobW
#define AddJob AddJobW
#define EnumJobs EnumJobsW
#define ReportEvent ReportEventW
#define FindText FindTextW
#define ReplaceText ReplaceTextW
#define StartService StartServiceW
#define DeleteFile DeleteFileW
#define LoadString LoadStringW
#define DrawText DrawTextW
#define GetUserName GetUserNameW
#define GetCurrentTime() GetTickCount()
#define GetFirstChild(h) GetTopWindow(h)
#define Yield()
#define MemoryBarrier()
#define SOCKET_ERROR (-1)
#define INVALID_SOCKET (~0)
#define h_addr h_addr_list[0]
#define s_addr S_un.S_addr
#define SEVERITY_ERROR 1
#define SEVERITY_SUCCESS 0
#define WAIT_TIMEOUT 258L
#define STATUS_PENDING 0x103
#define STATUS_TIMEOUT 0x102
#define STATUS_WAIT_0 0
#define EXCEPTION_EXECUTE_HANDLER 1
#define ERROR_SUCCESS 0
#define ERROR_TIMEOUT 1460
#define edt1 0x480
#define lst1 0x460
#define rad1 0x420
#define DEBUG_NEW new (__FILE__, __LINE__)
#define ASSERT(x)
#define VERIFY(x)
#define TRACE
#define THIS_FILE __FILE__
#define afx_msg
#define _In_
#define _Out_
#define __in
#define __out
// X11
#define None 0L
#define Status int
#define Success 0
#define Bool int
#define True 1
#define False 0
#define Always 2
#define Never 0
#define NotUseful 0
#define WhenMapped 1
#define Above 0
#define Below 1
#define TopIf 2
#define BottomIf 3
#define Opposite 4
#define Complex 0
#define Nonconvex 1
#define Convex 2
#define Unsorted 0
#define YSorted 1
#define CursorShape 0
#define FocusIn 9
#define FocusOut 10
#define KeyPress 2
#define KeyRelease 3
#define Expose 12
#define Pause 13
#define ParentRelative 1L
#define CopyFromParent 0L
#define PointerRoot 1L
#define AnyPropertyType 0L
#define AllTemporary 0L
#define CurrentTime 0L
#define NoSymbol 0L
#define BadRequest 1
#define BadValue 2
#define BadWindow 3
#define BadMatch 8
#define BadAccess 10
#define BadAlloc 11
#define BadLength 16
#define BadImplementation 17
#define GrayScale 1
#define TrueColor 4
#define InputOutput 1
#define InputOnly 2
#define StaticGravity 10
#define QueuedAlready 0
#define QueuedAfterReading 1
#define PropertyDelete 1
#define DestroyNotify 17
#define LSBFirst 0
#define MSBFirst 1
#define Winding 1
#define DefaultScreen(d) 0
#define ScreenCount(d) 1
#define LASTEvent 36
// AssertMacros, Carbon, ObjC
#define check(assertion)
#define check_noerr(code)
#define check_string(a, m)
#define verify(assertion)
#define verify_noerr(e)
#define verify_action(a, b)
#define require(assertion, label)
#define require_noerr(e, l)
#define require_action(a, l, b)
#define require_quiet(a, l)
#define ncheck(x)
#define nrequire(x, l)
#define nil 0
#define Nil 0
#define YES 1
#define NO 0
#define strong
#define weak
#define nonatomic
#define bycopy
#define IBOutlet
#define IBAction void
#define debugger
// complex, math
#define I _Complex_I
#define complex _Complex
#define imaginary _Imaginary
#define DOMAIN 1
#define SING 2
#define OVERFLOW 3
#define UNDERFLOW 4
#define TLOSS 5
#define PLOSS 6
#define HUGE 3.4e38f
#define M_PI 3.14
#define X_TLOSS 1.41484755040568800000e+16
#define isnan(x) __builtin_isnan(x)
#define isinf(x) __builtin_isinf(x)
#define isfinite(x) __builtin_isfinite(x)
#define signbit(x) __builtin_signbit(x)
// unix, sysmacros, param, termios, signal, stat, nameser
#define linux 1
#define unix 1
#define i386 1
#define sun 1
#define sgi 1
#define mips 1
#define arm 1
#define vax 1
#define hpux 1
#define major(d) gnu_dev_major(d)
#define minor(d) gnu_dev_minor(d)
#define makedev(a, b) 0
#define MIN(a, b) (((a) < (b)) ? (a) : (b))
#define MAX(a, b) (((a) > (b)) ? (a) : (b))
#define ABS(a) (((a) < 0) ? -(a) : (a))
#define CLAMP(x, l, h) (x)
#define howmany(x, y) (((x) + ((y)-1)) / (y))
#define roundup(x, y) 0
#define setbit(a, i) 0
#define clrbit(a, i) 0
#define isset(a, i) 0
#define isclr(a, i) 0
#define powerof2(x) 0
#define NOFILE 256
#define NBBY 8
#define B0 0000000
#define B50 0000001
#define B75 2
#define B110 3
#define B9600 0000015
#define ECHO 0000010
#define ECHOE 20
#define CR0 0
#define CR1 1
#define NL0 0
#define NL1 1
#define TAB0 0
#define BS0 0
#define VT0 0
#define FF0 0
#define VTIME 5
#define VMIN 6
#define VINTR 0
#define CTRL(x) (x & 037)
#define index(t, c) strchr(t, c)
#define rindex(t, c) strrchr(t, c)
#define bcopy(a, b, c)
#define bzero(a, b)
#define stdin 0
#define stdout 1
#define stderr 2
#define errno (*__errno_location())
#define errno_t int
#define EOF (-1)
#define sa_handler __sigaction_handler.sa_handler
#define si_pid _sifields._kill.si_pid
#define si_status _sifields._sigchld.si_status
#define si_value _sifields._rt.si_sigval
#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define QUERY 0
#define IQUERY 1
#define STATUS 2
#define FORMERR 1
#define SERVFAIL 2
#define NXDOMAIN 3
#define NOTIMP 4
#define REFUSED 5
#define ADD 1
#define LOG_ERR 3
#define timeradd(a, b, r)
#define assert(condition)
// compilers, kernels, attributes
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define noreturn _Noreturn
#define noinline __attribute__((noinline))
#define always_inline inline __attribute__((always_inline))
#define cold __attribute__((cold))
#define hot __attribute__((hot))
#define pure
#define __forceinline__ inline
#define __host__
#define __device__
#define __global__
#define FAST
#define COLD
#define BAD -1
#define GOOD 0
#define BIT(n) (1 << (n))
#define barrier()
#define container_of(p, t, m) 0
#define LOCAL(t) static t
#define GLOBAL(t) t
#define INLINE inline
#define FORCEINLINE inline
#define NOINLINE
#define ALWAYS_INLINE
#define RARE
#define APART
#define restrict __restrict
#define register
#define pixel
// Arduino, AVR, STM32
#define F(s) s
#define PSTR(s) s
#define PROGMEM
#define abs(x) ((x) > 0 ? (x) : -(x))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x)-0.5))
#define constrain(a, l, h) (a)
#define radians(d) (d)
#define degrees(d) (d)
#define sq(x) ((x) * (x))
#define bit(b) (1UL << (b))
#define lowByte(w) 0
#define highByte(w) 0
#define bitRead(v, b) 0
#define bitSet(v, b) 0
#define bitClear(v, b) 0
#define word(...) makeWord(__VA_ARGS__)
#define HIGH 1
#define LOW 0
#define INPUT 0
#define OUTPUT 1
#define PI 3.14
#define EULER 2.7
#define SERIAL 0
#define DISPLAY 1
#define CHANGE 1
#define FALLING 2
#define RISING 3
#define DEFAULT 1
#define EXTERNAL 0
#define INTERNAL 3
#define interrupts() sei()
#define noInterrupts() cli()
#define SP 1
#define SET 1
#define RESET 0
#define ENABLE 1
#define DISABLE 0
#define USB 1
#define TIM1 1
// curses (what it defines in C++), glib, test frameworks, logging, Unreal
#define OK 0
#define ERR (-1)
#define COLOR_RED 1
#define A_BOLD 1
#define KEY_DOWN 0402
#define NCURSES_OK
#define CHECK(x)
#define REQUIRE(x)
#define TEST(a, b)
#define FAIL(x)
#define SUCCEED(x)
#define INFO(x)
#define WARN(x)
#define SECTION(x)
#define GIVEN(x)
#define WHEN(x)
#define THEN(x)
#define CAPTURE(x)
#define LOG(x)
#define DCHECK(x)
#define DEBUG 1
#define NOTICE 18
#define WARNING 19
#define FATAL 22
#define PANIC 23
#define Min(a, b) 0
#define Max(a, b) 0
#define Assert(x)
#define _(x) gettext(x)
#define N_(x) x
#define ensure(x)
#define checkf(x, ...)
#define unimplemented()
// Python structmember and ctype, R, Tcl, Perl, PHP, MySQL, OpenCV
#define READONLY 1
#define RESTRICTED 6
#define T_INT 1
#define T_STRING 5
#define T_OBJECT 6
#define T_BOOL 14
#define T_NONE 20
#define isalnum(c) 0
#define isalpha(c) 0
#define islower(c) 0
#define isspace(c) 0
#define isupper(c) 0
#define isdigit(c) 0
#define tolower(c) 0
#define toupper(c) 0
#define warning Rf_warning
#define eval Rf_eval
#define match Rf_match
#define install Rf_install
#define duplicate Rf_duplicate
#define cons Rf_cons
#define lcons Rf_lcons
#define elt Rf_elt
#define inherits Rf_inherits
#define isNull Rf_isNull
#define nrows Rf_nrows
#define ncols Rf_ncols
#define nlevels Rf_nlevels
#define list1 Rf_list1
#define lang2 Rf_lang2
#define str2type Rf_str2type
#define unprotect Rf_unprotect
#define conformable Rf_conformable
#define PROTECT(s) s
#define length Rf_length
#define panic Tcl_Panic
#define ckalloc(x) 0
#define EXTERN extern
#define VARARGS(x)
#define TCL_OK 0
#define error Rf_error
#define seed() Perl_seed()
#define list(a) Perl_list(a)
#define ref(a, b) Perl_ref(a, b)
#define apply(a, b, c) 0
#define invert(a) 0
#define localize(a, b) 0
#define die Perl_die
#define warn Perl_warn
#define form Perl_form
#define croak Perl_croak
#define Copy(a, b, c, d)
#define Move(a, b, c, d)
#define Zero(a, b, c)
#define SUCCESS 0
#define FAILURE -1
#define IS_NULL 1
#define IS_LONG 4
#define test(a) ((a) ? 1 : 0)
#define CV_8U 0
#define CV_PI 3.14
#define CV_Error(a, b)
#define scalar(a) Perl_scalar(a)
#define main SDL_main
// zlib, terminfo, MIDL, Prolog, mingw, Xw32defs, httplib, PostgreSQL, TLS of C, OpenGL, large files
#define local static
#define lines CUR Numbers[2]
#define columns CUR Numbers[0]
#define bell CUR Strings[1]
#define in
#define out
#define byref
#define succeed return TRUE
#define fail return FALSE
#define forwards
#define leave __leave
#define Size __x_ABI_CWindows_CFoundation_CSize
#define Time CARD32
#define Font CARD32
#define Window CARD32
#define unreachable() __builtin_unreachable()
#define open open64
#define access _access
#define lseek lseek64
#define stat64 stat
#define poll(fds, nfds, timeout) WSAPoll(fds, nfds, timeout)
#define system(a) pgwin32_system(a)
#define printf(...) pg_printf(__VA_ARGS__)
#define snprintf pg_snprintf
#define strerror pg_strerror
#define strtod ruby_strtod
#define lfirst(lc) 0
#define linitial(l) 0
#define elog(level, ...)
#define free PerlMem_free
#define times PerlProc_times
#define wait PerlProc_wait
#define cr_getc 0
#define T 1
#define A 1
#define E 1
// Left out, because public names or names of the standard library are the same: `boolean` (json_type),
// `timeout`, `clear`, `erase` and `move` as curses defines them in C; `read`, `close` and `accept` with three
// arguments, as lwIP defines them; `vector` of altivec.h, `count` and `value` of pkcs11.h, `log` and `floor`
// of tgmath.h in C.
#define unlikely_branch(x) (x)

#include <public_headers.hpp>

#undef main
int main() {
    return 0;
}
