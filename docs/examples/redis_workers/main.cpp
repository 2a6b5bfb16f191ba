// Follows more jobs than one process should: any number of workers, on any number of machines, and Redis
// between them. A worker can die at any moment; what it held is another's as soon as its lease is over.
//
//   redis_workers REDIS QUEUE add ENDPOINT < job_ids.txt
//   API_KEY=... redis_workers REDIS QUEUE work ENDPOINT SERVER
//   redis_workers REDIS QUEUE show
#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <jobpoll/contract/request.hpp>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "interrupt.hpp"
#include "job_queue.hpp"
#include "known_endpoints.hpp"
#include "report.hpp"
#include "worker.hpp"

namespace {

using redis_workers::job_queue;
using redis_workers::milliseconds;
using redis_workers::redis_connection;

constexpr std::string_view usage =
    "usage: redis_workers REDIS QUEUE add ENDPOINT < JOB_IDS\n"
    "       redis_workers REDIS QUEUE work ENDPOINT SERVER [OPTION...]\n"
    "       redis_workers REDIS QUEUE show\n"
    "REDIS is HOST:PORT. A queue is for one vendor's account.\n"
    "  --lease MS        a worker that is silent for so long has lost its job (30000)\n"
    "  --requests N      at most so many requests in every period (what the vendor documents)\n"
    "  --period MS       that period\n"
    "  --slack MS        how long a request may be on its way, where there is a quota (500)\n"
    "  --until-empty 1   stop when no job is left\n";

constexpr std::chrono::seconds patience_with_redis{30};

void add_jobs(job_queue& queue, const jobpoll::endpoint& endpoint) {
    std::size_t added = 0;
    std::size_t known = 0;
    for (std::string id; std::getline(std::cin, id);) {
        if (id.empty()) continue;
        if (!jobpoll::request_target(endpoint, id))
            throw examples::usage_error{"no URL can be made of the job id \"" + id + '"'};
        ++(queue.add(id) ? added : known);
    }
    std::cout << added << " added, " << known << " known already\n";
}

std::vector<redis_workers::quota> quotas_of(const jobpoll::endpoint& endpoint, std::int64_t requests,
                                            milliseconds period) {
    if (requests > 0 && period.count() > 0) return {{requests, period}};
    std::vector<redis_workers::quota> made;
    for (const jobpoll::request_quota& q : endpoint.quota)
        if (q.requests != 0) made.push_back({static_cast<std::int64_t>(q.requests), q.period});
    return made;
}

void work(redis_connection& redis, const examples::settings& settings,
          const std::map<std::string, std::int64_t>& more) {
    const jobpoll::endpoint& endpoint = examples::find_endpoint(settings.words.at(3));
    redis_workers::worker_settings told{
        .endpoint = &endpoint,
        .server = settings.words.at(4),
        .lease = milliseconds{more.at("--lease")},
        .slack = milliseconds{more.at("--slack")},
        .quotas = quotas_of(endpoint, more.at("--requests"), milliseconds{more.at("--period")}),
        .until_empty = more.at("--until-empty") != 0,
        .settings = settings};
    if (told.lease <= settings.request_timeout)
        throw examples::usage_error{
            "--lease: has to be longer than --timeout, or a slow request loses its job"};
    examples::interrupt interrupt;
    redis_workers::worker worker{redis, settings.words[1], told};
    const redis_workers::worker_totals totals = worker.run(interrupt);
    std::cout << totals.steps << " steps, " << totals.lost << " of them lost, " << totals.late
              << " claims given back, " << redis.sent() << " requests to Redis\n";
}

void show(job_queue& queue) {
    const redis_workers::queue_counts counts = queue.counts();
    for (const std::string& line : counts.record)
        std::cout << examples::printable(line) << '\n';
    std::cout << counts.waiting << " waiting, " << counts.record.size() << " ended\n";
}

void run(int argument_count, char* arguments[]) {
    std::map<std::string, std::int64_t> more{
        {"--lease", 30'000}, {"--requests", 0}, {"--period", 0}, {"--slack", 500}, {"--until-empty", 0}};
    const examples::settings settings = examples::parse_command_line(argument_count, arguments, &more);
    const std::vector<std::string>& words = settings.words;
    const std::string verb = words.size() < 3 ? "" : words[2];
    const std::size_t wanted = verb == "work" ? 5 : verb == "add" ? 4 : 3;
    if (words.size() != wanted) throw examples::usage_error{"not understood"};
    redis_connection redis{words[0], patience_with_redis};
    job_queue queue{redis, words[1]};
    if (verb == "work")
        work(redis, settings, more);
    else if (verb == "add")
        add_jobs(queue, examples::find_endpoint(words[3]));
    else if (verb == "show")
        show(queue);
    else
        throw examples::usage_error{"no command is called " + verb};
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        run(argument_count, arguments);
        return examples::succeeded;
    } catch (const examples::usage_error& error) {
        std::cerr << "redis_workers: " << error.what() << '\n' << usage << examples::options_text;
        return examples::wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "redis_workers: " << error.what() << '\n';
        return examples::cannot_run;
    }
}
