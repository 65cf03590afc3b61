"""Sends runs of agents to Spoor. A call never waits for the network, and never raises for what it is given.

    import spoor

    spoor.configure(project="shop", agent="fixer")

    with spoor.start_trace("fix the flaky test", input=task) as run:
        run.record_llm(provider="anthropic", model=reply.model, usage=reply.usage, input=messages, output=reply)
        with run.child("run tests", kind="tool", tool_name="bash", input="mvn test") as step:
            step.set_output(run_tests())
        run.set_output("fixed").score("tests pass", 1)

What is recorded waits within bounds and is sent by a thread in the background; at the end of the program it is given
2 s. Without a server everything goes on as usual, and `stats()` counts what was dropped.
"""

from typing import Any, Optional

from ._client import VERSION as __version__
from ._client import Client, Default, traced
from ._context import carry, current_span, current_traceparent
from ._span import Span

__all__ = [
    "Client",
    "Span",
    "__version__",
    "carry",
    "configure",
    "current_span",
    "current_traceparent",
    "flush",
    "record_llm",
    "record_tool",
    "score",
    "start_span",
    "start_trace",
    "stats",
    "trace",
]

_default = Default()


def configure(
    url: Optional[str] = None,
    token: Optional[str] = None,
    project: Optional[str] = None,
    agent: Optional[str] = None,
    *,
    capture_content: bool = True,
    **settings: Any,
) -> Client:
    """Says where runs go and what they have in common. Without it the environment and the defaults hold.

    Args:
        url: the server; SPOOR_URL, else http://127.0.0.1:4319.
        token: what lets this program write there; SPOOR_TOKEN, else none.
        project, agent: of all runs; also feature, session_id (SPOOR_SESSION_ID), user_id, environment, release, tags.
        capture_content: False keeps inputs and outputs here and sends only what is said about them.
        settings: enabled (False records nothing), max_records and max_bytes that may wait (8192, 32 MiB), the seconds
            flush_interval (1), exit_timeout (2) and request_timeout (10).

    Raises:
        ValueError: the url is none. This is the only function that raises.
    """
    return _default.replace(
        lambda: Client(url, token, project, agent, capture_content=capture_content, **settings)
    )


def trace(name: Any = None, **fields: Any) -> Any:
    """Makes each call of a function a run, or a step when there is a current span; or records a run that is over.

    `@spoor.trace`, `@spoor.trace("name", kind="tool")`: plain functions, coroutines and generators of both kinds;
    arguments are the input, the result is the output, and an exception fails the span and goes on.

    `spoor.trace("nightly report", input=..., output=..., duration_ms=1200, spans=[{"kind": "llm", ...}])`: with an
    output, error, status, ended_at, duration_ms or halt_reason the run is over, and is recorded at once.

    Takes the fields of `Span.update`.
    """
    return traced(_default.get, name, fields)


def start_trace(name: str, kind: str = "agent", **fields: Any) -> Span:
    """Starts a run, to be used in a `with` block, or ended with `end()`. Takes the fields of `Span.update`.

    Inside another span, or in a program that was given TRACEPARENT, the new run hangs below that span.
    """
    return _default.get().start_trace(name, kind, **fields)


def start_span(name: str, kind: Optional[str] = None, parent: Optional[Span] = None, **fields: Any) -> Span:
    """Starts a step inside `parent`, else inside the current span; without either a run. For a `with` block."""
    return _default.get().start_span(name, kind, parent, **fields)


def record_llm(name: Optional[str] = None, parent: Optional[Span] = None, **fields: Any) -> Span:
    """Records a call of a model that is over, inside the current span: model, provider, usage, input, output...

    `usage` is any provider's own usage object. Takes the fields of `Span.update`.
    """
    return _default.get().record_llm(name, parent, **fields)


def record_tool(name: str, parent: Optional[Span] = None, **fields: Any) -> Span:
    """Records a call of a tool that is over, inside the current span. Takes the fields of `Span.update`."""
    return _default.get().record_tool(name, parent, **fields)


def score(name: str, value: "float | bool | str", span: Optional[Span] = None, **about: Any) -> None:
    """Grades the current span, or `span`; about it: label, reason, source (sdk, human, judge, check, agent)."""
    _default.get().score(name, value, span, **about)


def flush(timeout: float = 5.0) -> bool:
    """Sends what waits and waits for it, so many seconds at most. False when something could not be sent yet."""
    return _default.get().flush(timeout)


def stats() -> "dict[str, Any]":
    """What became of what was recorded: recorded, sent, waiting, dropped, rejected by the server, invalid values that
    were left out, and the last problem in words."""
    return _default.get().stats()
