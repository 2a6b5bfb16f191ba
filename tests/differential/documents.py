"""JSON documents that keep their spelling: numbers as they are written, members twice, odd white space.

Both sides have to see the same text, and json.dumps cannot write most of what is of interest here.
"""
import json


class Raw(str):
    """A value that is written as it stands."""


class Again(str):
    """A key that its object has already."""

    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other


class Style:
    """How a document is spelled; drawn once for a document."""

    SPACES = ("", "", "", " ", "\n", "\t", "\r\n", "  \n\t ")

    def __init__(self, rng):
        self.rng = rng
        self.plain = rng.random() < 0.5
        self.escaping = rng.choice((0, 0, 0, 0.1, 1))
        self.spacing = rng.random() < 0.3
        self.shuffled = rng.random() < 0.6

    def space(self):
        return self.rng.choice(self.SPACES) if self.spacing else ""

    def text(self, value):
        """A JSON string: as it stands, with all but ASCII escaped, or every character escaped in some way."""
        if self.escaping and self.rng.random() < self.escaping:
            # Of a long text the last characters do: what comes before them is then in the parser's pieces.
            plain, escaped = value[:-64], value[-64:]
            return json.dumps(plain)[:-1] + "".join(self._escape(c) for c in escaped) + '"'
        return json.dumps(value, ensure_ascii=not self.plain)

    def _escape(self, char):
        if self.rng.random() < 0.3:
            return json.dumps(char)[1:-1]
        units = char.encode("utf-16-be")
        form = "\\u%04X" if self.rng.random() < 0.5 else "\\u%04x"
        return "".join(form % int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2))

    def members(self, value):
        """The members in the order in which they are written; the second of two of a name stays the second."""
        listed = list(value.items())
        if self.shuffled:
            self.rng.shuffle(listed)
            listed.sort(key=lambda member: isinstance(member[0], Again))
        return listed


def write(value, style):
    """The JSON text of a document."""
    space = style.space
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, str):
        return style.text(value)
    if isinstance(value, dict):
        members = (
            space() + style.text(str(key)) + space() + ":" + space() + write(item, style) + space()
            for key, item in style.members(value)
        )
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(space() + write(item, style) + space() for item in value) + "]"
    return json.dumps(value)


class Unreadable(ValueError):
    """The text is not JSON by RFC 8259."""


def _refuse_constant(word):
    raise Unreadable(word)


def load(text):
    """The document as the validator's own side reads it; of two members of a name the last counts."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def _first_of_each(members):
    kept = {}
    for key, value in members:
        kept.setdefault(key, value)
    return kept


def load_first(text):
    """The document if the first of two members of a name counts."""
    return json.loads(text, object_pairs_hook=_first_of_each)


def load_parts(text):
    """The document with every object as the list of its keys and values, none of which is lost."""
    return json.loads(text, object_pairs_hook=lambda members: [part for member in members for part in member])


def exponents(text):
    """The exponents that are written in the document's numbers."""
    found = []

    def note(number):
        found.append(int(number.lower().partition("e")[2] or 0))
        return 0.0

    json.loads(text, parse_float=note)
    return found


def depth(parts):
    """How many objects and arrays are in one another at most."""
    return 1 + max(map(depth, parts), default=0) if isinstance(parts, list) else 0


def has_half_a_character(parts):
    """Whether a surrogate stands alone in a key or a string: such text cannot be UTF-8."""
    try:
        json.dumps(parts, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
