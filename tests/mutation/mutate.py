#!/usr/bin/env python3
"""Changes one thing at a time and looks whether a test notices.

  mutate.py                     every row and column once
  mutate.py --thorough          every column of every row
  mutate.py --group table       one group: table, vendors, columns, defaults, code
  mutate.py --sample 6          so many mutants, chosen by --seed, for every run of the tests
  mutate.py --list              what would be changed

A mutant is killed by a proof where a static_assert or a rule of declare() refuses it, and by a test where one
fails. One that does not compile for another reason is no mutant: it is counted apart. Survivors that change
nothing that can be seen are listed with their reason in equivalent.txt. The exit code is 0 when no other one
survives.
"""

import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PROOF = re.compile(r"static assertion|static_assert|broken_rule|non-constant|not a constant|constant expression|call to consteval|call to non-.constexpr"
                   r"|dereferencing a null pointer")

# Which tests are asked, the ones that are quick and likely first. The generated documents come last: they
# notice every change of a fact, and regenerating them hides it.
TESTS = {
    "table": ["tests/machine/transitions.cpp", "tests/machine/machine.cpp", "tests/model/strings.cpp"],
    "code": ["tests/machine/machine.cpp", "tests/schedule/schedule.cpp", "tests/model/strings.cpp", "tests/reading/retry_after.cpp",
             "tests/machine/machine_invariants.cpp", "tests/schedule/schedule_inspection.cpp", "tests/reading/http_date.cpp",
             "tests/polling/poller.cpp", "tests/stories/bugs_seen_in_the_wild.cpp", "tests/machine/weather.cpp", "tests/polling/weather.cpp"],
    "columns": ["tests/contract/declaration.cpp", "tests/contract/endpoint.cpp", "tests/reading/read.cpp", "tests/contract/request.cpp",
                "tests/reading/observation.cpp", "tests/vendors/asking.cpp", "tests/stories/invented_vendors.cpp",
                "tests/vendors/retailgrid.cpp", "tests/vendors/gu1.cpp", "tests/reading/job_builder.cpp",
                "tests/vendors/reply_io.cpp", "tests/vendors/contracts.cpp", "tests/machine/machine.cpp",
                "tests/reading/read_reply.cpp", "tests/fleet/fleet.cpp", "documents"],
    "options.hpp": ["tests/polling/defaults.cpp", "tests/polling/options.cpp", "tests/machine/machine.cpp", "tests/reading/read.cpp"],
    "types.hpp": ["tests/polling/defaults.cpp", "tests/fleet/fleet.cpp", "tests/fleet/fleet_quota.cpp"],
    "declaration.hpp": ["tests/contract/declaration.cpp", "tests/reading/read.cpp", "tests/contract/request.cpp", "tests/polling/options.cpp",
                        "tests/stories/invented_vendors.cpp", "tests/fleet/fleet_quota.cpp"],
    "budgets.hpp": ["tests/polling/defaults.cpp", "tests/polling/budgets_in_time.cpp", "tests/machine/machine.cpp"],
    "general_codes.hpp": ["tests/reading/observation.cpp", "tests/reading/read.cpp"],
    "limits.hpp": ["tests/polling/defaults.cpp", "tests/reading/read.cpp"],
    "status_fold.hpp": ["tests/reading/elements.cpp", "tests/reading/values.cpp", "tests/stories/invented_vendors.cpp"],
    "conditions.hpp": ["tests/reading/values.cpp", "tests/reading/elements.cpp", "tests/stories/invented_vendors.cpp",
                       "tests/reading/job_builder.cpp", "tests/reading/contract_twins.cpp"],
}


def tests_for(mutant):
    if mutant.group in ("defaults", "code"):
        return TESTS.get(Path(mutant.file).name) or TESTS[mutant.group]
    if mutant.group != "vendors":
        return TESTS[mutant.group]
    vendor = Path(mutant.file).stem
    if not (ROOT / f"tests/vendors/{vendor}.cpp").exists():
        vendor = "recorded"  # the services of the catalogue
    return ["tests/vendors/contracts.cpp", "tests/vendors/asking.cpp", "tests/vendors/words.cpp",
            "tests/vendors/meanings.cpp", f"tests/vendors/{vendor}.cpp", "tests/vendors/every_vendor.cpp",
            "differential", "documents"]


class Workshop:
    """What is compiled once, and where."""

    def __init__(self, compiler, folder, optimise):
        self.compiler = compiler
        self.folder = Path(folder)
        self.flags = ["-std=c++20", optimise, "-w", "-DJOBPOLL_SEPARATE_COMPILATION", "-DJOBPOLL_ONE_ROUND_IN=2",
                      f'-DJOBPOLL_TEST_DATA="{ROOT}/tests/data"']
        self.link = []
        self.has_schemas = subprocess.run([sys.executable, "-c", "import jsonschema"],
                                          capture_output=True).returncode == 0

    def prepare(self):
        common = self.folder / "common.hpp"
        common.write_text("#include <support/catch.hpp>\n#include <algorithm>\n#include <charconv>\n#include <chrono>\n"
                          "#include <cstdint>\n#include <limits>\n#include <optional>\n#include <span>\n"
                          "#include <string>\n#include <string_view>\n#include <vector>\n#include <fstream>\n")
        beside_vendors = self.folder / "beside_vendors.hpp"
        beside_vendors.write_text('#include "common.hpp"\n#include <jobpoll/ostream.hpp>\n'
                                  "#include <jobpoll/testing/script.hpp>\n#include <jobpoll/text/violation_text.hpp>\n"
                                  "#include <support/reading.hpp>\n#include <boost/json/parse.hpp>\n"
                                  "#include <map>\n#include <set>\n")
        plain = [*self.flags, f"-I{ROOT}/tests", f"-I{ROOT}/include"]
        jobs = [[*plain, "-x", "c++-header", str(common), "-o", f"{common}.gch"],
                [*plain, "-x", "c++-header", str(beside_vendors), "-o", f"{beside_vendors}.gch"],
                [*plain, "-c", f"{ROOT}/tests/support/main.cpp", "-o", str(self.folder / "main.o")],
                [*plain, "-c", f"{ROOT}/docs/packaging/cmake/src.cpp", "-o", str(self.folder / "src.o")]]
        running = [subprocess.Popen([self.compiler, *job]) for job in jobs]
        if any([one.wait() != 0 for one in running]):  # a list, so that each is waited for
            raise SystemExit("what all mutants share does not compile")
        probe = self.folder / "probe.cpp"
        probe.write_text("#include <boost/json/parser.hpp>\nint main() { boost::json::parser p; }\n")
        found = subprocess.run([self.compiler, *plain, str(probe), "-o", str(self.folder / "probe"), "-lboost_json"],
                               capture_output=True)
        if found.returncode == 0:
            self.link = ["-lboost_json"]
        else:
            boost = self.folder / "boost.cpp"
            boost.write_text("#include <boost/json/src.hpp>\n")
            subprocess.run([self.compiler, *plain, "-c", str(boost), "-o", str(self.folder / "boost.o")], check=True)
            self.link = [str(self.folder / "boost.o")]

    def headers_with(self, mutant, folder):
        """The headers, by links, with the one that is changed."""
        include = folder / "include"
        shutil.copytree(ROOT / "include", include)
        changed = folder / mutant.file
        changed.write_text(mutant.applied_to((ROOT / mutant.file).read_text()))
        return include

    def build(self, source, include, program, with_main, mutant):
        objects = [str(self.folder / "main.o")] if with_main else []
        flags, common = self.flags, []
        # What the reader is made of is compiled with each test: in src.o it is not changed.
        if mutant.group == "code" and "/reading/" in mutant.file:
            flags = [flag for flag in flags if "SEPARATE_COMPILATION" not in flag]
        else:
            objects.append(str(self.folder / "src.o"))
            # Where only a vendor's rows are changed, all headers below them are compiled once.
            shared = "beside_vendors.hpp" if mutant.group == "vendors" else "common.hpp"
            if with_main or mutant.group == "vendors":
                common = ["-include", str(self.folder / shared)]
        command = [self.compiler, *flags, *common, f"-I{include}", f"-I{ROOT}/tests",
                   f"-I{ROOT}/docs/examples/support", str(source), *objects,
                   *self.link, "-o", str(program)]
        return subprocess.run(command, capture_output=True, text=True)

    def differs(self, test, include, folder, mutant):
        """How a test notices: `proof`, `test`, `refused` (no mutant), or nothing."""
        program = folder / "program"
        if test == "documents":
            source, run = ROOT / "docs/tools/generate.cpp", [str(program), "check", f"{ROOT}/docs"]
        elif test == "differential":
            if not self.has_schemas:
                return None
            source = ROOT / "tests/differential/reader.cpp"
            run = [sys.executable, "-B", f"{ROOT}/tests/differential/differential.py", "--reader", str(program),
                   *DIFFERENTIAL_SIZE]
        else:
            source, run = ROOT / test, [str(program), "--order", "decl", "--abort"]
        built = self.build(source, include, program, test.startswith("tests/"), mutant)
        if built.returncode != 0:
            if "fatal error: " in built.stderr:  # a header is not found: of no mutant's making
                raise SystemExit(built.stderr)
            if os.environ.get("JOBPOLL_MUTATION_ERRORS"):
                print(built.stderr[:3000], file=sys.stderr)
            return "proof" if PROOF.search(built.stderr) else "refused"
        try:
            ran = subprocess.run(run, capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            return "test"
        return "test" if ran.returncode not in (0, 77) else None

    def judge(self, mutant):
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            folder = Path(name)
            include = self.headers_with(mutant, folder)
            if mutant.group == "table":  # the proofs beside the table are quick
                checked = subprocess.run(
                    [self.compiler, *self.flags, f"-I{include}", "-fsyntax-only", "-x", "c++",
                     str(include / "jobpoll/machine/transitions.hpp")], capture_output=True, text=True)
                if checked.returncode != 0:
                    return ("proof", "transitions.hpp") if PROOF.search(checked.stderr) else ("refused", "")
            for test in tests_for(mutant):
                how = self.differs(test, include, folder, mutant)
                if how is not None:
                    return how, test
        return "survived", ""


HOW = ["proof", "test", "documents", "refused", "survived"]
DIFFERENTIAL_SIZE = ["--count", "6000"]


def without_line(name):
    return re.sub(r":\d+: ", ": ", name, count=1)


def equivalents():
    """The lines of equivalent.txt: the name of a mutant without its line number, ` | `, the reason.

    Each excuses exactly one mutant, or nothing is tried.
    """
    there = [without_line(name) for _, name in mutants.every(ROOT, thorough=True)]
    listed = {}
    for line in (HERE / "equivalent.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, reason = line.rsplit(" | ", 1)
            if there.count(name) != 1:
                raise SystemExit(f"equivalent.txt excuses {there.count(name)} mutants by the name {name}")
            listed[name] = reason
    return listed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--group", action="append", choices=["table", "vendors", "columns", "defaults", "code"])
    parser.add_argument("--thorough", action="store_true", help="every value that a column could have instead")
    parser.add_argument("--match", default="", help="only mutants whose name has this text")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", default=None, help="of the sample; the day where it is left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--report", type=Path, help="where the figures go, as JSON")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()

    chosen = [(m, name) for m, name in mutants.every(ROOT, options.thorough)
              if (not options.group or m.group in options.group) and options.match in name]
    if options.sample:
        seed = options.seed or time.strftime("%Y-%m-%d")
        print(f"a sample of {options.sample} out of {len(chosen)}, seed {seed}")
        chosen = random.Random(seed).sample(chosen, min(options.sample, len(chosen)))
    if options.list:
        for _, name in chosen:
            print(name)
        print(f"{len(chosen)} mutants")
        return 0
    if not chosen:
        print("no mutant was chosen: nothing was tried")
        return 1

    allowed = equivalents()
    counts = {}
    survivors, excused, refused = [], [], []
    guard = threading.Lock()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jobpoll_mutants_") as folder:
        shop = Workshop(options.compiler, folder, "-O0")
        shop.prepare()

        def work(entry):
            mutant, name = entry
            how, where = shop.judge(mutant)
            with guard:
                group = counts.setdefault(mutant.group, dict.fromkeys(HOW, 0))
                group["documents" if how == "test" and where == "documents" else how] += 1
                if how == "survived":
                    known = allowed.get(without_line(name))
                    (excused if known else survivors).append((name, known or ""))
                if how == "refused":
                    refused.append(name)
                print(f"{how:9} {name}" + (f"   [{where}]" if where else ""), flush=True)

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(work, chosen))

    seconds = int(time.monotonic() - start)
    print()
    for group, found in counts.items():
        print(f"{group:9} {sum(found.values()):4} mutants: {found['proof']} refused by a proof, {found['test']} "
              f"killed by a test, {found['documents']} by the generated documents alone, {found['survived']} survived, {found['refused']} were none")
    for name, reason in excused:
        print(f"equivalent: {name} ({reason})")
    for name in refused:
        print(f"no mutant: {name}")
    for name, _ in survivors:
        print(f"SURVIVED: {name}")
    print(f"{len(survivors)} survivors without a reason, {seconds} s")
    if options.report:
        options.report.write_text(json.dumps({"counts": counts, "equivalent": len(excused),
                                              "survivors": [n for n, _ in survivors], "seconds": seconds}, indent=1))
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
