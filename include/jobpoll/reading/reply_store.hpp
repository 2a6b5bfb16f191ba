// jobpoll: the copies that a reader keeps: the last usable reply, and the reply at hand.
#ifndef JOBPOLL_READING_REPLY_STORE_HPP
#define JOBPOLL_READING_REPLY_STORE_HPP

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

#include <jobpoll/reading/job_builder.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0::detail {

/// Bytes that are written whole: growing forgets what was there.
///
/// A vector, because moving one does not move its bytes, as it does with a short std::string. Its size is the
/// capacity.
class byte_room {
public:
    /// Room for so many bytes; their values are not initialised.
    [[nodiscard]] char* make_room(std::size_t size) {
        // Half as much again: the next body of the same job is a digit or a date longer.
        if (size > bytes_.size()) become(size + size / 2);
        return bytes_.data();
    }

    /// Not less room than the other has.
    void keep_up_with(const byte_room& other) {
        if (bytes_.size() < other.bytes_.size()) become(other.bytes_.size());
    }

    [[nodiscard]] const char* data() const noexcept { return bytes_.data(); }

private:
    JOBPOLL_COLD void become(std::size_t size) {
        std::vector<char>{}.swap(bytes_); // the old bytes go first: there need never be room for both
        bytes_.resize(size);
    }

    std::vector<char> bytes_;
};

/// One reply with its texts, and the job that was read out of it.
struct stored_reply {
    byte_room bytes{};
    std::size_t body_size = 0;
    std::string_view retry_after{};
    std::string_view date{};
    std::string_view location{};
    std::vector<char> decoded{}; ///< strings that were written with escapes
    jobpoll::job job{};
    element_store elements{};

    [[nodiscard]] std::string_view body() const noexcept { return {bytes.data(), body_size}; }
};

/// Two places that take turns: the reply at hand goes into the one that does not hold the last usable reply.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): of the implicit move
class reply_store {
public:
    /// Copies the reply; views of the reply before it that was not kept are invalid then. Of a body that is
    /// longer than `limit` only so much is copied as shows that it is.
    JOBPOLL_ALWAYS_INLINE stored_reply& store(const reply& r, std::size_t limit) {
        const std::string_view body = r.body.substr(0, limit < r.body.size() ? limit + 1 : limit);
        const std::size_t size = body.size() + r.retry_after.size() + r.date.size() + r.location.size();
        stored_reply& to = places_[kept_ ^ 1];
        char* end = append(to.bytes.make_room(size), body);
        to.body_size = body.size();
        to.decoded.clear();
        to.retry_after = to.date = to.location = {};
        if (size == body.size()) return to;
        for (const header& one : {header{&to.retry_after, r.retry_after}, header{&to.date, r.date},
                                  header{&to.location, r.location}}) {
            *one.copy = {end, one.text.size()};
            end = append(end, one.text);
        }
        return to;
    }

    /// The reply at hand is the last usable one. The other place gets as much room now, so that the replies
    /// to come find it.
    void keep() {
        const stored_reply& kept = places_[kept_ ^= 1];
        stored_reply& other = places_[kept_ ^ 1];
        other.bytes.keep_up_with(kept.bytes);
        if (other.decoded.capacity() < kept.decoded.capacity())
            other.decoded.reserve(kept.decoded.capacity());
    }

    /// There is no usable reply.
    void forget() noexcept {
        stored_reply& kept = places_[kept_];
        kept.body_size = 0;
        kept.job = {};
    }

    /// The last reply that was stored, where it was not kept.
    [[nodiscard]] stored_reply& at_hand() noexcept { return places_[kept_ ^ 1]; }
    [[nodiscard]] const stored_reply& last_usable() const noexcept { return places_[kept_]; }
    [[nodiscard]] stored_reply& last_usable() noexcept { return places_[kept_]; }

private:
    struct header {
        std::string_view* copy;
        std::string_view text;
    };

    static char* append(char* at, std::string_view text) noexcept {
        if (!text.empty()) std::memcpy(at, text.data(), text.size());
        return at + text.size();
    }

    stored_reply places_[2]{};
    unsigned kept_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
