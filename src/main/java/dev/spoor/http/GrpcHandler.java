package dev.spoor.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes the message out of a gRPC request and frames the answer. */
final class GrpcHandler extends Handler.Abstract {
  private static final int PREFIX_BYTES = 5;
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
        return GrpcAnswer.refused(refusal.get().status());
      }
      return call.apply(message(request, held));
    } catch (HttpProblem mistake) {
      return GrpcAnswer.of(mistake);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      String id = failures.report("gRPC " + path, fault);
      return GrpcAnswer.failed(
          GrpcAnswer.INTERNAL, "this is a fault of ours; the log tells more under " + id);
    }
  }

  private Optional<dev.spoor.http.Response> refusal(Request request, String path) {
    Route route = Route.post(path, unused -> dev.spoor.http.Response.noContent());
    return guard.refusal(
        route,
        new dev.spoor.http.Request(
            route.method(), path, Map.of(), Map.of(), RouteHandler.headers(request), NO_BODY));
  }

  /** The one message of a unary request: a flag, four bytes of length, the bytes. */
  private static byte[] message(Request request, BodyMemory.Share held) throws IOException {
    byte[] framed = RequestBody.bounded(Content.Source.asInputStream(request), held);
    if (framed.length < PREFIX_BYTES
        || ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt() != framed.length - PREFIX_BYTES) {
      throw new HttpProblem(400, "a unary call has one message, of the length that it says");
    }
    InputStream sent = new ByteArrayInputStream(framed, PREFIX_BYTES, framed.length - PREFIX_BYTES);
    String encoding = request.getHeaders().get("grpc-encoding");
    if (framed[0] == 0) {
      return sent.readAllBytes();
    } else if (!"gzip".equals(encoding)) {
      throw new HttpProblem(400, "grpc-encoding must be gzip or identity");
    }
    try {
      return RequestBody.bounded(new GZIPInputStream(sent), held);
    } catch (ZipException | EOFException e) {
      throw new HttpProblem(400, "the message says that it is gzip, but is not (" + e + ")");
    }
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
    byte[] message = answer.message();
    ByteBuffer framed =
        ByteBuffer.allocate(PREFIX_BYTES + message.length).put((byte) 0).putInt(message.length);
    response.write(true, framed.put(message).flip(), callback);
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
