#include "listed_findings.hpp"

#include <algorithm>
#include <set>

namespace companion {

void listed_findings::clear() {
    entries_.clear();
    whole_ = {};
}

void listed_findings::read(const jobpoll::reply& reply) {
    clear();
    seen_.read_list(reply);
    for (const jobpoll::listed_job& found : seen_.listed())
        entries_.push_back({std::string{found.job.id}, 0, {}});
    place_entries();
    sort_in();
}

bool listed_findings::is_in_a_job(const jobpoll::violation& v) const noexcept {
    return v.declared != nullptr && v.declared->at.starts_with(settings_->endpoint->job_at);
}

// Elements that are no objects are no jobs: they are not listed, and each is a violation of its own.
void listed_findings::place_entries() {
    std::set<std::size_t> passed_over;
    for (const jobpoll::violation& v : seen_.violations())
        if (is_in_a_job(v) && v.declared->at == settings_->endpoint->job_at && v.rule == jobpoll::rule::type)
            passed_over.insert(v.index[0]);
    std::size_t index = 0;
    for (entry& e : entries_) {
        while (passed_over.count(index) != 0)
            ++index;
        e.index = index++;
    }
}

void listed_findings::sort_in() {
    whole_ = write_out(seen_.read_as(), {}, seen_.problem());
    for (const jobpoll::violation& v : seen_.violations()) {
        const auto found = std::find_if(entries_.begin(), entries_.end(),
                                        [&v](const entry& e) { return e.index == v.index[0]; });
        const bool has_job = is_in_a_job(v) && found != entries_.end();
        std::vector<finding>& into = has_job ? found->violations : whole_.violations;
        into.push_back(write_out(seen_.read_as(), {&v, 1}, {}).violations.front());
    }
}

findings listed_findings::of_job(std::string_view id) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [id](const entry& e) { return e.id == id; });
    return found != entries_.end() ? findings{found->violations, {}} : findings{};
}

} // namespace companion
