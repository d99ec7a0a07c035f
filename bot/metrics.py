"""What we count, for `/metrics`: requests by route and outcome, and never a person, a text or an address."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, generate_latest

from intake.evidence.standing import FilesStanding
from intake.jobs import JobStanding

CONTENT_TYPE: str = CONTENT_TYPE_LATEST

_REQUESTS = Counter(
    "shangmi_requests",
    "What came in at the doors, by route and by how it ended.",
    ["route", "outcome"],
)

_OUTCOMES = Counter(
    "shangmi_outcomes",
    "What became of messages that wanted an answer: answered, menu, nothing, person, off; and why.",
    ["outcome", "reason"],
)

_JOB_DONE = Gauge("shangmi_job_done_timestamp_seconds", "When a round of the job last went well.", ["job"])
_JOB_FAILURES = Gauge("shangmi_job_failures_in_a_row", "Rounds that failed since one went well.", ["job"])
_JOB_FAILED = Gauge("shangmi_job_failed_rounds", "Rounds of the job that failed since the start.", ["job"])

_FILES = Gauge("shangmi_evidence_files", "Files handed in, by what is known of their harmlessness.", ["state"])
_FILE_BYTES = Gauge("shangmi_evidence_bytes", "How large the files that were handed in are together.")


_NOTICES = Gauge("shangmi_notices", "Notices that wait to leave, or were given up, by kind.", ["kind", "state"])


def count(route: str, outcome: str) -> None:
    """Count one request.

    route    the door's own name, such as "wechat" or "web_message": never a path somebody typed
    outcome  one of the door's few words, such as "answered", "forged", "busy"
    """
    _request(route, outcome).inc()


def count_outcome(outcome: str, reason: str) -> None:
    """Count what became of one message, as `bot.outcomes` has it."""
    _outcome(outcome, reason).inc()


# Both have a few words of ours as labels; looking a counter up by them takes a lock and a table each time.
@cache
def _request(route: str, outcome: str) -> Counter:
    return _REQUESTS.labels(route, outcome)


@cache
def _outcome(outcome: str, reason: str) -> Counter:
    return _OUTCOMES.labels(outcome, reason)


def tell_of_jobs(standings: Mapping[str, JobStanding]) -> None:
    """Show how the jobs stand, by name, at the moment they are asked for."""
    for name, standing in standings.items():
        if standing.done_at is not None:
            _JOB_DONE.labels(name).set(standing.done_at.timestamp())
        _JOB_FAILURES.labels(name).set(standing.failures)
        _JOB_FAILED.labels(name).set(standing.failed)


def tell_of_evidence(standing: FilesStanding) -> None:
    """Show how the files stand, at the moment they are asked for."""
    for state, files in standing.files.items():
        _FILES.labels(state).set(files)
    _FILE_BYTES.set(standing.bytes)


def tell_of_notices(standing: Mapping[tuple[str, str], int]) -> None:
    """Show what waits in the outbox and what was given up, by kind and state, at the moment they are asked for."""
    _NOTICES.clear()
    for (kind, state), count_of_them in standing.items():
        _NOTICES.labels(kind, state).set(count_of_them)


def exposition() -> bytes:
    """Return everything counted, in the format that Prometheus reads."""
    return generate_latest()
