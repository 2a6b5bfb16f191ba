#!/usr/bin/env python3
"""Regenerates the figures of docs/evidence.md, or checks that they are the ones that a command gives today.

  docs/tools/evidence.py write NAME FILE    the figures NAME out of what its command printed into FILE (- is standard input)
  docs/tools/evidence.py check NAME FILE    complains where the document says something else

The names are those of the blocks `<!-- figures: NAME -->` in the document; the command of each is beside its block.
Every block says on which day it was written. Mutants are tried a group at a time: the groups that FILE does not have
keep their rows.
"""

import json
import re
import sys
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[1] / "evidence.md"


def thousands(number):
    return f"{int(number):,}".replace(",", " ")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def model(text):
    """The counts that the test prints with each of its cases, added up for each length."""
    sums = {}
    for strings, length, steps in re.findall(r"(\d+) strings of (\d) events, (\d+) steps", text):
        before = sums.get(length, (0, 0))
        sums[length] = (before[0] + int(strings), before[1] + int(steps))
    return table(["strings", "length", "steps taken"],
                 [[thousands(strings), length, thousands(steps)] for length, (strings, steps) in sums.items()])


def faults(text):
    lives = re.search(r"(\d+) lives with one fault", text)[1]
    assertions = re.search(r"\((\d+) assertions", text)[1]
    return [f"{thousands(lives)} lives with one fault, {thousands(assertions)} assertions in all."]


def hostile(text):
    which, time_taken = re.search(r"the slowest megabyte: (.*), (\d+) us", text).groups()
    return [f"The slowest megabyte is `{which}`: {int(time_taken) / 1000:.1f} ms."]


def fuzz(text):
    """The table of docs/tools/fuzz."""
    rows = re.findall(r"^(\w+) +(\d+) +(\d+) +(\d+)$", text, re.M)
    return table(["target", "executions", "edges", "features"],
                 [[f"`{name}`", thousands(runs), edges, thousands(features)] for name, runs, edges, features in rows])


MUTANT_GROUPS = ["table", "vendors", "columns", "defaults", "code"]


def mutation(text, before):
    """The lines of tests/mutation/mutate.py that sum up its groups."""
    rows = {}
    for line in re.findall(r"^(\w+) +(\d+) mutants: (\d+) refused by a proof, (\d+) killed by a test, "
                           r"(\d+) by the generated documents alone, (\d+) survived, (\d+) were none", text, re.M):
        sums = rows.setdefault(line[0], [0] * 6)
        rows[line[0]] = [a + int(b) for a, b in zip(sums, line[1:])]
    if not rows:
        return []
    for line in before.splitlines():
        name, *sums = line.strip("| ").split(" | ")
        if name in MUTANT_GROUPS:
            rows.setdefault(name, sums)
    return table(["group", "mutants", "refused by a proof", "killed by a test", "by the generated documents alone",
                  "survived", "no mutant"],
                 [[name, *map(str, rows[name])] for name in MUTANT_GROUPS if name in rows])


def coverage(text):
    """what docs/tools/coverage.py prints."""
    rows = re.findall(r"^(lines|branches): ([\d.]+)% \((\d+) out of (\d+)\)", text, re.M)
    return table(["", "run", "of", "part"], [[name, thousands(a), thousands(b), f"{part} %"]
                                           for name, part, a, b in rows])


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("write", "check"):
        print(__doc__)
        return 64
    _, what, name, path = sys.argv
    text = sys.stdin.read() if path == "-" else Path(path).read_text()
    document = DOCUMENT.read_text()
    block = re.compile(rf"(<!-- figures: {name}, written )(\S+)( -->\n\n)(.*?)(\n\n<!-- end of figures -->)", re.S)
    found = block.search(document)
    if not found:
        print(f"docs/evidence.md has no block for {name}")
        return 1
    lines = {"model": model, "faults": faults, "hostile": hostile, "fuzz": fuzz, "coverage": coverage,
             "mutation": lambda text: mutation(text, found[4])}[name](text)
    if not lines or len(lines) == 2:
        print(f"{path} has no figures of {name}")
        return 1
    figures = "\n".join(lines)
    if what == "check":
        if found[4] != figures:
            print(f"docs/evidence.md says\n{found[4]}\nand the command gives\n{figures}")
        return 0 if found[4] == figures else 1
    today = time.strftime("%Y-%m-%d")
    DOCUMENT.write_text(document[: found.start()] + found[1] + today + found[3] + figures + found[5] +
                        document[found.end() :])
    return 0


if __name__ == "__main__":
    sys.exit(main())
