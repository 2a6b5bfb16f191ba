#include <jobpoll/contract/key_words.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::detail::has_ends_of;
using jobpoll::detail::is_key;
using jobpoll::detail::is_same_text;
using jobpoll::detail::prepare_key;

namespace {
/// A text of that length with room behind it, as a body has.
std::string text_of(std::size_t size) {
    const std::string all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return all.substr(0, size);
}
} // namespace

TEST_CASE("two texts are the same where every character is, whatever their length") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string text = text_of(size);
        CHECK(is_same_text(text, text_of(size)));
        CHECK_FALSE(is_same_text(text, text_of(size + 1)));
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = text;
            other[at] = '#';
            CHECK_FALSE(is_same_text(text, other));
        }
    }
}

TEST_CASE("a key is the prepared word where every character is, whatever its length and what follows it") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string word = text_of(size);
        const auto key = prepare_key(word);
        for (const char* const behind : {"\":1,\"next\"", "\"        "}) {
            const std::string body = word + behind;
            const std::string_view text{body.data(), size};
            CHECK(has_ends_of(key, text));
            CHECK(is_key(key, word, text, true));
            CHECK(is_key(key, word, text, false));
            for (std::size_t at = 0; at < size; ++at) {
                std::string other = body;
                other[at] = '#';
                const std::string_view changed{other.data(), size};
                CHECK_FALSE(is_key(key, word, changed, true));
                CHECK_FALSE(is_key(key, word, changed, false));
            }
        }
    }
}
