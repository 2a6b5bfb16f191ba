#!/usr/bin/env python3
"""Builds the documentation as a site: build.py ROOT OUTPUT

ROOT is the project, OUTPUT a directory that is deleted and rebuilt; the pages are then in OUTPUT/html. Needs Sphinx with furo,
MyST and breathe, Doxygen and Graphviz; where one is missing it says which, and ends with 77.
"""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from plots import plots_of  # noqa: E402

MISSING = 77
DOCUMENTS = [
    ("Start", ["tutorial", "help-card", "write-a-vendor", "faq"]),
    ("Understand", ["state-machine", "schedules", "decisions", "reading", "fleet", "scaling", "design"]),
    ("Look up", ["vendors", "errors", "packaging"]),
    ("Take part", ["CONTRIBUTING", "CHANGELOG"]),
]
# The reference in the order in which one meets the headers.
REFERENCE = [
    ("One job", ["polling/poller", "polling/options", "words/decision", "words/report", "words/job", "polling/snapshot"]),
    ("Many jobs", ["fleet/fleet", "fleet/options"]),
    ("An endpoint", ["contract/declaration", "contract/columns", "contract/endpoint", "contract/request", "words/json_type",
                     "contract/error_body"]),
    ("Reading", ["reading/reader", "reading/reply", "words/error", "reading/status_codes", "reading/retry_after"]),
    ("Deciding", ["machine/step", "machine/transitions", "machine/budgets", "words/event", "schedule/schedule",
                  "schedule/policy", "schedule/history", "schedule/progress_track", "base/time"]),
    ("For people and tests", ["text/ostream", "text/decision_text", "text/violation_text", "text/dot", "testing/script",
                              "version"]),
]
# A page that is linked to and has no place at the side.
ORPHAN = "---\norphan: true\n---\n\n"
LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\]]*\])*\]\()([^)\s]+)(\))")
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".ipp": "cpp", ".in": "cpp", ".py": "python", ".cmake": "cmake", ".txt": "cmake", ".json": "json",
             ".jsonl": "text", ".sh": "bash", ".md": "markdown", "": "bash"}


def missing_tools():
    modules = {"sphinx": "Sphinx", "furo": "furo", "myst_parser": "myst-parser", "breathe": "breathe"}
    lacking = [name for module, name in modules.items() if importlib.util.find_spec(module) is None]
    return lacking + [name for name in ("doxygen", "dot") if shutil.which(name) is None]


def version_of(root):
    text = (root / "include/jobpoll/version.hpp").read_text(encoding="utf-8")
    return ".".join(re.search(rf"JOBPOLL_VERSION_{part} (\d+)", text)[1] for part in ("MAJOR", "MINOR", "PATCH"))


class Pages:
    """The project's documents as a tree of pages, their links led to where things are in it."""

    def __init__(self, root, stage):
        self.root, self.stage = root, stage
        self.headers = {name for _, names in reference_of(root) for name in names}
        self.doors = doors_of(root)
        self.pending = []  # files and directories that some page links to
        self.written = set()
        self.pictures = 0

    def write(self, name, text):
        path = self.stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.written.add(name)

    def page_of(self, target):
        """The page on which something of the project is shown."""
        if target == pathlib.PurePosixPath("README.md"):
            return "index.md"
        if target.suffix == ".md" and target.parts[0] in ("docs", "benchmarks"):
            return target.as_posix()
        if target.suffix == ".svg":
            return target.as_posix()
        header = "/".join(target.parts[2:])
        if target.parts[:2] == ("include", "jobpoll") and header[:-4] in self.headers:
            return f"reference/{header[:-4].replace('/', '_')}.md"
        return f"source/{target.as_posix()}.md"

    def lead(self, link, page, document):
        """Where a link of a document leads on its page."""
        path, _, anchor = link.partition("#")
        if not path or "://" in link or link.startswith("mailto:"):
            return link
        target = pathlib.PurePosixPath(os.path.normpath(pathlib.PurePosixPath(document).parent / path))
        if not (self.root / target).exists():
            sys.exit(f"site: {document} links to {link}, which does not exist")
        shown_on = self.page_of(target)
        self.pending.append((target, shown_on))
        way = os.path.relpath(shown_on, pathlib.PurePosixPath(page).parent)
        return way + (f"#{anchor}" if anchor else "")

    def picture(self, page, dot):
        """A diagram in the language of Graphviz as a picture beside the page."""
        self.pictures += 1
        name = f"{pathlib.PurePosixPath(page).stem}_{self.pictures}.svg"
        target = self.stage / pathlib.PurePosixPath(page).parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["dot", "-Tsvg", "-o", str(target)], input=dot, text=True, check=True)
        return f"![The same as a picture]({name})\n"

    def document(self, source, page, before=""):
        """A Markdown document of the project; code is left as it is, links are rewritten."""
        lines, block = [], None
        for line in (self.root / source).read_text(encoding="utf-8").splitlines(keepends=True):
            if line.startswith("```"):
                if block is None:
                    block = [line]
                    continue
                block.append(line)
                is_dot = block[0].strip() == "```dot"
                lines.append(self.picture(page, "".join(block[1:-1])) if is_dot else "".join(block))
                block = None
            elif block is not None:
                block.append(line)
            else:
                lines.append(LINK.sub(lambda m: m[1] + self.lead(m[2], page, source) + m[3], line))
        self.write(page, before + "".join(lines))

    def results(self, source):
        """A page of measured results, with its tables as pictures."""
        self.document(source, source)
        path = self.stage / source
        text = path.read_text(encoding="utf-8")
        for name, svg in plots_of(path.stem, text):
            self.write((pathlib.PurePosixPath(source).parent / name).as_posix(), svg)
            before, table, after = text.partition("\n|")
            text = f"{before}\n![The table below as a picture]({name})\n{table}{after}"
        path.write_text(text, encoding="utf-8")

    def show_file(self, target, page):
        language = LANGUAGES.get(target.suffix, "text")
        text = (self.root / target).read_text(encoding="utf-8", errors="replace")
        self.write(page, f"{ORPHAN}# {target.as_posix()}\n\n`````{{code-block}} {language}\n:linenos:\n:force:\n\n{text}`````\n")

    def show_directory(self, target, page):
        lines = [f"{ORPHAN}# {target.as_posix()}\n\n"]
        for path in sorted((self.root / target).iterdir()):
            inner = path.relative_to(self.root)
            if path.is_dir() and path.name != "__pycache__":
                lines.append(f"- {path.name}, with {sum(1 for file in path.rglob('*') if file.is_file())} files\n")
            if path.is_file() and path.suffix in LANGUAGES:
                shown_on = f"source/{inner.as_posix()}.md"
                self.pending.append((pathlib.PurePosixPath(inner), shown_on))
                lines.append(f"- [{inner.relative_to(target)}]({os.path.relpath(shown_on, pathlib.PurePosixPath(page).parent)})\n")
        self.write(page, "".join(lines))

    def follow(self):
        """Makes the pages that are linked to and are not there yet."""
        while self.pending:
            target, page = self.pending.pop()
            if page in self.written:
                continue
            if page.endswith(".svg"):
                (self.stage / page).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.root / target, self.stage / page)
                self.written.add(page)
            elif page == target.as_posix():
                self.document(target.as_posix(), page, ORPHAN)
            elif (self.root / target).is_dir():
                self.show_directory(target, page)
            else:
                self.show_file(target, page)

    def reference(self, header):
        text = (self.root / f"include/jobpoll/{header}.hpp").read_text(encoding="utf-8")
        opening = re.match(r"((?://[^\n]*\n)+)", text)[1]
        purpose = " ".join(line[2:].strip() for line in opening.splitlines()).removeprefix("jobpoll: ")
        purpose = purpose.split(" Left out on purpose")[0]
        self.write(f"reference/{header.replace('/', '_')}.md",
                   f"# {header}.hpp\n\n{purpose[0].upper() + purpose[1:]}\n\n"
                   f"```cpp\n#include <jobpoll/{self.doors.get(header, header)}.hpp>\n```\n\n"
                   f"```{{doxygenfile}} jobpoll/{header}.hpp\n```\n")


def trees(root):
    """What stands at the side of every page."""
    text = ""
    for caption, names in documents_of(root):
        text += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n" + "".join(f"docs/{name}\n" for name in names) + "```\n"
    text += "\n```{toctree}\n:hidden:\n:caption: Measured\n:glob:\n\nbenchmarks/results/*\n```\n"
    for caption, names in reference_of(root):
        pages = "".join(f"reference/{name.replace('/', '_')}\n" for name in names)
        text += f"\n```{{toctree}}\n:hidden:\n:caption: 'Reference: {caption.lower()}'\n\n{pages}```\n"
    return text


def with_the_rest(listed, there, caption):
    """The list with what is there and was not put anywhere; without what is not there."""
    known = {name for _, names in listed for name in names}
    placed = [(title, [name for name in names if name in there]) for title, names in listed]
    rest = sorted(there - known)
    return placed + ([(caption, rest)] if rest else [])


def documents_of(root):
    return with_the_rest(DOCUMENTS, {path.stem for path in (root / "docs").glob("*.md")}, "More")


def reference_of(root):
    base = root / "include/jobpoll"
    headers = {path.relative_to(base).with_suffix("").as_posix() for path in base.rglob("*.hpp")}
    public = {name for name in headers if not name.startswith("vendors/") and declares_names(base / f"{name}.hpp")}
    return with_the_rest(REFERENCE, public, "More")


def doors_of(root):
    """The header that users include, for each header of a room that one of these includes."""
    found = {}
    for door in sorted((root / "include/jobpoll").glob("*.hpp"), key=lambda path: path.stem == "jobpoll"):
        for name in re.findall(r"#include <jobpoll/(\S+/\S+)\.hpp>", door.read_text(encoding="utf-8")):
            found.setdefault(name, door.stem)
    return found


def declares_names(header):
    """Whether a header declares names for users, and not only `detail`; the doors declare none of their own."""
    return re.search(r"(?m)^namespace jobpoll::inline v0(::testing)? {", header.read_text(encoding="utf-8")) is not None


def run_doxygen(root, output):
    """The docstrings as XML. The inline namespace is left out, since callers do not write it."""
    settings = {
        "PROJECT_NAME": "jobpoll", "INPUT": root / "include/jobpoll", "RECURSIVE": "YES", "FILE_PATTERNS": "*.hpp",
        "EXCLUDE_PATTERNS": "*/vendors/*", "STRIP_FROM_PATH": root / "include", "FULL_PATH_NAMES": "YES",
        "OUTPUT_DIRECTORY": output, "GENERATE_HTML": "NO", "GENERATE_LATEX": "NO", "GENERATE_XML": "YES",
        "XML_PROGRAMLISTING": "NO", "EXTRACT_ALL": "YES", "JAVADOC_AUTOBRIEF": "YES", "QUIET": "YES", "WARNINGS": "NO",
        "MACRO_EXPANSION": "YES", "MAX_INITIALIZER_LINES": "1", "EXPAND_ONLY_PREDEF": "YES", "EXCLUDE_SYMBOLS": "jobpoll::detail *::detail jobpoll::broken_rule",
        "PREDEFINED": "JOBPOLL_INLINE= JOBPOLL_NOINLINE= JOBPOLL_COLD= JOBPOLL_ALWAYS_INLINE= "
                      "JOBPOLL_SEPARATE_COMPILATION",
        "INPUT_FILTER": f'"{sys.executable} {pathlib.Path(__file__).with_name("docstrings.py")}"',
    }
    text = "".join(f"{name} = {value}\n" for name, value in settings.items())
    subprocess.run(["doxygen", "-"], input=text, text=True, check=True)


def run_sphinx(stage, output, environment):
    """Turns the pages into HTML. A warning is an error, but for one that cannot be switched off."""
    warnings = output / "warnings.txt"
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-c", str(pathlib.Path(__file__).parent), "-d",
                           str(output / "doctrees"), "-w", str(warnings), str(stage), str(output / "html")],
                          env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"site: Sphinx failed:\n{done.stderr}")
    # Every page of the reference opens the one namespace.
    known = re.compile(r"[^\n]*Duplicate C\+\+ declaration[^\n]*\nDeclaration is '\.\. cpp:type:: jobpoll'\.\n")
    unknown = known.sub("", warnings.read_text(encoding="utf-8")).strip()
    if unknown:
        sys.exit(f"site: Sphinx warns:\n{unknown}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    root, output = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(output, ignore_errors=True)
    lacking = missing_tools()
    if lacking:
        print(f"SKIPPED: the site is not built, because there is no {', no '.join(lacking)}")
        sys.exit(MISSING)
    stage = output / "pages"
    stage.mkdir(parents=True)
    pages = Pages(root, stage)
    pages.document("README.md", "index.md")
    for _, names in documents_of(root):
        for name in names:
            pages.document(f"docs/{name}.md", f"docs/{name}.md")
    for path in sorted((root / "benchmarks/results").glob("*.md")):
        name = path.relative_to(root).as_posix()
        pages.results(name)
    for _, names in reference_of(root):
        for name in names:
            pages.reference(name)
    pages.follow()
    index = stage / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + trees(root), encoding="utf-8")
    run_doxygen(root, output)
    environment = {**os.environ, "JOBPOLL_SITE_VERSION": version_of(root), "JOBPOLL_SITE_XML": str(output / "xml"),
                   "PYTHONDONTWRITEBYTECODE": "1"}
    run_sphinx(stage, output, environment)


main()
