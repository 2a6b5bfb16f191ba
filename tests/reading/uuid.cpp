#include <jobpoll/reading/uuid.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::detail::is_nil_uuid;
using jobpoll::detail::is_uuid;

TEST_CASE("a UUID is 8-4-4-4-12 hexadecimal digits in either case") {
    CHECK(is_uuid("3c90c3cc-0d44-4b50-8888-8dd25736052a"));
    CHECK(is_uuid("3C90C3CC-0D44-4B50-8888-8DD25736052A"));
    CHECK(is_uuid("00000000-0000-0000-0000-000000000000"));
    CHECK_FALSE(is_uuid(""));
    CHECK_FALSE(is_uuid("{3c90c3cc-0d44-4b50-8888-8dd25736052a}"));
    CHECK_FALSE(is_uuid("urn:uuid:3c90c3cc-0d44-4b50-8888-8dd25736052a"));
    CHECK_FALSE(is_uuid("3c90c3cc0d444b5088888dd25736052a"));
    CHECK_FALSE(is_uuid("3c90c3cc-0d44-4b50-8888-8dd25736052"));
    CHECK_FALSE(is_uuid("3c90c3cc-0d44-4b50-8888-8dd25736052a "));
    CHECK_FALSE(is_uuid("3c90c3cc-0d444-b50-8888-8dd25736052a"));
}

TEST_CASE("no other byte passes at any place of a UUID") {
    const std::string good = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for (std::size_t at = 0; at < good.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = good;
            text[at] = static_cast<char>(byte);
            const bool hex =
                (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
            const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
            if (is_uuid(text) != (dash ? byte == '-' : hex)) FAIL("byte " << byte << " at " << at);
        }
    SUCCEED();
}

TEST_CASE("the nil UUID is the all-zero one") {
    CHECK(is_nil_uuid("00000000-0000-0000-0000-000000000000"));
    CHECK_FALSE(is_nil_uuid("00000000-0000-0000-0000-000000000001"));
    CHECK_FALSE(is_nil_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff"));
}
