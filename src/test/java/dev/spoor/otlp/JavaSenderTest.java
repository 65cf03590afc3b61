package dev.spoor.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.http.Failures;
import dev.spoor.http.GrpcServer;
import dev.spoor.http.Guard;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenTelemetry's SDK for Java sends, as it is in the store. */
class JavaSenderTest {
  private static final Address ANY = new Address("127.0.0.1", 0);
  private static final Failures NONE =
      (what, fault) -> {
        throw new AssertionError(what, fault);
      };

  @TempDir private Path folder;
  private Store store;
  private Otlp otlp;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            InstantSource.system());
    otlp = new Otlp(ingest, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void http_protobuf_isTheRunThatWasSent() throws Exception {
    Site site = new Site(new Identity("spoor", "1", "any"), otlp::routes, Set.of(), NONE);
    try (HttpServer server = HttpServer.start(ANY, site)) {
      String url = "http://127.0.0.1:" + server.port() + "/v1/traces";
      assertIsTheRun(
          send(OtlpHttpSpanExporter.builder().setEndpoint(url).setCompression("gzip").build()));
    }
  }

  @Test
  void grpc_isTheRunThatWasSent() throws Exception {
    try (GrpcServer server = GrpcServer.start(ANY, otlp.methods(), Set.of(), Guard.NONE, NONE)) {
      String url = "http://127.0.0.1:" + server.port();
      assertIsTheRun(send(OtlpGrpcSpanExporter.builder().setEndpoint(url).build()));
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
    Run run = store.reader().run(traceId).orElseThrow();
    assertEquals("java-session", run.fields().get(dev.spoor.model.RunField.SESSION_ID));
    // 600 fresh at $1.25, 400 cached at $0.125, 100 out at $10 a million.
    assertEquals("$0.0018", String.valueOf(run.totals().cost()));
    List<Span> spans =
        store.reader().spans(traceId, Payloads.WHOLE).stream()
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
