#!/usr/bin/env python3
"""The JSON Schema of contracts, against a validator of its own: it takes what is printed, and refuses what it should.

validate.py SCHEMA BAD_DOCUMENTS PRINTED...: each PRINTED is a file with one contract.
"""
import json
import sys

import jsonschema


def main(schema_path, bad_path, *printed):
    with open(schema_path) as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = []
    for path in printed:
        with open(path) as file:
            contract = json.load(file)
        for document in (contract, [contract]):
            failed += [f"{path}: {error.message}" for error in validator.iter_errors(document)]
    with open(bad_path) as file:
        cases = json.load(file)
    refused = 0
    for case in cases:
        if "document" not in case:
            continue
        is_valid = validator.is_valid(case["document"])
        refused += not is_valid
        if is_valid == case["schema_refuses"]:
            failed.append(f"{case['why']}: {'accepted' if is_valid else 'refused'}")
    print(f"{len(printed)} contracts accepted, {refused} bad documents refused")
    print("\n".join(failed))
    return 1 if failed or not printed or not refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
