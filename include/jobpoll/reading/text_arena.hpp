// jobpoll: strings that were written with escapes, decoded and kept together for one reply.
#ifndef JOBPOLL_READING_TEXT_ARENA_HPP
#define JOBPOLL_READING_TEXT_ARENA_HPP

#include <cstddef>
#include <string_view>
#include <vector>

namespace jobpoll::inline v0::detail {

/// Collects the pieces of one string after the other in a buffer that the caller keeps.
///
/// A decoded text is never longer than its spelling, and what is decoded is kept of four walks at the most:
/// for an error code that decides what the HTTP status means, by the contract, by the alternative shape of
/// the URL, and for the words of an error. So room for four bodies is enough. It is taken at the first
/// escape, and no view moves before the next reply. In the steady state nothing is allocated.
class text_arena {
public:
    text_arena(std::vector<char>& buffer, std::size_t body_size) noexcept
        : buffer_{&buffer}, body_size_{body_size} {}

    /// Takes the room for all walks of a body.
    static void make_room(std::vector<char>& buffer, std::size_t body_size) {
        if (buffer.capacity() < body_size * walks) buffer.reserve(body_size * walks);
    }

    void append(std::string_view piece) {
        make_room(*buffer_, body_size_);
        if (!started_) begin_ = buffer_->size();
        buffer_->insert(buffer_->end(), piece.begin(), piece.end());
        started_ = true;
    }

    /// Whether pieces of a string were appended that is not finished yet.
    [[nodiscard]] bool started() const noexcept { return started_; }

    /// The string whose last piece is `piece`; the piece itself where it is all there is.
    [[nodiscard]] std::string_view finish(std::string_view piece, bool keep) {
        if (!started_ && !keep) return piece;
        append(piece);
        const std::string_view whole{buffer_->data() + begin_, buffer_->size() - begin_};
        started_ = false;
        return whole;
    }

private:
    static constexpr std::size_t walks = 4;

    std::vector<char>* buffer_;
    std::size_t body_size_;
    std::size_t begin_ = 0; ///< of the string that is collected
    bool started_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
