#include "world.hpp"

#include <simulation/optimum.hpp>

namespace polling_cost {

namespace {

using namespace simulation;

std::vector<family> families() {
    return {
        {"lognormal 3 s", lognormal(3, .6), part::train},
        {"lognormal 120 s", lognormal(120, .8), part::train},
        {"lognormal 30 min", lognormal(1800, .5), part::train},
        {"lognormal 2.5 h", lognormal(9000, 1), part::train},
        {"Weibull 60 s, k 0.7", weibull(60, .7), part::train},
        {"Weibull 10 min, k 2", weibull(600, 2), part::train},
        {"exponential 20 s", weibull(20, 1), part::train},
        {"exponential 2.5 h", weibull(9000, 1), part::train},
        {"uniform 1 to 5 min", uniform(60, 300), part::train},
        {"two modes, 10 s and 10 min", mixture(.7, lognormal(10, .4), lognormal(600, .4)), part::train},
        {"gamma(4) 15 min", erlang(900, 4), part::held_out},
        {"gamma(2) 30 s", erlang(30, 2), part::held_out},
        {"Pareto 15 s, a 1.5", lomax(15, 1.5), part::held_out},
        {"Pareto 400 s, a 2.5", lomax(400, 2.5), part::held_out},
        {"lognormal 200 s, wide", lognormal(200, 1.5), part::held_out},
        {"Weibull 20 min, k 0.5", weibull(1200, .5), part::held_out},
        {"Weibull 83 min, k 3", weibull(5000, 3), part::held_out},
        {"uniform 5 to 15 s", uniform(5, 15), part::held_out},
        {"uniform 17 min to 2.2 h", uniform(1000, 8000), part::held_out},
        {"fails fast, or 20 min", mixture(.2, weibull(3, 1), lognormal(1200, .6)), part::held_out},
        {"three modes, 5, 90, 3000 s",
         mixture(.4, lognormal(5, .3), mixture(.5, lognormal(90, .3), lognormal(3000, .4))), part::held_out},
        {"log-logistic 45 s", loglogistic(45, 2), part::held_out},
        {"exponential 4 s", weibull(4, 1), part::held_out},
        {"queue of 2 min, gamma(3) 4 min", later(120, erlang(240, 3)), part::held_out},
        {"normal 300 s, 3 %", normal(300, 9), part::narrow},
        {"normal 2000 s, 5 %", normal(2000, 100), part::narrow},
        {"normal 8 s, 10 %", normal(8, .8), part::narrow},
    };
}

int nothing(double, double, std::uint64_t) {
    return -1;
}

} // namespace

std::vector<family> make_world(bool quick) {
    std::vector<family> all = families();
    for (family& f : all) {
        f.jobs = draw(f.below, quick ? 200 : 500);
        f.few = draw(f.below, quick ? 60 : 200);
        f.optimum = optimal_cost(f.below, poll_cost, quick ? 300 : 700);
        f.blind = cost_of(f, inspection(), 40);
        f.blind_of_few = cost_of(f, inspection(), reporting_seeds, nothing);
    }
    return all;
}

double cost_of(const family& f, const wait_law& law, int seeds, std::uint64_t first_seed) {
    return add_up(pay(f.jobs, law, seeds, first_seed)).cost(poll_cost);
}

double cost_of(const family& f, const wait_law& law, int seeds, const report& reported) {
    return add_up(pay(f.few, law, seeds, reported)).cost(poll_cost);
}

library_law inspection(const jobpoll::history* past) {
    return {
        .poll_cost = poll_cost, .limits = default_limits(jobpoll::polling_policy::inspection), .past = past};
}

} // namespace polling_cost
