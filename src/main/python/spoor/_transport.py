"""One request to the server, and whether asking again may help."""

import datetime
import email.utils
import gzip
import http.client
import json
import ssl
from typing import NamedTuple, Optional
from urllib.parse import urlsplit

_RETRYABLE = (429, 502, 503, 504)
_LARGEST_ANSWER = 1 << 20


class Answer(NamedTuple):
    """What became of a request.

    `retry` says that it may be sent again, `away` that nobody answered at all, `wait` how many seconds the server
    asks to wait, `rejected` how many of the records it did not take.
    """

    retry: bool = False
    away: bool = False
    wait: float = 0.0
    rejected: int = 0
    problem: str = ""


class Transport:
    """A connection that is kept open. Used by one thread."""

    def __init__(self, url: str, token: Optional[str], timeout: float) -> None:
        parts = urlsplit(url if "//" in url else "http://" + url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"url must be like http://127.0.0.1:4319, not {url!r}")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._path = parts.path.rstrip("/")
        self._timeout = timeout
        self._connection: Optional[http.client.HTTPConnection] = None
        self._headers = {"Content-Type": "application/json", "Content-Encoding": "gzip", "User-Agent": "spoor-python"}
        if token:
            self._headers["Authorization"] = "Bearer " + token

    def post(self, path: str, body: bytes, records: int) -> Answer:
        """Sends a body that holds so many records. Raises nothing."""
        try:
            packed = gzip.compress(body, 1)
            reused = self._connection is not None
            try:
                return self._send(path, packed, records)
            except (http.client.HTTPException, OSError):
                self.close()
                if not reused:
                    raise
                # The server closes connections that were idle; that says nothing about the server.
                return self._send(path, packed, records)
        except (http.client.HTTPException, OSError) as problem:
            self.close()
            return Answer(retry=True, away=True, problem=str(problem) or type(problem).__name__)

    def _send(self, path: str, packed: bytes, records: int) -> Answer:
        if self._connection is None:
            self._connection = self._connect()
        self._connection.request("POST", self._path + path, packed, self._headers)
        response = self._connection.getresponse()
        answer = response.read(_LARGEST_ANSWER)
        if response.will_close or not response.isclosed():
            self.close()
        if 200 <= response.status < 300:
            return _taken(answer, records)
        problem = f"{path} answered {response.status} {response.reason}"
        if response.status in _RETRYABLE:
            return Answer(retry=True, wait=_seconds(response.getheader("Retry-After")), problem=problem)
        return Answer(rejected=records, problem=problem)

    def _connect(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)

    def close(self) -> None:
        """Closes the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def forget(self) -> None:
        """Leaves the connection to the process that this one was forked from."""
        self._connection = None


def _taken(answer: bytes, records: int) -> Answer:
    try:
        partial = json.loads(answer or b"{}").get("partialSuccess") or {}
        rejected = int(partial.get("rejectedSpans") or partial.get("rejectedLogRecords") or 0)
        return Answer(rejected=min(rejected, records), problem=str(partial.get("errorMessage") or ""))
    except (ValueError, AttributeError, TypeError):
        return Answer()


def _seconds(retry_after: Optional[str]) -> float:
    if not retry_after:
        return 0.0
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        at = email.utils.parsedate_to_datetime(retry_after)
        now = datetime.datetime.now(datetime.timezone.utc)
        return max(0.0, (at - now).total_seconds())
    except (TypeError, ValueError):
        return 0.0
