#include "scaffold_openapi.hpp"

#include <algorithm>

#include "numbers.hpp"
#include "printable.hpp"
#include "scaffold_schema.hpp"

namespace companion {

namespace json = boost::json;

namespace {

constexpr std::size_t most_errors = 4; // as many as a declaration has room for
constexpr std::size_t most_shown = 10;

// The operations that answer with a job: a job is asked for, never made.
struct operation {
    std::string path;
    std::string pointer;
    const json::value* value = nullptr;
};

std::vector<operation> gets_of(const json::value& document) {
    std::vector<operation> found;
    const json::value* paths = member_of(document, "paths");
    if (paths == nullptr || !paths->is_object()) return found;
    for (const auto& path : paths->get_object()) {
        const std::string name{text_of(path.key())};
        if (const json::value* get = member_of(path.value(), "get"))
            found.push_back({name, "/paths" + pointer_step(name) + "/get", get});
    }
    return found;
}

failure which_one(const schema_reader& reader, const std::vector<operation>& all, const std::string& what) {
    std::string names;
    for (std::size_t i = 0; i < std::min(all.size(), most_shown); ++i)
        names += (i == 0 ? "" : ", ") + printable(all[i].path, 80);
    if (all.size() > most_shown) names += ", ...";
    return reader.wrong("/paths", what + (names.empty() ? "" : "; there are " + names));
}

operation choose(const schema_reader& reader, const json::value& document, std::string_view path) {
    const std::vector<operation> all = gets_of(document);
    if (all.empty()) throw which_one(reader, all, "has no GET");
    if (path.empty() && all.size() > 1) throw which_one(reader, all, "say with --path which GET is meant");
    for (const operation& one : all)
        if (path.empty() || one.path == path) return one;
    throw which_one(reader, all, "has no GET " + printable(path, 80));
}

// The schema of the JSON of a response; null where it has none.
struct place_of_schema {
    const json::value* schema = nullptr;
    std::string pointer;
};

place_of_schema schema_of(const schema_reader& reader, const json::value& response,
                          const std::string& pointer) {
    const json::value* content = member_of(reader.resolve(response, pointer), "content");
    if (content == nullptr || !content->is_object()) return {};
    for (const auto& media : content->get_object()) {
        const std::string name{text_of(media.key())};
        const std::string kind = name.substr(0, name.find(';'));
        if (kind != "application/json" && !kind.ends_with("+json") && kind != "*/*") continue;
        const json::value* schema = member_of(media.value(), "schema");
        if (schema != nullptr) return {schema, pointer + "/content" + pointer_step(name) + "/schema"};
    }
    return {};
}

place_of_schema good_reply(const schema_reader& reader, const operation& get) {
    const std::string pointer = get.pointer + "/responses";
    const json::value* responses = member_of(*get.value, "responses");
    for (const std::string_view code : {"200", "2XX", "203", "206", "default"}) {
        const json::value* response = responses == nullptr ? nullptr : member_of(*responses, code);
        if (response == nullptr) continue;
        place_of_schema found = schema_of(reader, *response, pointer + "/" + std::string{code});
        if (found.schema != nullptr) return found;
    }
    throw reader.wrong(pointer, "no reply with a schema of JSON under 200, 2XX or default");
}

void take_errors(contract& into, schema_reader& reader, const operation& get) {
    const json::value* responses = member_of(*get.value, "responses");
    if (responses == nullptr || !responses->is_object()) return;
    for (const auto& response : responses->get_object()) {
        const std::string code{text_of(response.key())};
        const auto status = parse_whole_number(code, 599);
        if (!status.error.empty() || status.value < 400) continue;
        const std::string pointer = get.pointer + "/responses/" + code;
        const place_of_schema found = schema_of(reader, response.value(), pointer);
        if (found.schema == nullptr) continue;
        if (into.errors.size() == most_errors) {
            into.notes.push_back("the body of " + code + " is left out: a declaration has room for four");
            continue;
        }
        into.errors.push_back({static_cast<int>(status.value), reader.read(*found.schema, found.pointer)});
    }
}

// `{name}` with the default of the variable.
std::string with_defaults(std::string url, const json::value& server) {
    const json::value* variables = member_of(server, "variables");
    if (variables == nullptr || !variables->is_object()) return url;
    for (const auto& variable : variables->get_object()) {
        const std::string place = "{" + std::string{text_of(variable.key())} + "}";
        const std::size_t at = url.find(place);
        if (at != std::string::npos) url.replace(at, place.size(), string_in(variable.value(), "default"));
    }
    return url;
}

std::string server_of(const json::value& document) {
    const json::value* servers = member_of(document, "servers");
    if (servers == nullptr || !servers->is_array() || servers->get_array().empty()) return {};
    const json::value& first = servers->get_array().front();
    return with_defaults(std::string{string_in(first, "url")}, first);
}

// Some documents write the place of a parameter as `{{name}}`.
std::string with_single_braces(std::string path) {
    for (const std::string_view doubled : {"{{", "}}"})
        for (std::size_t at = path.find(doubled); at != std::string::npos; at = path.find(doubled))
            path.erase(at, 1);
    return path;
}

} // namespace

contract read_openapi(const json_file& document, std::string_view path) {
    schema_reader reader{document};
    const std::string_view version = string_in(document.value, "openapi");
    if (!version.starts_with("3."))
        throw reader.wrong("/openapi", version.empty() ? "is missing: this is no OpenAPI 3 document"
                                                       : "must be 3.x, not " + printable(version, 20));
    const operation get = choose(reader, document.value, path);
    const place_of_schema body = good_reply(reader, get);
    contract found;
    found.is_documented = true;
    found.root = reader.read(*body.schema, body.pointer);
    if (const json::value* info = member_of(document.value, "info")) found.title = string_in(*info, "title");
    found.summary = string_in(*get.value, "summary");
    found.server = server_of(document.value);
    found.path = with_single_braces(get.path);
    take_errors(found, reader, get);
    return found;
}

} // namespace companion
