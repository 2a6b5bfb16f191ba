"""Pictures of tables in benchmarks/results: bars, in SVG."""

import html
import re

WIDTH, LEFT, BAR, GAP, TOP, BOTTOM = 760, 380, 16, 7, 46, 14
COLOURS = ("#3b6ea8", "#d9822b", "#5a9e6f", "#9a6fb0")
NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


def tables_of(text):
    """The tables of a Markdown text: header cells and rows of cells."""
    tables, lines = [], text.splitlines()
    for i, line in enumerate(lines):
        if re.match(r"^\|[-:| ]+\|$", line) and i > 0:
            rows = []
            for row in lines[i + 1:]:
                if not row.startswith("|"):
                    break
                rows.append([cell.strip() for cell in row.strip().strip("|").split("|")])
            tables.append(([cell.strip() for cell in lines[i - 1].strip().strip("|").split("|")], rows))
    return tables


def plain(text):
    return html.escape(re.sub(r"[`*<>]", "", text))


def bars(title, unit, rows, series):
    """rows: (label, [value of each series]); series: their names."""
    top = max(value for _, values in rows for value in values)
    group = len(series) * BAR + GAP
    height = TOP + len(rows) * group + BOTTOM
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">',
           '<rect width="100%" height="100%" fill="#ffffff"/>',
           f'<text x="12" y="20" font-weight="bold">{html.escape(title)}</text>']
    x = LEFT
    for name, colour in zip(series, COLOURS):
        if len(series) > 1:
            svg.append(f'<rect x="{x}" y="28" width="10" height="10" fill="{colour}"/><text x="{x + 15}" y="37">{plain(name)}</text>')
            x += 30 + 7 * len(name)
    for i, (label, values) in enumerate(rows):
        y = TOP + i * group
        svg.append(f'<text x="{LEFT - 8}" y="{y + len(series) * BAR / 2 + 4}" text-anchor="end">{plain(label)[:64]}</text>')
        for k, value in enumerate(values):
            width = max(1.0, value / top * (WIDTH - LEFT - 70))
            there = y + k * BAR
            svg.append(f'<rect x="{LEFT}" y="{there + 1}" width="{width:.1f}" height="{BAR - 2}" rx="2" fill="{COLOURS[k]}"/>'
                       f'<text x="{LEFT + width + 5:.1f}" y="{there + 12}">{value:g} {html.escape(unit)}</text>')
    return "\n".join(svg + ["</svg>"]) + "\n"


def plot_table(table, title, unit, columns):
    """Bars for some columns of a table, by the names at their heads; rows without a number are left out."""
    head, rows = table
    places = [head.index(column) for column in columns]
    chosen = [(row[0], [float(row[place]) for place in places]) for row in rows
              if all(place < len(row) and NUMBER.match(row[place]) for place in places)]
    return bars(title, unit, chosen, columns)


def plots_of(name, text):
    """The pictures for a results page: file name and SVG. A table that a picture needs and that is gone is an error."""
    tables = tables_of(text)
    if name == "compile_time":
        return [("compile_time.svg", plot_table(tables[0], "Processor seconds of one translation unit", "s", ["seconds"]))]
    if name == "read":
        return [("read.svg", plot_table(tables[0], "Reading, in multiples of the parser alone", "",
                                        ["jobpoll", "Boost.JSON DOM, monotonic", "simdjson DOM"]))]
    return []
