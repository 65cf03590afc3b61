"""Spans and scores in the JSON form of OTLP."""

import json
import math
from typing import Any, Iterable

from ._values import JsonText, Value

SCORE_EVENT = "gen_ai.evaluation.result"
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def traces_body(resource: "dict[str, Value]", spans: "Iterable[str]") -> bytes:
    """A request for /v1/traces."""
    return _body("Spans", "spans", resource, spans)


def logs_body(resource: "dict[str, Value]", records: "Iterable[str]") -> bytes:
    """A request for /v1/logs."""
    return _body("Logs", "logRecords", resource, records)


def _body(signal: str, member: str, resource: "dict[str, Value]", records: "Iterable[str]") -> bytes:
    head = '{"resource%s":[{"resource":%s,"scope%s":[{"scope":%s,"%s":[' % (
        signal,
        json.dumps({"attributes": _attributes(resource)}),
        signal,
        json.dumps({"name": "spoor.sdk", "version": str(resource["telemetry.sdk.version"])}),
        member,
    )
    return (head + ",".join(records) + "]}]}]}").encode("ascii")


def span_text(
    ids: "tuple[str, str, str]",
    name: str,
    times: "tuple[int, int]",
    attributes: "dict[str, Value]",
    events: "list[tuple[int, str, dict[str, Value]]]",
    links: "list[tuple[str, str]]",
    failure: "str | None",
) -> str:
    """One span. `failure` is the words of its error, None without one."""
    trace_id, span_id, parent = ids
    span: "dict[str, Any]" = {
        "traceId": trace_id,
        "spanId": span_id,
        "name": name,
        "kind": 1,
        "startTimeUnixNano": str(times[0]),
        "endTimeUnixNano": str(times[1]),
        "attributes": _attributes(attributes),
    }
    if parent:
        span["parentSpanId"] = parent
    if events:
        span["events"] = [
            {"timeUnixNano": str(at), "name": event, "attributes": _attributes(about)} for at, event, about in events
        ]
    if links:
        span["links"] = [{"traceId": trace, "spanId": linked} for trace, linked in links]
    if failure is not None:
        span["status"] = {"code": 2, "message": failure}
    return json.dumps(span, separators=(",", ":"))


def score_text(trace_id: str, span_id: str, at: int, attributes: "dict[str, Value]") -> str:
    """One score."""
    record = {
        "timeUnixNano": str(at),
        "severityNumber": 9,
        "eventName": SCORE_EVENT,
        "traceId": trace_id,
        "spanId": span_id,
        "attributes": _attributes(attributes),
    }
    return json.dumps(record, separators=(",", ":"))


def _attributes(values: "dict[str, Value]") -> "list[dict[str, Any]]":
    return [{"key": key, "value": _any(_plain(value))} for key, value in values.items()]


def _plain(value: Value) -> Any:
    return json.loads(value.text) if type(value) is JsonText else value


def _any(value: Any) -> "dict[str, Any]":
    if value is None:
        return {}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        # What 64 bits cannot hold keeps its digits as a text.
        return {"intValue": str(value)} if _SMALLEST <= value <= _LARGEST else {"stringValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value if math.isfinite(value) else _word(value)}
    if isinstance(value, list):
        return {"arrayValue": {"values": [_any(element) for element in value]}}
    return {"kvlistValue": {"values": [{"key": key, "value": _any(member)} for key, member in value.items()]}}


def _word(number: float) -> str:
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
