// jobpoll, the program: a schema of an OpenAPI document as a contract.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_SCHEMA_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_SCHEMA_HPP

#include <string>
#include <vector>

#include "failure.hpp"
#include "scaffold_contract.hpp"
#include "scaffold_json.hpp"

namespace companion {

/// Reads the schemas of one document, which outlives the reader.
///
/// *Source*: OpenAPI 3.0.3 and 3.1.0, "Schema Object"; JSON Schema 2020-12. Of what they can say, this takes
/// what a declaration can say; the rest becomes a note. *Errors*: a failure that names the file and the JSON
/// Pointer.
class schema_reader {
public:
    explicit schema_reader(const json_file& document) : document_{&document} {}

    /// What a schema says. `pointer` is where in the document it stands.
    [[nodiscard]] contract_node read(const boost::json::value& schema, const std::string& pointer);

    /// The value itself, or the one that its `$ref` names.
    [[nodiscard]] const boost::json::value& resolve(const boost::json::value& value,
                                                    const std::string& pointer) const;

    /// The failure of one place in the document.
    [[nodiscard]] failure wrong(const std::string& pointer, const std::string& what) const;

private:
    void take(contract_node& into, const boost::json::value& schema, const std::string& pointer);
    void take_reference(contract_node& into, const boost::json::value& schema, const std::string& pointer);
    void take_types(contract_node& into, const boost::json::value& schema, const std::string& pointer) const;
    void take_members(contract_node& into, const boost::json::value& schema, const std::string& pointer);
    void take_parts(contract_node& into, const boost::json::value& schema, const std::string& pointer);
    void take_alternatives(contract_node& into, const boost::json::array& alternatives,
                           const std::string& pointer);

    const json_file* document_;
    std::vector<std::string>
        open_references_; ///< the ones that are being read: no schema is read inside itself
};

} // namespace companion

#endif
