#!/usr/bin/env python3
"""Follows every link of a site that was built: check_links.py DIRECTORY

Links to other sites are not followed. Fails where a page, a picture or an anchor is missing, and where the site is
suspiciously small.
"""

import html.parser
import pathlib
import sys
import urllib.parse

LEAST_PAGES = 40
SKIPPED = 77
# What Sphinx writes for its own use.
GENERATED = {"genindex.html", "search.html"}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if value is None:
                continue
            if name in ("id", "name"):
                self.anchors.add(value)
            if name in ("href", "src"):
                self.links.append(value)


def is_elsewhere(link):
    return urllib.parse.urlsplit(link).scheme != "" or link.startswith("//")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1]).resolve()
    if not root.exists():
        print("SKIPPED: the site was not built")
        sys.exit(SKIPPED)
    pages = {path: Page(path) for path in root.rglob("*.html")}
    followed, problems = 0, []
    for path, page in pages.items():
        if path.name in GENERATED:
            continue
        for link in page.links:
            if is_elsewhere(link):
                continue
            followed += 1
            parts = urllib.parse.urlsplit(link)
            target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            anchor = urllib.parse.unquote(parts.fragment)
            if not target.is_file():
                problems.append(f"{path.relative_to(root)}: nothing there: {link}")
            elif anchor and target in pages and anchor not in pages[target].anchors:
                problems.append(f"{path.relative_to(root)}: no such place: {link}")
    for problem in problems:
        print(f"FAILED {problem}")
    print(f"{len(pages)} pages, {followed} links, {len(problems)} failures")
    sys.exit(1 if problems or len(pages) < LEAST_PAGES else 0)


main()
