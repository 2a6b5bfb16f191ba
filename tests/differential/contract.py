"""What the schemas say of a document, as the set of JSON Pointers that break them."""
import json
import pathlib

import jsonschema

import formats

SCHEMAS = json.loads((pathlib.Path(__file__).parent / "schemas.json").read_text(encoding="utf-8"))


class Formats(jsonschema.FormatChecker):
    """Only the formats that the contracts mean, by this check's own rules."""

    def __init__(self):
        super().__init__(formats=())
        self.checkers = {
            name: ((lambda value, check=check: not isinstance(value, str) or check(value)), ())
            for name, check in formats.CHECKS.items()
        }


def token(key):
    """One step of a JSON Pointer (RFC 6901, section 3)."""
    return "/" + str(key).replace("~", "~0").replace("/", "~1")


def pointers_of(error):
    """Where an error is: a missing or superfluous member has the pointer that it would have or has."""
    here = "".join(token(step) for step in error.absolute_path)
    if error.validator == "required":
        return [here + token(key) for key in error.validator_value if key not in error.instance]
    if error.validator == "additionalProperties":
        return [here + token(key) for key in error.instance if key not in error.schema["properties"]]
    return [here]


class Contract:
    """One schema, with the validator that was made of it once."""

    def __init__(self, name):
        schema = SCHEMAS[name]
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        self._validator = kind(schema, format_checker=Formats())

    def breaches(self, document):
        """The pointers that break the contract; the root alone where that is of the wrong type."""
        return {at for error in self._validator.iter_errors(document) for at in pointers_of(error)}


def load_all():
    """Every contract by its name: the endpoint's, and the status of the reply where that is no 200."""
    return {name: Contract(name) for name in SCHEMAS}
