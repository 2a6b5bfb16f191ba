#include "clients.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <set>
#include <sstream>

#include "support/catch.hpp"

namespace wired {

namespace {

using namespace std::chrono_literals;
using processes::becomes_true;
using processes::child_process;
using processes::command;
using processes::temporary_directory;

constexpr auto patience = 60s;

/// Programs that follow jobs, and the files that they print to.
class running_clients {
public:
    running_clients(const client& c, const std::string& url, const std::vector<expectation>& jobs,
                    const std::vector<std::string>& options, const std::string& key) {
        if (c.takes_many_jobs) {
            std::string input;
            for (const expectation& job : jobs)
                input += job.endpoint + ' ' + job.job_id + '\n';
            start(c, "all", {url}, options, key, input);
        } else {
            for (const expectation& job : jobs)
                start(c, job.endpoint + ' ' + job.job_id, {url, job.endpoint, job.job_id}, options, key, {});
        }
    }

    void interrupt() {
        for (one& running : all_)
            running.process.send(SIGINT);
    }

    results wait() {
        results made;
        for (one& running : all_) {
            const auto code = running.process.wait(patience);
            INFO(running.name);
            REQUIRE(code.has_value());
            made.exit_codes[running.name] = *code;
        }
        // `gu1.job 550e8400: succeeded after 5 polls, 14s`
        for (const std::string& line : processes::lines_of(processes::read_file(directory_.file("out")))) {
            std::istringstream words{line};
            std::string endpoint;
            std::string job_id;
            std::string after;
            printed_end end;
            words >> endpoint >> job_id >> end.outcome >> after >> end.polls;
            INFO(line);
            REQUIRE(words.good());
            made.ends[endpoint + ' ' + job_id.substr(0, job_id.size() - 1)] = end;
        }
        made.errors = processes::read_file(directory_.file("err"));
        return made;
    }

private:
    struct one {
        std::string name;
        child_process process;
    };

    void start(const client& c, const std::string& name, std::vector<std::string> arguments,
               const std::vector<std::string>& options, const std::string& key, const std::string& input) {
        arguments.insert(arguments.end(), options.begin(), options.end());
        processes::write_file(directory_.file("in"), input);
        all_.push_back({name, child_process{{.program = c.program,
                                             .arguments = arguments,
                                             .environment = {"API_KEY=" + key},
                                             .in = directory_.file("in"),
                                             .out = directory_.file("out"),
                                             .err = directory_.file("err")}}});
    }

    temporary_directory directory_;
    std::vector<one> all_;
};

/// A story that never ends, and one whose second reply never comes.
const expectation stays{"stays", "gu1.job", "stays", import_path + "stays"};
const expectation late{"late", "gu1.job", "late", import_path + "late"};

std::vector<std::string> with(std::vector<std::string> options, const std::string& name,
                              const std::string& value) {
    options.insert(options.end(), {name, value});
    return options;
}

void check_abandoned(results got, const expectation& job) {
    INFO(got.errors);
    const printed_end end = got.ends[job.endpoint + ' ' + job.job_id];
    CHECK(end.outcome == "abandoned");
    CHECK(got.exit_codes.begin()->second == 2);
    CHECK(got.errors.find("no reply") == std::string::npos);
}

} // namespace

results follow(const client& c, const std::string& url, const std::vector<expectation>& jobs,
               const std::vector<std::string>& options, const std::string& key) {
    return running_clients{c, url, jobs, options, key}.wait();
}

void check_every_story(const client& c, const std::vector<expectation>& stories) {
    std::vector<std::string> paths;
    int worst = 0;
    for (const expectation& e : stories) {
        const bool is_recording = e.story.find('/') != std::string::npos;
        paths.push_back(is_recording ? recording_path(e.story) : story_path(e.story));
        worst = std::max(worst, e.exit_code);
    }
    const running_server server{paths};
    results got = follow(c, server.url(), stories);
    INFO(got.errors);
    for (const expectation& e : stories) {
        INFO(e.story);
        const std::string name = e.endpoint + ' ' + e.job_id;
        CHECK(got.ends[name].outcome == e.outcome);
        CHECK(got.ends[name].polls == e.polls);
        if (!c.takes_many_jobs) CHECK(got.exit_codes[name] == e.exit_code);
        const std::vector<seen_request> requests = server.requests_to(e.target);
        REQUIRE(static_cast<int>(requests.size()) == e.requests);
        std::int64_t longest = 0;
        for (std::size_t i = 1; i < requests.size(); ++i)
            longest = std::max(longest, requests[i].at_ms - requests[i - 1].at_ms);
        CHECK(longest >= e.longest_gap_ms);
    }
    if (c.takes_many_jobs) CHECK(got.exit_codes["all"] == worst);
}

void check_long_body(const client& c) {
    // The transfer breaks off, but behind the limit: who stops reading there has a reply.
    const running_server server{{story_path("too_long")}};
    results got = follow(c, server.url(), {{"too_long", "gu1.job", "too-long"}});
    INFO(got.errors);
    CHECK(got.ends["gu1.job too-long"].outcome == "succeeded");
    CHECK(got.errors.find("no reply") == std::string::npos);
    CHECK(server.requests().size() == 3);

    // The whole body takes eight seconds, and the beginning that may be read less than one.
    const running_server slow_server{{story_path("slow_body")}};
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<std::string> brief =
        with(with(with(quick, "--max-body", "20"), "--timeout", "20000"), "--max-wait", "1");
    got = follow(c, slow_server.url(), {{"slow_body", "gu1.job", "slow-body"}}, brief);
    CHECK(got.ends["gu1.job slow-body"].outcome == "timed_out");
    CHECK(slow_server.requests().size() >= 2);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

void check_wrong_key(const client& c) {
    const running_server server{{story_path("stays")}};
    results got = follow(c, server.url(), {stays}, quick, "open");
    INFO(got.errors);
    CHECK(got.ends["gu1.job stays"].outcome == "unauthorized");
    // The second poll is the one that new credentials would have answered.
    CHECK(got.ends["gu1.job stays"].polls == 2);
    CHECK(got.exit_codes.begin()->second == 2);
    CHECK(server.requests().size() == 2);
}

void check_no_server(const client& c) {
    std::string url;
    {
        const running_server server{{story_path("stays")}};
        url = server.url();
    }
    results got = follow(c, url, {stays}, with(quick, "--max-wait", "1"));
    INFO(got.errors);
    CHECK(got.ends["gu1.job stays"].outcome == "timed_out");
    CHECK(got.ends["gu1.job stays"].polls >= 2);
    CHECK(got.exit_codes.begin()->second == 2);
    CHECK(got.errors.find("no reply") != std::string::npos);
}

void check_unknown_job(const client& c) {
    const running_server server{{story_path("stays")}};
    results got = follow(c, server.url(), {{"", "gu1.job", "elsewhere", ""}});
    INFO(got.errors);
    CHECK(got.ends["gu1.job elsewhere"].outcome == "not_found");
    CHECK(got.exit_codes.begin()->second == 3);
    // The first answer may come before the job is visible: a few more are asked for.
    CHECK(server.requests().size() == 4);
}

void check_deadline(const client& c) {
    const running_server server{{story_path("stays")}};
    const auto begin = std::chrono::steady_clock::now();
    results got = follow(c, server.url(), {stays}, with(quick, "--max-wait", "1"));
    const auto took = std::chrono::steady_clock::now() - begin;
    INFO(got.errors);
    CHECK(got.ends["gu1.job stays"].outcome == "timed_out");
    CHECK(got.exit_codes.begin()->second == 2);
    CHECK(took >= 1s);
    // The last poll is at the deadline; the server counts from the first request, which is a little later.
    CHECK(got.errors.find(": the deadline\n") != std::string::npos);
    const auto requests = server.requests();
    REQUIRE(requests.size() >= 3);
    CHECK(requests.back().at_ms - requests.front().at_ms >= 500);
}

void check_interrupt_while_waiting(const client& c) {
    const running_server server{{story_path("stays")}};
    std::vector<std::string> patient = with(quick, "--max-delay", "30000");
    patient = with(patient, "--min-delay", "30000");
    running_clients clients{c, server.url(), {stays}, patient, api_key};
    REQUIRE(becomes_true([&] { return server.requests().size() == 1; }, patience));
    const auto begin = std::chrono::steady_clock::now();
    clients.interrupt();
    const results got = clients.wait();
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
    check_abandoned(got, stays);
    CHECK(server.requests().size() == 1);
}

void check_interrupt_while_asking(const client& c) {
    const running_server server{{story_path("late")}};
    running_clients clients{c, server.url(), {late}, with(quick, "--timeout", "50000"), api_key};
    REQUIRE(becomes_true([&] { return server.requests().size() == 2; }, patience));
    const auto begin = std::chrono::steady_clock::now();
    clients.interrupt();
    const results got = clients.wait();
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
    check_abandoned(got, late);
}

void check_usage(const client& c) {
    const auto exit_code_with = [&c](const std::vector<std::string>& arguments) {
        child_process process{{.program = c.program, .arguments = arguments}};
        return process.wait(patience).value_or(-1);
    };
    CHECK(exit_code_with({}) == 64);
    CHECK(exit_code_with({"http://127.0.0.1", "--patience", "3"}) == 64);
    CHECK(exit_code_with({"http://127.0.0.1", "--timeout", "soon"}) == 64);
    const std::string url = "http://127.0.0.1:9";
    const auto exit_code_of_job = [&](const std::string& endpoint, const std::string& job_id) {
        return follow(c, url, {{"", endpoint, job_id, ""}}).exit_codes.begin()->second;
    };
    CHECK(exit_code_of_job("gu1.jobs", "1") == 64);
    CHECK(exit_code_of_job("gu1.job", "..") == 64);
}

} // namespace wired
