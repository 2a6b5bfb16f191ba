"""What is changed, one thing at a time: each mutant is a file with one piece of its text replaced."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

HEADERS = Path("include/jobpoll")
ROOMS = {"transitions.hpp": "machine", "step.hpp": "machine", "charges.hpp": "machine", "delays.hpp": "machine", "budgets.hpp": "machine", "schedule.hpp": "schedule",
         "retry_after.hpp": "reading", "status_fold.hpp": "reading", "conditions.hpp": "reading", "limits.hpp": "reading", "options.hpp": "polling", "types.hpp": "fleet",
         "declaration.hpp": "contract", "declare.hpp": "contract", "general_codes.hpp": "contract"}


def header(name):
    """The path of a header, in its room."""
    return HEADERS / ROOMS[name] / name




@dataclass(frozen=True)
class Mutant:
    group: str
    file: str  # below the root of the repository
    at: int  # where in the text of the file
    old: str
    new: str
    line: int  # of the row that it belongs to
    becomes: str = ""  # the line that comes of it, where what is changed is too short to say which one it is

    @property
    def name(self):
        shorten = lambda text: " ".join(text.split())[:60]
        short = f"{self.file}:{self.line}: {shorten(self.old)} -> {shorten(self.new) or '(nothing)'}"
        return f"{short}: {self.becomes}" if self.becomes else short

    def applied_to(self, text):
        assert text[self.at : self.at + len(self.old)] == self.old
        return text[: self.at] + self.new + text[self.at + len(self.old) :]


def mutant(group, file, text, at, old, new):
    return Mutant(group, str(file), at, old, new, text.count("\n", 0, at) + 1)


def body_of(text, start, opening="{", closing="}"):
    """From the bracket at or after `start` to the one that closes it, comments and texts not looked into."""
    begin = text.index(opening, start)
    depth = 0
    for at in range(begin, len(text)):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return begin, at + 1
    raise ValueError("a bracket is never closed")


def other_than(value, values):
    """The one after it in a circle."""
    return values[(values.index(value) + 1) % len(values)]


# --- the table of transitions ------------------------------------------------------------------------------

STAGES = ["idle", "unseen", "seen", "ended"]
PACES = ["none", "first", "schedule", "backoff"]
BUDGETS = ["none", "faults", "malformed", "unknown_statuses", "missing"]


def table(root):
    """Every column of every row, and every row as a whole."""
    file = header("transitions.hpp")
    text = (root / file).read_text()
    begin, end = body_of(text, text.index("inline constexpr transition transitions[]"))
    for row in re.finditer(r"\{stage::.*?\},\n", text[begin:end], re.S):
        start = begin + row.start()
        yield mutant("table", file, text, start, row.group(), "")
        words = list(re.finditer(r"(stage|event|pace|budget|outcome|reason)::(\w+)", row.group()))
        for number, word in enumerate(words):
            kind, value = word.groups()
            if number == 2:
                others = [s for s in STAGES if s != value]
            elif kind == "pace":
                others = [p for p in PACES if p != value]
            elif kind == "budget":
                others = [b for b in BUDGETS if b != value]
            elif kind == "outcome":
                others = ["stalled" if value != "stalled" else "gone"]
            elif kind == "reason":
                others = ["stalled" if value != "stalled" else "gone"]
            else:
                continue  # `from` and `on` are the name of the row: moving it is losing it
            for other in others:
                yield mutant("table", file, text, start + word.start(), word.group(), f"{kind}::{other}")


# --- the rows of the vendors -------------------------------------------------------------------------------

TYPES = {"string": "integer", "integer": "string", "number": "string", "boolean": "string", "any": "boolean",
         "object": "array", "array": "object"}
TESTS = {"present": "absent", "absent": "present", "is_null": "present", "is_true": "present",
         "is_set": "present", "positive": "is_null", "equals": "present", "differs": "present",
         "is_false": "is_true", "zero": "positive"}
PHASES = {"queued": "running", "running": "queued", "finalizing": "running", "finished": "running",
          "cancelling": "running", "blocked": "running", "paused": "running"}
OUTCOMES = {"succeeded": "failed", "failed": "cancelled", "cancelled": "failed", "interrupted": "failed",
            "expired": "failed", "unknown": "failed", "succeeded_with_failures": "succeeded", "skipped": "succeeded",
            "deadline_exceeded": "failed"}

# A piece of a declaration, and what it becomes: texts, or functions of the match.
PIECES = [
    (r'\.at = "([^"]*)"', lambda m: f'.at = "{m[1]}_"'),
    (r"\.type = json_type::(\w+)\b(?! \|)", lambda m: f".type = json_type::{TYPES[m[1]]}"),
    (r" \| json_type::\w+", ""),
    (r", \.tolerated = json_type::any", ""),
    (r", *\n? *\.required = true", ""),
    (r", *\n? *\.needed = true", ""),
    (r", *\n? *\.closed = true", ""),
    (r", *\n? *\.constant = true", ""),
    (r", *\n? *\.null = nulls::\w+", ""),
    (r", *\n? *\.role = role::\w+", ""),
    (r", *\n? *\.format = format::\w+", ""),
    (r"format::uuid_not_nil", "format::uuid"),
    (r", *\n? *\.range = \{0, 1\}", ", .range = {0, 2}"),
    (r", *\n? *\.range = \{0, 1\}", ", .range = {-1, 1}"),
    (r'\.one_of = \{"(\w+)"', lambda m: f'.one_of = {{"{m[1]}_"'),
    (r'\{"(\w+)", phase::', lambda m: f'{{"{m[1]}_", phase::'),
    (r"(?<=\", )phase::(\w+)", lambda m: f"phase::{PHASES[m[1]]}"),
    (r"(?<=, )outcome::(\w+)", lambda m: f"outcome::{OUTCOMES[m[1]]}"),
    (r"\.phase = phase::(\w+)", lambda m: f".phase = phase::{PHASES[m[1]]}"),
    (r"\.outcome = outcome::(\w+)", lambda m: f".outcome = outcome::{OUTCOMES[m[1]]}"),
    (r"test::(\w+)", lambda m: f"test::{TESTS[m[1]]}"),
    (r'\.word = "(\w+)"', '.word = "queued"'),
    (r"\.word = unlisted_word", ".word = any_word"),
    (r"\.unit = progress_unit::(\w+)",
     lambda m: f".unit = progress_unit::{ {'fraction': 'percent', 'percent': 'fraction', 'ratio': 'none'}[m[1]] }"),
    (r"\{role::succeeded, role::failed, role::skipped\}", "{role::succeeded, role::failed}"),
    (r"\{role::succeeded, role::failed, role::skipped\}", "{role::failed, role::skipped}"),
    (r"\.parts = \{role::completed\}", ".parts = {role::failed}"),
    (r"(seconds|minutes|hours)\{(\d+)\}", lambda m: f"{m[1]}{{{int(m[2]) + 1}}}"),
    (r"\{(\d+), std::chrono::(minutes|hours)", lambda m: f"{{{int(m[1]) + 1}, std::chrono::{m[2]}"),
    (r"\.open_vocabulary = true", ".open_vocabulary = false"),
    (r'\.(name|vendor|source|server|path|authorization) = "([^"]*)"', lambda m: f'.{m[1]} = "{m[2]}x"'),
    (r'\.checked = "2026-11-22"', '.checked = "2026-11-23"'),
    (r'\.job_at = "([^"]*)"', lambda m: f'.job_at = "{m[1]}x"'),
    (r"\.root = json_type::array", ".root = json_type::object"),
    (r"\.code = 422, ", ""),
    (r"\.errors = \{\{.*?\}\},", ""),
    (r"\.list = &job_list,", ""),
    (r"\.discriminator = \"/(\w+)\"", '.discriminator = "/success"'),
    (r"\.alternative = &\w+,", ""),
    (r"\.may_go_back = true", ".may_go_back = false"),
    (r", *\n? *\.blank = nulls::\w+", ""),
    (r", *\n? *\.items = \d+", ""),
    (r", *\n? *\.match = match::prefix", ""),
    (r"\.over = over::(\w+)", lambda m: f".over = over::{'all' if m[1] != 'all' else 'any'}"),
    (r"means = event::(\w+)", lambda m: f"means = event::{'gone' if m[1] != 'gone' else 'rejected'}"),
    (r'\.body_code = "(\w+)"', lambda m: f'.body_code = "{m[1]}_"'),
    (r'\.(id_at|url_at) = "([^"]*)"', lambda m: f'.{m[1]} = "{m[2]}_"'),
    (r"\.location = true", ".location = false"),
]


def row_at(code, at):
    """Where the row of a member begins that a piece belongs to: at a brace, or at the piece itself."""
    brace = code.rfind("\n            {", 0, at + 14)
    return brace + 1 if brace >= 0 and code.find("\n            {", brace + 1, at) < 0 and \
        code.find("\n        }", brace, at) < 0 else at


def vendors(root):
    for path in sorted((root / HEADERS / "vendors").glob("*.hpp")):
        file = path.relative_to(root)
        text = path.read_text()
        code = re.sub(r"(?<!:)//.*", lambda m: " " * len(m.group()), text)
        for pattern, made in PIECES:
            for found in re.finditer(pattern, code):
                new = made(found) if callable(made) else made
                at = row_at(code, found.start())
                yield Mutant("vendors", str(file), found.start(), text[found.start() : found.end()], new,
                             text.count("\n", 0, at) + 1)
        # Every row that ends up in a list, lost as a whole.
        for found in re.finditer(r'\{"\w+", phase::[^}]*\},\n *(?=\{)', code):
            yield mutant("vendors", file, text, found.start(), text[found.start() : found.end()], "")
        for found in re.finditer(r"\{\.word = .*?outcome::\w+\},|\{\.word = [^}]*\}\},\s*\.phase = phase::\w+\},",
                                 code, re.S):
            yield mutant("vendors", file, text, found.start(), text[found.start() : found.end()], "")


# --- the columns of a declaration --------------------------------------------------------------------------

# In which loop of `declare` a structure's columns are lost.
STRUCTURES = {
    "member": "for (member& row : lost.members) row.{0} = member{{}}.{0};",
    "status_word": "for (status_word& row : lost.words) row.{0} = status_word{{}}.{0};",
    "condition": "for (refinement& row : lost.refine)\n        for (condition& one : row.when) one.{0} = condition{{}}.{0};",
    "refinement": "for (refinement& row : lost.refine) row.{0} = refinement{{}}.{0};",
    "progress_formula": "lost.progress.{0} = progress_formula{{}}.{0};",
    "cadence_row": "for (cadence_row& row : lost.cadence) row.{0} = cadence_row{{}}.{0};",
    "request_quota": "for (request_quota& row : lost.quota) row.{0} = request_quota{{}}.{0};",
    "status_code_row": "for (status_code_row& row : lost.status_codes) row.{0} = status_code_row{{}}.{0};",
    "accepted_reply": "lost.accepted.{0} = accepted_reply{{}}.{0};",
    "request_form": "lost.request.{0} = request_form{{}}.{0};",
    "error_reply": "for (error_reply& row : lost.errors) row.{0} = error_reply{{}}.{0};",
    "declaration": "lost.{0} = declaration{{}}.{0};",
}
RANGES = {"number_range": ["minimum", "maximum"]}


def columns_of(text, structure):
    begin, end = body_of(text, re.search(rf"struct {structure} \{{", text).start())
    inside = re.sub(r"//.*", "", text[begin + 1 : end - 1])
    for statement in inside.split(";"):
        found = re.search(r"(\w+)(\[\d+\])?\s*(\{[^{}]*\}|=\s*[^;]*)?\s*$", statement.strip())
        if found and statement.strip():
            declared = re.sub(r"(=.*|\{.*\})", "", statement.strip(), flags=re.S).strip()
            name = re.sub(r"\[\d+\]", "", declared).split()[-1]
            yield name, "[" in declared


def columns(root):
    """Every column, lost on the way from the declaration to the endpoint."""
    text = (root / header("declaration.hpp")).read_text()
    file = header("declare.hpp")
    endpoint = (root / file).read_text()
    places = [m.start() for m in re.finditer(r"consteval endpoint declare(_error_body)?\(const declaration& d\) \{",
                                             endpoint)]
    for structure, way in STRUCTURES.items():
        for name, is_array in columns_of(text, structure):
            lose = way.format(name)
            if is_array:
                target = lose.split(" = ")[0].split()[-1]
                lose = lose.split(target + " =")[0] + \
                    f"for (auto& each : {target}) each = std::remove_reference_t<decltype(each)>{{}};"
            # Both functions lose it: one mutant, so that the whole tail of the file is one piece of text.
            begin = places[0]
            changed = re.sub(
                r"consteval endpoint (declare|declare_error_body)\(const declaration& d\) \{",
                lambda m: f"consteval endpoint {m[1]}(const declaration& given) {{\n    declaration lost = given;\n"
                f"    {lose}\n    const declaration& d = lost;",
                endpoint[begin:])
            yield Mutant("columns", str(file), begin, endpoint[begin:], changed, 0), f"{structure}.{name}"
    for name in RANGES["number_range"]:
        begin = places[0]
        lose = f"for (member& row : lost.members) row.range.{name} = number_range{{}}.{name};"
        changed = re.sub(
            r"consteval endpoint (declare|declare_error_body)\(const declaration& d\) \{",
            lambda m: f"consteval endpoint {m[1]}(const declaration& given) {{\n    declaration lost = given;\n"
            f"    {lose}\n    const declaration& d = lost;",
            endpoint[begin:])
        yield Mutant("columns", str(file), begin, endpoint[begin:], changed, 0), f"number_range.{name}"


# --- the defaults ------------------------------------------------------------------------------------------

NUMBER = r"(?<=[ {(])(\d+)(?=[;})\s,])"


def defaults(root):
    """Every default of the caller's options, of a fleet's and of a declaration's columns."""
    plans = [
        ("options.hpp", r"struct poll_options \{"),
        ("budgets.hpp", r"struct fault_budgets \{"),
        ("types.hpp", r"struct fleet_options \{"),
        ("declaration.hpp", r"struct (member|request_form|refinement|number_range|declaration) \{"),
    ]
    swaps = {"true": "false", "false": "true", "inspection": "fixed", "forbidden": "documented",
             '"GET"': '"POST"', "any_word": "unlisted_word", "object": "array"}
    for name, structure in plans:
        file = header(name)
        text = (root / file).read_text()
        code = re.sub(r"(?<!:)//.*", lambda m: " " * len(m.group()), text)
        for found in re.finditer(structure, code):
            begin, end = body_of(code, found.start())
            for piece in re.finditer(r"=\s+([^;]*);", code[begin:end]):
                start = begin + piece.start(1)
                value = text[start : begin + piece.end(1)]
                number = re.search(r"(?<!\w)(\d+)(?!\w)", value)
                word = next((w for w in swaps if re.search(rf"(?<!\w){w}(?!\w)|{re.escape(w)}$", value)), None)
                if number and int(number[1]) > 0:
                    new = value[: number.start()] + str(int(number[1]) + 1) + value[number.end() :]
                elif number:
                    new = value[: number.start()] + "1" + value[number.end() :]
                elif word:
                    new = value.replace(word, swaps[word])
                elif "infinity" in value:
                    new = "0"
                else:
                    continue  # none, null, empty: there is no other default to be had
                yield mutant("defaults", file, text, start, value, new)
            for piece in re.finditer(r"(length_of_time|optional<phase>|milliseconds) (\w+)(\{\});", code[begin:end]):
                start = begin + piece.start(3)
                if piece.group(1) == "length_of_time":
                    yield mutant("defaults", file, text, start, "{}", "{std::chrono::milliseconds{1}}")
    file = header("general_codes.hpp")
    text = (root / file).read_text()
    for row in re.finditer(r"\{(\d+), (\d+), event::(\w+)\}", text):
        for group, new in ((1, int(row[1]) + 1), (2, int(row[2]) - 1),
                           (3, "gone" if row[3] != "gone" else "rejected")):
            yield mutant("defaults", file, text, row.start(group), row[group], str(new))
    for name in ["options.hpp", "limits.hpp"]:
        file = header(name)
        text = (root / file).read_text()
        for found in re.finditer(r"inline constexpr [\w:]+ \w+ = [^;]*?[{<](\d+)[};]", text):
            start = found.start(1)
            yield mutant("defaults", file, text, start, found[1], str(int(found[1]) + 1))
        for found in re.finditer(r"std::size_t\{64\} << (20)", text):
            yield mutant("defaults", file, text, found.start(1), "20", "19")


# --- the code of the machine -------------------------------------------------------------------------------

OPERATORS = [
    (r" >= ", " > "), (r" <= ", " < "), (r" < (?=[\w.*(])", " <= "), (r" > (?=[\w.*(])", " >= "),
    (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"std::max\(", "std::min("), (r"std::min\(", "std::max("), (r" \+ 1(?=[);])", ""), (r" / 2", " / 3"),
    (r"return false;", "return true;"), (r"return true;", "return false;"),
    (r"if \(!", "if ("),
]
CODE = ["step.hpp", "charges.hpp", "delays.hpp", "schedule.hpp", "retry_after.hpp", "status_fold.hpp", "conditions.hpp"]


def code(root):
    for name in CODE:
        file = header(name)
        text = (root / file).read_text()
        # Comments, directives and templates are no code to be changed.
        plain = re.sub(r"//.*|^#.*|template <.*|[\w:]+<[^<>;()]*>|static_cast<\S+?>",
                       lambda m: " " * len(m.group()), text, flags=re.M)
        for pattern, new in OPERATORS:
            for found in re.finditer(pattern, plain):
                changed = mutant("code", file, text, found.start(), found.group(), new)
                line = changed.applied_to(text).splitlines()[changed.line - 1]
                yield replace(changed, becomes=re.sub(r"//.*", "", line).strip())


def once_a_row(made):
    """One mutant of each row of a vendor, another kind of change from row to row, and each way of losing one."""
    rows = {}
    for m in made:
        rows.setdefault((m.file, m.line), []).append(m)
    for number, changes in enumerate(rows.values()):
        yield changes[number % len(changes)]


def once_a_column(made):
    """One other value for each column of each row of the table."""
    seen = set()
    for m in made:
        place = (m.at, len(m.old))
        if place not in seen:
            seen.add(place)
            yield m


def every(root, thorough):
    """All mutants with their names, in an order that does not change; without `thorough`, each thing once."""
    groups = [(once_a_column, table), (None, defaults), (once_a_row, vendors)]
    for thin_out, made in groups:
        for m in made(root) if thorough or thin_out is None else thin_out(made(root)):
            yield m, m.name
    for m, column in columns(root):
        yield m, f"column lost: {column}"
    for m in code(root):
        yield m, m.name
