// jobpoll: violations: every rule that a reply can break, with its sentence, advice and responsible party.
#ifndef JOBPOLL_WORDS_ERROR_HPP
#define JOBPOLL_WORDS_ERROR_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0 {

struct endpoint_member;

/// The rule that a reply breaks; spelled like the JSON Schema keyword where there is one.
enum class rule : std::uint8_t {
    // The contract's own rules.
    type,
    required,
    enumeration,
    minimum,
    maximum,
    format,
    constant,
    additional_properties,
    minimum_items,
    maximum_items,
    // The bytes cannot be read.
    empty_body,
    html,
    byte_order_mark,
    compressed,
    encoding,
    syntax,
    truncated,
    trailing_bytes,
    unicode,
    depth,
    body_size,
    // They can be read, and lack what is needed.
    root,
    undecidable,
    identity,
    duplicate_member,
    // They contradict something.
    unknown_status,
    contradiction,
    regression,
    shape,
    // Around the body.
    http_status,
    retry_after,
    date,
};

/// How bad a violation is: whether the job can still be followed.
enum class severity : std::uint8_t {
    tolerated, ///< a deviation that the endpoint declares, or an oddity that no contract forbids
    breach,    ///< the contract is broken, and the job can still be followed
    fatal,     ///< nothing can be decided from this reply
};

/// Who has to act.
enum class fault : std::uint8_t { vendor, caller, snapshot };

/// What is known of one rule: its name in every output, whose fault a breach is, and what it means.
struct rule_description {
    rule id;
    std::string_view name;
    fault whose;
    std::string_view meaning;
    std::string_view advice;
};

/// Every rule, in the order of the enumeration; docs/errors.md is generated from it.
inline constexpr rule_description rule_table[] = {
    {rule::type, "type", fault::vendor, "the value has another JSON type than the contract says",
     "nothing where it is only a breach; report it to the vendor"},
    {rule::required, "required", fault::vendor, "a member that the contract requires is absent",
     "check that the URL is the endpoint's; report it to the vendor"},
    {rule::enumeration, "enum", fault::vendor, "the text is none of the documented words",
     "look for a newer version of the vendor's document, then add the word to the endpoint"},
    {rule::minimum, "minimum", fault::vendor, "the number is below the documented range",
     "report it to the vendor"},
    {rule::maximum, "maximum", fault::vendor, "the number is above the documented range",
     "report it to the vendor"},
    {rule::format, "format", fault::vendor, "the text is not in the documented format",
     "report it to the vendor"},
    {rule::constant, "const", fault::vendor, "the value is not the only one that the contract allows",
     "read the rest of the body: the vendor says that something else happened"},
    {rule::additional_properties, "additional_properties", fault::vendor,
     "a member that a closed contract does not list", "add the member to the endpoint once it is documented"},
    {rule::minimum_items, "min_items", fault::vendor, "the array is shorter than documented",
     "report it to the vendor"},
    {rule::maximum_items, "max_items", fault::vendor, "the array is longer than documented",
     "report it to the vendor"},
    {rule::empty_body, "empty_body", fault::vendor, "the reply has no body",
     "check that the HTTP client reads the body of this status"},
    {rule::html, "html", fault::vendor, "the body is a page of HTML or XML, usually a proxy's error page",
     "nothing where it passes; look at the proxy or gateway where it stays"},
    {rule::byte_order_mark, "byte_order_mark", fault::vendor,
     "the body begins with a byte order mark (RFC 8259, section 8.1)",
     "nothing: it is skipped; report it to the vendor"},
    {rule::compressed, "compressed", fault::caller, "the body is compressed, and was not decompressed",
     "let the HTTP client decompress what Content-Encoding says"},
    {rule::encoding, "encoding", fault::caller, "the body is UTF-16 or UTF-32, and JSON text is UTF-8",
     "hand the bytes over as they came, without a conversion"},
    {rule::syntax, "syntax", fault::vendor, "the body is not JSON (RFC 8259)",
     "look at the body at the offset"},
    {rule::truncated, "truncated", fault::vendor, "the body ends in the middle of the JSON text",
     "check that the HTTP client reads whole bodies, and its time limits"},
    {rule::trailing_bytes, "trailing_bytes", fault::vendor, "something follows the end of the JSON text",
     "check that two bodies were not joined"},
    {rule::unicode, "unicode", fault::vendor, "the text is not valid UTF-8, or a surrogate stands alone",
     "check that the HTTP client does not convert the body"},
    {rule::depth, "depth", fault::vendor, "the JSON text is nested deeper than the parser allows",
     "report it to the vendor"},
    {rule::body_size, "body_size", fault::vendor, "the body is longer than the limit of this reader",
     "raise `max_body_bytes` if the vendor really sends such bodies"},
    {rule::root, "root", fault::vendor,
     "the JSON text has another kind of value at its root than the contract says",
     "check that the URL is the endpoint's: an array where an object is due is often the list endpoint"},
    {rule::undecidable, "undecidable", fault::vendor,
     "the reply is allowed by the contract and does not say how the job is",
     "check the URL; report it to the vendor"},
    {rule::identity, "identity", fault::vendor,
     "the reply is about another job than the one that was asked for",
     "check how the URL is made, and for a cache that mixes replies up"},
    {rule::duplicate_member, "duplicate_member", fault::vendor,
     "an object has the same member twice (RFC 8259, section 4)", "report it to the vendor"},
    {rule::unknown_status, "unknown_status", fault::vendor,
     "the status word is none that this endpoint lists",
     "look for a newer version of the vendor's document, then add the word to the endpoint"},
    {rule::contradiction, "contradiction", fault::vendor, "two members of the reply cannot both be right",
     "nothing: the status word is believed"},
    {rule::regression, "regression", fault::vendor,
     "the job went backwards: less progress, or an earlier phase",
     "nothing: the vendor may have started it again"},
    {rule::shape, "shape", fault::vendor,
     "the reply has the documented shape of another endpoint, and was read as such",
     "use that endpoint if this is what you ask for"},
    {rule::http_status, "http_status", fault::caller, "the status is none that a final HTTP response has",
     "give the status code of the final response, after redirects"},
    {rule::retry_after, "retry_after", fault::vendor,
     "Retry-After is neither 1*DIGIT nor an HTTP-date (RFC 9110, section 10.2.3), is 10^9 s or more, or is a "
     "date without a usable Date header beside it",
     "hand in the Date header, if the reply has one; it is ignored"},
    {rule::date, "date", fault::vendor, "Date is no HTTP-date (RFC 9110, section 5.6.7)",
     "nothing: it is ignored"},
};

/// The rule's spelling in every output.
[[nodiscard]] constexpr std::string_view to_string(rule value) noexcept {
    const auto index = static_cast<std::size_t>(value);
    return index < std::size(rule_table) ? rule_table[index].name : std::string_view{"?"};
}

[[nodiscard]] constexpr std::string_view to_string(severity value) noexcept {
    constexpr std::string_view names[] = {"tolerated", "breach", "fatal"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(fault value) noexcept {
    constexpr std::string_view names[] = {"vendor", "caller", "snapshot"};
    return detail::enum_name(names, value);
}

/// Whose fault a breach of the rule is.
[[nodiscard]] constexpr fault whose_fault(rule value) noexcept {
    return rule_table[static_cast<std::size_t>(value)].whose;
}

namespace detail {
consteval bool rules_are_in_order() {
    for (std::size_t i = 0; i < std::size(rule_table); ++i)
        if (static_cast<std::size_t>(rule_table[i].id) != i) return false;
    return std::size(rule_table) == static_cast<std::size_t>(rule::date) + 1;
}
static_assert(rules_are_in_order());
} // namespace detail

/// One breach: where, which rule, how bad, and what was found.
///
/// *Lifetime*: plain data. `declared` is the row of the endpoint that is broken (null for the document as a
/// whole); `name` and `found` are views into the body, the headers or the reader's buffer and live as long as
/// they do. `pointer(violation)` writes the JSON Pointer out, `describe(violation)` the sentence. Units:
/// `offset` in bytes from the start of the body, at the value, or where a missing member could have stood at
/// the latest; for an element of an array whose text was decoded it may be that of the array.
struct violation {
    const endpoint_member* declared = nullptr;
    std::string_view
        around; ///< the place of the element whose row `declared` is, where another endpoint has it
    std::string_view name; ///< an undeclared member's key below `declared`; or empty
    std::string_view found;
    std::uint64_t offset = 0;
    std::uint32_t index[2] = {}; ///< what each `*` of the declared path stands for
    jobpoll::rule rule = rule::syntax;
    jobpoll::severity severity = severity::fatal;
    json_type found_type = json_type::none;
    json_type expected_root = json_type::none; ///< what the root should have been, for rule::root
};

} // namespace jobpoll::inline v0

#endif
