// Sends a run with an instrumentation that we did not write: send.mjs SENDER
//
//   SENDER  opentelemetry   the SDK, attributes of the GenAI conventions set by hand: the README's recipe
//           openinference   OpenInference around the client of OpenAI
//           traceloop       OpenLLMetry around the client of OpenAI
//           ai-sdk          the AI SDK with a tool and its mock model
//
// Sends to OTEL_EXPORTER_OTLP_ENDPOINT, as JSON when OTEL_EXPORTER_OTLP_PROTOCOL is http/json and in protobuf otherwise,
// and prints {"trace_id", "span_id"} of the root.
import { createServer } from "node:http";
import { trace, context } from "@opentelemetry/api";
import { NodeSDK } from "@opentelemetry/sdk-node";

const [sender] = process.argv.slice(2);
const json = process.env.OTEL_EXPORTER_OTLP_PROTOCOL === "http/json";
const { OTLPTraceExporter } = json
  ? await import("@opentelemetry/exporter-trace-otlp-http")
  : await import("@opentelemetry/exporter-trace-otlp-proto");

const QUESTION = "How is the weather in Cape Town?";
const ANSWER = "It is sunny in Cape Town.";
const MODEL = "gpt-4.1-mini-2025-04-14";
const REPLY = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1767225600,
  model: MODEL,
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: ANSWER } }],
  usage: {
    prompt_tokens: 1200,
    completion_tokens: 80,
    total_tokens: 1280,
    prompt_tokens_details: { cached_tokens: 1000 },
    completion_tokens_details: { reasoning_tokens: 20 },
  },
};

const senders = { opentelemetry, openinference, traceloop, "ai-sdk": aiSdk };

async function opentelemetry() {
  const tracer = trace.getTracer("send");
  const text = (role, content) => JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
  const call = tracer.startSpan("chat gpt-4.1-mini", {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4.1-mini",
      "gen_ai.input.messages": text("user", QUESTION),
    },
  });
  call.setAttributes({
    "gen_ai.response.model": MODEL,
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 1200,
    "gen_ai.usage.cache_read.input_tokens": 1000,
    "gen_ai.usage.output_tokens": 80,
    "gen_ai.output.messages": text("assistant", ANSWER),
  });
  call.end();
  const tool = tracer.startSpan("execute_tool weather", {
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "gen_ai.tool.call.id": "call_1",
      "gen_ai.tool.call.arguments": JSON.stringify({ city: "Cape Town" }),
      "gen_ai.tool.call.result": "sunny",
    },
  });
  tool.end();
}

async function openinference() {
  const { OpenAIInstrumentation } = await import("@arizeai/openinference-instrumentation-openai");
  await askModel(new OpenAIInstrumentation());
}

async function traceloop() {
  const { OpenAIInstrumentation } = await import("@traceloop/instrumentation-openai");
  await askModel(new OpenAIInstrumentation());
}

async function askModel(instrumentation) {
  const { default: OpenAI } = await import("openai");
  instrumentation.setTracerProvider(trace.getTracerProvider());
  instrumentation.manuallyInstrument(OpenAI);
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(REPLY));
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const client = new OpenAI({ apiKey: "none", baseURL: `http://127.0.0.1:${server.address().port}/v1` });
  const messages = [{ role: "system", content: "Be brief." }, { role: "user", content: QUESTION }];
  await client.chat.completions.create({ model: "gpt-4.1-mini", messages, temperature: 0.5 });
  server.closeAllConnections();
  server.close();
}

async function aiSdk() {
  const { generateText, registerTelemetry, tool, jsonSchema, isStepCount, stepCountIs } = await import("ai");
  const { MockLanguageModelV4, MockLanguageModelV3 } = await import("ai/test");
  const { OpenTelemetry } = await import("@ai-sdk/otel");
  registerTelemetry(new OpenTelemetry());
  const usage = {
    inputTokens: { total: 1200, noCache: 200, cacheRead: 1000, cacheWrite: 0 },
    outputTokens: { total: 80, text: 60, reasoning: 20 },
  };
  const asks = { type: "tool-call", toolCallId: "call_1", toolName: "weather", input: '{"city":"Cape Town"}' };
  const replies = [
    { content: [asks], finishReason: { unified: "tool-calls", raw: "tool_calls" }, usage, warnings: [] },
    { content: [{ type: "text", text: ANSWER }], finishReason: { unified: "stop", raw: "stop" }, usage, warnings: [] },
  ];
  const Mock = MockLanguageModelV4 ?? MockLanguageModelV3;
  let step = 0;
  await generateText({
    model: new Mock({ provider: "openai", modelId: MODEL, doGenerate: async () => replies[step++] }),
    tools: {
      weather: tool({
        inputSchema: jsonSchema({ type: "object", properties: { city: { type: "string" } }, required: ["city"] }),
        execute: async ({ city }) => `sunny in ${city}`,
      }),
    },
    stopWhen: (isStepCount ?? stepCountIs)(2),
    prompt: QUESTION,
  });
}

const sdk = new NodeSDK({ serviceName: "weather", traceExporter: new OTLPTraceExporter() });
sdk.start();
const root = trace.getTracer("send").startSpan("invoke_agent weather", {
  attributes: {
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.agent.name": "weather",
    "session.id": "session-" + sender,
  },
});
await context.with(trace.setSpan(context.active(), root), senders[sender]);
root.end();
await sdk.shutdown();
const { traceId, spanId } = root.spanContext();
console.log(JSON.stringify({ trace_id: traceId, span_id: spanId }));
