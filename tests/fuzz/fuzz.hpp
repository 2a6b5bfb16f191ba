// What every fuzz target shares: a promise that ends the program when it is broken, and bytes as choices.
#ifndef JOBPOLL_TESTS_FUZZ_FUZZ_HPP
#define JOBPOLL_TESTS_FUZZ_FUZZ_HPP

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What a fuzzer calls, and what the replay of the corpus calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

/// Ends the program with the sentence where the promise is broken.
inline void promise(bool kept, std::string_view sentence) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
    std::abort();
}

/// Takes choices off the front of the input; an input that is used up chooses zero.
class choices {
public:
    choices(const std::uint8_t* data, std::size_t size) noexcept
        : rest_{reinterpret_cast<const char*>(data), size} {}

    [[nodiscard]] std::uint8_t byte() noexcept {
        if (rest_.empty()) return 0;
        const auto taken = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return taken;
    }
    [[nodiscard]] std::uint8_t below(std::uint8_t count) noexcept {
        return static_cast<std::uint8_t>(byte() % count);
    }
    [[nodiscard]] bool flag() noexcept { return below(2) != 0; }
    [[nodiscard]] std::uint32_t number() noexcept {
        return std::uint32_t{byte()} | std::uint32_t{byte()} << 8 | std::uint32_t{byte()} << 16;
    }

    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

private:
    std::string_view rest_;
};

} // namespace fuzz

#endif
