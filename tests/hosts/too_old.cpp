// One public header, given as HEADER, in a translation unit of C++17: one error, and nothing after it.
#include HEADER

int main() {
    return 0;
}
