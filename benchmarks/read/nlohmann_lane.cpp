#include "nlohmann_dom.hpp"

namespace bench {

finding nlohmann_lane(const jobpoll::endpoint& e, std::string_view body) {
    const nlohmann::json root = nlohmann::json::parse(body, nullptr, false);
    if (root.is_discarded()) return unreadable;
    return dom_check<nlohmann_dom>{e, rows_of(e)}.read(&root);
}

} // namespace bench
