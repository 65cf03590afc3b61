package dev.spoor.otlp;

import dev.spoor.codec.otlp.OtlpAnswer;
import dev.spoor.codec.otlp.OtlpEncoding;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.OtlpSignal;
import dev.spoor.http.GrpcAnswer;
import dev.spoor.http.GrpcMethod;
import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes OTLP requests (github.com/open-telemetry/opentelemetry-proto, docs/specification.md). What
 * was answered with 200 is on disk, but for what its {@code partialSuccess} says. Thread-safe.
 */
public final class Otlp {
  private static final Duration STORE_RECOVERS = Duration.ofSeconds(2);

  private final OtlpIntake intake;
  private final InstantSource clock;

  /**
   * Takes requests into a store.
   *
   * @param storeId names the store, which does not take what it passed on itself
   * @param clock when log records happened that do not say
   */
  public Otlp(Ingest ingest, String storeId, InstantSource clock) {
    this.intake = new OtlpIntake(ingest, storeId);
    this.clock = clock;
  }

  /**
   * One path for each signal, and the root, to which programs send that were told the address alone
   * and where the request itself tells what it is.
   */
  public List<Route> routes() {
    return List.of(
        route("/v1/traces", request -> answer(request, OtlpSignal.TRACES)),
        route("/v1/logs", request -> answer(request, OtlpSignal.LOGS)),
        route("/v1/metrics", request -> answer(request, OtlpSignal.METRICS)),
        route("/", this::answerUnnamed));
  }

  /** The same over gRPC, for senders that speak nothing else; a method for each signal. */
  public List<GrpcMethod> methods() {
    return List.of(
        method("trace", "Trace", OtlpSignal.TRACES),
        method("logs", "Logs", OtlpSignal.LOGS),
        method("metrics", "Metrics", OtlpSignal.METRICS));
  }

  private GrpcMethod method(String signalPackage, String service, OtlpSignal signal) {
    return new GrpcMethod(
        "/opentelemetry.proto.collector.%s.v1.%sService/Export".formatted(signalPackage, service),
        message -> called(signal, message));
  }

  private GrpcAnswer called(OtlpSignal signal, byte[] message) {
    try {
      return GrpcAnswer.ok(
          taken(new OtlpReader(OtlpEncoding.PROTOBUF, clock.instant()), signal, message));
    } catch (BadInput mistake) {
      return GrpcAnswer.failed(GrpcAnswer.INVALID_ARGUMENT, String.valueOf(mistake.getMessage()));
    } catch (StoreException failure) {
      return GrpcAnswer.failed(GrpcAnswer.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
  }

  private static Route route(String path, dev.spoor.http.Handler handler) {
    return Route.post(path, handler).refusing(Otlp::refusal);
  }

  /** What arrived so far. */
  public OtlpCounts counts() {
    return intake.counts();
  }

  private Response answerUnnamed(Request request) {
    OtlpReader reader = reader(request);
    if (request.body().length == 0) {
      return ok(reader.encoding(), OtlpAnswer.taken(reader.encoding()));
    }
    try {
      return answer(
          request,
          reader
              .signal(request.body())
              .orElseThrow(
                  () ->
                      new HttpProblem(
                          400,
                          "it cannot be told what this request holds; send it to /v1/traces,"
                              + " /v1/logs or /v1/metrics")));
    } catch (BadInput mistake) {
      throw new HttpProblem(400, String.valueOf(mistake.getMessage()));
    }
  }

  private Response answer(Request request, OtlpSignal signal) {
    OtlpReader reader = reader(request);
    try {
      return ok(reader.encoding(), taken(reader, signal, request.body()));
    } catch (BadInput mistake) {
      throw new HttpProblem(400, String.valueOf(mistake.getMessage()));
    } catch (StoreException failure) {
      // Not 500, after which senders drop what they have (specification, "Failures").
      throw new HttpProblem(503, String.valueOf(failure.getMessage())).retryAfter(STORE_RECOVERS);
    }
  }

  /** The answer's body. */
  private byte[] taken(OtlpReader reader, OtlpSignal signal, byte[] body) {
    OtlpIntake.Outcome outcome = intake.take(reader, signal, body);
    return outcome.rejected() == 0
        ? OtlpAnswer.taken(reader.encoding())
        : OtlpAnswer.partial(reader.encoding(), signal, outcome.rejected(), outcome.message());
  }

  private OtlpReader reader(Request request) {
    String type = request.header("content-type");
    OtlpEncoding encoding =
        OtlpEncoding.ofContentType(type == null ? "" : type)
            .orElseThrow(
                () ->
                    new HttpProblem(
                        415, "Content-Type must be application/x-protobuf or application/json"));
    return new OtlpReader(encoding, clock.instant());
  }

  private static Response ok(OtlpEncoding encoding, byte[] body) {
    return Response.of(200, encoding.contentType(), body);
  }

  /** In the request's own encoding; in JSON when that is none of ours. */
  private static Response refusal(String contentType, int status, String detail) {
    OtlpEncoding encoding = OtlpEncoding.ofContentType(contentType).orElse(OtlpEncoding.JSON);
    return Response.of(
        status,
        encoding.contentType(),
        OtlpAnswer.status(encoding, GrpcAnswer.of(status, detail).status(), detail));
  }
}
