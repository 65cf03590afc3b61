"""A span lies below the one it was started in, whatever runs the code."""

import asyncio
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor

from collector import Collector

import spoor


class Nesting(unittest.TestCase):
    def setUp(self):
        self.collector = Collector()
        self.addCleanup(self.collector.__exit__)
        self.client = spoor.configure(self.collector.url)
        self.addCleanup(self.client.close, 0)

    def parents(self):
        """Names of spans with the names of their parents, None for a root."""
        self.assertTrue(spoor.flush(10), spoor.stats())
        names = {span["spanId"]: span["name"] for span in self.collector.spans}
        self.assertIsNone(spoor.current_span())
        return {span["name"]: names.get(span.get("parentSpanId")) for span in self.collector.spans}

    def test_functions_nest(self):
        @spoor.trace("inner", kind="tool")
        def inner(a, b=2):
            spoor.current_span().add_tag("seen")
            return a + b

        @spoor.trace
        def outer():
            return inner(1)

        self.assertEqual(3, outer())
        self.assertEqual({"inner": "Nesting.test_functions_nest.<locals>.outer"}, {"inner": self.parents()["inner"]})
        values = self.collector.span("inner")["values"]
        self.assertEqual({"a": 1}, values["spoor.input"])
        self.assertEqual(3, values["spoor.output"])
        self.assertEqual(["seen"], values["spoor.run.tags"])
        self.assertEqual("tool", values["spoor.kind"])

    def test_decorated_followsLaterConfiguration(self):
        work = spoor.trace("work")(lambda: None)
        spoor.configure(self.collector.url, project="later")
        work()
        self.parents()
        self.assertEqual("later", self.collector.span("work")["values"]["spoor.run.project"])

    def test_tasksOfAsyncio_nestEachInItsOwn(self):
        async def main():
            meet = asyncio.Barrier(2) if hasattr(asyncio, "Barrier") else None

            @spoor.trace("task")
            async def task(name):
                with spoor.start_span("step " + name):
                    await (meet.wait() if meet else asyncio.sleep(0))
                    with spoor.start_span("deep " + name):
                        await asyncio.sleep(0)

            with spoor.start_trace("all"):
                await asyncio.gather(task("a"), task("b"))

        asyncio.run(main())
        parents = self.parents()
        self.assertEqual({"step a", "step b"}, {parents["deep a"], parents["deep b"]})
        self.assertEqual("step a", parents["deep a"])
        self.assertEqual("all", parents["task"])

    def test_cancelledTask_isCancelled(self):
        @spoor.trace("waits")
        async def waits():
            await asyncio.Event().wait()

        async def main():
            task = asyncio.create_task(waits())
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        asyncio.run(main())
        self.parents()
        self.assertEqual("cancelled", self.collector.span("waits")["values"]["spoor.status"])

    def test_threads_startAnew_unlessCarried(self):
        def work(name):
            with spoor.start_span(name):
                pass

        with spoor.start_trace("all") as run, ThreadPoolExecutor(2) as pool:
            pool.submit(work, "apart").result()
            pool.submit(spoor.carry(work), "carried").result()
            pool.submit(lambda: run.child("given").end()).result()
        self.assertEqual({"all": None, "apart": None, "carried": "all", "given": "all"}, self.parents())

    def test_manyThreads_loseNothing(self):
        def work(number):
            with spoor.start_trace(f"run {number}") as run:
                for step in range(50):
                    run.child(f"step {number} {step}").end()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        parents = self.parents()
        self.assertEqual(8 * 51, len(parents))
        self.assertEqual("run 3", parents["step 3 49"])

    def test_generator_isCurrentOnlyWhileItWorks(self):
        @spoor.trace("pieces")
        def pieces():
            with spoor.start_span("first"):
                yield "a"
                spoor.start_span("in first").end()
            with spoor.start_span("second"):
                yield "b"
            return "result"

        def consume():
            return (yield from pieces())

        with spoor.start_trace("all"):
            made = consume()
            self.assertEqual("a", next(made))
            spoor.start_span("between").end()
            self.assertEqual("b", next(made))
            with self.assertRaises(StopIteration) as stop:
                next(made)
            self.assertEqual("result", stop.exception.value)
        parents = self.parents()
        self.assertEqual("all", parents["between"])
        self.assertEqual("first", parents["in first"])
        self.assertEqual("pieces", parents["second"])
        self.assertEqual("ab", self.collector.span("pieces")["values"]["spoor.output"])

    def test_generator_takesWhatIsSentAndThrown(self):
        @spoor.trace("echo")
        def echo():
            try:
                got = yield "ready"
                yield got
            except ValueError as problem:
                yield str(problem)

        made = echo()
        self.assertEqual(["ready", "hi", "oops"], [next(made), made.send("hi"), made.throw(ValueError("oops"))])
        made.close()
        self.assertNotIn("status", self.parents() and self.collector.span("echo"))

    def test_asyncGenerator_streams(self):
        @spoor.trace("stream")
        async def stream():
            yield 1
            spoor.start_span("inside").end()
            yield 2

        async def main():
            with spoor.start_trace("all"):
                got = []
                async for value in stream():
                    got.append(value)
                    spoor.start_span("outside").end()
                return got

        self.assertEqual([1, 2], asyncio.run(main()))
        self.assertEqual("stream", self.parents()["inside"])
        self.assertEqual([1, 2], self.collector.span("stream")["values"]["spoor.output"])
        self.assertEqual("all", self.parents()["outside"])

    def test_runInsideRun_hangsBelowIt(self):
        with spoor.start_trace("outer") as outer, spoor.start_trace("inner") as inner:
            self.assertNotEqual(outer.trace_id, inner.trace_id)
        self.parents()
        values = self.collector.span("inner")["values"]
        self.assertEqual((outer.trace_id, outer.span_id), (values["spoor.run.parent_trace_id"], values["spoor.run.parent_span_id"]))

    def test_blocksThatEndOutOfOrder_leaveNothingBehind(self):
        one, two = spoor.start_trace("one"), spoor.start_span("two")
        one.__enter__()
        two.__enter__()
        one.__exit__(None, None, None)
        two.__exit__(None, None, None)
        self.parents()


if __name__ == "__main__":
    unittest.main()
