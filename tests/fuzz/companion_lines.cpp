// Bytes as the lines that the program reads: each is refused in one printable line, or leads to a decision
// and a check that are JSON.
#include "fuzz.hpp"

#include <array>
#include <memory>
#include <string>

#include <boost/json/parse.hpp>

#include <checked_reply.hpp>
#include <decision_json.hpp>
#include <printable.hpp>
#include <recorded_lines.hpp>
#include <replayer.hpp>

#include <support/bodies.hpp>

using fuzz::promise;

namespace {

/// Nothing that could make a terminal do something.
bool is_printable(std::string_view text) {
    while (!text.empty()) {
        const companion::character c = companion::first_character(text);
        if (!c.is_valid || companion::is_hidden(c.value)) return false;
        text.remove_prefix(c.size);
    }
    return true;
}

void check_json(const std::string& line) {
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 64;
    const boost::json::value value =
        boost::json::parse(boost::json::string_view{line.data(), line.size()}, error, {}, options);
    promise(!error && value.is_object(), "the answer is a JSON object");
    promise(line.find('\n') == std::string::npos, "the answer is one line");
    promise(is_printable(line), "the answer is printable");
}

template <class Try>
void refused_in_one_line(Try attempt) {
    try {
        attempt();
    } catch (const companion::failure& refusal) {
        const std::string_view said = refusal.what();
        promise(!said.empty() && is_printable(said), "what is refused is refused in one printable line");
    }
}

} // namespace

namespace {
/// What lives as long as the program: a checker has room for 65536 violations.
struct reader_of_lines {
    companion::settings settings;
    companion::checker checker{settings};

    reader_of_lines(const support::sample& s, bool strict) {
        settings.endpoint = &s.endpoint;
        settings.job_id = s.job_id;
        settings.seed = 3;
        settings.strict = strict;
    }
    reader_of_lines(const reader_of_lines&) = delete;
    reader_of_lines& operator=(const reader_of_lines&) = delete;
};

reader_of_lines& reader_for(std::size_t sample, bool strict) {
    static std::array<std::unique_ptr<reader_of_lines>, 32> made;
    auto& reader = made[2 * sample + (strict ? 1 : 0)];
    if (!reader) reader = std::make_unique<reader_of_lines>(support::samples()[sample], strict);
    return *reader;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::choices choose{data, size};
    const auto& samples = support::samples();
    const std::uint8_t sample = choose.below(static_cast<std::uint8_t>(samples.size()));
    reader_of_lines& reader = reader_for(sample, choose.below(8) == 7);
    const companion::settings& settings = reader.settings;
    companion::checker& checker = reader.checker;
    companion::replayer replayer{settings};
    std::string_view text = choose.rest();
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string line{text.substr(0, end)};
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const companion::line_place place{"input", number};
        refused_in_one_line([&] {
            replayer.play(companion::parse_recorded_line(line, place));
            check_json(companion::decision_line(replayer));
        });
        refused_in_one_line([&] {
            companion::exit_code verdict{};
            const jobpoll::received reply = companion::parse_reply_line(line, place);
            check_json(companion::checked_as_json(checker, settings, reply.view(), verdict));
            const std::string people = companion::checked_as_text(checker, reply.view(), verdict);
            std::size_t at = 0;
            while (at <= people.size()) {
                const std::size_t stop = std::min(people.find('\n', at), people.size());
                promise(is_printable(std::string_view{people}.substr(at, stop - at)),
                        "what people see is printable");
                at = stop + 1;
            }
        });
    }
    return 0;
}
