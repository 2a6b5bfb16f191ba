#include <map>
#include <memory>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "nlohmann_dom.hpp"
#include "schema_text.hpp"

namespace bench {
namespace {

using adapter = valijson::adapters::NlohmannJsonAdapter;

/// The compiled schema of an endpoint; compiled once.
const valijson::Schema& schema_of(const jobpoll::endpoint& e) {
    static std::map<const jobpoll::endpoint*, std::unique_ptr<valijson::Schema>> known;
    std::unique_ptr<valijson::Schema>& made = known[&e];
    if (made == nullptr) {
        made = std::make_unique<valijson::Schema>();
        const nlohmann::json text = nlohmann::json::parse(schema_text(e));
        valijson::SchemaParser{valijson::SchemaParser::kDraft4}.populateSchema(adapter{text}, *made);
    }
    return *made;
}

} // namespace

finding valijson_lane(const jobpoll::endpoint& e, std::string_view body) {
    const nlohmann::json root = nlohmann::json::parse(body, nullptr, false);
    if (root.is_discarded()) return unreadable;
    valijson::Validator validator{valijson::Validator::kStrongTypes};
    if (!validator.validate(schema_of(e), adapter{root}, nullptr)) return unreadable;
    return dom_check<nlohmann_dom>{e, rows_beyond_schema(e)}.read(&root);
}

} // namespace bench
