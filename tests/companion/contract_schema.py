#!/usr/bin/env python3
"""The JSON Schema of contracts, by a validator that is not ours: it takes what the program prints of every endpoint, and
refuses the bad documents whose fault is one of the grammar.

contract_schema.py PROGRAM SCHEMA BAD_DOCUMENTS
"""
import json
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: not found: python3-jsonschema")
    sys.exit(0)


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(program, schema_path, bad_path):
    with open(schema_path) as file:
        schema = json.load(file)
    with open(bad_path) as file:
        cases = [case for case in json.load(file) if "document" in case]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = []
    names = [json.loads(line)["name"] for line in output_of(program, "endpoints", "--jsonl").splitlines()]
    contracts = [json.loads(output_of(program, "contract", name)) for name in names]
    for document in contracts + [contracts]:
        failed += [error.message for error in validator.iter_errors(document)]
    for case in cases:
        if validator.is_valid(case["document"]) == case["schema_refuses"]:
            failed.append(f"{case['why']}: is it refused? {case['schema_refuses']} was due")
    refused = sum(case["schema_refuses"] for case in cases)
    print(f"{len(names)} contracts taken, {refused} bad documents refused")
    print("\n".join(failed))
    return 1 if failed or len(names) < 7 or refused < 40 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
