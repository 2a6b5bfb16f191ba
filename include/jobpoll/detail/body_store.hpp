// jobpoll: the copies that a poller keeps: the last usable body, and the reply at hand.
#ifndef JOBPOLL_DETAIL_BODY_STORE_HPP
#define JOBPOLL_DETAIL_BODY_STORE_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include <jobpoll/error.hpp>
#include <jobpoll/observation.hpp>

namespace jobpoll::inline v0::detail {

/// A reply in the poller's own memory.
struct stored_reply {
    std::string_view body;
    std::string_view retry_after;
    std::string_view date;
    std::vector<char>& decoded;

    [[nodiscard]] reply as_reply(http_status status) const noexcept {
        return {status, retry_after, date, body};
    }
};

/// Two places that take turns: the reply at hand goes into the one that does not hold the last usable body.
///
/// Shapes: vectors, because moving one does not move its bytes (a short std::string's are moved).
class body_store {
public:
    /// Copies the reply; views of the reply before it that was not kept are gone then. Of a body that is
    /// longer than `limit` no more is copied than shows that it is.
    stored_reply store(const reply& r, std::size_t limit) {
        place& to = places_[kept_ == 0 ? 1 : 0];
        const std::string_view body = r.body.substr(0, limit < r.body.size() ? limit + 1 : limit);
        to.bytes.clear();
        for (const std::string_view part : {body, r.retry_after, r.date})
            to.bytes.insert(to.bytes.end(), part.begin(), part.end());
        to.body_size = body.size();
        const char* at = to.bytes.data();
        return {{at, body.size()},
                {at + body.size(), r.retry_after.size()},
                {at + body.size() + r.retry_after.size(), r.date.size()},
                to.decoded};
    }

    /// The reply at hand is the last usable one.
    void keep() noexcept { kept_ = kept_ == 0 ? 1 : 0; }

    [[nodiscard]] std::string_view last_usable() const noexcept {
        return {places_[kept_].bytes.data(), places_[kept_].body_size};
    }

private:
    struct place {
        std::vector<char> bytes;
        std::vector<char> decoded;
        std::size_t body_size = 0;
    };

    place places_[2];
    int kept_ = 0;
};

/// How many violations of a reply a poller keeps: more than one reply has in practice, and all are counted.
inline constexpr std::size_t kept_violation_limit = 16;

} // namespace jobpoll::inline v0::detail

#endif
