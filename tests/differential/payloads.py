"""Valid payloads for every endpoint, in the phases that its document knows: where sweep and mutations start."""
import catalogue

_USERPILOT = {
    "completed_rows": 120,
    "elapsed_time": 46,
    "end_time": "2025-05-19T07:25:29Z",
    "file_size": 20480,
    "filename": "users.csv",
    "job_id": "bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875",
    "links": "https://example.com/result.csv",
    "start_time": "2025-05-19 07:24:43",
    "status": "processing",
    "total_rows": 400,
    "type": "bulk_update",
}
_REPLY_IO = {
    "jobId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "status": "Processing",
    "category": "r2/bg-jobs/email-validation",
    "startedAt": "2023-11-07T05:31:56Z",
    "finishedAt": None,
    "progress": 0.5,
    "jsonData": '{"list":[1,2],"note":"a \\"quoted\\" word"}',
    "jsonDataResult": None,
}
_RETAILGRID = {
    "job_id": "9b2f1c7e-5a64-4c1d-8f0e-2d7a6b3c4e5f",
    "job_type": "import_products",
    "status": "running",
    "created_at": "2026-02-01T10:00:00+00:00",
    "progress": 47,
    "started_at": "2026-02-01T10:00:05.123456+00:00",
    "completed_at": None,
    "error_message": None,
    "grid_id": "1e0a7d52-9c1b-4f6a-b3d8-0a1b2c3d4e5f",
    "related_grid_fill_job_id": None,
    "grid_items_count": 1200,
}
_GU1 = {
    "jobId": "550e8400-e29b-41d4-a716-446655440000",
    "kind": "entity_automatic",
    "status": "running",
    "totalItems": 100,
    "succeeded": 45,
    "failed": 2,
    "skipped": 1,
    "heartbeatAt": "2026-06-26T12:00:00.000Z",
    "leaseExpiresAt": "2026-06-26T12:10:00.000Z",
    "workerError": None,
    "createdAt": "2026-06-26T11:59:00.000Z",
    "completedAt": None,
    "metadata": {"fileName": "entities.csv", "importMode": "upsert", "batchCancelRequested": False},
}
_GU1_FLAT = {
    "success": True,
    "jobId": "550e8400-e29b-41d4-a716-446655440000",
    "kind": "transaction_batch",
    "status": "completed",
    "totalItems": 100,
    "succeeded": 97,
    "failed": 2,
    "skipped": 1,
    "failures": [
        {"externalId": "t-1", "code": "INVALID_AMOUNT", "message": "amount must be positive"},
        {"taxId": "20-1", "type": "person", "outcome": "failed", "code": "DUPLICATE", "message": "seen before"},
    ],
    "truncated": False,
    "failuresTotal": 2,
    "skips": [{"rowKey": "7", "code": "DUPLICATE", "message": "seen before"}],
    "skipsTotal": 1,
}
_FAILURE = {"code": "WORKER_LOST", "message": "the worker stopped"}


def _without(payload, *keys):
    return {key: value for key, value in payload.items() if key not in keys}


def _userpilot_jobs():
    for status in ("queued", "validating", "processing", "pending_refresh", "completed", "failed"):
        yield {**_USERPILOT, "status": status}
    yield {**_without(_USERPILOT, "end_time", "links"), "completed_rows": 0}
    yield {"status": "queued"}
    yield {}


def _reply_io_jobs():
    for status in ("Scheduled", "Processing", "Done", "Failed", "Expired", "Cancelled", "Unknown"):
        yield {**_REPLY_IO, "status": status}
    ended = {"finishedAt": "2023-11-07T05:41:56Z", "progress": 1, "jsonDataResult": '{"valid":12}'}
    yield {**_REPLY_IO, "status": "Done", **ended}
    yield {**_REPLY_IO, "status": "Scheduled", **ended}
    yield {**_REPLY_IO, "progress": None, "category": None, "jsonData": None}
    yield {"jobId": _REPLY_IO["jobId"], "status": "Failed"}


def _retailgrid_jobs():
    nullable = ("progress", "started_at", "completed_at", "error_message", "grid_id", "related_grid_fill_job_id")
    yield _RETAILGRID
    yield {**_without(_RETAILGRID, *nullable, "grid_items_count"), "status": "queued"}
    yield {**_RETAILGRID, "status": "completed", "progress": 100, "completed_at": "2026-02-01T10:05:00Z"}
    yield {**_RETAILGRID, "status": "failed", "error_message": "bad file", "completed_at": "2026-02-01T10:05:00Z"}
    yield {**_RETAILGRID, "status": "paused", "related_grid_fill_job_id": _RETAILGRID["grid_id"].upper()}


def _gu1_jobs():
    yield {"success": True, "job": _GU1}
    yield {"success": True, "job": {**_without(_GU1, "metadata", "workerError"), "status": "queued"}}
    ended = {**_GU1, "completedAt": "2026-06-26T12:30:00.000Z", "heartbeatAt": None, "leaseExpiresAt": None}
    for status in ("completed", "failed", "cancelled", "interrupted"):
        yield {"success": True, "job": {**ended, "status": status, "kind": "user_event_batch"}}
    yield {"success": True, "job": {**ended, "status": "failed", "jobFailure": _FAILURE, "workerError": "lost"}}
    nothing = dict.fromkeys(("totalItems", "succeeded", "failed", "skipped", "metadata", "jobFailure"))
    yield {"success": True, "job": {**_GU1, **nothing}}
    yield {"success": True, "job": {**_GU1, "metadata": {"batchCancelRequested": True}}}


def _gu1_flat_jobs():
    yield _GU1_FLAT
    yield {**_GU1_FLAT, "failures": [], "failuresTotal": 0, "skips": [], "skipsTotal": 0}
    yield {**_without(_GU1_FLAT, "skips", "skipsTotal"), "status": "running", "kind": "entity_automatic"}
    yield {**_GU1_FLAT, "status": "failed", "jobFailure": _FAILURE}
    yield {**_GU1_FLAT, "status": "interrupted", "jobFailure": None, "totalItems": None}


def _validation_errors():
    bad_id = {"loc": ["path", "job_id"], "msg": "value is not a valid uuid", "type": "type_error.uuid"}
    yield {"detail": [bad_id]}
    yield {"detail": [bad_id, {"loc": ["body", 0, "x", 3], "msg": "field required", "type": "value_error.missing"}]}
    yield {"detail": [{**bad_id, "loc": []}]}
    yield {"detail": []}
    yield {}


def _lists(jobs):
    """Pages: of one, of all, of none."""
    listed = list(jobs)
    yield listed[:1]
    yield listed
    yield []


class Endpoint:
    """An endpoint, the status of its replies, and its valid payloads."""

    def __init__(self, name, payloads, status=200):
        self.name, self.status, self.payloads = name, status, list(payloads)
        self.contract = name if status == 200 else f"{name}.{status}"


def endpoints():
    userpilot_rows = [_without(job, "completed_rows") for job in _userpilot_jobs()]
    reply_io_rows = [_without(job, "jsonData", "jsonDataResult") for job in _reply_io_jobs()]
    return [
        Endpoint("userpilot.job", _userpilot_jobs()),
        Endpoint("userpilot.job_list", _lists(userpilot_rows)),
        Endpoint("reply_io.job", _reply_io_jobs()),
        Endpoint("reply_io.job_list", ({"items": page, "hasMore": False} for page in _lists(reply_io_rows))),
        Endpoint("retailgrid.job", _retailgrid_jobs()),
        Endpoint("retailgrid.job", _validation_errors(), status=422),
        Endpoint("gu1.job", _gu1_jobs()),
        Endpoint("gu1.job_with_failures", _gu1_flat_jobs()),
        *(Endpoint(*each) for each in catalogue.endpoints()),
    ]
