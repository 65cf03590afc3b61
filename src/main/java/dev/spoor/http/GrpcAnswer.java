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

  /** The message did not arrive in time. */
  public static final int DEADLINE_EXCEEDED = 4;

  /** A token lacks what the call needs. */
  public static final int PERMISSION_DENIED = 7;

  /** The message is too large. */
  public static final int RESOURCE_EXHAUSTED = 8;

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

  /**
   * The call failed as a request over HTTP would.
   *
   * @param httpStatus from 400
   */
  public static GrpcAnswer of(int httpStatus, String detail) {
    return failed(
        switch (httpStatus) {
          case 401 -> UNAUTHENTICATED;
          case 403 -> PERMISSION_DENIED;
          case 408 -> DEADLINE_EXCEEDED;
          case 413 -> RESOURCE_EXHAUSTED;
          case 503 -> UNAVAILABLE;
          default -> httpStatus < 500 ? INVALID_ARGUMENT : INTERNAL;
        },
        detail);
  }

  /** The call failed. */
  public static GrpcAnswer failed(int status, String detail) {
    return new GrpcAnswer(status, detail, NOTHING);
  }
}
