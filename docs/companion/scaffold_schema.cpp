#include "scaffold_schema.hpp"

#include <algorithm>
#include <iterator>

#include <boost/json/serialize.hpp>

#include "printable.hpp"

namespace companion {

namespace json = boost::json;
using jobpoll::format;
using jobpoll::json_type;

namespace {

constexpr std::size_t deepest = 32; // as deep as the library reads

struct named_type {
    std::string_view name;
    json_type type;
};
constexpr named_type types[] = {
    {"string", json_type::string},   {"integer", json_type::integer}, {"number", json_type::number},
    {"boolean", json_type::boolean}, {"object", json_type::object},   {"array", json_type::array},
    {"null", json_type::null},
};

struct named_format {
    std::string_view name;
    jobpoll::format format;
};
constexpr named_format formats[] = {{"uuid", format::uuid}, {"date-time", format::date_time}};

// What a declaration has no column for, and a person may want to know.
constexpr std::string_view not_said[] = {"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
                                         "maxLength",        "pattern",          "not",        "if",
                                         "discriminator",    "patternProperties"};

void take_format(contract_node& into, const json::value& schema) {
    const std::string_view name = string_in(schema, "format");
    if (name.empty()) return;
    const auto* known = std::find_if(std::begin(formats), std::end(formats),
                                     [name](const named_format& f) { return f.name == name; });
    if (known != std::end(formats))
        into.format = known->format;
    else if (overlaps(into.types, json_type::string))
        into.notes.push_back("format " + printable(name, 40) + " is not checked");
}

std::optional<double> number_in(const json::value& schema, std::string_view name) {
    const json::value* found = member_of(schema, name);
    if (found == nullptr || !found->is_number()) return std::nullopt;
    return found->to_number<double>();
}

void take_range(contract_node& into, const json::value& schema) {
    if (!overlaps(into.types, json_type::number)) return;
    if (const auto minimum = number_in(schema, "minimum")) into.minimum = minimum;
    if (const auto maximum = number_in(schema, "maximum")) into.maximum = maximum;
}

void take_one_value(contract_node& into, const json::value& value) {
    if (value.is_string())
        add_word(into.words, text_of(value.get_string()));
    else if (value.is_null())
        into.null = true;
    else if (value.is_bool())
        into.constant = value.get_bool();
    else
        into.notes.emplace_back("the document lists values that are no texts");
}

void take_values(contract_node& into, const json::value& schema, schema_reader& reader,
                 const std::string& pointer) {
    if (const json::value* constant = member_of(schema, "const")) take_one_value(into, *constant);
    const json::value* listed = member_of(schema, "enum");
    if (listed == nullptr) return;
    if (!listed->is_array()) throw reader.wrong(pointer + "/enum", "must be an array");
    for (const json::value& value : listed->get_array())
        take_one_value(into, value);
    const auto booleans = std::count_if(listed->get_array().begin(), listed->get_array().end(),
                                        [](const json::value& value) { return value.is_bool(); });
    if (booleans > 1) into.constant.reset();
}

/// What either of two schemas allows.
void unite(contract_node& into, contract_node& other) {
    into.types = into.types | other.types;
    into.null = into.null || other.null;
    into.closed = into.closed && other.closed;
    if (into.format != other.format) into.format = format::none;
    if (into.minimum != other.minimum || into.maximum != other.maximum)
        into.minimum = into.maximum = std::nullopt;
    if (into.constant != other.constant) into.constant.reset();
    if (into.words.empty() || other.words.empty()) into.words.clear();
    for (const std::string& word : into.words.empty() ? std::vector<std::string>{} : other.words)
        add_word(into.words, word);
    for (contract_node& part : into.children)
        part.required = part.required && other.find(part.key) != nullptr && other.find(part.key)->required;
    for (contract_node& part : other.children) {
        if (contract_node* known = into.find(part.key)) {
            unite(*known, part);
        } else {
            part.required = false;
            into.children.push_back(std::move(part));
        }
    }
    into.notes.insert(into.notes.end(), other.notes.begin(), other.notes.end());
}

bool says_only_null(const contract_node& node) {
    return node.types == json_type::none && node.null;
}

} // namespace

failure schema_reader::wrong(const std::string& pointer, const std::string& what) const {
    return {exit_code::bad_input, document_->name + ": " + printable(pointer, 120) + ": " + what};
}

const json::value& schema_reader::resolve(const json::value& value, const std::string& pointer) const {
    const json::value* found = &value;
    for (std::size_t steps = 0; member_of(*found, "$ref") != nullptr; ++steps) {
        const std::string_view reference = string_in(*found, "$ref");
        if (!reference.starts_with("#/"))
            throw wrong(pointer + "/$ref",
                        "must name a place in this document (#/...), not '" + printable(reference, 80) + "'");
        if (steps == deepest) throw wrong(pointer + "/$ref", "refers to itself");
        boost::system::error_code error;
        const std::string_view path = reference.substr(1);
        found = document_->value.find_pointer(json::string_view{path.data(), path.size()}, error);
        if (found == nullptr)
            throw wrong(pointer + "/$ref", "nothing is there: '" + printable(reference, 80) + "'");
    }
    return *found;
}

contract_node schema_reader::read(const json::value& schema, const std::string& pointer) {
    contract_node node;
    take(node, schema, pointer);
    if (node.types == json_type::none) {
        if (node.null) node.notes.emplace_back("the document allows null here and nothing else");
        node.types = json_type::any;
    }
    return node;
}

void schema_reader::take_reference(contract_node& into, const json::value& schema,
                                   const std::string& pointer) {
    const std::string name{string_in(schema, "$ref")};
    const bool is_open =
        std::find(open_references_.begin(), open_references_.end(), name) != open_references_.end();
    if (is_open || open_references_.size() == deepest) {
        into.types = json_type::any;
        into.notes.emplace_back("the schema contains itself here; what is in it is left out");
        return;
    }
    const json::value& target = resolve(schema, pointer);
    open_references_.push_back(name);
    take(into, target, name.substr(1));
    open_references_.pop_back();
}

void schema_reader::take(contract_node& into, const json::value& schema, const std::string& pointer) {
    if (schema.is_bool()) { // JSON Schema: everything, or nothing
        into.types = json_type::any;
        return;
    }
    if (!schema.is_object()) throw wrong(pointer, "must be a schema, which is an object");
    if (member_of(schema, "$ref") != nullptr) take_reference(into, schema, pointer);
    take_types(into, schema, pointer);
    take_members(into, schema, pointer);
    take_parts(into, schema, pointer);
    take_values(into, schema, *this, pointer);
    take_format(into, schema);
    take_range(into, schema);
    for (const std::string_view keyword : not_said)
        if (member_of(schema, keyword) != nullptr)
            into.notes.push_back("the document also has " + std::string{keyword} +
                                 ", which a declaration cannot say");
}

void schema_reader::take_types(contract_node& into, const json::value& schema,
                               const std::string& pointer) const {
    const json::value* nullable = member_of(schema, "nullable"); // OpenAPI 3.0
    if (nullable != nullptr && nullable->is_bool() && nullable->get_bool()) into.null = true;
    const json::value* given = member_of(schema, "type");
    if (given == nullptr) {
        if (member_of(schema, "properties") != nullptr) into.types = into.types | json_type::object;
        if (member_of(schema, "items") != nullptr) into.types = into.types | json_type::array;
        return;
    }
    const json::array several = given->is_array() ? given->get_array() : json::array{*given};
    json_type all = json_type::none;
    for (const json::value& one : several) {
        const std::string_view name = one.is_string() ? text_of(one.get_string()) : std::string_view{};
        const auto* known = std::find_if(std::begin(types), std::end(types),
                                         [name](const named_type& t) { return t.name == name; });
        if (known == std::end(types))
            throw wrong(pointer + "/type", "must be a JSON type, not " + printable(json::serialize(one), 40));
        if (known->type == json_type::null)
            into.null = true;
        else
            all = all | known->type;
    }
    into.types = all;
}

void schema_reader::take_members(contract_node& into, const json::value& schema, const std::string& pointer) {
    if (const json::value* properties = member_of(schema, "properties")) {
        if (!properties->is_object()) throw wrong(pointer + "/properties", "must be an object");
        for (const auto& property : properties->get_object()) {
            const std::string key{text_of(property.key())};
            contract_node member = read(property.value(), pointer + "/properties" + pointer_step(key));
            member.key = key;
            member.required = into.find(key) != nullptr && into.find(key)->required;
            into.child(key) = std::move(member);
        }
    }
    if (const json::value* required = member_of(schema, "required"); required != nullptr) {
        if (!required->is_array()) throw wrong(pointer + "/required", "must be an array");
        for (const json::value& name : required->get_array())
            if (name.is_string())
                if (contract_node* member = into.find(text_of(name.get_string()))) member->required = true;
    }
    if (const json::value* items = member_of(schema, "items")) {
        contract_node element = read(*items, pointer + "/items");
        element.key = "*";
        into.child("*") = std::move(element);
    }
    const json::value* others = member_of(schema, "additionalProperties");
    if (others != nullptr && others->is_bool() && !others->get_bool()) into.closed = true;
}

void schema_reader::take_parts(contract_node& into, const json::value& schema, const std::string& pointer) {
    if (const json::value* all = member_of(schema, "allOf")) {
        if (!all->is_array()) throw wrong(pointer + "/allOf", "must be an array");
        for (std::size_t i = 0; i < all->get_array().size(); ++i)
            take(into, all->get_array()[i], pointer + "/allOf/" + std::to_string(i));
    }
    for (const std::string_view keyword : {"anyOf", "oneOf"}) {
        const json::value* alternatives = member_of(schema, keyword);
        if (alternatives == nullptr) continue;
        const std::string there = pointer + "/" + std::string{keyword};
        if (!alternatives->is_array() || alternatives->get_array().empty())
            throw wrong(there, "must be an array with something in it");
        take_alternatives(into, alternatives->get_array(), there);
    }
}

void schema_reader::take_alternatives(contract_node& into, const json::array& alternatives,
                                      const std::string& pointer) {
    std::optional<contract_node> whole;
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        contract_node one;
        take(one, alternatives[i], pointer + "/" + std::to_string(i));
        if (says_only_null(one))
            into.null = true;
        else if (!whole)
            whole = std::move(one);
        else
            unite(*whole, one);
    }
    if (!whole) return;
    if (into.types == json_type::none && into.children.empty()) {
        whole->null = whole->null || into.null;
        whole->notes.insert(whole->notes.begin(), into.notes.begin(), into.notes.end());
        into = std::move(*whole);
        return;
    }
    // The alternatives come on top of what the schema says itself.
    for (contract_node& part : whole->children) {
        if (into.find(part.key) != nullptr) continue;
        part.required = false;
        into.children.push_back(std::move(part));
    }
}

} // namespace companion
