#!/usr/bin/env python3
"""Sums up what gcov counted under a build directory, for the headers: `coverage.py BUILD`.

A line or a branch counts as run where any test program ran it in any instance of its template.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    lines, branches = {}, {}
    for data in sorted(Path(sys.argv[1]).rglob("*.gcda")):
        printed = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities", str(data)],
                                 capture_output=True, text=True, check=True).stdout
        for found in printed.splitlines():
            for file in json.loads(found)["files"]:
                if "/include/jobpoll/" not in file["file"]:
                    continue
                name = file["file"].split("/include/", 1)[1]
                for line in file["lines"]:
                    key = (name, line["line_number"])
                    lines[key] = lines.get(key, 0) + line["count"]
                    for number, branch in enumerate(b for b in line["branches"] if not b["throw"]):
                        branches[(*key, number)] = branches.get((*key, number), 0) + branch["count"]
    if not lines:
        print("nothing was counted")
        return 1
    for what, counted in (("lines", lines), ("branches", branches)):
        run = sum(count > 0 for count in counted.values())
        print(f"{what}: {100 * run / len(counted):.1f}% ({run} out of {len(counted)})")
    missed = {}
    for (name, number), count in sorted(lines.items()):
        if count == 0:
            missed.setdefault(name, []).append(number)
    for name, numbers in sorted(missed.items(), key=lambda entry: -len(entry[1])):
        print(f"{name}: {', '.join(map(str, numbers))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
