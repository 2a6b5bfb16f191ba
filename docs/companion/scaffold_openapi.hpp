// jobpoll, the program: one operation of an OpenAPI document as a contract.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_OPENAPI_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_OPENAPI_HPP

#include <string_view>

#include "scaffold_contract.hpp"
#include "scaffold_json.hpp"

namespace companion {

/// What the document says of `GET path`, or of its only GET where `path` is empty.
///
/// *Source*: OpenAPI 3.0.3 and 3.1.0, "Operation Object". *Errors*: a failure that names the file and the
/// JSON Pointer.
[[nodiscard]] contract read_openapi(const json_file& document, std::string_view path);

} // namespace companion

#endif
