package dev.spoor.codec.otlp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a request is written; its answer is written the same way. */
public enum OtlpEncoding {
  /** Binary protobuf. */
  PROTOBUF("application/x-protobuf"),
  /** JSON, with ids in hex. */
  JSON("application/json");

  private final String contentType;

  OtlpEncoding(String contentType) {
    this.contentType = contentType;
  }

  /** The media type. */
  public String contentType() {
    return contentType;
  }

  /** The encoding of a {@code Content-Type}, whatever its parameters; empty for another type. */
  public static Optional<OtlpEncoding> ofContentType(String header) {
    String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> one.contentType.equals(type)).findFirst();
  }
}
