"""Functions whose calls are spans."""

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any, Callable

from ._context import current

if TYPE_CHECKING:
    from ._client import Client
    from ._span import Span


def decorated(
    client: "Callable[[], Client]", function: Callable[..., Any], name: str, fields: "dict[str, Any]"
) -> Callable[..., Any]:
    """The function, each call of which is a run, or a step of the current one.

    `client` is asked at each call: functions are decorated before the program configures anything.
    """
    made = _Calls(client, function, name, fields)
    if inspect.iscoroutinefunction(function):
        return made.coroutine()
    if inspect.isasyncgenfunction(function):
        return made.async_generator()
    if inspect.isgeneratorfunction(function):
        return made.generator()
    return made.plain()


class _Calls:
    def __init__(
        self, client: "Callable[[], Client]", function: Callable[..., Any], name: str, fields: "dict[str, Any]"
    ) -> None:
        self._client = client
        self._function = function
        self._name = name
        self._fields = fields
        # Whoever names the input wants no other.
        self._takes_input = "input" not in fields
        self._signature = inspect.signature(function)

    def _start(self, arguments: "tuple[Any, ...]", named: "dict[str, Any]") -> "Span":
        kind = "agent" if current.get() is None else "chain"
        client = self._client()
        span = client.start_span(self._name, **{"kind": kind, **self._fields})
        if self._takes_input and client.capture_content:
            try:
                given = dict(self._signature.bind_partial(*arguments, **named).arguments)
                given.pop("self", None)
                span.update(input=given)
            except TypeError:
                pass  # The call itself says so.
        return span

    def plain(self) -> Callable[..., Any]:
        @wraps(self._function)
        def call(*arguments: Any, **named: Any) -> Any:
            with self._start(arguments, named) as span:
                result = self._function(*arguments, **named)
                span.update(output=result)
                return result

        return call

    def coroutine(self) -> Callable[..., Any]:
        @wraps(self._function)
        async def call(*arguments: Any, **named: Any) -> Any:
            with self._start(arguments, named) as span:
                result = await self._function(*arguments, **named)
                span.update(output=result)
                return result

        return call

    def generator(self) -> Callable[..., Any]:
        @wraps(self._function)
        def call(*arguments: Any, **named: Any) -> Any:
            steps = _Steps(self._start(arguments, named), self._client().capture_content)
            inner = self._function(*arguments, **named)
            step, given = inner.send, None
            try:
                while True:
                    with steps:
                        value = step(given)
                    steps.yielded(value)
                    try:
                        given = yield value
                        step = inner.send
                    except GeneratorExit:
                        with steps:
                            inner.close()
                        raise
                    except BaseException as error:
                        step, given = inner.throw, error
            except StopIteration as stop:
                return stop.value
            except BaseException as error:
                steps.failed(error)
                raise
            finally:
                steps.end()

        return call

    def async_generator(self) -> Callable[..., Any]:
        @wraps(self._function)
        async def call(*arguments: Any, **named: Any) -> Any:
            steps = _Steps(self._start(arguments, named), self._client().capture_content)
            inner = self._function(*arguments, **named)
            step, given = inner.asend, None
            try:
                while True:
                    with steps:
                        value = await step(given)
                    steps.yielded(value)
                    try:
                        given = yield value
                        step = inner.asend
                    except GeneratorExit:
                        with steps:
                            await inner.aclose()
                        raise
                    except BaseException as error:
                        step, given = inner.athrow, error
            except StopAsyncIteration:
                return
            except BaseException as error:
                steps.failed(error)
                raise
            finally:
                steps.end()

        return call


class _Steps:
    """A generator's span is current while the generator works, and not in between, where its caller works."""

    _MOST_PIECES = 10_000

    def __init__(self, span: "Span", keeps: bool) -> None:
        self._span = span
        self._inside = span
        self._outside: Any = None
        self._keeps = keeps
        self._pieces: "list[Any]" = []

    def __enter__(self) -> None:
        self._outside = current.get()
        current.set(self._inside)

    def __exit__(self, *problem: Any) -> None:
        self._inside = current.get() or self._span
        current.set(self._outside)

    def yielded(self, value: Any) -> None:
        if self._keeps and len(self._pieces) < self._MOST_PIECES:
            self._pieces.append(value)

    def failed(self, error: BaseException) -> None:
        self._span.note_failure(error)

    def end(self) -> None:
        texts = self._pieces and all(type(piece) is str for piece in self._pieces)
        self._span.end(output=("".join(self._pieces) if texts else self._pieces) if self._pieces else None)
