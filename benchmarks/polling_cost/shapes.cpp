#include "shapes.hpp"

#include <algorithm>
#include <cmath>

namespace polling_cost {

namespace {

using simulation::unit;

int thousandths(double progress) {
    return progress < 0 ? -1 : std::min(1000, static_cast<int>(progress * 1000 + 1e-9));
}

// Progress that depends on how much of the job is done.
template <class Curve>
simulation::report of_done(Curve curve) {
    return [curve](double t, double whole, std::uint64_t) { return thousandths(curve(t / whole)); };
}

// Progress that depends on the clock alone.
template <class Curve>
simulation::report of_clock(Curve curve) {
    return [curve](double t, double, std::uint64_t seed) { return thousandths(curve(t, seed)); };
}

simulation::report noisy(double wide) {
    return [wide](double t, double whole, std::uint64_t seed) {
        const double noise = unit(seed, static_cast<std::uint64_t>(t * 1000)) - 0.5;
        return thousandths(std::clamp(t / whole + wide * noise, 0.0, 0.99));
    };
}

simulation::report in_steps(double count) {
    return of_done([count](double x) { return std::floor(x * count) / count; });
}

double stall(double x) {
    return x < .3 ? x / .6 : x < .7 ? .5 : .5 + (x - .7) / .6;
}

void add_linear_and_honest(std::vector<shape>& all) {
    const auto add = [&](const char* name, bool held_out, simulation::report r) {
        all.push_back({name, honesty::honest, held_out, std::move(r)});
    };
    all.push_back({"linear", honesty::linear, false, of_done([](double x) { return x; })});
    all.push_back({"linear, in whole per cents", honesty::linear, false, in_steps(100)});
    add("steps of 10 %", false, in_steps(10));
    add("queued 30 %, then linear", false, of_done([](double x) { return std::max(0.0, (x - .3) / .7); }));
    add("queued 80 %, then fast", false, of_done([](double x) { return std::max(0.0, (x - .8) / .2); }));
    add("x^2", false, of_done([](double x) { return x * x; }));
    add("eased out", false, of_done([](double x) { return 1 - (1 - x) * (1 - x); }));
    add("x^0.5", false, of_done([](double x) { return std::sqrt(x); }));
    add("a stall in the middle", false, of_done(stall));
    add("noise of 3 %", false, noisy(.06));
    add("99 % for the last 20 %", false, of_done([](double x) { return std::min(.99, x / .8); }));
    add("smooth step", true, of_done([](double x) { return x * x * (3 - 2 * x); }));
    add("x^3", true, of_done([](double x) { return x * x * x; }));
    add("x^0.7", true, of_done([](double x) { return std::pow(x, .7); }));
    add("steps of 25 %", true, in_steps(4));
    add("steps of 5 %", true, in_steps(20));
    add("nothing, then linear", true, of_done([](double x) { return x < .2 ? -1 : x; }));
    add("fast, then slow", true, of_done([](double x) { return x < .2 ? 3 * x : .6 + .5 * (x - .2); }));
    add("slow, then fast", true,
        of_done([](double x) { return x < .7 ? .3 * x : .21 + (x - .7) * .79 / .3; }));
    add("noise of 10 %", true, noisy(.2));
    add("95 % for the last 40 %", true, of_done([](double x) { return std::min(.95, x / .6); }));
    add("100 % for the last 10 %", true, of_done([](double x) { return std::min(1.0, x / .9); }));
    add("two items", true, of_done([](double x) { return x < .6 ? 0 : .5; }));
}

void add_lying(std::vector<shape>& all) {
    const auto add = [&](const char* name, bool held_out, simulation::report r) {
        all.push_back({name, honesty::lying, held_out, std::move(r)});
    };
    add("stuck at 99 %", false, of_clock([](double, std::uint64_t) { return .99; }));
    add("stuck at 0", false, of_clock([](double, std::uint64_t) { return 0.0; }));
    add("stuck at 50 % from 10 % on", false, of_done([](double x) { return std::min(.5, 5 * x); }));
    add("99 % at a tenth", false, of_done([](double x) { return std::min(.99, 9.9 * x); }));
    add("100 % at a tenth", false, of_done([](double x) { return std::min(1.0, 10 * x); }));
    add("random", false, of_clock([](double t, std::uint64_t seed) {
            return unit(seed, static_cast<std::uint64_t>(t * 1000));
        }));
    add("swinging", false, of_clock([](double t, std::uint64_t) { return std::fmod(t, 20) < 10 ? .1 : .9; }));
    add("t / (t + 5 s)", false, of_clock([](double t, std::uint64_t) { return t / (t + 5); }));
    add("t / (t + 60 s)", true, of_clock([](double t, std::uint64_t) { return t / (t + 60); }));
    add("ends at 60 %", true, of_done([](double x) { return .6 * x; }));
    add("ends at 50 %", true, of_done([](double x) { return .5 * x; }));
    add("ends at 5 %", true, of_done([](double x) { return .05 * x; }));
    add("backwards", true, of_done([](double x) { return std::max(0.0, .99 - x); }));
    add("saw tooth of 60 s", true, of_clock([](double t, std::uint64_t) { return std::fmod(t, 60) / 60; }));
    add("creeps from 99.0 to 99.9 %", true, of_done([](double x) { return .99 + .009 * x; }));
    add("upwards at random speed", true,
        of_clock([](double t, std::uint64_t seed) { return 1 - std::exp(-t / 30 * (.5 + unit(seed, 7))); }));
    add("far, then nearly done", true, of_done([](double x) { return x < .5 ? .02 * x : .999; }));
}

} // namespace

std::vector<shape> shapes() {
    std::vector<shape> all;
    add_linear_and_honest(all);
    add_lying(all);
    return all;
}

} // namespace polling_cost
