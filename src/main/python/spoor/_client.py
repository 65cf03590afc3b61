"""One place to send to, and what is recorded for it."""

import atexit
import os
import sys
import threading
from typing import Any, Callable, Optional

from ._context import current, inherited_parent
from ._decorate import decorated
from ._sender import Counts, Record, Sender
from ._span import Span
from ._transport import Transport
from ._values import Value

VERSION = "0.1.0.dev0"
DEFAULT_URL = "http://127.0.0.1:4319"

# What says that a run is over: with one of these `trace` records it at once.
_FINISHED = frozenset(("output", "error", "status", "ended_at", "duration_ms", "halt_reason"))


class Client:
    """Records runs and sends them to one server. `spoor.configure` makes the one that the functions use."""

    def __init__(
        self,
        url: Optional[str] = None,
        token: Optional[str] = None,
        project: Optional[str] = None,
        agent: Optional[str] = None,
        feature: Optional[str] = None,
        session_id: Optional[str] = None,
        user_id: Optional[str] = None,
        environment: Optional[str] = None,
        release: Optional[str] = None,
        tags: "tuple[str, ...] | list[str]" = (),
        capture_content: bool = True,
        enabled: bool = True,
        max_records: int = 8192,
        max_bytes: int = 32 << 20,
        flush_interval: float = 1.0,
        exit_timeout: float = 2.0,
        request_timeout: float = 10.0,
    ) -> None:
        """See `spoor.configure`."""
        self.url = url or os.environ.get("SPOOR_URL") or DEFAULT_URL
        self.capture_content = capture_content
        self.enabled = enabled
        self._counts = Counts()
        self._tags = tuple(tags)
        self._defaults = {
            "project": project,
            "agent": agent,
            "feature": feature,
            "session_id": session_id or os.environ.get("SPOOR_SESSION_ID") or None,
            "user_id": user_id,
            "environment": environment,
            "release": release,
        }
        self._exit_timeout = exit_timeout
        resource: "dict[str, Value]" = {
            "service.name": agent or project or os.path.basename(sys.argv[0] or "") or "python",
            "telemetry.sdk.name": "spoor",
            "telemetry.sdk.language": "python",
            "telemetry.sdk.version": VERSION,
        }
        transport = Transport(self.url, token or os.environ.get("SPOOR_TOKEN"), request_timeout)
        self._sender = Sender(
            transport, resource, self._counts, max_records, max_bytes, flush_interval, exit_timeout
        )
        atexit.register(self._drain)

    def trace(self, name: Any = None, **fields: Any) -> Any:
        """See `spoor.trace`."""
        return traced(lambda: self, name, fields)

    def record_trace(self, name: str, fields: "dict[str, Any]") -> Span:
        """Records a run that is over, with the steps under `spans`."""
        spans = fields.pop("spans", ())
        run = self.start_trace(name, **fields)
        for span in spans:
            self._record_described(run, span)
        return run.end()

    def _record_described(self, run: Span, described: Any) -> None:
        try:
            fields = dict(described)
            kind = fields.pop("kind", "internal")
            self.record_child(run, fields.pop("name", kind), kind, fields)
        except Exception as problem:
            self.note_bad(f"a span of {run!r}: {problem!r}")

    def start_trace(self, name: str, kind: str = "agent", **fields: Any) -> Span:
        """See `spoor.start_trace`."""
        span = Span(self, name, kind)
        around = current.get()
        parent = inherited_parent() if around is None else (around.trace_id, around.span_id)
        if parent is not None:
            span.link(*parent)
        span.update(**self._defaults)
        span.update(tags=self._tags or None)
        return span.update(**fields)  # type: ignore[no-any-return]

    def start_span(self, name: str, kind: Optional[str] = None, parent: Optional[Span] = None, **fields: Any) -> Span:
        """See `spoor.start_span`."""
        around = parent or current.get()
        if around is None:
            return self.start_trace(name, kind or "agent", **fields)
        return self.child_of(around, name, kind or "internal", fields)

    def child_of(self, parent: Span, name: str, kind: str, fields: "dict[str, Any]") -> Span:
        """A span inside another."""
        return Span(self, name, kind, parent).update(**fields)  # type: ignore[no-any-return]

    def record_child(self, parent: Span, name: Optional[str], kind: str, fields: "dict[str, Any]") -> Span:
        """A span inside another, which is over; without times it took no time, now."""
        model = fields.get("model") or fields.get("request_model")
        label = name or (f"{kind} {model}" if model else kind)
        return self.child_of(parent, label, kind, fields).end()  # type: ignore[no-any-return]

    def record_llm(self, name: Optional[str] = None, parent: Optional[Span] = None, **fields: Any) -> Span:
        """See `spoor.record_llm`."""
        around = parent or current.get()
        if around is not None:
            return self.record_child(around, name, "llm", fields)
        with self.start_trace(name or "model call") as run:
            return self.record_child(run, name, "llm", fields)

    def record_tool(self, name: str, parent: Optional[Span] = None, **fields: Any) -> Span:
        """See `spoor.record_tool`."""
        around = parent or current.get()
        if around is not None:
            return around.record_tool(name, **fields)
        with self.start_trace(name) as run:
            return run.record_tool(name, **fields)

    def score(self, name: str, value: "float | bool | str", span: Optional[Span] = None, **about: Any) -> None:
        """See `spoor.score`."""
        graded = span or current.get()
        if graded is None:
            self.note_bad(f"score {name!r}: there is no current span; say which with span=")
        else:
            graded.score(name, value, **about)

    def flush(self, timeout: float = 5.0) -> bool:
        """See `spoor.flush`."""
        return self._sender.flush(timeout)

    def close(self, timeout: Optional[float] = None) -> bool:
        """Sends what waits, for `exit_timeout` seconds at most, and takes no more."""
        atexit.unregister(self._drain)
        return self._sender.close(self._exit_timeout if timeout is None else timeout)

    def _drain(self) -> None:
        self._sender.close(self._exit_timeout)

    def stats(self) -> "dict[str, Any]":
        """See `spoor.stats`."""
        counts, waiting = self._counts, self._sender.waiting()
        return {
            "recorded": counts.sent + counts.dropped + counts.rejected + waiting,
            "sent": counts.sent,
            "waiting": waiting,
            "dropped": counts.dropped,
            "rejected": counts.rejected,
            "invalid": counts.invalid,
            "last_problem": counts.last_problem,
        }

    def put(self, record: Record) -> None:
        """Takes a finished span or a score."""
        if self.enabled:
            self._sender.put(record)

    def note_bad(self, problem: str) -> None:
        """Counts what was left out."""
        self._counts.bad(problem)


def traced(client: "Callable[[], Client]", name: Any, fields: "dict[str, Any]") -> Any:
    """A decorated function, a decorator, or a run that is over."""
    if callable(name):
        return decorated(client, name, getattr(name, "__qualname__", type(name).__name__), {})
    if not _FINISHED.isdisjoint(fields):
        return client().record_trace(name, fields)
    return lambda function: decorated(client, function, name or getattr(function, "__qualname__", "call"), fields)


class Default:
    """The client that the functions of the package use; made with its settings by the first that needs it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._client: Optional[Client] = None

    def get(self) -> Client:
        """The client."""
        client = self._client
        if client is None:
            with self._lock:
                client = self._client or Client(**_harmless())
                self._client = client
        return client

    def replace(self, make: "Callable[[], Client]") -> Client:
        """Another client from now on; the one before sends what it has."""
        with self._lock:
            before, self._client = self._client, make()
            if before is not None:
                before.close(0)
            return self._client


def _harmless() -> "dict[str, Any]":
    # Nobody called configure, so nobody would see that SPOOR_URL is none.
    try:
        Transport(os.environ.get("SPOOR_URL") or DEFAULT_URL, None, 1)
        return {}
    except ValueError:
        return {"url": DEFAULT_URL, "enabled": False}
