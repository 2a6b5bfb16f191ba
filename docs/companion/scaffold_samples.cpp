#include "scaffold_samples.hpp"

#include <cmath>

#include <jobpoll/reading/date_time.hpp>
#include <jobpoll/reading/uuid.hpp>
#include <jobpoll/text/violation_text.hpp>

#include "printable.hpp"
#include "scaffold_json.hpp"

namespace companion {

namespace json = boost::json;
using jobpoll::format;
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

format format_of(std::string_view text) {
    if (jobpoll::detail::is_uuid(text)) return format::uuid;
    return jobpoll::detail::parse_date_time(text) ? format::date_time : format::none;
}

void add_text(contract_node& shown, std::string_view text) {
    const format found = format_of(text);
    const bool is_first = shown.examples.empty();
    shown.format = is_first || shown.format == found ? found : format::none;
    add_word(shown.examples, text);
}

void add_number(contract_node& shown, double number) {
    if (!shown.minimum || number < *shown.minimum) shown.minimum = number;
    if (!shown.maximum || number > *shown.maximum) shown.maximum = number;
}

void note_deviations(contract_node& documented, const contract_node& shown) {
    if (shown.nulls != 0 && !documented.null)
        documented.notes.emplace_back("a sample has null here, and the document does not allow it");
    if (!contains(documented.types, shown.types))
        documented.notes.push_back("a sample has " + jobpoll::detail::describe_types(shown.types) + " here");
}

void compare(contract_node& documented, const contract_node& shown, const std::string& at,
             std::vector<std::string>& notes) {
    note_deviations(documented, shown);
    documented.examples = shown.examples;
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

} // namespace

void add_sample(contract_node& shown, const json::value& sample) {
    ++shown.seen;
    if (sample.is_null()) {
        ++shown.nulls;
        shown.null = true;
        return;
    }
    shown.types = shown.types | type_of(sample);
    if (sample.is_string()) add_text(shown, text_of(sample.get_string()));
    if (sample.is_number()) add_number(shown, sample.to_number<double>());
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
