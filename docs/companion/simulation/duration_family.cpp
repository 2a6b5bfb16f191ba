#include "simulation/duration_family.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace simulation {

namespace {

double phi(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

// The part of a gamma distribution of unit rate and whole shape that is below x.
double erlang_part(int shape, double x) {
    double term = 1;
    double sum = 1;
    for (int i = 1; i < shape; ++i)
        sum += term *= x / i;
    return 1 - std::exp(-x) * sum;
}

struct named_family {
    std::string_view name;
    std::string_view parameters;
    double lowest[2];
    double highest[2];
    cumulative (*make)(double, double);
};

constexpr double longest = 1e7; // seconds: four months

const named_family families[] = {
    {"lognormal", "MEDIAN:SIGMA", {0.01, 0.01}, {longest, 3}, lognormal},
    {"weibull", "MEDIAN:SHAPE", {0.01, 0.3}, {longest, 20}, weibull},
    {"exponential", "MEDIAN", {0.01, 1}, {longest, 1}, weibull},
    {"uniform", "FROM:TO", {0, 0.01}, {longest, longest}, uniform},
    {"pareto", "MEDIAN:TAIL", {0.01, 1}, {longest, 20}, lomax},
    {"loglogistic", "MEDIAN:SHAPE", {0.01, 1}, {longest, 20}, loglogistic},
    {"gamma",
     "MEDIAN:SHAPE",
     {0.01, 1},
     {longest, 50},
     [](double median, double shape) { return erlang(median, static_cast<int>(shape)); }},
    {"normal", "MEAN:DEVIATION", {0.01, 0.001}, {longest, longest}, normal},
};

bool parse_number(std::string_view word, double& value) {
    const bool plain =
        !word.empty() && word.size() < 20 && word.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!plain) return false;
    const std::string text{word};
    char* end = nullptr;
    value = std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size();
}

parsed_family wrong(const named_family& f, std::string_view what) {
    return {{},
            std::string{what} + "; it is written " + std::string{f.name} + ':' + std::string{f.parameters}};
}

parsed_family parse_parameters(const named_family& f, std::string_view words) {
    double value[2] = {1, 1};
    const std::size_t wanted = f.parameters.find(':') == std::string_view::npos ? 1 : 2;
    for (std::size_t i = 0; i < wanted; ++i) {
        const std::size_t colon = words.find(':');
        const bool is_last = i + 1 == wanted;
        if (is_last != (colon == std::string_view::npos))
            return wrong(f, "has the wrong number of parameters");
        if (!parse_number(words.substr(0, colon), value[i])) return wrong(f, "needs numbers");
        if (value[i] < f.lowest[i] || value[i] > f.highest[i]) return wrong(f, "has a number out of range");
        words.remove_prefix(is_last ? words.size() : colon + 1);
    }
    if (f.make == static_cast<cumulative (*)(double, double)>(uniform) && value[0] >= value[1])
        return wrong(f, "ends before it begins");
    return {f.make(value[0], value[1]), {}};
}

} // namespace

cumulative lognormal(double median, double sigma) {
    return [=](double t) { return t <= 0 ? 0 : phi(std::log(t / median) / sigma); };
}
cumulative weibull(double median, double shape) {
    const double size = median / std::pow(std::log(2.0), 1 / shape);
    return [=](double t) { return t <= 0 ? 0 : 1 - std::exp(-std::pow(t / size, shape)); };
}
cumulative uniform(double low, double high) {
    return [=](double t) { return std::clamp((t - low) / (high - low), 0.0, 1.0); };
}
cumulative lomax(double median, double tail) {
    const double size = median / (std::pow(2.0, 1 / tail) - 1);
    return [=](double t) { return t <= 0 ? 0 : 1 - std::pow(1 + t / size, -tail); };
}
cumulative loglogistic(double median, double shape) {
    return [=](double t) { return t <= 0 ? 0 : 1 / (1 + std::pow(t / median, -shape)); };
}
cumulative normal(double mean, double deviation) {
    return [=](double t) { return t <= 0 ? 0 : phi((t - mean) / deviation); };
}
cumulative erlang(double median, int shape) {
    double low = 0;
    double high = 10.0 * shape + 10;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (erlang_part(shape, middle) < 0.5 ? low : high) = middle;
    }
    const double rate = low / median;
    return [=](double t) { return t <= 0 ? 0 : erlang_part(shape, rate * t); };
}
cumulative mixture(double part, cumulative a, cumulative b) {
    return [=](double t) { return part * a(t) + (1 - part) * b(t); };
}
cumulative later(double by, cumulative a) {
    return [=](double t) { return a(t - by); };
}

double quantile(const cumulative& below, double u) {
    double low = std::log(1e-3);
    double high = std::log(longest * 10);
    for (int i = 0; i < 45; ++i) {
        const double middle = (low + high) / 2;
        (below(std::exp(middle)) < u ? low : high) = middle;
    }
    return std::exp(high);
}

parsed_family parse_family(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) return {};
    const auto* found = std::find_if(std::begin(families), std::end(families),
                                     [&](const named_family& f) { return f.name == word.substr(0, colon); });
    return found == std::end(families) ? parsed_family{} : parse_parameters(*found, word.substr(colon + 1));
}

std::string known_families() {
    std::string text;
    for (const named_family& f : families)
        text += (text.empty() ? "" : ", ") + std::string{f.name} + ':' + std::string{f.parameters};
    return text;
}

std::vector<weighted_job> draw(const cumulative& below, int count) {
    constexpr double tail = 0.02;
    std::vector<weighted_job> jobs;
    for (int i = 0; i < count; ++i)
        jobs.push_back({quantile(below, (1 - tail) * (i + 0.5) / count), (1 - tail) / count});
    for (int i = 0, slices = count / 4; i < slices; ++i) {
        const double from = tail * std::pow(1e-3, double(i) / slices);
        const double to = tail * std::pow(1e-3, double(i + 1) / slices);
        const double part = i + 1 == slices ? from : from - to;
        jobs.push_back({quantile(below, 1 - (from + to) / 2), part});
    }
    return jobs;
}

std::vector<weighted_job> equal_jobs(std::vector<double> durations) {
    std::sort(durations.begin(), durations.end());
    std::vector<weighted_job> jobs;
    for (const double d : durations)
        jobs.push_back({d, 1 / static_cast<double>(durations.size())});
    return jobs;
}

} // namespace simulation
