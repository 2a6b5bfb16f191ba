"""Every recorded reply of the catalogue's services, asked of `jobpoll check`, `replay` and `accepted`.

    recorded.py PROGRAM DATA

The files DATA/*/*.recorded.json say what each reply has to be read as. Skips as long as PROGRAM has none of the
endpoints; exits with 1 where an answer differs.
"""
import json
import pathlib
import subprocess
import sys

ITEMS, JOB = "items", ("times", "error", "result_url")
MAX_WAIT = "360000"


def run(program, *arguments, text=""):
    done = subprocess.run([program, *arguments], input=text.encode(), stdout=subprocess.PIPE, check=False)
    return done.stdout.decode()


def lines(replies):
    return "".join(json.dumps(reply) + "\n" for reply in replies)


def answered(answer, key):
    """What `check --jsonl` says under a key of `expect`."""
    job = answer.get("job") or {}
    if key == ITEMS or key in JOB:
        return job.get(key)
    if key == "violations":
        return [f"{v['rule']} {v['pointer']}" for v in answer["violations"] if v["rule"] != "shape"]
    if key == "problem" and answer["problem"]:
        return {"code": answer["problem"]["code"], "message": answer["problem"]["message"]}
    return answer.get(key)


def agrees(expected, found):
    """Objects are compared by the members that are expected; a time that is not expected may be there."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(found.get(key) == value for key, value in expected.items())
    return found == expected


def checked(program, recorded):
    cases = [line for line in recorded["replies"] if "reply" in line]
    out = run(program, "check", recorded["endpoint"], "--jsonl", "--job-id", recorded["job_id"],
              text=lines(line["reply"] for line in cases))
    answers = [json.loads(line) for line in out.splitlines()]
    if len(answers) != len(cases):
        yield f"{len(answers)} answers to {len(cases)} replies"
        return
    for line, answer in zip(cases, answers):
        for key, expected in line["expect"].items():
            found = answered(answer, key)
            if key != "retry_after_ms" and not agrees(expected, found):
                yield f"{line['name']}: {key} is {json.dumps(found)}, expected {json.dumps(expected)}"


def replayed(program, recorded):
    by_name = {line["name"]: line["reply"] for line in recorded["replies"] if "reply" in line}
    for story in recorded["stories"]:
        out = run(program, "replay", recorded["endpoint"], "--jsonl", "--job-id", recorded["job_id"], "--max-wait",
                  MAX_WAIT, text=lines(by_name[name] for name in story["plays"]))
        last = json.loads(out.splitlines()[-1]) if out else {}
        if last.get("outcome") != story["ends"]:
            yield f"story {story['name']} ends {last.get('outcome')}, expected {story['ends']}"


def accepted(program, recorded):
    for line in recorded["replies"]:
        if "accepted" in line:
            out = run(program, "accepted", recorded["endpoint"], text=lines([line["accepted"]]))
            for key in ("id", "url"):
                if line["expect"][key] is not None and line["expect"][key] not in out:
                    yield f"{line['name']}: no {key} {line['expect'][key]} in {out!r}"


def main():
    program, data = sys.argv[1], pathlib.Path(sys.argv[2])
    known, wrong, replies = run(program, "endpoints"), [], 0
    files = sorted(data.glob("*/*.recorded.json"))
    recordings = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    if not any(recorded["endpoint"] in known for recorded in recordings):
        print("skipped: the program has none of the recorded endpoints")
        return 0
    for recorded in recordings:
        replies += len(recorded["replies"])
        for part in (checked, replayed, accepted):
            wrong += [f"{recorded['endpoint']}: {what}" for what in part(program, recorded)]
    print("\n".join(wrong))
    print(f"recorded: {replies} replies of {len(recordings)} endpoints, {len(wrong)} differences")
    return 1 if wrong or not replies else 0


if __name__ == "__main__":
    sys.exit(main())
