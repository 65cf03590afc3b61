"""What a program leaves when it ends, forks, or starts others."""

import os
import subprocess
import sys
import threading
import time
import unittest

from collector import Collector
from test_sending import closed_port

import spoor


def run(script, url, **environment):
    """Runs a program of its own to its end, and gives what it printed."""
    return subprocess.run(
        [sys.executable, "-c", "import spoor\n" + script],
        env={**os.environ, "SPOOR_URL": url, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


class Processes(unittest.TestCase):
    def test_end_drains(self):
        with Collector() as collector:
            run("for i in range(700): spoor.start_trace(f'run {i}', input='x' * 100).end()", collector.url)
            self.assertEqual(700, len(collector.spans))

    def test_end_byException_drains(self):
        with Collector() as collector:
            script = "with spoor.start_trace('fails'): raise SystemExit(0)"
            run(script, collector.url)
            self.assertEqual("SystemExit", collector.span("fails")["values"]["error.type"])

    def test_end_withoutServer_isSilentButForOneLine(self):
        url = closed_port()
        begun = time.monotonic()
        ended = run("for i in range(5): spoor.start_trace('x').end()\nprint('fine')", url)
        self.assertEqual("fine\n", ended.stdout)
        self.assertEqual(1, len(ended.stderr.splitlines()), ended.stderr)
        self.assertLess(time.monotonic() - begun, 30)

    def test_end_withServerThatHangs_isBounded(self):
        go_on = threading.Event()
        with Collector(hold=go_on) as collector:
            run("spoor.configure(exit_timeout=0.2)\nspoor.start_trace('x').end()", collector.url)
            go_on.set()

    def test_recordingWhileThePythonEnds_isHarmless(self):
        script = "import atexit\natexit.register(lambda: spoor.start_trace('late').end())\nspoor.stats()"
        with Collector() as collector:
            self.assertEqual("", run(script, collector.url).stderr)

    def test_startedProgram_hangsBelowTheSpanThatStartedIt(self):
        with Collector() as collector:
            client = spoor.configure(collector.url)
            self.addCleanup(client.close, 0)
            with spoor.start_trace("parent") as parent:
                run("spoor.start_trace('child').end()", collector.url, TRACEPARENT=spoor.current_traceparent())
            child = collector.span("child")
            self.assertEqual(parent.trace_id, child["values"]["spoor.run.parent_trace_id"])
            self.assertEqual(parent.span_id, child["values"]["spoor.run.parent_span_id"])

    @unittest.skipUnless(hasattr(os, "fork"), "needs fork")
    def test_fork_sendsEachRunOnce(self):
        script = """
import os, sys
spoor.configure(flush_interval=60)
spoor.start_trace("of the parent").end()
child = os.fork()
if child == 0:
    spoor.start_trace("of the child").end()
    assert spoor.stats()["recorded"] == 1
    sys.exit(0)
os.waitpid(child, 0)
"""
        with Collector() as collector:
            run(script, collector.url)
            self.assertEqual(["of the child", "of the parent"], sorted(span["name"] for span in collector.spans))
            self.assertEqual(2, len({span["spanId"] for span in collector.spans}))

    def test_multiprocessing_drainsItsChildren(self):
        script = """
import multiprocessing
def work(number):
    with spoor.start_trace(f"child {number}"):
        return number
if __name__ == "__main__":
    workers = [multiprocessing.get_context("fork").Process(target=work, args=(n,)) for n in range(3)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
"""
        with Collector() as collector:
            run(script, collector.url)
            self.assertEqual(3, len(collector.spans))

    def test_signalHandler_mayRecord(self):
        script = """
import signal
alarms = []
signal.signal(signal.SIGALRM, lambda *_: (spoor.start_trace("alarm").end(), alarms.append(1)))
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
for _ in range(3000): spoor.start_trace("steady").end()
signal.setitimer(signal.ITIMER_REAL, 0)
while not spoor.flush(20): pass  # a busy collector may need a second try
print(len(alarms) > 0, spoor.stats()["sent"] - len(alarms))
"""
        with Collector() as collector:
            self.assertEqual("True 3000\n", run(script, collector.url).stdout)


if __name__ == "__main__":
    unittest.main()
