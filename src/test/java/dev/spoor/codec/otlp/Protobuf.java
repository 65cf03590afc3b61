package dev.spoor.codec.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes protobuf messages, right ones and wrong ones. */
public final class Protobuf {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static Protobuf message() {
    return new Protobuf();
  }

  public Protobuf varint(int field, long value) {
    raw((long) field << 3);
    return raw(value);
  }

  public Protobuf fixed64(int field, long value) {
    raw((long) field << 3 | 1);
    for (int i = 0; i < Long.BYTES; i++) {
      out.write((int) (value >>> (i * Byte.SIZE)));
    }
    return this;
  }

  public Protobuf bytes(int field, byte[] value) {
    raw((long) field << 3 | 2);
    raw(value.length);
    out.writeBytes(value);
    return this;
  }

  public Protobuf hex(int field, String hex) {
    return bytes(field, HexFormat.of().parseHex(hex));
  }

  public Protobuf text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public Protobuf message(int field, Protobuf inner) {
    return bytes(field, inner.bytes());
  }

  /** A {@code KeyValue} with a string. */
  public Protobuf attribute(int field, String key, String value) {
    return message(field, message().text(1, key).message(2, message().text(1, value)));
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  /** A request of one resource, one scope and these records. */
  public static byte[] request(Protobuf... records) {
    Protobuf scope = message().message(1, message().text(1, "my.library"));
    for (Protobuf record : records) {
      scope.message(2, record);
    }
    Protobuf resource = message().attribute(1, "service.name", "my.service");
    return message().message(1, message().message(1, resource).message(2, scope)).bytes();
  }

  /** A span that is right. */
  public static Protobuf span(String traceId, String spanId) {
    return message()
        .hex(1, traceId)
        .hex(2, spanId)
        .text(5, "work")
        .varint(6, 1)
        .fixed64(7, 1_544_712_660_000_000_000L)
        .fixed64(8, 1_544_712_661_000_000_000L);
  }

  private Protobuf raw(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }
}
