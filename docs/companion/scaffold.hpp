// jobpoll, the program: `jobpoll scaffold`.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_HPP

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// Prints a first declaration of an endpoint, made of samples of its replies, of an OpenAPI document, or of
/// both.
[[nodiscard]] exit_code scaffold(const settings& s);

} // namespace companion

#endif
