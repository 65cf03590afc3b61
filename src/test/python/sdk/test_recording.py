"""What is recorded is what arrives."""

import dataclasses
import datetime
import os
import unittest
from unittest import mock

from collector import Collector, attributes

import spoor


class Recording(unittest.TestCase):
    def setUp(self):
        self.collector = self.enterContext(Collector())
        self.client = spoor.configure(self.collector.url, project="shop", agent="fixer", feature="ci", tags=["nightly"])
        self.addCleanup(self.client.close, 0)

    def enterContext(self, manager):  # of unittest from 3.11 on
        self.addCleanup(manager.__exit__, None, None, None)
        return manager.__enter__()

    def sent(self):
        self.assertTrue(spoor.flush(10), spoor.stats())
        self.assertEqual(0, spoor.stats()["dropped"])
        return self.collector

    def test_run_withSteps_arrivesWhole(self):
        with spoor.start_trace("fix", input={"task": "flaky"}, session_id="s-1", user_id="u-1") as run:
            run.record_llm(
                provider="anthropic",
                model="claude-sonnet-4-5",
                request_model="claude-sonnet",
                usage={"input_tokens": 3, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 97, "output_tokens": 80},
                input=[{"role": "user", "content": "hi"}],
                output="hello",
                cost_usd=0.0021,
                temperature=0.5,
                max_tokens=100,
                finish_reason="stop",
                ttft_ms=250,
                duration_ms=1200,
            )
            with run.child("run tests", kind="tool", tool_name="bash", tool_call_id="c-1", input="mvn test") as step:
                step.set_output("1 failure").set_attribute("exit_code", 1)
            run.add_tag("green").set_output("done").score("tests pass", True, reason="all of them", source="human")
        got = self.sent()
        root, llm, tool = got.span("fix"), got.span("llm claude-sonnet-4-5"), got.span("run tests")
        self.assertEqual({root["traceId"]}, {llm["traceId"], tool["traceId"]})
        self.assertNotIn("parentSpanId", root)
        self.assertEqual([root["spanId"]] * 2, [llm["parentSpanId"], tool["parentSpanId"]])
        self.assertEqual(
            {
                "spoor.kind": "agent",
                "gen_ai.operation.name": "invoke_agent",
                "spoor.run.project": "shop",
                "spoor.run.agent": "fixer",
                "spoor.run.feature": "ci",
                "session.id": "s-1",
                "user.id": "u-1",
                "spoor.run.tags": ["nightly", "green"],
                "spoor.input": {"task": "flaky"},
                "spoor.output": "done",
            },
            root["values"],
        )
        self.assertEqual(
            {
                "spoor.kind": "llm",
                "gen_ai.operation.name": "chat",
                "gen_ai.provider.name": "anthropic",
                "gen_ai.response.model": "claude-sonnet-4-5",
                "gen_ai.request.model": "claude-sonnet",
                "gen_ai.request.temperature": 0.5,
                "gen_ai.request.max_tokens": 100,
                "gen_ai.response.finish_reasons": ["stop"],
                "gen_ai.response.time_to_first_chunk": 0.25,
                "gen_ai.usage.input_tokens": 1000,
                "gen_ai.usage.output_tokens": 80,
                "gen_ai.usage.cache_read.input_tokens": 900,
                "gen_ai.usage.cache_creation.input_tokens": 97,
                "spoor.cost_usd": 0.0021,
                "spoor.input": [{"role": "user", "content": "hi"}],
                "spoor.output": "hello",
            },
            llm["values"],
        )
        self.assertEqual(1_200_000_000, int(llm["endTimeUnixNano"]) - int(llm["startTimeUnixNano"]))
        self.assertEqual("bash", tool["values"]["gen_ai.tool.name"])
        self.assertEqual("c-1", tool["values"]["gen_ai.tool.call.id"])
        self.assertEqual(1, tool["values"]["exit_code"])
        (score,) = got.scores
        self.assertEqual("gen_ai.evaluation.result", score["eventName"])
        self.assertEqual((root["traceId"], root["spanId"]), (score["traceId"], score["spanId"]))
        self.assertEqual(32, len(score["values"].pop("spoor.score_id")))
        self.assertEqual(
            {
                "gen_ai.evaluation.name": "tests pass",
                "gen_ai.evaluation.score.value": 1.0,
                "gen_ai.evaluation.explanation": "all of them",
                "spoor.source": "human",
            },
            score["values"],
        )
        self.assertEqual("fixer", got.resources[0]["service.name"])
        self.assertEqual(["/v1/traces", "/v1/logs"], got.requests)

    def test_finishedRun_inOneLine(self):
        at = datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
        spans = [{"kind": "llm", "name": "plan", "model": "m", "usage": {"prompt_tokens": 5, "completion_tokens": 6}}]
        run = spoor.trace("report", output="ok", started_at=at, duration_ms=2500, spans=spans, halt_reason="done")
        got = self.sent()
        root, llm = got.span("report"), got.span("plan")
        self.assertEqual(run.trace_id, root["traceId"])
        self.assertEqual(root["spanId"], llm["parentSpanId"])
        self.assertEqual(int(at.timestamp()) * 10**9, int(root["startTimeUnixNano"]))
        self.assertEqual(2_500_000_000, int(root["endTimeUnixNano"]) - int(root["startTimeUnixNano"]))
        self.assertEqual(5, llm["values"]["gen_ai.usage.input_tokens"])
        self.assertEqual("done", root["values"]["spoor.run.halt_reason"])

    def test_listThatGrowsLater_isSentAsItWas(self):
        messages = [{"role": "user", "content": "one"}]
        spoor.record_llm("call", model="m", input=messages)
        messages.append({"role": "assistant", "content": "two"})
        self.assertEqual([{"role": "user", "content": "one"}], self.sent().spans[0]["values"]["spoor.input"])

    def test_valuesOfEveryKind_keepTheirKind(self):
        @dataclasses.dataclass
        class Point:
            x: int

        class Reply:
            def model_dump(self):
                return {"id": 7}

        values = {
            "text": '{"looks": "like JSON"}',
            "lone": "\ud83d alone, \U0001f642 whole, \x00 and \u2028",
            "number": 0.1,
            "large": 2**70,
            "smallest": -(2**63),
            "nan": float("nan"),
            "truth": True,
            "empty": {},
            "nested": {"b": [1, None, {"a": []}], "a": "é"},
            "point": Point(1),
            "reply": Reply(),
            "set": {3},
            "when": datetime.date(2026, 1, 2),
            "bytes": b"\xff",
        }
        with spoor.start_trace("values") as run:
            for key, value in values.items():
                run.set_attribute("my." + key, value)
        got = self.sent().span("values")["values"]
        expected = dict(
            values,
            large=str(2**70),
            nan="NaN",
            point={"x": 1},
            reply={"id": 7},
            set=[3],
            when="2026-01-02",
            bytes="/w==",
        )
        self.assertEqual(expected, {key[3:]: value for key, value in got.items() if key.startswith("my.")})
        self.assertIs(True, got["my.truth"])

    def test_badValues_areCountedAndNothingRaises(self):
        circular = []
        circular.append(circular)

        class Hostile:
            def __str__(self):
                raise RuntimeError("no")

            __repr__ = __str__

        with spoor.start_trace("bad", input=circular, colour="blue", status="great", usage={"tokens": 1}) as run:
            run.set_attribute(None, 1).set_attribute("hostile", Hostile()).add_tag(7).update(started_at="today")
            run.score("s", object())
            run.child(Hostile(), kind=Hostile()).end()
            run.update(usage="many", ended_at=-1, duration_ms=float("nan"), cost_usd=circular, attributes=5, tags=9)
        run.set_output("too late")
        self.assertEqual(16, spoor.stats()["invalid"], spoor.stats())
        got = self.sent()
        self.assertEqual({"bad", "Hostile"}, {span["name"] for span in got.spans})
        self.assertNotIn("spoor.output", got.span("bad")["values"])

    def test_exception_isRecordedAndGoesOn(self):
        with self.assertRaises(KeyError):
            with spoor.start_trace("fails"):
                raise KeyError("gone")
        with self.assertRaises(KeyboardInterrupt):
            with spoor.start_trace("stopped"):
                raise KeyboardInterrupt
        got = self.sent()
        failed = got.span("fails")
        self.assertEqual({"code": 2, "message": "'gone'"}, failed["status"])
        self.assertEqual("KeyError", failed["values"]["error.type"])
        (event,) = failed["events"]
        self.assertEqual("exception", event["name"])
        self.assertIn("Traceback", attributes(event)["exception.stacktrace"])
        self.assertEqual("cancelled", got.span("stopped")["values"]["spoor.status"])
        self.assertNotIn("status", got.span("stopped"))

    def test_contentSwitchedOff_staysHere(self):
        spoor.configure(self.collector.url, capture_content=False)

        @spoor.trace
        def secret(word):
            return word

        secret("password")
        list(spoor.trace("pieces")(lambda: (yield "password"))())
        with spoor.start_trace("run", input="password") as run:
            run.record_llm(model="m", input=["password"], output="password", usage={"input_tokens": 1, "output_tokens": 1})
        got = self.sent()
        self.assertEqual(4, len(got.spans))
        self.assertNotIn("password", str(got.spans))

    def test_switchedOff_recordsNothing(self):
        spoor.configure(self.collector.url, enabled=False)
        with spoor.start_trace("nothing") as run:
            run.score("s", 1)
        self.assertTrue(spoor.flush(1))
        self.assertEqual([], self.collector.requests)

    def test_environment_saysWhereAndBelowWhat(self):
        parent = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
        settings = {"SPOOR_URL": self.collector.url, "SPOOR_TOKEN": "t", "SPOOR_SESSION_ID": "s", "TRACEPARENT": parent}
        with mock.patch.dict(os.environ, settings):
            spoor.configure()
            self.assertEqual(parent, spoor.current_traceparent())
            with spoor.start_trace("child") as run:
                self.assertEqual(f"00-{run.trace_id}-{run.span_id}-01", spoor.current_traceparent())
        got = self.sent()
        child = got.span("child")
        self.assertNotEqual("a" * 32, child["traceId"])
        self.assertEqual([{"traceId": "a" * 32, "spanId": "b" * 16}], child["links"])
        self.assertEqual("a" * 32, child["values"]["spoor.run.parent_trace_id"])
        self.assertEqual("b" * 16, child["values"]["spoor.run.parent_span_id"])
        self.assertEqual("s", child["values"]["session.id"])
        self.assertEqual("Bearer t", got.headers[0]["Authorization"])

    def test_malformedTraceparent_isIgnored(self):
        for value in ("", "x", "00-" + "0" * 32 + "-" + "b" * 16 + "-01", "ff-" + "a" * 32 + "-" + "b" * 16 + "-01"):
            with mock.patch.dict(os.environ, {"TRACEPARENT": value}):
                self.assertIsNone(spoor.current_traceparent())
                self.assertEqual([], spoor.start_trace("x")._links)

    def test_score_withoutSpan_isCounted(self):
        spoor.score("s", 1)
        self.assertEqual(1, spoor.stats()["invalid"])

    def test_score_ofTextIsLabel(self):
        with spoor.start_trace("graded"):
            spoor.score("mood", "good")
        values = self.sent().scores[0]["values"]
        self.assertEqual("good", values["gen_ai.evaluation.score.label"])
        self.assertNotIn("gen_ai.evaluation.score.value", values)

    def test_url_thatIsNone_isRefused(self):
        for url in ("ftp://x", "http://", "::"):
            with self.assertRaises(ValueError):
                spoor.configure(url)


class Usage(unittest.TestCase):
    def read(self, usage):
        from spoor._usage import usage_attributes

        found = usage_attributes(usage)
        return {name.replace("gen_ai.usage.", ""): count for name, count in found.items()}

    def test_openAi_inputIncludesCache(self):
        self.assertEqual(
            {"input_tokens": 100, "cache_read.input_tokens": 60, "output_tokens": 50, "reasoning.output_tokens": 40},
            self.read(
                {
                    "prompt_tokens": 100,
                    "completion_tokens": 50,
                    "total_tokens": 150,
                    "prompt_tokens_details": {"cached_tokens": 60},
                    "completion_tokens_details": {"reasoning_tokens": 40},
                }
            ),
        )

    def test_anthropic_cacheStandsBeside(self):
        self.assertEqual(
            {
                "input_tokens": 1003,
                "cache_read.input_tokens": 900,
                "cache_creation.input_tokens": 100,
                "output_tokens": 5,
                "spoor.usage.cache_write_1h_tokens": 30,
            },
            self.read(
                {
                    "input_tokens": 3,
                    "cache_read_input_tokens": 900,
                    "cache_creation_input_tokens": 100,
                    "cache_creation": {"ephemeral_5m_input_tokens": 70, "ephemeral_1h_input_tokens": 30},
                    "output_tokens": 5,
                }
            ),
        )

    def test_gemini_thoughtsStandBeside(self):
        self.assertEqual(
            {"input_tokens": 15, "cache_read.input_tokens": 4, "output_tokens": 9, "reasoning.output_tokens": 2},
            self.read(
                {
                    "promptTokenCount": 10,
                    "toolUsePromptTokenCount": 5,
                    "cachedContentTokenCount": 4,
                    "candidatesTokenCount": 7,
                    "thoughtsTokenCount": 2,
                }
            ),
        )

    def test_ours_isReadBack(self):
        self.assertEqual(
            {
                "input_tokens": 100,
                "cache_read.input_tokens": 10,
                "cache_creation.input_tokens": 25,
                "output_tokens": 9,
                "spoor.usage.cache_write_1h_tokens": 5,
            },
            self.read(
                {
                    "uncached_input_tokens": 65,
                    "cached_input_tokens": 10,
                    "cache_write_tokens": 20,
                    "cache_write_1h_tokens": 5,
                    "output_tokens": 9,
                }
            ),
        )

    def test_nonsense_isNothing(self):
        for usage in ({}, {"input_tokens": -1}, {"input_tokens": True}, {"prompt_tokens_details": [1]}):
            self.assertEqual({}, self.read(usage))


if __name__ == "__main__":
    unittest.main()
