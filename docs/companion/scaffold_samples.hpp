// jobpoll, the program: what samples of a reply show.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_SAMPLES_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_SAMPLES_HPP

#include <string>
#include <string_view>
#include <vector>

#include "scaffold_contract.hpp"
#include "scaffold_json.hpp"

namespace companion {

/// What a sample is the reply of.
enum class sample_kind { job, list, refusal };

/// One sample, and what it shows by itself.
struct sample {
    json_file file;
    contract_node shown{};
    sample_kind kind = sample_kind::job;
};

[[nodiscard]] sample read_sample(const std::string& path);

/// Says which samples are of another kind than the rest: lists beside single jobs, and error bodies. `status`
/// is the pointer of the status, or empty to go by the names.
void tell_apart(std::vector<sample>& samples, std::string_view status);

/// Adds one sample to what earlier ones have shown.
void add_sample(contract_node& shown, const boost::json::value& sample);

/// Writes into a documented contract where samples deviate from it, and gives it their status words and texts
/// where the document lists none.
void compare_with_samples(contract& documented, const contract_node& shown);

} // namespace companion

#endif
