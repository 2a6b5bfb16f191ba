// jobpoll: the journal of a fleet: every operation as a line, each with a checksum of all lines so far.
#ifndef JOBPOLL_FLEET_FLEET_JOURNAL_HPP
#define JOBPOLL_FLEET_FLEET_JOURNAL_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_text.hpp>
#include <jobpoll/fleet/fleet_types.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::string_view journal_magic = "jobpoll-fleet-journal ";

/// Calls `visit(field)` for every field of an input but its moment; writer and reader come through here.
template <class Input, class Visitor>
constexpr void for_each_field_of_input(Input& in, Visitor&& visit) {
    visit(in.what);
    visit(in.mentions_job);
    visit(in.phase);
    visit(in.outcome);
    visit(in.progress);
    visit(in.status);
    visit(in.items_done);
    visit(in.items_total);
    visit(in.activity);
}
template <>
inline constexpr std::int64_t last_enumerator<event> = static_cast<std::int64_t>(event::cancelled);

/// Writes operations after they were done. Without a sink it does nothing.
class fleet_journal {
public:
    /// Lines go to the sink from now on; `base` is the checksum of the saved fleet that they come after.
    void open(journal_sink sink, std::uint64_t base) {
        sink_ = sink;
        if (has_chain_ || sink.write == nullptr) return;
        line_.text.assign(journal_magic);
        line_.text.push_back('1');
        line_.mark(base);
        chain_ = 0;
        has_chain_ = true;
        end_line();
    }
    /// A journal that was followed up to here goes on.
    void resume(std::uint64_t chain) noexcept {
        chain_ = chain;
        has_chain_ = true;
    }
    /// The next journal begins anew.
    void forget() noexcept { has_chain_ = false, sink_ = {}; }

    void insert(const fleet_kind& k, std::uint64_t account, std::string_view id, std::uint64_t seed,
                milliseconds now) {
        if (!begin('i', now)) return;
        const endpoint& e = *k.rules.documented;
        line_.mark(e.fingerprint).mark(list_fingerprint(e)).mark(account).mark(seed).word(id);
        for (const std::int64_t number : numbers_of(k))
            line_(number);
        end_line();
    }
    void due(milliseconds now) {
        if (begin('d', now)) end_line();
    }
    void step(char what, std::uint32_t slot, const machine_input& in, milliseconds now) {
        if (!begin(what, now)) return;
        line_(slot);
        for_each_field_of_input(in, [this](const auto& field) { line_(to_number(field)); });
        line_(in.retry_after ? 1 : 0)(in.retry_after.value_or(milliseconds{0}).count());
        end_line();
    }
    /// An operation of one or two numbers.
    void numbers(char what, milliseconds now, std::int64_t first, std::int64_t second = 0) {
        if (!begin(what, now)) return;
        line_(first)(second);
        end_line();
    }

private:
    [[nodiscard]] bool begin(char what, milliseconds now) {
        if (sink_.write == nullptr) return false;
        line_.text.clear();
        line_.begin(what).time(now);
        return true;
    }
    void end_line() {
        chain_ = fnv1a(line_.text, fnv1a(chain_, fnv1a("")));
        line_.mark(chain_).end();
        sink_.write(sink_.context, line_.text);
    }

    journal_sink sink_{};
    fleet_line_writer line_;
    std::uint64_t chain_ = 0;
    bool has_chain_ = false;
};

} // namespace jobpoll::inline v0::detail

#endif
