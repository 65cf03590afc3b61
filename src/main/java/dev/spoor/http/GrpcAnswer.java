package dev.spoor.http;

/**
 * How a gRPC call ended.
 *
 * @param status as {@code google.rpc.Code} numbers it; 0 is success
 * @param detail what went wrong, in a sentence for the caller; empty for success
 * @param message the answer's protobuf; empty unless the call succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is sent once and never compared
public record GrpcAnswer(int status, String detail, byte[] message) {
  /** The caller sent something wrong and must not send it again. */
  public static final int INVALID_ARGUMENT = 3;

  /** A token lacks what the call needs. */
  public static final int PERMISSION_DENIED = 7;

  /** There is no such method. */
  public static final int UNIMPLEMENTED = 12;

  /** A fault of ours. */
  public static final int INTERNAL = 13;

  /** Sent again later it may succeed. */
  public static final int UNAVAILABLE = 14;

  /** A token is needed, and none that is known was sent. */
  public static final int UNAUTHENTICATED = 16;

  private static final byte[] NOTHING = {};

  /** The call succeeded. */
  public static GrpcAnswer ok(byte[] message) {
    return new GrpcAnswer(0, "", message);
  }

  /** The call was not let in, in the words of HTTP. */
  static GrpcAnswer refused(int status) {
    return status == 401
        ? failed(
            UNAUTHENTICATED, "send the metadata `authorization: Bearer TOKEN` with a valid token")
        : failed(PERMISSION_DENIED, "the token lacks the scope that recording needs");
  }

  /** The call failed as a request over HTTP would. */
  static GrpcAnswer of(HttpProblem problem) {
    int status = problem.status() == 503 ? UNAVAILABLE : INVALID_ARGUMENT;
    return failed(status, String.valueOf(problem.getMessage()));
  }

  /** The call failed. */
  public static GrpcAnswer failed(int status, String detail) {
    return new GrpcAnswer(status, detail, NOTHING);
  }
}
