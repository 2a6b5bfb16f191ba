// jobpoll: the columns of a declaration: an endpoint's documentation as data.
#ifndef JOBPOLL_CONTRACT_DECLARATION_HPP
#define JOBPOLL_CONTRACT_DECLARATION_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/columns.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0 {

struct endpoint;

/// A column that names another endpoint: `&vendors::acme::errors`, or nothing.
///
/// Stores separately whether it names one: with -fsanitize=undefined, g++ does not take the comparison of an
/// inline variable's address with null for a constant.
class endpoint_reference {
public:
    constexpr endpoint_reference() noexcept = default;
    constexpr endpoint_reference(std::nullptr_t) noexcept {}
    constexpr endpoint_reference(const endpoint* to) noexcept : to_{to}, is_given_{true} {}

    [[nodiscard]] constexpr bool is_given() const noexcept { return is_given_; }
    [[nodiscard]] constexpr operator const endpoint*() const noexcept { return to_; }
    [[nodiscard]] constexpr const endpoint* operator->() const noexcept { return to_; }

private:
    const endpoint* to_ = nullptr;
    bool is_given_ = false;
};

/// One row of a contract.
///
/// `at` is a JSON Pointer from the root of the document, in which `*` stands for every element of an
/// array. Every object and array on the way is a row of its own. Keys with `/` or `~` are not supported.
struct member {
    std::string_view at{};
    json_type type = json_type::none;
    bool required = false;
    bool needed = false; ///< without it the reply is unusable, even if the contract does not require it
    bool closed = false; ///< an object that may have no other members
    nulls null = nulls::forbidden;
    json_type tolerated = json_type::none; ///< further types that break the contract and are only reported
    jobpoll::role role = role::none;
    jobpoll::format format = format::none;
    number_range range{};
    std::optional<bool> constant{};
    std::string_view one_of[8]{};
    nulls blank = nulls::forbidden; ///< what an empty string, for a time also 0 and "0", is read as: null
    std::uint32_t items = 0;        ///< the exact length of an array; 0 for any
    jobpoll::fold fold = fold::none;
    bool may_go_back = false; ///< of the status: documented backward moves are not reported
};

/// One status word. A boolean or numeric status is listed as the JSON text of its value (`true`, `3`).
struct status_word {
    std::string_view text{};
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    jobpoll::match match = match::exact;
    event means = no_event; ///< instead of a phase: an event such as throttled inside a 2xx reply
};

/// One test of one member.
struct condition {
    std::string_view at{};
    test is = test::none;
    word_list word{};
};

/// A status word seen in the light of other members: the first refinement whose word and conditions all match
/// wins.
struct refinement {
    std::string_view word = any_word; ///< a listed word, `any_word`, or `unlisted_word`
    condition when[3]{};
    jobpoll::phase phase = phase::unknown; ///< finished, where there is an outcome
    jobpoll::outcome outcome = outcome::none;
    jobpoll::over over = over::any;
    event means = no_event; ///< instead of a phase, as in `status_word`
};

struct progress_formula {
    progress_unit unit = progress_unit::none;
    role parts[4]{};
};

/// How often the vendor says to poll in one phase; a `max_delay` of 0 means that only the shortest delay is
/// documented.
struct cadence_row {
    jobpoll::phase phase = phase::unknown;
    milliseconds min_delay{};
    milliseconds max_delay{};
};

/// How many requests the vendor allows in a period, over all jobs and processes of one account.
struct request_quota {
    std::uint32_t requests = 0;
    milliseconds period{};
};

/// What an HTTP status code means here, where that differs from the general table.
///
/// A row with a phase decides alone; one with `means` is that event. With `body_code` the row holds only
/// where the error code of the body is that text.
struct status_code_row {
    std::int16_t code = 0;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    std::string_view body_code{};
    event means = no_event;
};

/// How to ask, as data: the library sends nothing.
struct request_form {
    std::string_view method = "GET";
    std::string_view server{};
    std::string_view
        path{}; ///< `{id}`, or the first `{name}` that the caller gives no value for: the job id;
                ///< `{+name}` is not percent-encoded
    std::string_view
        authorization{};     ///< the value of the Authorization header, `{name}` standing for the secret
    std::string_view body{}; ///< of a POST; places as in `path`, as JSON string contents
    std::string_view headers[4]{}; ///< further header fields, `Name: value`
};

/// Where the reply to the creating request has the job id and the URL to poll.
struct accepted_reply {
    std::string_view id_at{};  ///< the pointer to the job id
    std::string_view url_at{}; ///< the pointer to the URL to poll
    bool location = false;     ///< the URL to poll is in the Location header field
};

/// The documented body of an error reply.
struct error_reply {
    std::int16_t code = 0; ///< the HTTP status, or 0 for every 4xx without a row of its own
    endpoint_reference body{};
};

/// The documented contract of one vendor URL in one shape: members, words, and how often to
/// ask.
///
/// An aggregate for designated initialisers; `declare` turns it into an `endpoint` at compile time,
/// or does not compile and names the broken rule. Lists end at their first empty entry.
struct declaration {
    std::string_view name{};    ///< `vendor.endpoint`
    std::string_view vendor{};  ///< as the vendor writes it
    std::string_view source{};  ///< which document
    std::string_view checked{}; ///< when it was last compared with the document, YYYY-MM-DD

    json_type root = json_type::object;
    bool closed = false; ///< the root object may have no other members
    std::string_view
        job_at{}; ///< where the job is: empty for the root, a pointer, or one that ends in `*` for a list

    member members[48]{};

    status_word words[48]{};
    bool open_vocabulary = false;                ///< a word that is not listed does not break the contract
    bool fold_case = false;                      ///< ASCII letters of the status compare without case
    std::optional<phase> phase_without_status{}; ///< what an absent status means, where that is documented

    refinement refine[24]{};
    progress_formula progress{};

    cadence_row cadence[4]{};
    request_quota quota[3]{};
    milliseconds retention{}; ///< how long an ended job can be read; 0 where nothing is documented

    request_form request{};
    status_code_row status_codes[12]{};
    error_reply errors[4]{};

    std::string_view discriminator{}; ///< the member whose presence tells this shape from `alternative`
    endpoint_reference alternative{};

    endpoint_reference list{}; ///< whose reply mentions many of these jobs; for a fleet to ask instead

    event without_job = no_event; ///< what a 2xx reply means in which the place of the job is absent, null or
                                  ///< an empty array; not for lists
    condition complete{};         ///< of a list: it holds where the list is whole
    endpoint_reference items_of{}; ///< of a list: its elements follow that endpoint's rows
    accepted_reply accepted{};
    nulls null = nulls::forbidden;     ///< what null is for members that are neither required nor needed
    format time_format = format::none; ///< of times whose rows have no format
};

} // namespace jobpoll::inline v0

#endif
