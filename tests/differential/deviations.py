"""Where jobpoll is meant to differ from the validator: one function each, as narrow as it can be.

A deviation takes what is known of one payload (`Case`) and says what jobpoll has to report instead, or None
where it does not apply. Everything that no deviation explains is a disagreement.
"""
import re

import documents

DEPTH_LIMIT = 32
EXPONENT_LIMIT = 2_147_483_647
LONG_EXPONENT = re.compile(r"[eE][+-]?[0-9]{10}")
OTHER_SHAPE = {
    "gu1.job": ("job", "status", "gu1.job_with_failures"),
    "gu1.job_with_failures": ("status", "job", "gu1.job"),
    "azure.operation": ("status", "properties", "azure.resource"),
    "azure.resource": ("properties", "status", "azure.operation"),
    "databricks.run": ("state", "status", "databricks.run_status"),
    "databricks.run_status": ("status", "state", "databricks.run"),
}

# Members that are Unix times as numbers, and how many milliseconds their unit has.
UNIX_TIMES = {
    "databricks.run": (1, ("start_time", "end_time")),
    "databricks.run_status": (1, ("start_time", "end_time")),
    "openai.batch": (
        1000,
        ("created_at", "in_progress_at", "expires_at", "completed_at", "failed_at", "expired_at", "cancelled_at"),
    ),
}
LAST_MILLISECOND = 2**63 - 1


class Case:
    """One payload: its contract's name, its text, and the document in it."""

    def __init__(self, contracts, endpoint, body):
        self.contracts, self.name, self.body = contracts, endpoint.contract, body
        self.document = documents.load(body)

    def breaches(self, name=None):
        return self.contracts[name or self.name].breaches(self.document)


def half_a_character(case):
    """RFC 8259 leaves open what `\\ud800` alone means. It has no UTF-8, and could not be handed on as text."""
    alone = "\\ud" in case.body.lower() and documents.has_half_a_character(documents.load_parts(case.body))
    return {"unicode"} if alone else None


def depth_limit(case):
    """Boost.JSON reads 32 levels, which bounds what a vendor can make the reader do."""
    deep = case.body.count("[") + case.body.count("{") > DEPTH_LIMIT
    return {"depth"} if deep and documents.depth(documents.load_parts(case.body)) > DEPTH_LIMIT else None


def exponent_limit(case):
    """Boost.JSON gives up at an exponent that is no 32-bit integer; RFC 8259, section 6, allows such limits."""
    long = LONG_EXPONENT.search(case.body)
    far = long and any(abs(exponent) > EXPONENT_LIMIT for exponent in documents.exponents(case.body))
    return {"syntax"} if far else None


def first_of_two(case):
    """Of two members of one name jobpoll believes the first, and reports it; Python has the last."""
    first = documents.load_first(case.body)
    if repr(first) == repr(case.document):  # not ==, by which 0 is False
        return None
    last, case.document = case.breaches(), first
    return case.breaches() if case.breaches() != last else None


def alternative(case):
    """gu1 has two shapes at one URL. A reply of the other one is read as that; its breaks are reported as well."""
    if case.name not in OTHER_SHAPE or not isinstance(case.document, dict):
        return None
    own, others, other = OTHER_SHAPE[case.name]
    if own in case.document or others not in case.document:
        return None
    more = case.breaches(other) - case.breaches()
    return case.breaches() | more if more else None


# Times that are 0 where there is none: `.blank` takes the texts that are as good for null, too.
BLANK_TIMES = {"databricks.run": ("end_time",), "databricks.run_status": ("end_time",)}


def is_beyond_all_calendars(value, unit):
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and abs(value) * unit >= LAST_MILLISECOND


def unix_times(case):
    """What 64 bits cannot hold is no time, for which a schema has no format; and "0" is as good as 0 for none."""
    if not isinstance(case.document, dict):
        return None
    unit, names = UNIX_TIMES.get(case.name, (1, ()))
    far = {"/" + name for name in names if is_beyond_all_calendars(case.document.get(name), unit)}
    blank = {"/" + name for name in BLANK_TIMES.get(case.name, ()) if case.document.get(name) in ("", "0")}
    expected = (case.breaches() | far) - blank
    return expected if expected != case.breaches() else None


def no_error_body(endpoint, body):
    """An error reply may come without a body: its status says enough."""
    return endpoint.status != 200 and not body


UNREADABLE = (half_a_character, depth_limit, exponent_limit)
READ_OTHERWISE = (first_of_two, alternative, unix_times)


def expect_unreadable(endpoint, body, rules):
    """The rules of which jobpoll has to report one, for a text that is no JSON; and the deviations used."""
    return (set(), ["no_error_body"]) if no_error_body(endpoint, body) else (rules, [])


def expect(case):
    """What jobpoll has to report for a text that is JSON, and the names of the deviations that it differs by.

    A set of pointers; or, where the flag says so, a set of rules of which one makes the text unreadable.
    """
    rules = {deviation.__name__: deviation(case) for deviation in UNREADABLE}
    used = [name for name, found in rules.items() if found]
    if used:
        return set().union(*(rules[name] for name in used)), True, used
    expected = case.breaches()
    for deviation in READ_OTHERWISE:
        otherwise = deviation(case)
        if otherwise is not None:
            expected = otherwise
            used.append(deviation.__name__)
    return expected, False, used
