package dev.spoor.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** What stands around the one message of a unary call: a flag and four bytes of length. */
final class GrpcFrame {
  private static final int PREFIX_BYTES = 5;

  private GrpcFrame() {}

  /**
   * Takes the message out of a request's body.
   *
   * @param encoding how the message is compressed if its flag says so; null when nothing is said
   * @param held told what is held
   * @throws HttpProblem 400, 408, 413 or 503
   * @throws IOException when the caller went away
   */
  static byte[] message(InputStream body, @Nullable String encoding, BodyMemory.Share held)
      throws IOException {
    byte[] framed = RequestBody.bounded(body, held);
    if (framed.length < PREFIX_BYTES
        || ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt() != framed.length - PREFIX_BYTES) {
      throw new HttpProblem(400, "a unary call has one message, of the length that it says");
    }
    InputStream sent = new ByteArrayInputStream(framed, PREFIX_BYTES, framed.length - PREFIX_BYTES);
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

  /** A message as an answer holds it, not compressed. */
  static ByteBuffer of(byte[] message) {
    return ByteBuffer.allocate(PREFIX_BYTES + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .flip();
  }
}
