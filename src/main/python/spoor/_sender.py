"""What waits to be sent, within bounds, and the thread that sends it."""

import logging
import os
import random
import sys
import threading
import time
import weakref
from collections import deque
from typing import Callable, NamedTuple, Optional

from ._otlp import logs_body, traces_body
from ._transport import Answer, Transport
from ._values import Value

_BATCH_RECORDS = 512
_BATCH_BYTES = 4 << 20
_MOST_TRIES = 8
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0

_log = logging.getLogger("spoor")


class Record(NamedTuple):
    """A finished span or a score; `text` writes it down, on the sending thread."""

    path: str
    size: int
    text: "Callable[[], str]"


class Counts:
    """What became of everything that was recorded."""

    def __init__(self) -> None:
        self.sent = 0
        self.dropped = 0
        self.rejected = 0
        self.invalid = 0
        self.last_problem = ""

    def bad(self, problem: str) -> None:
        """Something was left out, since it cannot be sent."""
        self.invalid += 1
        self.last_problem = problem


class Sender:
    """Takes records at once and sends them later. Everything but sending holds the lock only for moments."""

    def __init__(
        self,
        transport: Transport,
        resource: "dict[str, Value]",
        counts: Counts,
        most_records: int,
        most_bytes: int,
        interval: float,
        exit_seconds: float,
    ) -> None:
        self._transport = transport
        self._resource = resource
        self._counts = counts
        self._most_records = most_records
        self._most_bytes = most_bytes
        self._interval = interval
        self._exit_seconds = exit_seconds
        self._warned = False
        self._forget()
        _after_fork(self)

    def start_anew(self) -> None:
        """In a forked process: the parent sends what waits there, and has the thread and the connection."""
        self._transport.forget()
        closed = self._closed
        self._counts.__init__()  # type: ignore[misc]
        self._forget()
        self._closed = closed

    def _forget(self) -> None:
        # Reentrant, since a signal handler or a finaliser may record while this thread is in here.
        self._changed = threading.Condition(threading.RLock())
        self._waiting: "deque[Record]" = deque()
        self._waiting_bytes = 0
        self._sending = 0
        self._failures = 0
        self._urged = 0
        self._flushing = 0
        self._closed = False
        self._deadline = float("inf")
        self._thread: Optional[threading.Thread] = None
        self._unstarted = [threading.Thread(target=self._run, name="spoor", daemon=True)]

    def put(self, record: Record) -> None:
        """Takes a record, or drops it when there is no room."""
        with self._changed:
            full = len(self._waiting) >= self._most_records or self._waiting_bytes + record.size > self._most_bytes
            if full or self._closed or (self._unstarted and not self._has_thread()):
                self._counts.dropped += 1
                return
            self._waiting.append(record)
            self._waiting_bytes += record.size
            if len(self._waiting) in (1, _BATCH_RECORDS):
                self._changed.notify_all()

    def _has_thread(self) -> bool:
        try:
            # Taken in one step: a signal handler may come by here while the thread is being started.
            thread = self._unstarted.pop()
        except IndexError:
            return self._thread is not None
        try:
            self._thread = thread
            thread.start()
            self._drain_in_child_process()
        except RuntimeError as problem:  # too many threads, or the program is ending
            self._thread = None
            self._unstarted.append(threading.Thread(target=self._run, name="spoor", daemon=True))
            self._counts.last_problem = str(problem)
        return self._thread is not None

    def _drain_in_child_process(self) -> None:
        # Processes of multiprocessing end without what atexit knows.
        multiprocessing = sys.modules.get("multiprocessing")
        util = sys.modules.get("multiprocessing.util")
        if multiprocessing is not None and util is not None and multiprocessing.parent_process() is not None:
            util.Finalize(None, self.close, (self._exit_seconds,), exitpriority=100)

    def waiting(self) -> int:
        """How many records are not sent yet."""
        with self._changed:
            return len(self._waiting) + self._sending

    def flush(self, timeout: float) -> bool:
        """Sends what waits now. False when that failed or took longer; it is then still tried later."""
        with self._changed:
            failures = self._failures
            self._urged += 1
            self._flushing += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_idle() or self._failures > failures, timeout)
            self._flushing -= 1
            return self._is_idle()

    def close(self, timeout: float) -> bool:
        """Takes no more, and sends what waits for so many seconds at most. False when something was left."""
        with self._changed:
            self._closed = True
            self._deadline = time.monotonic() + timeout
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)
        with self._changed:
            return self._is_idle()

    def _is_idle(self) -> bool:
        return not self._waiting and not self._sending

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if not self._waiting:
                    break
                self._changed.wait_for(self._is_due, self._interval)
                batch = self._take()
            try:
                for path, body in (("/v1/traces", traces_body), ("/v1/logs", logs_body)):
                    self._deliver(path, body, [record for record in batch if record.path == path])
            except Exception as problem:  # a fault of ours must not end the sending
                self._counts.last_problem = repr(problem)
            finally:
                with self._changed:
                    self._counts.dropped += self._sending
                    self._sending = 0
                    self._changed.notify_all()
        self._transport.close()

    def _is_due(self) -> bool:
        enough = len(self._waiting) >= _BATCH_RECORDS or self._waiting_bytes >= _BATCH_BYTES
        return enough or self._closed or self._flushing > 0

    def _take(self) -> "list[Record]":
        batch: "list[Record]" = []
        total = 0
        while self._waiting and len(batch) < _BATCH_RECORDS and (not batch or total < _BATCH_BYTES):
            batch.append(self._waiting.popleft())
            total += batch[-1].size
        # A signal handler that recorded in the middle of a sum is forgiven here.
        self._waiting_bytes = self._waiting_bytes - total if self._waiting else 0
        self._sending = len(batch)
        return batch

    def _deliver(self, path: str, body: "Callable[..., bytes]", records: "list[Record]") -> None:
        texts = [text for text in map(self._written, records) if text is not None]
        if not texts:
            return
        content = body(self._resource, texts)
        for tried in range(1, _MOST_TRIES + 1):
            answer = self._transport.post(path, content, len(texts))
            self._warn(answer)
            if not answer.retry:
                self._settled(len(texts), answer)
                return
            if tried == _MOST_TRIES or not self._pause(tried, answer):
                break
        with self._changed:
            self._counts.dropped += len(texts)
            self._sending -= len(texts)

    def _written(self, record: Record) -> Optional[str]:
        try:
            return record.text()
        except Exception as problem:
            with self._changed:
                self._sending -= 1
                self._counts.dropped += 1
                self._counts.bad(f"a record cannot be written down: {problem!r}")
            return None

    def _settled(self, count: int, answer: Answer) -> None:
        with self._changed:
            self._counts.sent += count - answer.rejected
            self._counts.rejected += answer.rejected
            self._sending -= count
            self._changed.notify_all()

    def _pause(self, tried: int, answer: Answer) -> bool:
        """Waits before the next try. False when there is no time for one: then all that waits is given up."""
        pause = min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** (tried - 1)) * random.uniform(0.5, 1.0)
        pause = min(_LONGEST_PAUSE_SECONDS, max(pause, answer.wait))
        with self._changed:
            self._failures += 1
            self._changed.notify_all()
            urged, was_closed = self._urged, self._closed
            if not was_closed:
                self._changed.wait_for(lambda: self._closed or self._urged > urged, pause)
                return True
            if answer.away or time.monotonic() + pause > self._deadline:
                self._counts.dropped += len(self._waiting)
                self._waiting.clear()
                self._waiting_bytes = 0
                return False
            self._changed.wait(pause)
            return True

    def _warn(self, answer: Answer) -> None:
        if answer.problem:
            self._counts.last_problem = answer.problem
            if not self._warned:
                self._warned = True
                _log.warning("runs are not taken (%s); the program goes on, and spoor.stats() counts", answer.problem)


def _after_fork(sender: Sender) -> None:
    if hasattr(os, "register_at_fork"):
        known = weakref.ref(sender)

        def in_child() -> None:
            there = known()
            if there is not None:
                there.start_anew()

        os.register_at_fork(after_in_child=in_child)
