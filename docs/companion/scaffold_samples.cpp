#include "scaffold_samples.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include <boost/json/serialize.hpp>

#include <jobpoll/contract/job_rules.hpp>
#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/iso_8601.hpp>
#include <jobpoll/reading/uuid.hpp>
#include <jobpoll/text/violation_text.hpp>

#include "printable.hpp"
#include "scaffold_guess.hpp"
#include "scaffold_json.hpp"

namespace companion {

namespace json = boost::json;
using jobpoll::json_type;

namespace {

bool is_whole(double number) {
    return std::nearbyint(number) == number;
}

json_type type_of(const json::value& value) {
    switch (value.kind()) {
    case json::kind::bool_:
        return json_type::boolean;
    case json::kind::int64:
    case json::kind::uint64:
        return json_type::integer;
    case json::kind::double_:
        return is_whole(value.get_double()) ? json_type::integer : json_type::number;
    case json::kind::string:
        return json_type::string;
    case json::kind::array:
        return json_type::array;
    case json::kind::object:
        return json_type::object;
    case json::kind::null:
        break;
    }
    return json_type::none;
}

template <class Number>
void count_moment(value_facts& facts, Number number) {
    const auto value = static_cast<double>(number);
    if (value >= 1e9 && value < 4.2e9) ++facts.seconds;
    if (value >= 1e12 && value < 4.2e12) ++facts.milliseconds;
}

// A number in a text, perhaps with a sign for percent.
bool is_decimal(std::string_view text) {
    if (text.ends_with('%')) text.remove_suffix(1);
    return jobpoll::detail::is_number_text(text, false);
}

void add_text(contract_node& shown, std::string_view text) {
    value_facts& facts = shown.facts;
    ++facts.texts;
    add_word(shown.examples, text);
    if (text.empty()) ++facts.blanks;
    if (text == "0") ++facts.zeros;
    if (jobpoll::detail::is_uuid(text)) ++facts.uuids;
    if (jobpoll::detail::parse_date_time(text)) ++facts.date_times;
    if (jobpoll::detail::parse_iso_8601(text)) ++facts.dates;
    if (is_decimal(text)) ++facts.decimals;
    if (!text.empty() && text.size() < 18 && jobpoll::detail::is_number_text(text, false))
        count_moment(facts, std::strtod(std::string{text}.c_str(), nullptr));
}

void add_number(contract_node& shown, const json::value& value) {
    const auto number = value.to_number<double>();
    ++shown.facts.numbers;
    if (number == 0) ++shown.facts.zeros;
    count_moment(shown.facts, number);
    if (value.is_int64() || value.is_uint64()) add_word(shown.examples, json::serialize(value));
    if (!shown.minimum || number < *shown.minimum) shown.minimum = number;
    if (!shown.maximum || number > *shown.maximum) shown.maximum = number;
}

void note_deviations(contract_node& documented, const contract_node& shown) {
    documented.has_deviating_null = shown.nulls != 0 && !documented.null;
    documented.deviating = without(shown.types, documented.types);
    if (documented.has_deviating_null)
        documented.notes.emplace_back("a sample has null here, and the document does not allow it");
    if (documented.deviating != json_type::none)
        documented.notes.push_back("a sample has " + jobpoll::detail::describe_types(shown.types) + " here");
}

void compare(contract_node& documented, const contract_node& shown, const std::string& at,
             std::vector<std::string>& notes) {
    note_deviations(documented, shown);
    documented.examples = shown.examples;
    documented.facts = shown.facts;
    if (!documented.minimum && !documented.maximum && documented.types == json_type::number &&
        shown.maximum && *shown.maximum <= 1)
        documented.notes.emplace_back("the samples have nothing above 1");
    for (const contract_node& part : shown.children) {
        const std::string there = at + pointer_step(part.key);
        if (contract_node* found = documented.find(part.key))
            compare(*found, part, there, notes);
        else if (!documented.children.empty())
            notes.push_back("in a sample, and not in the document: " + printable(there, 80));
    }
}

// What a classification needs to know of one sample.
struct sample_traits {
    bool has_status = false;        ///< of one job
    bool has_listed_status = false; ///< below a star
    bool has_id = false;
    bool has_error = false;
    bool is_of_request = false; ///< its only word is as likely said of the request
};

bool fits_pointer(const std::string& at, std::string_view status) {
    return status.empty() || at == status;
}

void look_at(const contract_node& node, const std::string& at, std::string_view status,
             sample_traits& found) {
    const bool is_starred = at.find("/*") != std::string::npos;
    for (const contract_node& child : node.children) {
        const std::string there = at + "/" + child.key;
        if (child.children.empty() && !sounds_like_error(child.key) && sounds_like_id(child.key) != 0 &&
            !is_starred)
            found.has_id = true;
        const bool is_status = status.empty() ? sounds_like_status(child) != 0 && child.children.empty()
                                              : fits_pointer(there, status);
        if (is_status) {
            (is_starred || child.key == "*" ? found.has_listed_status : found.has_status) = true;
            if (!is_starred)
                found.is_of_request = child.examples.empty() || is_said_of_requests(child.examples[0]);
        }
        if (!sounds_like_error(child.key)) look_at(child, there, status, found);
    }
}

constexpr std::string_view names_of_refusals[] = {"message", "detail",     "title",     "msg",
                                                  "code",    "error_code", "errorCode", "error_description"};

sample_traits traits_of(const contract_node& shown, std::string_view status) {
    sample_traits found;
    look_at(shown, "", status, found);
    const contract_node* elements = shown.find("*"); // an array of errors
    for (const contract_node& child : elements != nullptr ? elements->children : shown.children) {
        const auto* name = std::find(std::begin(names_of_refusals), std::end(names_of_refusals), child.key);
        found.has_error |= name != std::end(names_of_refusals) || sounds_like_error(child.key);
    }
    return found;
}

} // namespace

sample read_sample(const std::string& path) {
    sample one{read_json_file(path)};
    add_sample(one.shown, one.file.value);
    return one;
}

void tell_apart(std::vector<sample>& samples, std::string_view status) {
    std::vector<sample_traits> traits;
    traits.reserve(samples.size());
    for (const sample& one : samples)
        traits.push_back(traits_of(one.shown, status));
    const auto some = [&traits](auto holds) { return std::any_of(traits.begin(), traits.end(), holds); };
    const bool ids = some([](const sample_traits& t) { return t.has_id; });
    const bool statuses = some([](const sample_traits& t) { return t.has_status || t.has_listed_status; });
    const auto is_job = [](const sample_traits& t) { return t.has_status && (t.has_id || !t.is_of_request); };
    const bool single = some(is_job);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const sample_traits& t = traits[i];
        const bool is_without = !t.has_status && !t.has_listed_status;
        const bool is_without_id = t.is_of_request && !t.has_id && !t.has_listed_status && ids;
        if (t.has_error && statuses && (is_without || is_without_id))
            samples[i].kind = sample_kind::refusal;
        else if (single && t.has_listed_status && !is_job(t))
            samples[i].kind = sample_kind::list;
    }
}

void add_sample(contract_node& shown, const json::value& sample) {
    ++shown.seen;
    if (sample.is_null()) {
        ++shown.nulls;
        shown.null = true;
        return;
    }
    shown.types = shown.types | type_of(sample);
    if (sample.is_string()) add_text(shown, text_of(sample.get_string()));
    if (sample.is_bool()) add_word(shown.examples, sample.get_bool() ? "true" : "false");
    if (sample.is_number()) add_number(shown, sample);
    if (const json::object* object = sample.if_object())
        for (const auto& member : *object)
            add_sample(shown.child(text_of(member.key())), member.value());
    if (const json::array* array = sample.if_array())
        for (const json::value& element : *array)
            add_sample(shown.child("*"), element);
}

void compare_with_samples(contract& documented, const contract_node& shown) {
    compare(documented.root, shown, "", documented.notes);
}

} // namespace companion
