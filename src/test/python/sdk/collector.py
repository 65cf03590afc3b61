"""A small server that takes OTLP/JSON, and tells what arrived."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Collector:
    """Answers as told, and keeps what it took. `answers` are (status, headers) for the next requests, then 200."""

    def __init__(self, answers=(), hold=None, port=0):
        self.requests = []
        self.spans = []
        self.scores = []
        self.resources = []
        self.headers = []
        self.answers = list(answers)
        self.partial = None
        self.arrived = threading.Semaphore(0)
        self._hold = hold
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *problem: None  # The program under test may have gone.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self._server.shutdown()
        self._server.server_close()

    def take(self, path, headers, body):
        """One request; its answer as status, headers and body."""
        self.headers.append(headers)
        self.requests.append(path)
        status, more = self.answers.pop(0) if self.answers else (200, {})
        if status == 200:
            self._keep(json.loads(body, parse_constant=_no_json))
        self.arrived.release()
        if self._hold is not None:
            self._hold.wait(30)
        return status, more, json.dumps(self.partial or {})

    def _keep(self, request):
        for resource in request.get("resourceSpans", []):
            self.resources.append(attributes(resource["resource"]))
            for scope in resource["scopeSpans"]:
                self.spans += [dict(span, values=attributes(span)) for span in scope["spans"]]
        for resource in request.get("resourceLogs", []):
            for scope in resource["scopeLogs"]:
                self.scores += [dict(record, values=attributes(record)) for record in scope["logRecords"]]

    def span(self, name):
        """The only span of that name."""
        (found,) = [span for span in self.spans if span["name"] == name]
        return found


def attributes(holder):
    """Plain values of the attributes of a span, an event, a record or a resource."""
    return {pair["key"]: plain(pair["value"]) for pair in holder.get("attributes", [])}


def plain(value):
    """The plain value of an AnyValue."""
    if "arrayValue" in value:
        return [plain(element) for element in value["arrayValue"].get("values", [])]
    if "kvlistValue" in value:
        return {pair["key"]: plain(pair["value"]) for pair in value["kvlistValue"].get("values", [])}
    if "intValue" in value:
        return int(value["intValue"])
    return next(iter(value.values()), None)


def _no_json(word):
    raise ValueError(f"{word} is no JSON")


def _handler(collector):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            status, headers, answer = collector.take(self.path, dict(self.headers), body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer.encode())
            except OSError:
                pass  # The program under test may have gone.

        def log_message(self, *words):
            pass

    return Handler
