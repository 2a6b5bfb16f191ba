"""The picture of a replay, from outside: a program, recordings, and an XML parser.

    picture.py PROGRAM DATA PICTURES [write]

With `write` the example of the documents is drawn again. Every recording is drawn, and the drawing is compared with what the same program says in JSON lines.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PROGRAM, DATA, PICTURES = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SVG = "{http://www.w3.org/2000/svg}"
EXAMPLE = ("reply_io/job.throttled", "replay.svg")

failures = 0


def check(condition, what):
    global failures
    if not condition:
        failures += 1
        print("FAILED", what)


def run(*words, text=""):
    return subprocess.run([PROGRAM, *map(str, words)], input=text, capture_output=True, text=True, timeout=20)


def draw(endpoint, job_id, text, *options):
    """The drawing as text and as a tree, and the decisions of the same replay."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.svg"
        done = run("replay", endpoint, "--job-id", job_id, "--jsonl", "--svg", path, *options, text=text)
        check(done.returncode == 0, f"{endpoint}: exit code {done.returncode}: {done.stderr}")
        drawn = path.read_text(encoding="utf-8")
    return drawn, ElementTree.fromstring(drawn), [json.loads(line) for line in done.stdout.splitlines()]


def stories():
    """Name, endpoint, job id and lines of every story of DATA."""
    for path in sorted(DATA.glob("*/stories.jsonl")):
        told = []
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            head = json.loads(line)
            if "story" in head:
                told.append([path.parent.name + "/" + head["story"], head["endpoint"], head["job_id"], ""])
            else:
                told[-1][3] += line
        yield from told


def named(tree, element, name):
    return [e for e in tree.iter(SVG + element) if e.get("class") == name]


def words_of(tree):
    return [e.text or "" for e in tree.iter(SVG + "text")]


def check_drawing(name, drawn, tree, decisions, lines):
    title = " ".join(words_of(tree))
    last = decisions[-1]
    check(last["outcome"] in title, f"{name}: the outcome is not there")
    # Every poll has its mark, up to the end of the job.
    ended = next((i for i, d in enumerate(decisions) if d["action"] == "stop"), len(decisions) - 1)
    played = lines[:ended]
    marks = [e for kind in ("news", "no_news", "fault", "unusable", "refusal", "renewal", "pause")
             for e in named(tree, "circle", kind) if e.find(SVG + "title") is not None]
    polls = [line for line in played if not line.get("restart") and not line.get("cancel")]
    check(len(marks) == len(polls), f"{name}: {len(marks)} marks for {len(polls)} polls")
    # Every wait has its length and its reason.
    waits = [d for d, line in zip(decisions[:ended], [{}] + lines) if d["delay_ms"] > 0 and not line.get("restart")]
    for d in waits:
        reasons = [e for e in named(tree, "rect", d["why"]) if e.find(SVG + "title") is not None]
        check(reasons, f"{name}: no wait because of {d['why']}")
    check(len([e for e in tree.iter(SVG + "rect") if e.find(SVG + "title") is not None]) == len(waits),
          f"{name}: another number of waits")
    # Every phase that lasted has its field, and every report of progress its point.
    for phase in {d["phase"] for d in decisions[1:ended]} - {None}:
        check(named(tree, "rect", phase), f"{name}: no phase {phase}")
    if any(d["progress"] is not None for d in decisions):
        check(named(tree, "circle", "point") and named(tree, "polyline", "curve"), f"{name}: no progress")
    else:
        check("this job reports no progress" in title, f"{name}: progress out of nothing")
    if any(d["why"] == "progress" for d in decisions[:ended]):
        check(named(tree, "line", "aim"), f"{name}: no predicted end")
    check("prefers-color-scheme:dark" in drawn, f"{name}: no dark colours")
    for outside in ("http:", "https:", "url(", "<script", "<image", "@import", "nan", "inf "):
        check(outside not in drawn.replace(SVG[1:-1], "").lower(), f"{name}: {outside}")


def check_every_recording():
    drawn_count = 0
    for name, endpoint, job_id, text in stories():
        drawn, tree, decisions = draw(endpoint, job_id, text)
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        check_drawing(name, drawn, tree, decisions, lines)
        check(draw(endpoint, job_id, text)[0] == drawn, f"{name}: drawn twice, two drawings")
        check(job_id in words_of(tree), f"{name}: the job id is not there")
        drawn_count += 1
    check(drawn_count > 20, f"only {drawn_count} recordings")
    return drawn_count


def check_what_is_said():
    _, endpoint, job_id, text = next(s for s in stories() if s[0] == EXAMPLE[0])
    drawn, tree, _ = draw(endpoint, job_id, text)
    if sys.argv[4:] == ["write"]:
        (PICTURES / EXAMPLE[1]).write_text(drawn, encoding="utf-8")
    words = words_of(tree)
    for wanted in ("429", "30.2s Retry-After", "it ended in here", "running", "100 %", "waits", "polls"):
        check(wanted in words, f"the example does not say {wanted}")
    check(any("late" in w for w in words), "the example does not say how late it is")
    check(drawn == (PICTURES / EXAMPLE[1]).read_text(encoding="utf-8"),
          f"docs/pictures/{EXAMPLE[1]} is not what the program draws; regenerate it:\n  "
          + " ".join(sys.argv[:4]) + " write")


def check_odd_stories():
    running = '{"payload":{"job_id":"j","status":"processing","completed_rows":40,"total_rows":100}}\n'
    odd = [{"no_reply": True}, {"restart": True, "at_ms": 20000}, {"cancel": True, "at_ms": 60000}]
    drawn, tree, _ = draw("userpilot.job", "j", running + "".join(json.dumps(line) + "\n" for line in odd))
    for label in ("no reply", "restart", "cancel"):
        check(label in words_of(tree), f"no label: {label}")
    check("abandoned" in drawn, "the end of a cancelled polling")
    check("it ended in here" not in drawn, "the end of an abandoned job is unknown")
    drawn, tree, _ = draw("userpilot.job", "j", "")
    check("the recording ends here" in drawn, "an empty recording")
    drawn, tree, _ = draw("userpilot.job", "j", running * 40)
    check("the recording ends here" in drawn, "a long recording")


def check_hostile_text():
    hostile = "<script>alert('&')</script>\"\u0000\u001b[31m\u202e]]>\uffff"
    body = json.dumps({"job_id": hostile, "status": hostile, "links": hostile})
    line = json.dumps({"status": 200, "body": body}) + "\n"
    drawn, tree, _ = draw("userpilot.job", "j<&>\"'", line * 3)
    check("<script" not in drawn.lower(), "markup of a vendor in the picture")
    check("j<&>\"'" in words_of(tree), "a job id with markup is shown as it is")
    body = json.dumps({"job_id": "j", "status": hostile})
    drawn, tree, _ = draw("retailgrid.job", "j", json.dumps({"status": 200, "body": body}) + "\n")
    check("<script" not in drawn.lower(), "markup in a status")
    check(all(ord(c) >= 32 or c in "\n\t" for c in drawn), "a control character in the picture")


def check_refusals():
    line = '{"no_reply":true}\n'
    check(run("replay", "gu1.job", "--svg", "/nowhere/a.svg", text=line).returncode == 74, "a folder that is not there")
    check(run("replay", "gu1.job", "--svg", "", text=line).returncode == 64, "an empty name")
    with tempfile.TemporaryDirectory() as folder:
        ids = pathlib.Path(folder) / "ids"
        ids.write_text("a\n")
        many = run("replay", "userpilot.job_list", "--job-ids", ids, "--svg", "a.svg", text=line)
        check(many.returncode == 64 and "--svg draws one job" in many.stderr, "a picture of many jobs")
        path = pathlib.Path(folder) / "a.svg"
        check(run("replay", "gu1.job", "--svg", path, text="{").returncode != 0, "a line that is no JSON")


recordings = check_every_recording()
check_what_is_said()
check_odd_stories()
check_hostile_text()
check_refusals()
print(f"{recordings} recordings drawn, {failures} failures")
sys.exit(1 if failures else 0)
