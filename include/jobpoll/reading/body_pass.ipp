// jobpoll: one pass of the parser over a body.
#ifndef JOBPOLL_READING_BODY_PASS_IPP
#define JOBPOLL_READING_BODY_PASS_IPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/reading/ascii.hpp>
#include <jobpoll/reading/body_walker.hpp>
#include <jobpoll/reading/parser_errors.ipp>
#include <jobpoll/reading/syntax.hpp>
#include <jobpoll/reading/violation_log.hpp>

namespace jobpoll::inline v0::detail {

/// What one pass over a body found.
struct pass {
    std::optional<syntax_error> error{};
    std::uint32_t before = 0; ///< how many violations there were before the text, all of them tolerated
    bool right_root = false;  ///< the value at the root is of the kind that the contract says
    json_type root = json_type::none;
    bool saw_discriminator = false;
    bool found_job = false;
    bool means_something = false; ///< without a job
    bool is_whole_list = false;
    bool is_another = false; ///< the body is about another job than the one asked for
    event what = event::malformed;
    optional_milliseconds delay{}; ///< that the body asks for
    bool ignores_delay = false;    ///< it has one that is not believed
};

/// What one pass works with.
struct pass_input {
    stored_reply& reply;
    violation_log& log;
    const reply_context& context;
    std::vector<listed_job>& listed;
    bool keeps_list = false;
    const status_code_row* decides = nullptr; ///< the row of the HTTP status that decides alone
};

/// A violation of the document as a whole, or of the row that is given.
[[nodiscard]] inline violation whole_body(rule broken, severity weight, std::uint64_t offset = 0,
                                          const endpoint_member* declared = nullptr) noexcept {
    violation found;
    found.rule = broken;
    found.severity = weight;
    found.offset = offset;
    found.declared = declared;
    return found;
}

/// Reports such a violation.
JOBPOLL_NOINLINE inline void report_body(violation_log& log, rule broken, severity weight,
                                         std::uint64_t offset = 0,
                                         const endpoint_member* declared = nullptr) noexcept {
    log.add(whole_body(broken, weight, offset, declared));
}

/// The text behind a byte order mark, which is reported.
[[nodiscard]] JOBPOLL_COLD inline std::string_view skip_byte_order_mark(std::string_view body,
                                                                        violation_log& log) {
    if (!log.has(rule::byte_order_mark)) report_body(log, rule::byte_order_mark, severity::tolerated);
    return body.substr(byte_order_mark.size());
}

/// What the walker found, once the whole text was parsed.
inline void take_findings(pass& done, body_walker& walker, const endpoint& e, const pass_input& input) {
    if (input.decides != nullptr)
        done.is_another = walker.validate_by_code(input.decides->phase, input.decides->outcome);
    else
        done.what = walker.validate();
    done.means_something = walker.means_something();
    done.delay = walker.body_delay();
    done.ignores_delay = walker.ignores_delay();
    done.is_whole_list = e.shape.complete.atom != no_index && walker.holds_now(e.shape.complete);
}

/// One pass of the parser over a body, every value handed to its row of the contract.
[[nodiscard]] inline pass walk(const endpoint& e, const pass_input& input) {
    pass done; // the one object that is returned: copying what was just written in parts would stall
    const std::string_view body = input.reply.body();
    std::string_view text = body;
    if (!body.empty() && body[0] == byte_order_mark[0] && body.substr(0, 3) == byte_order_mark)
        text = skip_byte_order_mark(body, input.log);
    done.before = input.log.counts().tolerated;
    if (is_refused_at_sight(text)) {
        done.error = name_syntax_error(text, 0, {});
        return done;
    }
    boost::json::parse_options options;
    // The parser looks at every string once more to check its UTF-8, which ASCII has no need of.
    options.allow_invalid_utf8 = is_ascii(text);
    const walk_plan plan{&input.context, &input.listed, input.keeps_list};
    boost::json::basic_parser<body_walker> parser{options, e, plan, input.reply, input.log};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    body_walker& walker = parser.handler();
    done.right_root = walker.found_right_root();
    done.root = walker.found_root();
    done.saw_discriminator = walker.saw(e.shape.discriminator);
    if (error || read != text.size()) {
        done.error = name_syntax_error(text, read, why_it_stopped(error));
        done.error->offset += body.size() - text.size();
    } else {
        take_findings(done, walker, e, input);
    }
    done.found_job = walker.found_job();
    return done;
}

/// What is wrong with the text as a whole.
[[nodiscard]] inline violation fault_of(const endpoint& e, const pass& done, severity weight) noexcept {
    if (done.error) return whole_body(done.error->rule, weight, done.error->offset);
    violation found = whole_body(rule::root, weight);
    found.found_type = done.root == json_type::none ? json_type::any : done.root;
    found.expected_root = e.root;
    return found;
}

/// Adds what is wrong with the text as a whole; of a text that is no JSON, nothing that was found on the way
/// counts then.
JOBPOLL_COLD inline void report_pass(const endpoint& e, const pass& done, severity weight,
                                     violation_log& log) {
    if (done.error) log.forget_all_but(done.before);
    if (done.error || !done.right_root) log.add(fault_of(e, done, weight));
}

} // namespace jobpoll::inline v0::detail

#endif
