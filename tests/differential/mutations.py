"""Payloads that are wrong in one way or in several: a sweep over every member, and a seeded generator."""
import copy

import formats
from documents import Again, Raw

NUMBERS = tuple(
    Raw(text)
    for text in (
        "0 1 -1 -0 2 46 46.0 46.5 1.0 0.0 -0.0 0.5 1e2 1E2 1e+2 1e-2 100e-2 10.0e-1 4.6e1 "
        "46.00000000000000000001 46e0 46.50 1.5e1 1.55e1 -1e-9 1e-9 "
        "1.0000000000000001 1.0000000000000002 1.0000000000000003 "
        "0.99999999999999999 1.00000000001 -0.0000000000000000001 0.1e1 0.01e2 11e-1 1000000000000000e-15 "
        "2147483647 2147483648 4294967296 9007199254740991 9007199254740993 9007199254740993.0 "
        "9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 "
        "18446744073709551615 18446744073709551616 1e18 1e19 1e22 1e23 1e300 1e308 1e309 -1e309 1e400 1e99999 "
        "0e400 0e-400 0.0e400 -0e400 1e-400 1e-320 5e-324 2e-324 1e-99999 "
        "543710783767669.00 402196011360749.000 551967537457499.00 721175923596422.12 123456789012345678.0 "
        "4503599627370496.5 4503599627370495.5 9007199254740992.5 123456789012345678901234567890 "
        "123456789012345678901234567890.5 0.1000000000000000055511151231257827 "
    ).split()
)
LONG_NUMBERS = (
    Raw("9" * 309),
    Raw("-" + "9" * 400),
    Raw("9" * 400 + ".5"),
    Raw("1" + "0" * 350 + "e-350"),
    Raw("0." + "0" * 400 + "1"),
    Raw("1e2147483647"),
    Raw("1E+2147483648"),
    Raw("2e-0000000000000001"),
)

TEXTS = (
    "", " ", "a", "0", "1", "true", "null", "<string>", "completed", "Done", "running", "\0", "running\0",
    "\x7f", "\u00e9", "\u20ac", "\U0001f600", "\ufeff", "\ufffe", "\u2028", '"', "\\", "/", "~0~1", "[]",
    "{}", "a\tb\nc\r\b\f", "x" * 5000, "\\" * 4100, "\u00fc" * 4097, '"' * 9000,
)

NAMES = (
    "", " ", "~", "/", "~0", "~1", "~01", "a/b", "a~b", "//", "~/~", "*", "0", "-1", "job", "job.status",
    "job/status", "/job", "Status", "STATUS", "status ", " status", "status\0", "statu", "statuss", "status",
    "jobId", "job_id", "items", "detail", "success", "kind", "failures", "metadata", "created_at",
    "completed_rows", "code", "$ref", "__proto__", "constructor", '"', '"quoted"', "\\", "back\\slash",
    "\\u0041", "\n", "\t", "\0", "\x01", "\x7f", "\u00e9t\u00e9", "e\u0301", "\u4e2d\u6587", "\U0001f680",
    "\ufeff", "\u2028", "\uff53\uff54atus", "st\u0430tus", "progress%", "#", "?", "a b", "k" * 300,
    "k" * 5000, "~/" * 3000, "\u00fc" * 2500, '"' * 4200,
)  # fmt: skip

OTHERS = (None, True, False, [], {}, [1], [None], [{}], {"a": 1}, [["deep"]], {"status": "running"})
VALUES = OTHERS + NUMBERS + LONG_NUMBERS + TEXTS


def near_misses(word):
    """Texts that somebody may take for the word."""
    yield from (word.lower(), word.upper(), word.capitalize(), word.swapcase(), word[:-1], word[1:], word + word[-1:])
    yield from (word + " ", " " + word, word + "\n", "\t" + word, word + "\0", "\0" + word, word + "\u200b")
    yield from (word.replace("e", "\u0435"), word.replace("c", "\uff43"), word.replace("ll", "l"))
    yield from (word.replace("_", "-"), word.replace("_", " "), '"' + word + '"', word + "," + word)


def places(document):
    """Every member and element, as the container that holds it and its key."""
    steps = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(steps):
        yield document, key
        if isinstance(value, (dict, list)):
            yield from places(value)


def objects(document):
    """Every object, the root included."""
    if isinstance(document, dict):
        yield document
    for value in document.values() if isinstance(document, dict) else document:
        if isinstance(value, (dict, list)):
            yield from objects(value)


def nearly(value):
    """What is nearly as good as the value, or just as good: texts of its format, numbers, words."""
    if value is None:
        return (*formats.UUIDS, *formats.DATE_TIMES, *NUMBERS)
    if not isinstance(value, str):
        return NUMBERS + LONG_NUMBERS
    if formats.is_uuid(value):
        return formats.UUIDS
    if formats.is_date_time(value):
        return formats.DATE_TIMES
    return tuple(near_misses(value))


def _swept(document, container, key):
    """The document with the member at the place dropped, then with every value there in turn."""
    kept = container[key]
    for value in (*VALUES, *nearly(kept)):
        container[key] = value
        yield document
    del container[key]
    yield document
    if isinstance(container, dict):
        container[key] = kept
    else:
        container.insert(key, kept)


def sweep_formats(payload):
    """Every member replaced by what is nearly as good, one at a time. The document is changed again afterwards."""
    document = copy.deepcopy(payload)
    for container, key in list(places(document)):
        kept = container[key]
        for value in () if isinstance(kept, (dict, list)) else nearly(kept):
            container[key] = value
            yield document
        container[key] = kept


def sweep(payload):
    """Every member replaced by everything, one at a time. What is yielded is changed again afterwards."""
    document = copy.deepcopy(payload)
    yield document
    for container, key in list(places(document)):
        yield from _swept(document, container, key)
    for container in list(objects(document)):
        for name in NAMES:
            if name in container:
                continue
            container[name] = "extra"
            yield document
            del container[name]


def _pick_place(rng, document):
    return rng.choice(list(places(document)) or [(None, None)])


def _drop(rng, document):
    container, key = _pick_place(rng, document)
    if container is not None:
        del container[key]


def _replace(rng, document):
    container, key = _pick_place(rng, document)
    if container is not None:
        container[key] = copy.deepcopy(rng.choice(VALUES))


def _respell(rng, document):
    container, key = _pick_place(rng, document)
    if container is not None and not isinstance(container[key], (dict, list)):
        container[key] = rng.choice(nearly(container[key]))


def _wrap(rng, document):
    container, key = _pick_place(rng, document)
    if container is not None:
        container[key] = rng.choice(([container[key]], {str(key): container[key]}, [container[key]] * 2))


def _add(rng, document):
    container = rng.choice(list(objects(document)) or [{}])
    container[rng.choice(NAMES)] = copy.deepcopy(rng.choice(VALUES))


def _repeat(rng, document):
    """A member a second time, with a value of its own."""
    container = rng.choice(list(objects(document)) or [{}])
    if container:
        key = rng.choice(list(container))
        container[Again(str(key))] = copy.deepcopy(rng.choice((container[key], rng.choice(VALUES))))


def _rename(rng, document):
    container = rng.choice(list(objects(document)) or [{}])
    if container:
        key = rng.choice(list(container))
        container[rng.choice((*near_misses(str(key)), rng.choice(NAMES)))] = container.pop(key)


def _swap(rng, document):
    here, key = _pick_place(rng, document)
    there, other = _pick_place(rng, document)
    if here is not None and here is there:
        here[key], here[other] = here[other], here[key]


def _lists(document):
    if isinstance(document, list):
        yield document
    for value in document.values() if isinstance(document, dict) else document:
        if isinstance(value, (dict, list)):
            yield from _lists(value)


def _fill_list(rng, document):
    """An element more, of any type, at any place; sometimes many."""
    found = list(_lists(document))
    if found:
        to = rng.choice(found)
        element = rng.choice(to) if to and rng.random() < 0.5 else rng.choice(VALUES)
        for _ in range(rng.choice((1, 1, 1, 2, 12, 60))):
            to.insert(rng.randint(0, len(to)), copy.deepcopy(element))


def _nest(rng, document):
    """A value in many brackets, below and above what the reader follows."""
    container, key = _pick_place(rng, document)
    if container is None:
        return
    value = container[key]
    for _ in range(rng.choice((3, 10, 25, 28, 29, 30, 31, 32, 40))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    container[key] = value


MUTATIONS = (
    (_replace, 30), (_respell, 25), (_drop, 12), (_add, 10), (_rename, 6), (_fill_list, 6), (_wrap, 4), (_swap, 3),
    (_repeat, 3), (_nest, 1),
)  # fmt: skip


def _confuse(rng, document):
    """What is the contract's own most telling point of each endpoint: flags, and one shape in the other's clothes."""
    if not isinstance(document, dict):
        return
    if "success" in document and rng.random() < 0.5:
        document["success"] = rng.choice((False, None, 1, 0, "true", Raw("1.0")))
    elif isinstance(document.get("job"), dict) and rng.random() < 0.7:
        job = document.pop("job")
        document.update(job)
    elif "job" not in document:
        moved = [key for key in document if key != "success"]
        document["job"] = {key: document.pop(key) for key in moved}


def mutate(rng, payload):
    """A copy of the payload with one to six things wrong, or none; seldom something else altogether."""
    if rng.random() < 0.01:
        return copy.deepcopy(rng.choice(VALUES))
    document = copy.deepcopy(payload)
    if rng.random() < 0.05:
        _confuse(rng, document)
    for change in rng.choices(*zip(*MUTATIONS), k=rng.choice((0, 1, 1, 1, 2, 2, 3, 4, 6))):
        change(rng, document)
    return document


BROKEN_TEXTS = (
    "", " ", "\n", "{", "}", "[", "]", "{]", "{\"a\"", "{\"a\":", "{a:1}", "{'a':1}", "{\"a\":1,}", "[1,]",
    "[,1]", "{,}", "nul", "NULL", "None", "True", "NaN", "[NaN]", "Infinity", "-Infinity", "[-Infinity]",
    "undefined", "01", "[01]", "[+1]", "[.5]", "[1.]", "[1e]", "[1e+]", "[0x10]", "[1_000]", "[--1]", "[-]",
    "\"", "\"a", "\"\\\"", "[\"\\x41\"]", "[\"\\u12\"]", "[\"\\u12g4\"]", "[\"\\'\"]", "[\"a\nb\"]",
    "[\"a\tb\"]", "[\"\0\"]", "[\"\x1f\"]", "\ufeff{}", "\ufeff[]", "{} {}", "{}{}", "[]]", "{}x", "{}\0",
    "\0", "// note\n{}", "/* note */ {}", "{} // note", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\":1;}",
    "[1 2]", "<html></html>", " <!DOCTYPE html>", "<?xml version=\"1.0\"?>", "Bad Gateway", "\u00a0{}",
    "{\u00a0}", "{}\u00a0", "\x0b{}", "\x0c{}", "{}\x85", "\u2028{}", "data: {}\n\n", ")]}',\n{}", "null{}",
    "1 2", "--boundary",
)  # fmt: skip


def break_text(rng, text):
    """The text with its syntax broken, or perhaps not: both sides have to agree on that."""
    at = rng.randint(0, len(text))
    return rng.choice(
        (
            text[:at],
            text[:at] + rng.choice(',:{}[]"\\0\'/ \t\0\x1fetN-+.\u00e9') + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + rng.choice(("\\ud800", "\\udfff", "\\ud83d\\ude00", "\\ud83d", "\\u0000")) + text[at:],
            text + rng.choice((",", "}", "]", " x", text, "\0", "\n \t\r")),
            rng.choice(("\ufeff", " ", "\n", "x", "//\n", "\0")) + text,
            rng.choice(BROKEN_TEXTS),
        )
    )
