"""Holds the reader against a JSON Schema validator: do both find the same pointers in thousands of payloads?

    differential.py --reader PROGRAM [--count N] [--seed N]

Exits with 1 where they disagree in a way that deviations.py does not explain, with 77 where the check cannot run.
"""
import argparse
import collections
import itertools
import json
import os
import random
import subprocess
import sys
import time

SKIPPED = 77
SYSTEM_PYTHON = "/usr/bin/python3"

# What a validator can know too. The root's type is a rule of its own in jobpoll, at the pointer of the document.
COMPARED = {"type", "required", "enum", "minimum", "maximum", "format", "const", "additional_properties", "root"}
UNREADABLE = {"empty_body", "html", "byte_order_mark", "encoding", "compressed", "syntax", "truncated", "trailing_bytes", "unicode", "depth"}
SHOWN = 10
BATCH = 8_000  # payloads that are in memory at a time

Payload = collections.namedtuple("Payload", "endpoint body")
Disagreement = collections.namedtuple("Disagreement", "payload expected found")


def need_jsonschema():
    """Goes on in the system's Python where this one has no jsonschema; says so and skips where none has."""
    try:
        import jsonschema  # noqa: F401

        return
    except ImportError:
        pass
    again = "JOBPOLL_DIFFERENTIAL_AGAIN"
    if os.access(SYSTEM_PYTHON, os.X_OK) and not os.environ.get(again):
        os.environ[again] = "1"
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, "-B", *sys.argv])
    print("differential: SKIPPED, no python3 here has jsonschema (Debian: apt install python3-jsonschema)")
    sys.exit(SKIPPED)


need_jsonschema()

import contract
import deviations
import documents
import mutations
import payloads


def sweep_formats(endpoints):
    """The first payload of each endpoint with every text and number that is nearly right."""
    for endpoint in endpoints:
        for document in mutations.sweep_formats(endpoint.payloads[0]):
            yield endpoint, document


def sweep(endpoints):
    """Every member of every payload replaced by everything. A document is good until the next one is asked for."""
    for endpoint in endpoints:
        for payload in endpoint.payloads:
            for document in mutations.sweep(payload):
                yield endpoint, document


def swept(rng, sweep, count):
    """A sample of a sweep; all of it, where that is no more than `count`."""
    size = sum(1 for _ in sweep())
    wanted = set(rng.sample(range(size), min(count, size)))
    for number, (endpoint, document) in enumerate(sweep()):
        if number in wanted:
            yield Payload(endpoint, documents.write(document, documents.Style(rng)))


def mutated(rng, endpoints):
    """Mutated payloads for ever, every endpoint in its turn."""
    for endpoint in itertools.cycle(endpoints):
        # Now and then the payload of another endpoint: that of the right one is not what every URL gives.
        source = rng.choice(endpoints) if rng.random() < 0.03 else endpoint
        document = mutations.mutate(rng, rng.choice(source.payloads))
        text = documents.write(document, documents.Style(rng))
        yield Payload(endpoint, mutations.break_text(rng, text) if rng.random() < 0.05 else text)


def generate(count, seed):
    """The payloads of a run: samples of what is nearly right and of the sweep; mutated ones make up the number."""
    rng = random.Random(seed)
    endpoints = payloads.endpoints()
    sweeps = [lambda all_of=all_of: all_of(endpoints) for all_of in (sweep_formats, sweep)]
    parts = (*(swept(rng, each, count // 3) for each in sweeps), mutated(rng, endpoints))
    return itertools.islice(itertools.chain(*parts), count)


def batches(items):
    items = iter(items)
    while batch := list(itertools.islice(items, BATCH)):
        yield batch


def read_all(program, chosen):
    """What jobpoll finds: for each payload its violations."""
    lines = "".join(
        json.dumps({"endpoint": p.endpoint.name, "status": p.endpoint.status, "body": p.body}) + "\n"
        for p in chosen
    )
    done = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(chosen) or any("error" in answer for answer in answers):
        sys.exit("differential: the reader gave no proper answer to every payload")
    return [answer["violations"] for answer in answers]


def is_unreadable(violations):
    return any(v["rule"] in UNREADABLE for v in violations)


def compare(contracts, payload, violations):
    """None where both sides agree, else the disagreement; with the names of the deviations that were needed."""
    rules = {v["rule"] for v in violations}
    try:
        case = deviations.Case(contracts, payload.endpoint, payload.body)
    except documents.Unreadable as error:
        expected, used = deviations.expect_unreadable(payload.endpoint, payload.body, UNREADABLE)
        agreed = bool(rules & expected) if expected else not rules
        return None if agreed else Disagreement(payload, {f"not JSON: {error}"}, rules), used
    expected, only_rules, used = deviations.expect(case)
    if only_rules:
        return None if rules & expected else Disagreement(payload, expected, rules), used
    found = {v["pointer"] for v in violations if v["rule"] in COMPARED}
    if is_unreadable(violations):
        return Disagreement(payload, {"readable"}, rules), used
    return None if found == expected else Disagreement(payload, expected, found), used


def shorten(text, limit=400):
    return text if len(text) <= limit else f"{text[:limit]}... ({len(text)} characters)"


def show(number, disagreement):
    payload, expected, found = disagreement
    print(f"{number}. {payload.endpoint.contract}: {shorten(json.dumps(payload.body, ensure_ascii=False))}")
    print(f"   only in the schema:  {[shorten(at, 80) for at in sorted(expected - found)]}")
    print(f"   only in jobpoll:     {[shorten(at, 80) for at in sorted(found - expected)]}")


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", required=True, help="the program built from reader.cpp")
    parser.add_argument("--count", type=int, default=24_000, help="how many payloads (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="makes the same payloads again (default %(default)s)")
    return parser.parse_args()


class Findings:
    """What a run found."""

    def __init__(self):
        self.payloads = 0
        self.disagreements = []
        self.deviations = collections.Counter()
        self.rules = collections.Counter()

    def add(self, contracts, payload, violations):
        disagreement, used = compare(contracts, payload, violations)
        self.payloads += 1
        self.deviations.update(used)
        self.rules.update(v["rule"] for v in violations)
        if disagreement:
            self.disagreements.append(disagreement)

    def show(self):
        for number, disagreement in enumerate(self.disagreements[:SHOWN], 1):
            show(number, disagreement)
        print("compared:", {rule: self.rules[rule] for rule in sorted(COMPARED)})
        own = sorted(self.rules.keys() - COMPARED)
        print("jobpoll's own rules, not compared:", {rule: self.rules[rule] for rule in own})
        print(
            f"differential: {self.payloads} payloads, {len(self.disagreements)} disagreements, "
            f"deviations: {dict(sorted(self.deviations.items()))}"
        )


def main():
    given = options()
    began = time.monotonic()
    contracts, findings = contract.load_all(), Findings()
    for batch in batches(generate(given.count, given.seed)):
        for payload, violations in zip(batch, read_all(given.reader, batch)):
            findings.add(contracts, payload, violations)
    print(f"seed {given.seed}, {time.monotonic() - began:.1f} s")
    findings.show()
    return 1 if findings.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
