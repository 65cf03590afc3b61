package dev.spoor.otlp;

/** The constants of {@code google.rpc.Code} that a receiver says, by what HTTP calls them. */
enum RpcCode {
  INVALID_ARGUMENT(3),
  DEADLINE_EXCEEDED(4),
  RESOURCE_EXHAUSTED(8),
  INTERNAL(13),
  UNAVAILABLE(14);

  private final int number;

  RpcCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static RpcCode ofHttp(int status) {
    return switch (status) {
      case 408 -> DEADLINE_EXCEEDED;
      case 413 -> RESOURCE_EXHAUSTED;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? INVALID_ARGUMENT : INTERNAL;
    };
  }
}
