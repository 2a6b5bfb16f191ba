#!/usr/bin/env python3
"""Measures what including the library costs: measure.py ROOT COMPILER TABLE [ROUNDS]

Processor seconds (user and system) of one compiler run without a link, the least of the rounds, which take the rows in
turns: a busy machine only adds. A ratio is the median of the ratios within each round. Then the lines that are left
after preprocessing, the compiler's instructions for some rows where valgrind is there (they do not vary), and the
size of the README's program, linked and stripped. Writes a table in Markdown.
"""

import datetime
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

FLAGS = ["-std=c++20", "-O2"]
SEPARATE = "-DJOBPOLL_SEPARATE_COMPILATION"
COUNTER = "valgrind,--tool=cachegrind,--cache-sim=no,--cachegrind-out-file=/dev/null"
COUNTED = ("peer", "bare", "program", "program_whole")


class Row:
    def __init__(self, name, source, *flags):
        self.name, self.source, self.flags = name, source, flags
        self.seconds, self.lines, self.instructions = [], 0, None

    def least(self):
        return min(self.seconds)

    def ratio_to(self, other):
        """The median of the ratios of each round: what slows a whole round down slows both."""
        return statistics.median(a / b for a, b in zip(self.seconds, other.seconds))


def includes(*headers):
    return "".join(f"#include <{header}>\n" for header in headers)


def child_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Measurement:
    def __init__(self, root, compiler, work):
        self.root, self.compiler, self.work = root, compiler, work

    def command(self, row, *more):
        source = self.work / "unit.cpp"
        source.write_text(row.source, encoding="utf-8")
        return [self.compiler, *FLAGS, *row.flags, f"-I{self.root / 'include'}", f"-I{self.work}", *more, str(source)]

    def count_lines(self, row):
        text = subprocess.run(self.command(row, "-E", "-P"), check=True, capture_output=True).stdout
        row.lines = text.count(b"\n")

    def compile(self, row):
        command = self.command(row, "-c", "-o", str(self.work / "unit.o"))
        before = child_seconds()
        subprocess.run(command, check=True)
        row.seconds.append(child_seconds() - before)

    def count_instructions(self, row):
        """Of the compiler proper: `-wrapper` starts it under the counter."""
        command = self.command(row, "-S", "-o", str(self.work / "unit.s"), "-wrapper", COUNTER)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        row.instructions = int(re.search(r"I\s+refs:\s+([\d,]+)", said)[1].replace(",", ""))

    def object_of(self, name, source, *flags):
        """Compiles the source once; the object's path."""
        target = str(self.work / f"{name}.o")
        subprocess.run([*self.command(Row(name, source, *flags)), "-c", "-o", target], check=True)
        return target

    def stripped_size(self, row, *objects):
        """The bytes of the row's program, linked with the objects and stripped."""
        target = str(self.work / "program")
        unit = self.object_of("program", row.source, *row.flags)
        subprocess.run([self.compiler, "-s", unit, *objects, "-o", target], check=True)
        return os.path.getsize(target)

    def sizes(self, whole):
        """The size of each way to build the README's program."""
        declared = "std::optional<http_reply> fetch();\n"
        program = whole["bare"].source
        start = program.index("struct http_reply")
        client = includes("optional", "string", "string_view") + program[start:program.index(declared)]
        client = self.object_of("client", client + "std::optional<http_reply> fetch() { return std::nullopt; }\n")
        boost = self.object_of("boost", includes("boost/json/src.hpp"))
        source = self.object_of("source", whole["source"].source, SEPARATE)
        return {"bare": self.stripped_size(whole["bare"], client, boost),
                "program_whole": self.stripped_size(whole["program_whole"], client, boost),
                "program": self.stripped_size(whole["program"], client, boost, source)}


def public_headers(root):
    base = root / "include"
    names = sorted(path.relative_to(base).as_posix() for path in (base / "jobpoll").rglob("*.hpp"))
    doors = ("jobpoll", "jobpoll/vendors", "jobpoll/testing")
    return [name for name in names if name.rpartition("/")[0] in doors and name != "jobpoll/src.hpp"]


def rows_of(root):
    program = (root / "benchmarks/compile_time/program.cpp").read_text(encoding="utf-8")
    bare = (root / "benchmarks/compile_time/bare_parser.cpp").read_text(encoding="utf-8")
    single = program.replace("#include <jobpoll/jobpoll.hpp>\n#include <jobpoll/vendors/gu1.hpp>", "#include <jobpoll.hpp>")
    umbrella = includes("jobpoll/jobpoll.hpp", "jobpoll/vendors/gu1.hpp")
    standard = includes("chrono", "iostream", "optional", "string", "string_view", "thread")
    whole = {
        "peer": Row("`<boost/json/basic_parser_impl.hpp>` alone", includes("boost/json/basic_parser_impl.hpp")),
        "chrono": Row("`<chrono>` alone", includes("chrono")),
        "standard": Row("the standard headers of the README's program", standard),
        "machine": Row("machine and endpoint, without the reader", includes("jobpoll/machine/step.hpp", "jobpoll/endpoint.hpp")),
        "unit": Row("umbrella and one vendor, separate compilation", umbrella, SEPARATE),
        "unit_whole": Row("umbrella and one vendor, header-only", umbrella),
        "bare": Row("the README's program with the bare parser in the place of jobpoll", bare),
        "program": Row("the README's program, separate compilation", program, SEPARATE),
        "program_whole": Row("the README's program, header-only", program),
        "source": Row("the one unit of separate compilation (`src.hpp`)", includes("jobpoll/src.hpp"), SEPARATE),
        "single": Row("the README's program, single header, separate compilation", single, SEPARATE),
        "single_whole": Row("the README's program, single header, header-only", single),
    }
    headers = {name: (Row(name, includes(name), SEPARATE), Row(name, includes(name))) for name in public_headers(root)}
    return whole, headers


TARGETS = {"machine": 0.7, "unit": 1.1}
MOST_OVER_BARE, MOST_GROWTH = 1.15, 150_000


def instructions_over(whole):
    program, bare = whole["program_whole"].instructions, whole["bare"].instructions
    return f", and {program / bare:.2f} times as many instructions" if program and bare else ""


def size_table(whole, sizes):
    over = whole["program_whole"].ratio_to(whole["bare"])
    growth = sizes["program_whole"] - sizes["bare"]
    verdict = lambda good: "met" if good else "missed"
    text = [
        "",
        f"Header-only, the README's program takes {over:.2f} times as long as the same program with the bare parser"
        f" (goal: at most {MOST_OVER_BARE}; {verdict(over <= MOST_OVER_BARE)}){instructions_over(whole)}.",
        "",
        "## Size",
        "",
        f"The README's program with `-O2`, linked with Boost.JSON and stripped. The goal is {MOST_GROWTH} bytes more than"
        f" with the bare parser at most: {verdict(growth <= MOST_GROWTH)}.",
        "",
        "| program | bytes | more than the bare parser |",
        "|---|--:|--:|",
    ]
    return text + [f"| {whole[key].name} | {size} | {size - sizes['bare']} |" for key, size in sizes.items()]


def table(compiler, rounds, loads, whole, headers, sizes):
    version = subprocess.run([compiler, "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
    text = [
        "# What including the library costs",
        "",
        "Processor seconds of one compiler run without a link, and lines after preprocessing. The least of"
        f" {rounds} rounds, the rows taking turns. The ratio, the median of those of each round, is to"
        " `<boost/json/basic_parser_impl.hpp>` alone, which is the"
        " parser that the reader is made of. Instructions are the compiler's, counted by cachegrind; they do not vary.",
        "",
        f"Compiler: {version}, `{' '.join(FLAGS)}`. Date: {datetime.date.today().isoformat()}. Written by"
        " `cmake --build build/release --target bench_compile_time`.",
        "",
        f"Processes that wanted to run meanwhile, on {os.cpu_count()} cores: {min(loads):.0f} to {max(loads):.0f}. Cores that"
        " are shared make every row dearer, so on a busy machine only the ratios mean something.",
        "",
        "| translation unit | seconds | ratio | 10^9 instructions | lines | target |",
        "|---|--:|--:|--:|--:|---|",
    ]
    peer = whole["peer"]
    for key, row in whole.items():
        target = TARGETS.get(key)
        verdict = "" if target is None else f"{target} s: {'met' if row.least() <= target else 'missed'}"
        counted = "" if row.instructions is None else f"{row.instructions / 1e9:.2f}"
        text.append(f"| {row.name} | {row.least():.2f} | {row.ratio_to(peer):.2f} | {counted} | {row.lines} | {verdict} |")
    text += size_table(whole, sizes)
    text += [
        "",
        "## Each public header",
        "",
        "Alone in a translation unit. Header-only and separate compilation differ for those that include the reader.",
        "",
        "| header | separate, seconds | separate, lines | header-only, seconds | header-only, lines |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, (separate, only) in headers.items():
        text.append(f"| `{name}` | {separate.least():.2f} | {separate.lines} | {only.least():.2f} | {only.lines} |")
    return "\n".join(text) + "\n"


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    root, compiler, output = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], pathlib.Path(sys.argv[3])
    rounds = int(sys.argv[4]) if len(sys.argv) == 5 else 7
    whole, headers = rows_of(root)
    rows = list(whole.values()) + [row for pair in headers.values() for row in pair]
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        generator = root / "docs/packaging/single_header.py"
        subprocess.run([sys.executable, str(generator), str(work / "jobpoll.hpp")], check=True)
        measurement = Measurement(root, compiler, work)
        for row in rows:
            measurement.count_lines(row)
        # Headers that do not include the reader are the same in both ways, and are measured once.
        headers = {name: (separate, separate if separate.lines == only.lines else only)
                   for name, (separate, only) in headers.items()}
        rows = list(whole.values()) + list({id(row): row for pair in headers.values() for row in pair}.values())
        loads = []
        for i in range(rounds):
            loads.append(os.getloadavg()[0])
            print(f"round {i + 1} of {rounds}", flush=True)
            for row in rows:
                measurement.compile(row)
        if shutil.which("valgrind"):
            for key in COUNTED:
                measurement.count_instructions(whole[key])
        sizes = measurement.sizes(whole)
    output.write_text(table(compiler, rounds, loads, whole, headers, sizes), encoding="utf-8")


main()
