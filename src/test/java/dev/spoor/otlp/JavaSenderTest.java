package dev.spoor.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.GrpcServer;
import dev.spoor.http.Guard;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.store.SpanReader.Payloads;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What OpenTelemetry's SDK for Java sends, as it is in the store. Its exporters send protobuf, over
 * HTTP or gRPC; its JSON, which others write to files and streams, is sent here by hand.
 */
class JavaSenderTest {
  @TempDir private Path folder;
  private OtlpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new OtlpBench(folder, InstantSource.system());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void http_protobuf_isTheRunThatWasSent() throws Exception {
    String url = bench.url() + "/v1/traces";
    assertIsTheRun(
        send(OtlpHttpSpanExporter.builder().setEndpoint(url).setCompression("gzip").build()));
  }

  @Test
  void grpc_isTheRunThatWasSent() throws Exception {
    try (GrpcServer server =
        GrpcServer.start(
            OtlpBench.ANY_PORT,
            bench.otlp.methods(),
            Set.of(),
            Guard.NONE,
            OtlpBench::failOnFault)) {
      String url = "http://127.0.0.1:" + server.port();
      assertIsTheRun(send(OtlpGrpcSpanExporter.builder().setEndpoint(url).build()));
    }
  }

  @Test
  void http_json_isTheRunThatWasSent() throws Exception {
    assertIsTheRun(send(new JsonExporter()));
  }

  private final class JsonExporter implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      try {
        TraceRequestMarshaler.create(spans).writeJsonTo(json);
        OtlpBench.assertStatus(200, bench.post("/v1/traces", OtlpBench.JSON, json.toByteArray()));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static TraceId send(SpanExporter exporter) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Tracer tracer = provider.get("sender");
      io.opentelemetry.api.trace.Span agent =
          tracer
              .spanBuilder("invoke_agent helper")
              .setAttribute("gen_ai.operation.name", "invoke_agent")
              .setAttribute("gen_ai.agent.name", "helper")
              .setAttribute("gen_ai.conversation.id", "java-session")
              .startSpan();
      try (Scope inside = agent.makeCurrent()) {
        tracer
            .spanBuilder("chat gpt-5")
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-5")
            .setAttribute(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"How warm?\"}]}]")
            .setAttribute("gen_ai.usage.input_tokens", 1_000)
            .setAttribute("gen_ai.usage.cache_read.input_tokens", 400)
            .setAttribute("gen_ai.usage.output_tokens", 100)
            .startSpan()
            .end();
        tracer
            .spanBuilder("execute_tool thermometer")
            .setAttribute("gen_ai.operation.name", "execute_tool")
            .setAttribute("gen_ai.tool.name", "thermometer")
            .setAttribute("gen_ai.tool.call.id", "call_1")
            .setAttribute("gen_ai.tool.call.arguments", "{\"place\":\"Utrecht\"}")
            .startSpan()
            .end();
      }
      agent.end();
      return new TraceId(agent.getSpanContext().getTraceId());
    }
  }

  private void assertIsTheRun(TraceId traceId) {
    Run run = bench.store.reader().run(traceId).orElseThrow();
    assertEquals("java-session", run.fields().get(dev.spoor.model.RunField.SESSION_ID));
    // 600 fresh at $1.25, 400 cached at $0.125, 100 out at $10 a million.
    assertEquals("$0.0018", String.valueOf(run.totals().cost()));
    List<Span> spans =
        bench.store.reader().spans(traceId, Payloads.WHOLE).stream()
            .sorted(Comparator.comparing(Span::name))
            .toList();
    assertEquals(
        List.of(SpanKind.LLM, SpanKind.TOOL, SpanKind.AGENT),
        spans.stream().map(Span::kind).toList());
    assertEquals(new Usage(600, 400, 0, 0, 100, 0, false), spans.get(0).usage());
    assertTrue(spans.get(0).input().text().contains("How warm?"));
    assertEquals("thermometer", spans.get(1).toolName());
    assertEquals("{\"place\":\"Utrecht\"}", spans.get(1).input().text());
    assertEquals(spans.get(2).spanId(), spans.get(0).parent());
    assertEquals(spans.get(2).spanId(), spans.get(1).parent());
  }
}
