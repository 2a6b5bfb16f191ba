#include <jobpoll/reading/ascii.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::detail::is_ascii;

TEST_CASE("a text of ASCII is ASCII, at every length") {
    for (std::size_t size = 0; size < 300; ++size)
        if (!is_ascii(std::string(size, '\x7f'))) FAIL("size " << size);
    SUCCEED();
}

TEST_CASE("one byte that is not ASCII is found at every place of every length") {
    for (std::size_t size = 1; size < 300; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (const char byte : {'\x80', '\xff'}) {
                std::string text(size, 'x');
                text[at] = byte;
                if (is_ascii(text)) FAIL("byte " << at << " of " << size);
            }
    SUCCEED();
}
