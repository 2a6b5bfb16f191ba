#include <jobpoll/contract/compile_members.hpp>
#include <jobpoll/contract/key_words.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::detail::is_key;

namespace {
/// A text of that length with room behind it, as a body has.
std::string text_of(std::size_t size) {
    const std::string all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return all.substr(0, size);
}
} // namespace

TEST_CASE("the ends of a text are its first and last eight bytes") {
    using namespace jobpoll::detail;
    const std::string body = text_of(40);
    for (std::size_t size = 0; size <= 20; ++size) {
        const std::string_view text{body.data(), size};
        CHECK(head_of(text) == head_of_roomy(text));
        CHECK(head_of(text) == (load_word(body.data()) & mask_of(size)));
        if (size >= 8) CHECK(tail_of(text) == load_word(body.data() + size - 8));
    }
}

TEST_CASE("a key is the member's where every character is, for every length and continuation") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string word = text_of(size);
        const std::string at = "/deep/" + word;
        jobpoll::endpoint_member key{.at = at};
        jobpoll::detail::compile_key(key);
        for (const char* const behind : {"\":1,\"next\"", "\"        "}) {
            const std::string body = word + behind;
            const std::string_view text{body.data(), size};
            CHECK(jobpoll::detail::has_key_ends(key, text));
            CHECK(is_key(key, text, true));
            CHECK(is_key(key, text, false));
            for (std::size_t i = 0; i < size; ++i) {
                std::string other = body;
                other[i] = '#';
                const std::string_view changed{other.data(), size};
                CHECK_FALSE(is_key(key, changed, true));
                CHECK_FALSE(is_key(key, changed, false));
            }
        }
    }
}
