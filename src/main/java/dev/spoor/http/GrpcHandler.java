package dev.spoor.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers gRPC calls. */
final class GrpcHandler extends Handler.Abstract {
  private static final byte[] NO_BODY = {};

  private final Map<String, Function<byte[], GrpcAnswer>> calls;
  private final Guard guard;
  private final Failures failures;
  private final BodyMemory memory = new BodyMemory();

  /** Answers methods by their paths. */
  GrpcHandler(Map<String, Function<byte[], GrpcAnswer>> calls, Guard guard, Failures failures) {
    this.calls = calls;
    this.guard = guard;
    this.failures = failures;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.startsWith("application/grpc")) {
      ResponseWriter.send(
          dev.spoor.http.Response.problem(415, "this port takes gRPC and nothing else"),
          request,
          response,
          callback);
      return true;
    }
    send(answer(request), response, callback);
    return true;
  }

  private GrpcAnswer answer(Request request) {
    String path = request.getHttpURI().getPath();
    Function<byte[], GrpcAnswer> call = calls.get(path);
    if (call == null) {
      return GrpcAnswer.failed(GrpcAnswer.UNIMPLEMENTED, "there is no method " + path);
    }
    try (BodyMemory.Share held = memory.share()) {
      Optional<dev.spoor.http.Response> refusal = refusal(request, path);
      if (refusal.isPresent()) {
        return GrpcAnswer.of(refusal.get().status(), refusal.get().detail());
      }
      return call.apply(
          GrpcFrame.message(
              Content.Source.asInputStream(request),
              request.getHeaders().get("grpc-encoding"),
              held));
    } catch (HttpProblem mistake) {
      return GrpcAnswer.of(mistake.status(), String.valueOf(mistake.getMessage()));
    } catch (OutOfMemoryError noRoom) {
      return GrpcAnswer.failed(GrpcAnswer.UNAVAILABLE, ours(path, noRoom));
    } catch (IOException | RuntimeException | StackOverflowError fault) {
      return GrpcAnswer.failed(GrpcAnswer.INTERNAL, ours(path, fault));
    }
  }

  private String ours(String path, Throwable fault) {
    String id = failures.report("gRPC " + path, fault);
    return "this is a fault of ours; the log tells more under " + id;
  }

  private Optional<dev.spoor.http.Response> refusal(Request request, String path) {
    Route route = Route.post(path, unused -> dev.spoor.http.Response.noContent());
    return guard.refusal(
        route,
        new dev.spoor.http.Request(
            route.method(), path, Map.of(), Map.of(), RouteHandler.headers(request), NO_BODY));
  }

  private static void send(GrpcAnswer answer, Response response, Callback callback) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/grpc+proto");
    if (answer.status() != 0) {
      status(answer, response.getHeaders());
      response.write(true, ByteBuffer.allocate(0), callback);
      return;
    }
    HttpFields.Mutable trailers = HttpFields.build();
    status(answer, trailers);
    response.setTrailersSupplier(() -> trailers);
    response.write(true, GrpcFrame.of(answer.message()), callback);
  }

  /** The detail is percent-encoded, as {@code PROTOCOL-HTTP2.md} says of {@code Status-Message}. */
  private static void status(GrpcAnswer answer, HttpFields.Mutable fields) {
    fields.put("grpc-status", Integer.toString(answer.status()));
    if (!answer.detail().isEmpty()) {
      fields.put(
          "grpc-message",
          URLEncoder.encode(answer.detail(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
  }
}
