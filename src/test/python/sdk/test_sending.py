"""Whatever the server does, the program goes on, within bounds."""

import logging
import socket
import threading
import time
import unittest

from collector import Collector

import spoor


def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def record(count=1, **fields):
    for number in range(count):
        spoor.start_trace(f"run {number}", **fields).end()


class Warnings(logging.Handler):
    def __init__(self):
        super().__init__()
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


class Sending(unittest.TestCase):
    def setUp(self):
        self.warnings = Warnings()
        logging.getLogger("spoor").addHandler(self.warnings)
        self.addCleanup(logging.getLogger("spoor").removeHandler, self.warnings)
        logging.getLogger("spoor").propagate = False

    def configure(self, collector_or_url, **settings):
        url = getattr(collector_or_url, "url", collector_or_url)
        client = spoor.configure(url, **settings)
        self.addCleanup(client.close, 0)
        return client

    def test_records_areSentInBatches(self):
        with Collector() as collector:
            self.configure(collector, flush_interval=60)
            record(1030)
            self.assertTrue(spoor.flush(10))
            self.assertEqual(1030, len(collector.spans))
            self.assertLess(len(collector.requests), 5)

    def test_records_areSentWithoutFlush(self):
        with Collector() as collector:
            self.configure(collector, flush_interval=0.01)
            record()
            self.assertTrue(collector.arrived.acquire(timeout=10))

    def test_busyServer_isAskedAgain(self):
        for status in (429, 502, 503, 504):
            with self.subTest(status), Collector([(status, {"Retry-After": "0"})]) as collector:
                self.configure(collector)
                record()
                self.assertFalse(spoor.flush(10))
                self.assertTrue(spoor.flush(10))
                self.assertEqual(1, spoor.stats()["sent"])

    def test_retryAfter_isKept(self):
        with Collector([(503, {"Retry-After": "0.4"})]) as collector:
            client = self.configure(collector, exit_timeout=10)
            record()
            begun = time.monotonic()
            self.assertTrue(client.close())
            self.assertGreaterEqual(time.monotonic() - begun, 0.4)
            self.assertEqual(1, spoor.stats()["sent"])

    def test_retryAfterBeyondTheEnd_isNotWaitedFor(self):
        with Collector([(503, {"Retry-After": "3600"})]) as collector:
            client = self.configure(collector)
            record()
            self.assertTrue(client.close(20))
            self.assertEqual((0, 1), (spoor.stats()["sent"], spoor.stats()["dropped"]))

    def test_refusal_isCountedAndNotRepeated(self):
        with Collector([(400, {})]) as collector:
            self.configure(collector)
            record()
            self.assertTrue(spoor.flush(10))
            self.assertEqual(["/v1/traces"], collector.requests)
            self.assertEqual(1, spoor.stats()["rejected"])
            self.assertIn("400", spoor.stats()["last_problem"])

    def test_partialSuccess_isCounted(self):
        with Collector() as collector:
            collector.partial = {"partialSuccess": {"rejectedSpans": "2", "errorMessage": "bad ids"}}
            self.configure(collector)
            record(3)
            self.assertTrue(spoor.flush(10))
            stats = spoor.stats()
            self.assertEqual((1, 2, "bad ids"), (stats["sent"], stats["rejected"], stats["last_problem"]))

    def test_serverAway_isNoticedOnceAndDelaysNothing(self):
        client = self.configure(closed_port())
        for _ in range(3):
            record()
            self.assertFalse(spoor.flush(10))
        self.assertEqual(3, spoor.stats()["waiting"])
        self.assertTrue(client.close(60))  # at once: nobody is there
        self.assertEqual((3, 0), (spoor.stats()["dropped"], spoor.stats()["waiting"]))
        self.assertEqual(1, len(self.warnings.messages), self.warnings.messages)

    def test_serverThatComesBack_getsWhatWaited(self):
        url = closed_port()
        self.configure(url)
        record()
        self.assertFalse(spoor.flush(10))
        port = int(url.rsplit(":", 1)[1])
        with Collector(port=port) as collector:
            self.assertTrue(spoor.flush(10))
            self.assertEqual(1, len(collector.spans))

    def test_connectionThatWasClosed_isOpenedAgain(self):
        with Collector([(200, {"Connection": "close"})]) as collector:
            self.configure(collector)
            for _ in range(3):
                record()
                self.assertTrue(spoor.flush(10))
            self.assertEqual(3, len(collector.spans))

    def test_slowServer_holdsNobodyUpAndTheBufferIsBounded(self):
        go_on = threading.Event()
        self.addCleanup(go_on.set)
        with Collector(hold=go_on) as collector:
            client = self.configure(collector, max_records=10, flush_interval=0)
            record()
            self.assertTrue(collector.arrived.acquire(timeout=10))
            record(15)
            self.assertEqual((11, 5), (spoor.stats()["waiting"], spoor.stats()["dropped"]))
            self.assertFalse(spoor.flush(0.01))
            self.assertFalse(client.close(0.01))
            go_on.set()

    def test_bytes_areBounded(self):
        self.configure(closed_port(), max_bytes=100_000, flush_interval=60)
        record(10, input="x" * 30_000)
        stats = spoor.stats()
        self.assertEqual((3, 7), (stats["waiting"], stats["dropped"]))

    def test_afterClose_everythingIsDroppedQuietly(self):
        with Collector() as collector:
            client = self.configure(collector)
            client.close()
            record()
            self.assertEqual(1, spoor.stats()["dropped"])
            self.assertEqual([], collector.requests)

    def test_answerThatIsNoJson_countsAsTaken(self):
        with Collector() as collector:
            collector.partial = ["odd"]
            self.configure(collector)
            record()
            self.assertTrue(spoor.flush(10))
            self.assertEqual(1, spoor.stats()["sent"])

    def test_pathOfTheUrl_isKept(self):
        with Collector() as collector:
            self.configure(collector.url + "/behind/a/proxy/")
            record()
            self.assertTrue(spoor.flush(10))
            self.assertEqual(["/behind/a/proxy/v1/traces"], collector.requests)

    def test_configuringAgain_sendsWhatWaited(self):
        with Collector() as first, Collector() as second:
            self.configure(first, flush_interval=60)
            record()
            self.configure(second)
            self.assertTrue(first.arrived.acquire(timeout=10))


if __name__ == "__main__":
    unittest.main()
