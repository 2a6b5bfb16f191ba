// jobpoll: the copies that a poller keeps: the last usable body, and the reply at hand.
#ifndef JOBPOLL_READING_BODY_STORE_HPP
#define JOBPOLL_READING_BODY_STORE_HPP

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

#include <jobpoll/reading/observation.hpp>
#include <jobpoll/words/error.hpp>

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

/// Bytes that are written whole: growing forgets what was there.
///
/// Shapes: a vector, because moving one does not move its bytes (a short std::string's are moved). Its size
/// is the room that there is.
class byte_room {
public:
    /// Room for so many bytes, whose values are whatever they are.
    [[nodiscard]] char* make_room(std::size_t size) {
        // Half as much again: the next body of the same job is a digit or a date longer.
        if (size > bytes_.size()) [[unlikely]]
            become(size + size / 2);
        return bytes_.data();
    }

    /// Not less room than the other has.
    void keep_up_with(const byte_room& other) {
        if (bytes_.size() < other.bytes_.size()) [[unlikely]]
            become(other.bytes_.size());
    }

    [[nodiscard]] const char* data() const noexcept { return bytes_.data(); }

private:
    void become(std::size_t size) {
        std::vector<char>{}.swap(bytes_); // the old bytes go first: there need never be room for both
        bytes_.resize(size);
    }

    std::vector<char> bytes_;
};

/// Two places that take turns: the reply at hand goes into the one that does not hold the last usable body.
class body_store {
public:
    /// Copies the reply; views of the reply before it that was not kept are gone then. Of a body that is
    /// longer than `limit` no more is copied than shows that it is.
    stored_reply store(const reply& r, std::size_t limit) {
        const std::string_view body = r.body.substr(0, limit < r.body.size() ? limit + 1 : limit);
        const std::size_t size = body.size() + r.retry_after.size() + r.date.size();
        place& to = places_[kept_ ^ 1];
        char* const at = to.bytes.make_room(size);
        char* end = append(at, body);
        to.body_size = body.size();
        stored_reply stored{{at, body.size()}, {}, {}, to.decoded};
        if (size == body.size()) return stored;
        stored.retry_after = {end, r.retry_after.size()};
        end = append(end, r.retry_after);
        stored.date = {end, r.date.size()};
        append(end, r.date);
        return stored;
    }

    /// The reply at hand is the last usable one. The other place gets as much room now, so that the replies
    /// to come find it.
    void keep() {
        const place& kept = places_[kept_ ^= 1];
        place& other = places_[kept_ ^ 1];
        other.bytes.keep_up_with(kept.bytes);
        if (other.decoded.capacity() < kept.decoded.capacity()) [[unlikely]]
            other.decoded.reserve(kept.decoded.capacity());
    }

    [[nodiscard]] std::string_view last_usable() const noexcept {
        return {places_[kept_].bytes.data(), places_[kept_].body_size};
    }

private:
    struct place {
        byte_room bytes;
        std::vector<char> decoded;
        std::size_t body_size = 0;
    };

    static char* append(char* at, std::string_view text) noexcept {
        if (!text.empty()) std::memcpy(at, text.data(), text.size());
        return at + text.size();
    }

    place places_[2];
    unsigned kept_ = 0;
};

/// How many violations of a reply a poller keeps: more than one reply has in practice, and all are counted.
inline constexpr std::size_t kept_violation_limit = 16;

} // namespace jobpoll::inline v0::detail

#endif
