// The program of the README with nothing but the parser: it stops where the body is no JSON.
#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <boost/json/basic_parser_impl.hpp>

struct http_reply {
    int code;
    std::string text;
    [[nodiscard]] std::string_view header(std::string_view) const { return {}; }
};
std::optional<http_reply> fetch();

struct null_handler {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    bool on_document_begin(auto&) { return true; }
    bool on_document_end(auto&) { return true; }
    bool on_object_begin(auto&) { return true; }
    bool on_object_end(std::size_t, auto&) { return true; }
    bool on_array_begin(auto&) { return true; }
    bool on_array_end(std::size_t, auto&) { return true; }
    bool on_key_part(std::string_view, std::size_t, auto&) { return true; }
    bool on_key(std::string_view, std::size_t, auto&) { return true; }
    bool on_string_part(std::string_view, std::size_t, auto&) { return true; }
    bool on_string(std::string_view, std::size_t, auto&) { return true; }
    bool on_number_part(std::string_view, auto&) { return true; }
    bool on_int64(std::int64_t, std::string_view, auto&) { return true; }
    bool on_uint64(std::uint64_t, std::string_view, auto&) { return true; }
    bool on_double(double, std::string_view, auto&) { return true; }
    bool on_bool(bool, auto&) { return true; }
    bool on_null(auto&) { return true; }
    bool on_comment_part(std::string_view, auto&) { return true; }
    bool on_comment(std::string_view, auto&) { return true; }
};

int main() {
    using namespace std::chrono_literals;
    const auto now = [] { return std::chrono::steady_clock::now(); };
    auto next = now();
    const auto deadline = next + 30min;
    bool is_json = true;
    for (; is_json && next < deadline; next += 1s) {
        std::this_thread::sleep_until(next);
        const auto r = fetch();
        if (!r) continue;
        boost::json::basic_parser<null_handler> parser{boost::json::parse_options{}};
        boost::system::error_code error;
        is_json = parser.write_some(false, r->text.data(), r->text.size(), error) == r->text.size() && !error;
    }
    std::cout << is_json << '\n';
}
