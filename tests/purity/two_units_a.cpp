#include "two_units.hpp"

int main() {
    constexpr std::string_view body =
        R"({"success":true,"jobId":"7","kind":"transaction_batch","status":"interrupted"})";
    const bool same_endpoint = endpoint_of_the_other_unit() == &jobpoll::vendors::gu1::job;
    const bool linked_shapes =
        jobpoll::vendors::gu1::job.alternative == &jobpoll::vendors::gu1::job_with_failures;
    const bool same_outcome = outcome_of(body) == jobpoll::outcome::interrupted &&
                              outcome_in_the_other_unit(body) == jobpoll::outcome::interrupted;
    return same_endpoint && linked_shapes && same_outcome ? 0 : 1;
}
