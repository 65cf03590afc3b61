package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Driven by OpenTelemetry's own exporter. */
class GrpcServerTest {
  private static final String EXPORT =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
  private GrpcServer server;

  private void serve(String path, Function<byte[], GrpcAnswer> call) throws IOException {
    server =
        GrpcServer.start(
            new Address("127.0.0.1", 0),
            List.of(new GrpcMethod(path, call)),
            Set.of(),
            Guard.NONE,
            (what, fault) -> {
              faults.add(fault);
              return "fault-1";
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  private CompletableResultCode export(String compression) {
    OtlpGrpcSpanExporterBuilder exporter =
        OtlpGrpcSpanExporter.builder()
            .setEndpoint("http://127.0.0.1:" + server.port())
            .setRetryPolicy(null)
            .setCompression(compression);
    try (SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite()).build())
                .build();
        OtlpGrpcSpanExporter built = exporter.build()) {
      Span span = provider.get("test").spanBuilder("a span of gRPC").startSpan();
      span.end();
      return built.export(List.of(((ReadableSpan) span).toSpanData())).join(20, TimeUnit.SECONDS);
    }
  }

  private GrpcResponse refusal() {
    return ((FailedExportException.GrpcExportException) export("none").getFailureThrowable())
        .getResponse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void call_ok_getsTheMessageAndSucceeds(String compression) throws Exception {
    serve(
        EXPORT,
        message -> {
          received.add(message);
          return GrpcAnswer.ok(new byte[0]);
        });
    assertTrue(export(compression).isSuccess());
    String message =
        new String(
            Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS)), StandardCharsets.UTF_8);
    assertTrue(message.contains("a span of gRPC"), message);
  }

  @Test
  void call_refused_tellsTheSender() throws Exception {
    serve(EXPORT, message -> GrpcAnswer.failed(GrpcAnswer.UNAVAILABLE, "busy: 100 % full"));
    GrpcResponse refusal = refusal();
    assertEquals(GrpcStatusCode.UNAVAILABLE, refusal.getStatusCode());
    assertEquals("busy: 100 % full", refusal.getStatusDescription());
  }

  @Test
  void call_unknownMethod_isUnimplemented() throws Exception {
    serve("/other.Service/Call", message -> GrpcAnswer.ok(message));
    assertEquals(GrpcStatusCode.UNIMPLEMENTED, refusal().getStatusCode());
  }

  @Test
  void call_thatThrows_isInternalAndReported() throws Exception {
    serve(
        EXPORT,
        message -> {
          throw new IllegalStateException("ours");
        });
    assertFalse(export("none").isSuccess());
    assertEquals("ours", Objects.requireNonNull(faults.poll(10, TimeUnit.SECONDS)).getMessage());
  }

  @Test
  void request_thatIsNotGrpc_isRefused() throws Exception {
    serve(EXPORT, GrpcAnswer::ok);
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + EXPORT))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(415, answer.statusCode());
  }
}
