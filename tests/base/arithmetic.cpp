#include <jobpoll/base/arithmetic.hpp>

#include <support/catch.hpp>

using namespace jobpoll::detail;

TEST_CASE("sums and products are held at the top of the range") {
    STATIC_REQUIRE(add_held(int64_max, 1) == int64_max);
    STATIC_REQUIRE(add_held(int64_max - 1, 1) == int64_max);
    STATIC_REQUIRE(multiply_held(int64_max, 2) == int64_max);
    STATIC_REQUIRE(multiply_held(int64_max, 1) == int64_max);
    STATIC_REQUIRE(multiply_held(int64_max, 0) == 0);
    STATIC_REQUIRE(multiply_held(0, int64_max) == 0);
    STATIC_REQUIRE(multiply_held(3'037'000'500, 3'037'000'500) == int64_max);
    STATIC_REQUIRE(multiply_held(3'037'000'499, 3'037'000'499) == 9'223'372'030'926'249'001);
}

TEST_CASE("the square root is exact around every perfect square") {
    for (std::int64_t root = 1; root < 100'000; ++root) {
        const std::int64_t square = root * root;
        if (square_root(square) != root || square_root(square - 1) != root - 1 ||
            square_root(square + 1) != root)
            FAIL(root);
    }
    for (std::int64_t root = 3'037'000'499; root > 3'037'000'000; --root) {
        if (square_root(root * root) != root || square_root(root * root - 1) != root - 1) FAIL(root);
    }
    STATIC_REQUIRE(square_root(0) == 0);
    STATIC_REQUIRE(square_root(-4) == 0);
    STATIC_REQUIRE(square_root(3) == 1);
    STATIC_REQUIRE(square_root(int64_max) == 3'037'000'499);
}

TEST_CASE("scaling rounds down and does not overflow in between") {
    STATIC_REQUIRE(scale(1000, 100, 1000) == 100);
    STATIC_REQUIRE(scale(999, 100, 1000) == 99);
    STATIC_REQUIRE(scale(int64_max, 1000, 1000) == int64_max);
    STATIC_REQUIRE(scale(int64_max, 100, 1000) == int64_max / 10);
    STATIC_REQUIRE(scale(int64_max, 2, 1) == int64_max);
    STATIC_REQUIRE(scale(0, 7, 3) == 0);
    for (std::int64_t value = 0; value < 5'000; ++value)
        if (scale(value, 137, 1000) != value * 137 / 1000) FAIL(value);
}

TEST_CASE("a counter stays at its top") {
    STATIC_REQUIRE(count_one_more(std::uint16_t{65534}) == 65535);
    STATIC_REQUIRE(count_one_more(std::uint16_t{65535}) == 65535);
    STATIC_REQUIRE(count_one_more(std::uint32_t{0}) == 1);
}
