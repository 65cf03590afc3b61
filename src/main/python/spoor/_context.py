"""Where the program stands: the span it is in, and what the program that started it handed down."""

import os
import re
from contextvars import ContextVar, copy_context
from functools import wraps
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar

if TYPE_CHECKING:
    from ._span import Span

_FORM = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
_Function = TypeVar("_Function", bound=Callable[..., Any])

# A task of asyncio begins with the context of whoever made it.
current: "ContextVar[Optional[Span]]" = ContextVar("spoor_span", default=None)


def inherited_parent() -> "tuple[str, str] | None":
    """Trace and span of the program that started this one (W3C Trace Context in TRACEPARENT)."""
    parts = _FORM.fullmatch(os.environ.get("TRACEPARENT", "").strip())
    if parts is None or set(parts[1]) == {"0"} or set(parts[2]) == {"0"}:
        return None
    return parts[1], parts[2]


def current_span() -> "Optional[Span]":
    """The span this code runs in; None outside of all."""
    return current.get()


def current_traceparent() -> Optional[str]:
    """The W3C `traceparent` of the span this code runs in, else what this program was started with, else None.

    Give it as TRACEPARENT to a program, or as a header to a server: runs that it records hang below this span.
    """
    span = current.get()
    if span is not None:
        return span.traceparent
    inherited = inherited_parent()
    return None if inherited is None else "00-%s-%s-01" % inherited


def carry(function: _Function) -> _Function:
    """The function, to be called on another thread within the span that is current here.

    `executor.submit(spoor.carry(work), item)`. Tasks of asyncio need no such thing.
    """
    context = copy_context()

    @wraps(function)
    def carried(*arguments: Any, **named: Any) -> Any:
        return context.copy().run(function, *arguments, **named)

    return carried  # type: ignore[return-value]
