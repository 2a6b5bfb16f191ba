// vendor_server: what the vendor knows, and what it answers to a request. No socket here.
#ifndef JOBPOLL_EXAMPLES_VENDOR_SERVER_VENDOR_HPP
#define JOBPOLL_EXAMPLES_VENDOR_SERVER_VENDOR_HPP

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "story.hpp"

namespace vendor_server {

/// An answer, and where it came from.
struct answer {
    scripted_reply reply;
    std::size_t line = 0; ///< of the story, from 1; 0 where no story was asked
};

/// Every story, and how far each URL has got in its own.
class vendor {
public:
    /// With a key, a request without the right Authorization gets an empty 401.
    explicit vendor(std::string api_key) : api_key_{std::move(api_key)} {}

    /// *Errors*: story_error where another story answers the same URL, or the endpoint has no URL.
    void add(story told);

    /// The next reply of the story that the target belongs to; 404 where there is none.
    [[nodiscard]] answer ask(std::string_view target, std::string_view authorization);

private:
    struct page {
        const story* told = nullptr;
        std::string job_id;
        std::size_t asked = 0;
    };

    [[nodiscard]] page* find(std::string_view target);

    std::string api_key_;
    std::vector<std::unique_ptr<story>> stories_;
    std::map<std::string, page, std::less<>> pages_; ///< by target
};

} // namespace vendor_server

#endif
