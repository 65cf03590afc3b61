"""Sends a run with an instrumentation that we did not write: send.py SENDER

SENDER  opentelemetry   the SDK, attributes of the GenAI conventions set by hand
        openinference   OpenInference around the client of OpenAI
        traceloop       OpenLLMetry around the client of OpenAI
        pydantic-ai     an agent with a tool and the library's test model

Sends to OTEL_EXPORTER_OTLP_ENDPOINT as OTEL_EXPORTER_OTLP_PROTOCOL says: grpc, http/json, or else http/protobuf; and
prints {"trace_id", "span_id"} of the root.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

REPLY = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1767225600,
    "model": "gpt-4.1-mini-2025-04-14",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "It is sunny in Cape Town."}}
    ],
    "usage": {
        "prompt_tokens": 1200,
        "completion_tokens": 80,
        "total_tokens": 1280,
        "prompt_tokens_details": {"cached_tokens": 1000},
        "completion_tokens_details": {"reasoning_tokens": 20},
    },
}
QUESTION = "How is the weather in Cape Town?"


class FakeOpenAi(BaseHTTPRequestHandler):
    """Answers every call of a model with the same reply."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = json.dumps(REPLY).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words):
        pass


def ask_model():
    from openai import OpenAI

    server = HTTPServer(("127.0.0.1", 0), FakeOpenAi)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = OpenAI(api_key="none", base_url=f"http://127.0.0.1:{server.server_port}/v1")
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": QUESTION}]
    client.chat.completions.create(model="gpt-4.1-mini", messages=messages, temperature=0.5)
    server.shutdown()


def opentelemetry(tracer):
    model = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4.1-mini",
        "gen_ai.response.model": REPLY["model"],
        "gen_ai.response.finish_reasons": ["stop"],
        "gen_ai.usage.input_tokens": 1200,
        "gen_ai.usage.cache_read.input_tokens": 1000,
        "gen_ai.usage.output_tokens": 80,
        "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": QUESTION}]}]),
        "gen_ai.output.messages": json.dumps(
            [
                {
                    "role": "assistant",
                    "parts": [{"type": "text", "content": "It is sunny in Cape Town."}],
                    "finish_reason": "stop",
                }
            ]
        ),
    }
    tool = {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "weather",
        "gen_ai.tool.call.id": "call_1",
        "gen_ai.tool.call.arguments": '{"city":"Cape Town"}',
        "gen_ai.tool.call.result": "sunny",
    }
    tracer.start_span("chat gpt-4.1-mini", attributes=model).end()
    tracer.start_span("execute_tool weather", attributes=tool).end()


def openinference(tracer):
    from openinference.instrumentation.openai import OpenAIInstrumentor

    OpenAIInstrumentor().instrument()
    ask_model()


def traceloop(tracer):
    from opentelemetry.instrumentation.openai import OpenAIInstrumentor

    OpenAIInstrumentor().instrument()
    ask_model()


def pydantic_ai(tracer):
    from pydantic_ai import Agent
    from pydantic_ai.models.test import TestModel

    Agent.instrument_all()
    agent = Agent(TestModel(custom_output_text="It is sunny in Cape Town."), name="weather agent")

    @agent.tool_plain
    def weather(city: str) -> str:
        return "sunny in " + city

    agent.run_sync(QUESTION)


SENDERS = {
    "opentelemetry": opentelemetry,
    "openinference": openinference,
    "traceloop": traceloop,
    "pydantic-ai": pydantic_ai,
}


def exporter():
    protocol = os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL")
    if protocol == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    elif protocol == "http/json":
        from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter
    else:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    return OTLPSpanExporter()


def main(sender):
    provider = TracerProvider(resource=Resource.create({"service.name": "weather"}))
    provider.add_span_processor(BatchSpanProcessor(exporter()))
    trace.set_tracer_provider(provider)
    tracer = trace.get_tracer("send")
    about = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "weather", "session.id": "session-" + sender}
    with tracer.start_as_current_span("invoke_agent weather", attributes=about) as root:
        SENDERS[sender](tracer)
    provider.shutdown()
    context = root.get_span_context()
    print(json.dumps({"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}))


main(*sys.argv[1:])
