package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Steps through the fields of a protobuf message (protobuf.dev/programming-guides/encoding). A
 * field that nobody asks for costs nothing; one that is written otherwise than its reader expects
 * is {@link BadInput}.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int WIRE_TYPE_BITS = 3;
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wireType;
  private long number;
  private int from;
  private int to;

  ProtobufMessage(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufMessage(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Steps to the next field; false at the end. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> WIRE_TYPE_BITS);
    wireType = (int) (tag & 7);
    if (field == 0 || tag >>> 32 != 0) {
      throw malformed("a field has no number");
    }
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> number = fixed(Long.BYTES);
      case FIXED32 -> number = fixed(Integer.BYTES);
      case BYTES -> slice(varint());
      default -> throw malformed("a field has wire type " + wireType);
    }
    return true;
  }

  /** The number of the field stepped to. */
  int field() {
    return field;
  }

  long varint(String name) {
    require(VARINT, name, "a varint");
    return number;
  }

  long fixed64(String name) {
    require(FIXED64, name, "a fixed64");
    return number;
  }

  String text(String name) {
    require(BYTES, name, "a string");
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(name);
    }
    return text;
  }

  String hex(String name) {
    require(BYTES, name, "bytes");
    return HexFormat.of().formatHex(bytes, from, to);
  }

  byte[] octets(String name) {
    require(BYTES, name, "bytes");
    return Arrays.copyOfRange(bytes, from, to);
  }

  ProtobufMessage message(String name) {
    require(BYTES, name, "a message");
    return new ProtobufMessage(bytes, from, to);
  }

  /** Whether the field stepped to is a fixed64. */
  boolean isFixed64() {
    return wireType == FIXED64;
  }

  /** Whether the field stepped to is so many bytes. */
  boolean isBytes(int length) {
    return wireType == BYTES && to - from == length;
  }

  private void require(int expected, String name, String what) {
    if (wireType != expected) {
      throw BadInput.of(name, "must be " + what).got("wire type " + wireType);
    }
  }

  private void requireUtf8(String name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      throw BadInput.of(name, "must be UTF-8");
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw malformed("it ends inside a number");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has more than 10 bytes");
  }

  private long fixed(int length) {
    if (end - at < length) {
      throw malformed("it ends inside a number");
    }
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (bytes[at + i] & 0xFF);
    }
    at += length;
    return value;
  }

  private void slice(long length) {
    if (length < 0 || length > end - at) {
      throw malformed("a field is longer than what holds it");
    }
    from = at;
    at += (int) length;
    to = at;
  }

  private static BadInput malformed(String how) {
    return BadInput.of("message", "must be well-formed protobuf: " + how);
  }
}
