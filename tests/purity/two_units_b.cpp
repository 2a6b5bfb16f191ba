#include "two_units.hpp"

const jobpoll::endpoint* endpoint_of_the_other_unit() {
    return &jobpoll::vendors::gu1::job;
}

jobpoll::outcome outcome_in_the_other_unit(std::string_view body) {
    return outcome_of(body);
}
