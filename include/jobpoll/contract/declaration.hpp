// jobpoll: the words in which an endpoint's documentation is written down. Data only: no member has a
// behaviour.
//
// The room `contract`: what a vendor's document says, as data.
// declaration.hpp has the columns that a vendor header fills; declaration_rules.hpp has the rules that a
// declaration keeps, or does not compile; shape*.hpp compile the tables that the reader walks; request.hpp
// fills in the URL. The vendors' own words are in vendors/.
#ifndef JOBPOLL_CONTRACT_DECLARATION_HPP
#define JOBPOLL_CONTRACT_DECLARATION_HPP

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0 {

struct endpoint;

/// What a member means to the job.
enum class role : std::uint8_t {
    none,
    id,
    status,
    kind,
    name,
    created,
    started,
    finished,
    heartbeat,
    lease_expires,
    total,
    completed,
    succeeded,
    failed,
    skipped,
    progress,
    error_code,    ///< several members may have it: the first in the declared order that holds a value wins
    error_message, ///< as error_code
    result,
    hint,
};

/// The documented format of a text.
enum class format : std::uint8_t {
    none,
    uuid,
    uuid_not_nil, ///< a UUID other than the all-zero one (RFC 9562, section 5.9)
    date_time,    ///< RFC 3339, section 5.6
};

/// What the documentation says about null.
enum class nulls : std::uint8_t {
    forbidden,
    documented,
    tolerated, ///< the contract forbids it, and the vendor cannot do without
};

/// The documented range of a number; an end that is left out is open.
struct number_range {
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
};

/// One row of a contract.
///
/// Shapes: `at` is a JSON Pointer from the root of the document, in which `*` stands for every element of an
/// array. Every object and array on the way is a row of its own. Keys with `/` or `~` in them cannot be said.
struct member {
    std::string_view at{};
    json_type type = json_type::none;
    bool required = false;
    bool needed = false; ///< without it nothing can be decided, whatever the contract requires
    bool closed = false; ///< an object that may have no other members
    nulls null = nulls::forbidden;
    json_type tolerated = json_type::none; ///< further types that break the contract and are only reported
    jobpoll::role role = role::none;
    jobpoll::format format = format::none;
    number_range range{};
    std::optional<bool> constant{};
    std::string_view one_of[8]{};
};

/// One status word. A boolean or numeric status is listed as the JSON text of its value (`true`, `3`).
struct status_word {
    std::string_view text{};
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
};

/// What a condition asks of a member.
enum class test : std::uint8_t {
    none,
    present,  ///< there and not null
    absent,   ///< not there, or null
    is_null,  ///< there and null
    is_true,  ///< the boolean true
    is_set,   ///< there, and neither null nor false
    positive, ///< a number above zero
    equals,   ///< the text `word`
};

/// One test of one member.
struct condition {
    std::string_view at{};
    test is = test::none;
    std::string_view word{};
};

inline constexpr std::string_view any_word = "*";
inline constexpr std::string_view unlisted_word = "?";

/// A status word seen in the light of other members: the first refinement whose word and conditions all match
/// wins.
struct refinement {
    std::string_view word = any_word; ///< a listed word, `any_word`, or `unlisted_word`
    condition when[3]{};
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
};

/// How progress is reported.
enum class progress_unit : std::uint8_t {
    none,
    fraction, ///< the member with role progress, 0 to 1
    percent,  ///< the member with role progress, 0 to 100
    ratio,    ///< the sum of the members with the roles in `parts`, divided by the one with role `total`
};

struct progress_formula {
    progress_unit unit = progress_unit::none;
    role parts[4]{};
};

/// How often the vendor says to poll in one phase.
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

/// What a status code means here, where that differs from the general table.
struct status_code_meaning {
    std::int16_t code = 0;
    event means = event::started;
};

/// How to ask, as data: the library sends nothing.
struct request_form {
    std::string_view method = "GET";
    std::string_view server{};
    std::string_view path{}; ///< one `{name}` stands for the job id
    std::string_view
        authorization{}; ///< the value of the Authorization header, `{name}` standing for the secret
};

/// The documented body of an error reply.
struct error_reply {
    std::int16_t code = 0; ///< the HTTP status, or 0 for every 4xx without a row of its own
    const endpoint* body = nullptr;
};

/// One vendor URL's documented contract, one shape: what a reply may hold, what its words mean, how often to
/// ask.
///
/// Shapes: an aggregate for designated initialisers; `declare` turns it into an `endpoint` at compile time,
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
    std::uint32_t exact_items = 0; ///< the length that the array around `job_at` must have; 0 for any

    member members[40]{};

    status_word words[24]{};
    bool open_vocabulary = false;                ///< a word that is not listed does not break the contract
    bool fold_case = false;                      ///< ASCII letters of the status compare without case
    std::optional<phase> phase_without_status{}; ///< what an absent status means, where that is documented

    refinement refine[16]{};
    progress_formula progress{};

    cadence_row cadence[4]{};
    request_quota quota[3]{};
    milliseconds retention{}; ///< how long an ended job can be read; 0 where nothing is documented

    request_form request{};
    status_code_meaning status_codes[6]{};
    error_reply errors[4]{};

    std::string_view discriminator{}; ///< the member whose presence tells this shape from `alternative`
    const endpoint* alternative = nullptr;

    const endpoint* list = nullptr; ///< whose reply mentions many of these jobs; for a fleet to ask instead
};

} // namespace jobpoll::inline v0

#endif
