"""Valid payloads of the catalogue's services: the recorded replies in tests/data, where each shape has its own."""
import json
import pathlib

DATA = pathlib.Path(__file__).parent.parent / "data"
# The status of the recorded refusals that have a contract of their own.
REFUSALS = {
    "google.operation": 404,
    "openai.batch": 404,
    "anthropic.message_batch": 404,
    "salesforce.bulk_job": 404,
    "bigquery.job": 404,
    "zendesk.job_status": 404,
}


def _payloads(recorded):
    """The payloads of one file, by the endpoint and the status that they are of."""
    made = {}
    for line in recorded["replies"]:
        reply = line.get("reply", {})
        if "payload" not in reply:
            continue
        status = reply.get("status", 200)
        shape = line["expect"].get("read_as", recorded["endpoint"])
        if status == 200 or REFUSALS.get(shape) == status:
            made.setdefault((shape, status), []).append(reply["payload"])
    return made


def endpoints():
    """Of each endpoint: its name, its payloads, and the status of the replies."""
    for path in sorted(DATA.glob("*/*.recorded.json")):
        recorded = json.loads(path.read_text(encoding="utf-8"))
        for (name, status), payloads in _payloads(recorded).items():
            yield name, payloads, status
