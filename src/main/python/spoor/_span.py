"""A step of a run while it lasts."""

import asyncio
import json
import os
import time
import traceback
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar

from ._context import current
from ._otlp import score_text, span_text
from ._sender import Record
from ._usage import usage_attributes
from ._values import JsonText, Value, frozen, size

if TYPE_CHECKING:
    from ._client import Client

_Method = TypeVar("_Method", bound=Callable[..., Any])

STATUSES = frozenset(("ok", "error", "cancelled"))
_OPERATIONS = {
    "agent": "invoke_agent",
    "llm": "chat",
    "tool": "execute_tool",
    "mcp": "execute_tool",
    "retrieval": "retrieval",
    "embedding": "embeddings",
    "rerank": "rerank",
}
_CONTENT = frozenset(("input", "output"))

# Our fields by the name they travel under: that of OpenTelemetry where it has one.
_ATTRIBUTES = {
    "input": "spoor.input",
    "output": "spoor.output",
    "agent": "spoor.run.agent",
    "project": "spoor.run.project",
    "feature": "spoor.run.feature",
    "session_id": "session.id",
    "user_id": "user.id",
    "thread_id": "spoor.run.thread_id",
    "runner_id": "spoor.run.runner_id",
    "environment": "spoor.run.environment",
    "release": "spoor.run.release",
    "metadata": "spoor.run.metadata",
    "halt_reason": "spoor.run.halt_reason",
    "provider": "gen_ai.provider.name",
    "model": "gen_ai.response.model",
    "request_model": "gen_ai.request.model",
    "temperature": "gen_ai.request.temperature",
    "max_tokens": "gen_ai.request.max_tokens",
    "cost_usd": "spoor.cost_usd",
    "tool_name": "gen_ai.tool.name",
    "tool_call_id": "gen_ai.tool.call.id",
    "attempt": "spoor.attempt",
}


def never_raises(method: _Method) -> _Method:
    """Whatever is wrong with what was recorded is counted, and the program goes on."""

    @wraps(method)
    def quiet(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except Exception as problem:
            self.note_bad(f"{method.__name__}: {problem!r}")
            return self

    return quiet  # type: ignore[return-value]


class Span:
    """A step of a run. Ends with its `with` block, or when `end` is called; what is set afterwards is left out.

    No method raises for what it is given: bad values are counted in `stats()`.
    """

    def __init__(
        self, client: "Client", name: str, kind: str, parent: "Optional[Span]" = None, trace_id: Optional[str] = None
    ) -> None:
        self._client = client
        self._name = name if type(name) is str else _word(name)
        self._parent = parent
        random = os.urandom(24).hex()
        self.trace_id = trace_id or (random[16:] if parent is None else parent.trace_id)
        self.span_id = random[:16]
        self._started = time.time_ns()
        self._clock = time.perf_counter_ns()
        self._told_start: Optional[int] = None
        self._told_end: Optional[int] = None
        self._told_nanos: Optional[int] = None
        self._ended: Optional[int] = None
        self._attributes: "dict[str, Value]" = {}
        self._bytes = 256
        self._tags: "list[str]" = []
        self._events: "list[tuple[int, str, dict[str, Value]]]" = []
        self._links: "list[tuple[str, str]]" = []
        self._failure: Optional[str] = None
        self._around: Optional[Span] = None
        self._set_kind(kind)

    @property
    def traceparent(self) -> str:
        """This span as a W3C `traceparent`."""
        return f"00-{self.trace_id}-{self.span_id}-01"

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._ended is not None

    @never_raises
    def update(self, **fields: Any) -> "Span":
        """Sets fields by name: input, output, kind, status, error, usage, model, request_model, provider, cost_usd,
        temperature, max_tokens, finish_reason, ttft_ms, tool_name, tool_call_id, attempt, attributes, tags,
        started_at, ended_at, duration_ms, and of a run project, agent, feature, session_id, user_id, thread_id,
        runner_id, environment, release, metadata, halt_reason.

        `usage` is any provider's own usage object. Times are seconds since 1970 or datetimes. None changes nothing.
        """
        for field, value in fields.items():
            if value is not None:
                try:
                    self._set_field(field, value)
                except Exception as problem:
                    self.note_bad(f"{field} of span {self._name!r}: {problem!r}")
        return self

    def set_input(self, value: Any) -> "Span":
        """What the step was given: a text, or anything that JSON can say."""
        return self.update(input=value)  # type: ignore[no-any-return]

    def set_output(self, value: Any) -> "Span":
        """What came out of it."""
        return self.update(output=value)  # type: ignore[no-any-return]

    @never_raises
    def set_attribute(self, key: str, value: Any) -> "Span":
        """One attribute, under exactly this name."""
        if type(key) is not str:
            raise TypeError(f"a key is a text, not {key!r}")
        if value is not None:
            self._set(key, value)
        return self

    @never_raises
    def add_tag(self, tag: str) -> "Span":
        """One more tag."""
        self._require_open()
        if type(tag) is not str or not tag:
            raise TypeError(f"a tag is a text, not {tag!r}")
        if tag not in self._tags:
            self._tags.append(tag)
        return self

    @never_raises
    def record_exception(self, error: BaseException) -> "Span":
        """The step failed with this error."""
        stack = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        self._fail(type(error).__qualname__, str(error), stack)
        return self

    def child(self, name: str, kind: str = "internal", **fields: Any) -> "Span":
        """A step inside this one, to be used in a `with` block. Takes the fields of `update`."""
        return self._client.child_of(self, name, kind, fields)

    def record_llm(self, name: Optional[str] = None, **fields: Any) -> "Span":
        """A call of a model that is over, in one line. Takes the fields of `update`: model, usage, input, output..."""
        return self._client.record_child(self, name, "llm", fields)

    def record_tool(self, name: str, **fields: Any) -> "Span":
        """A call of a tool that is over, in one line. Takes the fields of `update`."""
        fields.setdefault("tool_name", name)
        return self._client.record_child(self, name, "tool", fields)

    @never_raises
    def score(
        self,
        name: str,
        value: "float | bool | str",
        label: Optional[str] = None,
        reason: Optional[str] = None,
        source: str = "sdk",
    ) -> "Span":
        """Grades this step, or the run when it is the run's own span. A text is a label."""
        about: "dict[str, Value]" = {"gen_ai.evaluation.name": str(name), "spoor.source": str(source)}
        if isinstance(value, str):
            label = label or value
        else:
            about["gen_ai.evaluation.score.value"] = float(value)
        if label is not None:
            about["gen_ai.evaluation.score.label"] = str(label)
        if reason is not None:
            about["gen_ai.evaluation.explanation"] = str(reason)
        # A score that is sent twice, since an answer was lost, stays one score.
        about["spoor.score_id"] = os.urandom(16).hex()
        text = partial(score_text, self.trace_id, self.span_id, time.time_ns(), about)
        self._client.put(Record("/v1/logs", 256 + sum(map(size, about.values())), text))
        return self

    @never_raises
    def end(self, **fields: Any) -> "Span":
        """The step is over. Takes the fields of `update`; does nothing the second time."""
        if self._ended is None:
            self.update(**fields)
            self._finish()
        return self

    def __enter__(self) -> "Span":
        self._around = current.get()
        current.set(self)
        return self

    def __exit__(self, kind: "type[BaseException] | None", error: Optional[BaseException], stack: Any) -> None:
        if current.get() is self:
            around = self._around
            while around is not None and around.ended:
                around = around._around
            current.set(around)
        if error is not None and self._ended is None:
            self.note_failure(error)
        self.end()

    def note_failure(self, error: BaseException) -> None:
        """What left the span's block: a failure, a cancellation, or the close of a generator, which is none."""
        if isinstance(error, (KeyboardInterrupt, asyncio.CancelledError)):
            self.update(status="cancelled")
        elif not isinstance(error, GeneratorExit):
            self.record_exception(error)

    def note_bad(self, problem: str) -> None:
        """Counts what was left out."""
        self._client.note_bad(problem)

    def link(self, trace_id: str, span_id: str) -> None:
        """Names a span of another run as the cause of this one."""
        self._links.append((trace_id, span_id))
        self._attributes["spoor.run.parent_trace_id"] = trace_id
        self._attributes["spoor.run.parent_span_id"] = span_id

    def _require_open(self) -> None:
        if self._ended is not None:
            raise ValueError(f"span {self._name!r} is over")

    def _set(self, key: str, value: Any) -> None:
        self._require_open()
        kept = frozen(value)
        self._attributes[key] = kept
        self._bytes += size(kept) + len(key)

    def _set_field(self, field: str, value: Any) -> None:
        if field in _CONTENT and not self._client.capture_content:
            return
        key = _ATTRIBUTES.get(field)
        if key is not None:
            self._set(key, value)
            return
        setter = getattr(self, "_set_" + field, None)
        if setter is None or field == "field":
            raise TypeError("there is no such field; use attributes={...} for what is your own")
        self._require_open()
        setter(value)

    def _set_kind(self, kind: str) -> None:
        kind = kind if type(kind) is str else _word(kind)
        self._attributes["spoor.kind"] = kind
        operation = _OPERATIONS.get(kind)
        if operation is not None:
            self._attributes["gen_ai.operation.name"] = operation

    def _set_status(self, status: str) -> None:
        if status not in STATUSES:
            raise ValueError(f"status is one of {sorted(STATUSES)}, not {status!r}")
        self._attributes["spoor.status"] = status
        if status == "error" and self._failure is None:
            self._failure = ""

    def _set_error(self, error: Any) -> None:
        if isinstance(error, BaseException):
            self.record_exception(error)
        elif isinstance(error, dict):
            self._fail(str(error.get("type", "error")), str(error.get("message", "")), str(error.get("stack", "")))
        else:
            self._fail("error", str(error), "")

    def _fail(self, kind: str, message: str, stack: str) -> None:
        self._require_open()
        self._failure = message or kind
        self._attributes["error.type"] = kind
        about: "dict[str, Value]" = {"exception.type": kind, "exception.message": message}
        if stack:
            about["exception.stacktrace"] = stack
        self._bytes += sum(map(size, about.values()))
        self._events.append((time.time_ns(), "exception", about))

    def _set_usage(self, usage: Any) -> None:
        counts = usage_attributes(usage)
        if not counts:
            raise ValueError("no count that we know; an example is {'input_tokens': 1200, 'output_tokens': 80}")
        self._attributes.update(counts)

    def _set_finish_reason(self, reason: Any) -> None:
        self._set("gen_ai.response.finish_reasons", [str(reason)])

    def _set_ttft_ms(self, millis: float) -> None:
        self._set("gen_ai.response.time_to_first_chunk", float(millis) / 1000)

    def _set_attributes(self, attributes: "dict[str, Any]") -> None:
        for key, value in attributes.items():
            self.set_attribute(key, value)

    def _set_tags(self, tags: Any) -> None:
        for tag in [tags] if isinstance(tags, str) else tags:
            self.add_tag(tag)

    def _set_started_at(self, at: Any) -> None:
        self._told_start = _nanos(at)

    def _set_ended_at(self, at: Any) -> None:
        self._told_end = _nanos(at)

    def _set_duration_ms(self, millis: float) -> None:
        if not 0 <= millis < 1e14:
            raise ValueError(f"a duration is milliseconds from 0, not {millis!r}")
        self._told_nanos = int(float(millis) * 1e6)

    def _times(self) -> "tuple[int, int]":
        start, end, nanos = self._told_start, self._told_end, self._told_nanos
        if start is None and end is None and nanos is None:
            return self._started, self._started + time.perf_counter_ns() - self._clock
        if end is None:
            end = start + nanos if start is not None and nanos is not None else time.time_ns()
        if start is None:
            start = self._started if nanos is None else end - nanos
        if end < start:
            self.note_bad(f"span {self._name!r} ended before it started")
        return start, max(start, end)

    def _finish(self) -> None:
        started, ended = self._times()
        if self._tags:
            self._attributes["spoor.run.tags"] = JsonText(json.dumps(self._tags))
        self._ended = ended
        ids = (self.trace_id, self.span_id, "" if self._parent is None else self._parent.span_id)
        text = partial(
            span_text,
            ids,
            self._name,
            (started, ended),
            self._attributes,
            self._events,
            self._links,
            self._failure,
        )
        self._client.put(Record("/v1/traces", self._bytes + len(self._name), text))


def _word(value: Any) -> str:
    try:
        return str(value)
    except Exception:
        return type(value).__name__


def _nanos(at: Any) -> int:
    seconds = at.timestamp() if hasattr(at, "timestamp") else at
    if isinstance(seconds, bool) or not 0 < seconds < 1e11:
        raise ValueError(f"a time is a datetime or seconds since 1970, not {at!r}")
    return int(seconds * 1_000_000) * 1000
